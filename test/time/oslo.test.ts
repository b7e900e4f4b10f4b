import assert from "node:assert/strict";
import { dateOf } from "../../src/model/civil.ts";
import {
	earliestHour,
	latestHour,
	localDayOf,
	localHourOf,
	osloOffset,
	startOfDay,
	startOfMonth,
	startOfNextMonth,
} from "../../src/time/oslo.ts";

const HOUR = 3_600_000;

function hourAt(year: number, month: number, day: number, hour = 0): number {
	return Date.UTC(year, month - 1, day, hour) / HOUR;
}

describe("Oslo's time", () => {
	/** Days of the switch, as published. */
	const switches: readonly (readonly [year: number, march: number, october: number])[] = [
		[2023, 26, 29],
		[2024, 31, 27],
		[2025, 30, 26],
		[2026, 29, 25],
		[2027, 28, 31],
		[2028, 26, 29],
	];

	it("is two hours ahead from 01:00 UTC on the last Sunday of March to that of October", () => {
		for (const [year, march, october] of switches) {
			assert.equal(osloOffset(hourAt(year, 3, march, 0)), 1);
			assert.equal(osloOffset(hourAt(year, 3, march, 1)), 2);
			assert.equal(osloOffset(hourAt(year, 10, october, 0)), 2);
			assert.equal(osloOffset(hourAt(year, 10, october, 1)), 1);
		}
	});

	it("comes back from the wall to the same hour, in every hour of three years", () => {
		for (let hour = hourAt(2025, 1, 1); hour < hourAt(2028, 1, 1); hour++) {
			const local = localHourOf(hour);
			const first = earliestHour(local);
			const last = latestHour(local);
			assert.ok(hour === first || hour === last, `${hour}`);
			assert.equal(localHourOf(first), local);
			assert.equal(localHourOf(last), local);
		}
	});

	it("says 02 twice on 2026-10-25, and both are found in order", () => {
		const two = hourAt(2026, 10, 25, 2);
		assert.equal(earliestHour(two), hourAt(2026, 10, 25, 0));
		assert.equal(latestHour(two), hourAt(2026, 10, 25, 1));
		assert.equal(earliestHour(two - 1), latestHour(two - 1));
		assert.equal(earliestHour(two + 1), latestHour(two + 1));
	});

	it("never says 02 on 2026-03-29, and a wall that does was not changed", () => {
		const two = hourAt(2026, 3, 29, 2);
		assert.equal(localHourOf(hourAt(2026, 3, 29, 0)), two - 1);
		assert.equal(localHourOf(hourAt(2026, 3, 29, 1)), two + 1);
		assert.equal(earliestHour(two), hourAt(2026, 3, 29, 1));
		assert.equal(latestHour(two), hourAt(2026, 3, 29, 1));
	});

	it("has days of 23 and 25 hours at the switches and of 24 otherwise", () => {
		const lengths = new Map<number, number>();
		for (let day = hourAt(2026, 1, 1) / 24; day < hourAt(2027, 1, 1) / 24; day++) {
			const length = startOfDay(day + 1) - startOfDay(day);
			lengths.set(length, (lengths.get(length) ?? 0) + 1);
			for (let hour = startOfDay(day); hour < startOfDay(day + 1); hour++) {
				assert.equal(localDayOf(hour), day);
			}
		}
		assert.deepEqual(
			[...lengths].sort((one, other) => one[0] - other[0]),
			[
				[23, 1],
				[24, 363],
				[25, 1],
			],
		);
	});

	it("begins months and years at midnight in Oslo", () => {
		const december = dateOf(hourAt(2026, 12, 31) / 24);
		assert.equal(startOfMonth(december), hourAt(2026, 11, 30, 23));
		assert.equal(startOfNextMonth(december), hourAt(2026, 12, 31, 23));
		const july = dateOf(hourAt(2026, 7, 5) / 24);
		assert.equal(startOfMonth(july), hourAt(2026, 6, 30, 22));
		assert.equal(startOfNextMonth(july), hourAt(2026, 7, 31, 22));
	});
});
