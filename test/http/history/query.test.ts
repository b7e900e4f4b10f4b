import assert from "node:assert/strict";
import { hourOf, monthAsked, parameter, rangeOf } from "../../../src/http/history/query.ts";
import { hourAt } from "../../support/history.ts";

/** After the hour in progress. */
const END = hourAt(2026, 1, 31, 14);

function range(query: string): [from: number, to: number] | undefined {
	const found = rangeOf(query, END, (last) => last - 2);
	return found && [found.from, found.to];
}

describe("A range of hours", () => {
	it("ends after the hour in progress, and begins where the route says, by itself", () => {
		assert.deepEqual(range(""), [END - 3, END]);
		assert.deepEqual(range("to=2026-01-30T10:00:00Z"), [
			hourAt(2026, 1, 30, 7),
			hourAt(2026, 1, 30, 10),
		]);
		assert.deepEqual(range("from=2026-01-30T10:00:00Z"), [hourAt(2026, 1, 30, 10), END]);
	});

	it("takes days and months for those of Oslo", () => {
		assert.deepEqual(range("from=2026-01-30&to=2026-01-31"), [
			hourAt(2026, 1, 29, 23),
			hourAt(2026, 1, 30, 23),
		]);
		assert.deepEqual(range("from=2025-07&to=2025-08"), [
			hourAt(2025, 6, 30, 22),
			hourAt(2025, 7, 31, 22),
		]);
	});

	it("has 23 hours on the day of March's switch and 25 on that of October's", () => {
		for (const [day, next, hours] of [
			["2025-03-30", "2025-03-31", 23],
			["2025-10-26", "2025-10-27", 25],
			["2025-10-27", "2025-10-28", 24],
		] as const) {
			const [from, to] = range(`from=${day}&to=${next}`) ?? [0, 0];
			assert.equal(to - from, hours, day);
		}
	});

	it("holds each hour of which some part is in it, and not the one that `to` begins", () => {
		const hours = [hourAt(2026, 1, 30, 10), hourAt(2026, 1, 30, 12)] as [number, number];
		for (const query of [
			"from=2026-01-30T10:00:00Z&to=2026-01-30T12:00:00Z",
			"from=2026-01-30T10Z&to=2026-01-30T12Z",
			"from=2026-01-30T10:59:59.999Z&to=2026-01-30T11:00:00.001Z",
			"from=2026-01-30T10%3A00%3A00Z&to=2026-01-30T12%3a00%3a00Z",
			"x=1&from=2026-01-30T10:30Z&to=2026-01-30T11:30Z&from=1970-01-01",
		]) {
			assert.deepEqual(range(query), hours, query);
		}
		assert.deepEqual(range("from=2026-01-30T10:10:00Z&to=2026-01-30T10:20:00Z"), [
			hours[0],
			hours[0] + 1,
		]);
	});

	it("may be longer than what is kept, and is empty after now", () => {
		assert.deepEqual(range("from=1970-01-01&to=9999-12-31"), [0, END]);
		assert.deepEqual(range("from=0001-01-01"), [0, END]);
		assert.deepEqual(range("from=2030-01&to=2030-02"), [END, END]);
		assert.deepEqual(range("from=2030-01"), [END, END]);
		assert.deepEqual(range("to=1970-01-01"), [0, 0]);
	});

	it("is none when it ends before it begins, or says what is no date", () => {
		for (const query of [
			"from=2026-01-30&to=2026-01-30",
			"from=2026-01-31&to=2026-01-30",
			"from=",
			"from=today",
			"from=2026",
			"from=2026-1-30",
			"from=2026-13-01",
			"from=2026-00-01",
			"from=2026-02-29",
			"from=2026-01-00",
			"from=2026-01-30T24:00:00Z",
			"from=2026-01-30T10:60:00Z",
			"from=2026-01-30T10:00:60Z",
			"from=2026-01-30T10:00:00",
			"from=2026-01-30T10:00:00+01:00",
			"from=1769864410",
			"from=2026-01-30%",
			"to=2026-01-30%00",
		]) {
			assert.equal(range(query), undefined, query);
		}
	});
});

describe("A query", () => {
	it("names an hour by its start alone", () => {
		assert.equal(hourOf("2026-01-31T12:00:00Z"), hourAt(2026, 1, 31, 12));
		assert.equal(hourOf("2026-01-31T12:00Z"), hourAt(2026, 1, 31, 12));
		for (const text of [
			"2026-01-31T12:00:01Z",
			"2026-01-31T12:30:00Z",
			"2026-01-31",
			"2026-01",
			"",
		])
			assert.equal(hourOf(text), undefined, text);
	});

	it("names a month as such", () => {
		assert.equal(monthAsked("", 7), 7);
		assert.equal(monthAsked("month=2026-01", 7), hourAt(2025, 12, 31, 23));
		for (const text of ["2026-01-01", "2026-13", "2026", ""])
			assert.equal(monthAsked(`month=${text}`, 7), undefined, text);
	});

	it("has parameters with and without a value", () => {
		assert.equal(parameter("a&b=&c=%41", "a"), "");
		assert.equal(parameter("a&b=&c=%41", "b"), "");
		assert.equal(parameter("a&b=&c=%41", "c"), "A");
		assert.equal(parameter("a&b=&c=%41", "d"), undefined);
		assert.equal(parameter("", "a"), undefined);
	});
});
