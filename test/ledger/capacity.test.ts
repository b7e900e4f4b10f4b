import assert from "node:assert/strict";
import { Capacity, DEFAULT_TARIFF, stepOf } from "../../src/ledger/capacity.ts";
import { ESTIMATED, GAP, HourRecord, MEASURED } from "../../src/ledger/hour.ts";
import { correct, strikeOut } from "../../src/ledger/owner.ts";
import { Sums } from "../../src/ledger/sums.ts";
import { ThisHour } from "../../src/ledger/this-hour.ts";
import { dateOf } from "../../src/model/civil.ts";
import { localDayOf, startOfDay, startOfMonth, startOfNextMonth } from "../../src/time/oslo.ts";
import { FixedHours } from "../support/fixed-hours.ts";

const HOUR = 3_600_000;
/** Midnight in Oslo, 2026-01-01. */
const JANUARY = Date.UTC(2025, 11, 31, 23) / HOUR;
const FEBRUARY = Date.UTC(2026, 0, 31, 23) / HOUR;

/** The hour that begins at a time of a day of January in Oslo. */
function at(day: number, hour: number): number {
	return JANUARY + (day - 1) * 24 + hour;
}

function put(
	hours: FixedHours,
	hour: number,
	wh: number,
	change?: (record: HourRecord) => void,
): void {
	const record = new HourRecord();
	record.clear(hour);
	record.import.wh = wh;
	record.import.quality = MEASURED;
	change?.(record);
	hours.put(record);
}

function capacityOf(hours: FixedHours, prices?: readonly number[]): Capacity {
	const capacity = new Capacity(prices && { ...DEFAULT_TARIFF, prices });
	capacity.find(hours, JANUARY, FEBRUARY);
	return capacity;
}

const peaks = (capacity: Capacity) =>
	capacity.peaks.slice(0, capacity.count).map(({ hour, wh }) => [hour, wh]);

describe("the capacity tariff", () => {
	it("takes the three highest hours of different days in Oslo", () => {
		const hours = new FixedHours(2000);
		put(hours, at(3, 17), 7000);
		put(hours, at(3, 18), 8000);
		put(hours, at(9, 0), 5000);
		put(hours, at(8, 23), 6000);
		put(hours, at(20, 7), 4000);
		put(hours, at(31, 23), 5500);
		const capacity = capacityOf(hours);
		assert.deepEqual(peaks(capacity), [
			[at(3, 18), 8000],
			[at(8, 23), 6000],
			[at(31, 23), 5500],
		]);
		assert.equal(capacity.mean, 6500);
		assert.equal(capacity.step, 2);
	});

	it("begins and ends its month at midnight in Oslo", () => {
		const date = dateOf(Date.UTC(2026, 0, 15) / 86_400_000);
		assert.equal(startOfMonth(date), JANUARY);
		assert.equal(startOfNextMonth(date), FEBRUARY);
		const hours = new FixedHours(2000);
		put(hours, JANUARY - 1, 9000);
		put(hours, JANUARY, 3000);
		put(hours, FEBRUARY - 1, 4000);
		put(hours, FEBRUARY, 9000);
		assert.deepEqual(peaks(capacityOf(hours)), [
			[FEBRUARY - 1, 4000],
			[JANUARY, 3000],
		]);
	});

	it("agrees with a plain sort, on many months", () => {
		let seed = 1;
		const next = () => {
			seed = (seed * 48_271) % 0x7fffffff;
			return seed;
		};
		for (let run = 0; run < 50; run++) {
			const hours = new FixedHours(2000);
			const best = new Map<number, number>();
			for (let hour = JANUARY; hour < FEBRUARY; hour++) {
				const wh = 1 + (next() % 9000);
				put(hours, hour, wh);
				const day = localDayOf(hour);
				best.set(day, Math.max(best.get(day) ?? 0, wh));
			}
			const right = [...best.values()].sort((one, other) => other - one).slice(0, 3);
			assert.deepEqual(
				capacityOf(hours).peaks.map(({ wh }) => wh),
				right,
			);
		}
	});

	it("of a month that has begun is the mean of the days there are", () => {
		const hours = new FixedHours(2000);
		assert.deepEqual([capacityOf(hours).mean, capacityOf(hours).step], [0, 0]);
		put(hours, at(1, 8), 4000);
		assert.equal(capacityOf(hours).mean, 4000);
		put(hours, at(2, 8), 2000);
		assert.equal(capacityOf(hours).mean, 3000);
	});

	it("counts days on which nothing was taken, as a cabin has them", () => {
		const hours = new FixedHours(2000);
		put(hours, at(1, 8), 0);
		assert.deepEqual([capacityOf(hours).count, capacityOf(hours).mean], [1, 0]);
		for (const day of [2, 3, 4]) put(hours, at(day, 8), 0);
		put(hours, at(5, 18), 6000);
		const capacity = capacityOf(hours);
		assert.deepEqual(peaks(capacity), [
			[at(5, 18), 6000],
			[at(1, 8), 0],
			[at(2, 8), 0],
		]);
		assert.deepEqual([capacity.mean, capacity.step], [2000, 1]);
		capacity.find(hours, at(2, 0), at(4, 0));
		assert.deepEqual(peaks(capacity), [
			[at(2, 8), 0],
			[at(3, 8), 0],
		]);
	});

	it("says anew, each time it is asked, what it left out", () => {
		const hours = new FixedHours(2000);
		put(hours, at(1, 8), 100, (record) => {
			record.import.quality = GAP;
		});
		put(hours, at(2, 8), 100, (record) => {
			record.hasClockMoved = true;
		});
		put(hours, at(3, 8), 100);
		strikeOut(hours, at(3, 8), true);
		const capacity = capacityOf(hours);
		capacity.find(hours, JANUARY, FEBRUARY);
		assert.deepEqual(capacity.leftOut, { struckOut: 1, clockMoved: 1, gap: 1 });
		assert.equal(capacity.count, 0);
	});

	it("leaves out an hour that is not over", () => {
		const hours = new FixedHours(2000);
		put(hours, at(1, 8), 9000, (record) => {
			record.isOpen = true;
		});
		assert.equal(capacityOf(hours).count, 0);
	});

	it("has steps 0-2-5-10-15-20-25-50-75-100 kW, and pays for one that is reached", () => {
		const at = [0, 1999, 2000, 4999, 5000, 10_000, 15_000, 20_000, 25_000, 50_000, 75_000, 99_999];
		assert.deepEqual(
			at.map((watts) => stepOf(DEFAULT_TARIFF, watts)),
			[0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 8],
		);
		assert.equal(stepOf(DEFAULT_TARIFF, 100_000), 9);
	});

	it("leaves out gaps, hours in which the clock moved and those struck out, and says how many", () => {
		const hours = new FixedHours(2000);
		put(hours, at(1, 8), 9000, (record) => {
			record.import.quality = GAP;
		});
		put(hours, at(2, 8), 9000, (record) => {
			record.hasClockMoved = true;
		});
		put(hours, at(3, 8), 9000);
		put(hours, at(4, 8), 3000, (record) => {
			record.import.quality = ESTIMATED;
		});
		assert.ok(strikeOut(hours, at(3, 8), true));
		const capacity = capacityOf(hours);
		assert.deepEqual(peaks(capacity), [[at(4, 8), 3000]]);
		assert.equal(capacity.peaks[0].quality, ESTIMATED);
		assert.deepEqual(capacity.leftOut, { struckOut: 1, clockMoved: 1, gap: 1 });
		assert.ok(strikeOut(hours, at(3, 8), false));
		assert.deepEqual(peaks(capacityOf(hours)).length, 2);
	});

	it("takes the owner's word for a wrong hour, and says so", () => {
		const hours = new FixedHours(2000);
		put(hours, at(1, 8), 30_000);
		assert.ok(correct(hours, at(1, 8), 2500));
		const [peak] = capacityOf(hours).peaks;
		assert.deepEqual([peak.wh, peak.isCorrected], [2500, true]);
		const record = new HourRecord();
		hours.get(at(1, 8), record);
		assert.equal(record.import.wh, 30_000);
		assert.ok(correct(hours, at(1, 8), undefined));
		assert.equal(capacityOf(hours).peaks[0].wh, 30_000);
		for (const wh of [0, 1_000_000]) {
			assert.ok(correct(hours, at(1, 8), wh));
			assert.equal(capacityOf(hours).peaks[0].wh, wh);
		}
		assert.ok(!correct(hours, at(1, 8), 1_000_001));
	});

	it("takes a gap for which power was told nine tenths of its time", () => {
		for (const covered of [3239, 3240]) {
			const hours = new FixedHours(2000);
			put(hours, at(1, 8), 5000, (record) => {
				record.import.quality = GAP;
				record.import.covered = covered;
			});
			assert.equal(capacityOf(hours).count, covered < 3240 ? 0 : 1);
		}
	});

	it("takes the owner's word for a gap too", () => {
		const hours = new FixedHours(2000);
		put(hours, at(1, 8), 100, (record) => {
			record.import.quality = GAP;
		});
		correct(hours, at(1, 8), 2500);
		assert.deepEqual(peaks(capacityOf(hours)), [[at(1, 8), 2500]]);
	});

	it("refuses corrections of hours in progress, unknown hours and impossible figures", () => {
		const hours = new FixedHours(2000);
		put(hours, at(1, 8), 100, (record) => {
			record.isOpen = true;
		});
		put(hours, at(1, 7), 100);
		assert.ok(!correct(hours, at(1, 8), 5));
		assert.ok(!strikeOut(hours, at(1, 8), true));
		assert.ok(!correct(hours, at(1, 9), 5));
		for (const wh of [-1, 0.5, Number.NaN, 1e9]) assert.ok(!correct(hours, at(1, 7), wh));
	});

	it("refuses steps that do not rise and prices that are too few", () => {
		assert.throws(() => new Capacity({ steps: [2000, 2000] }), /rise/);
		assert.throws(() => new Capacity({ steps: [0, 2000] }), /rise/);
		assert.throws(() => new Capacity({ steps: [2000], prices: [1] }), /2 prices/);
	});
});

describe("this hour", () => {
	const open = new HourRecord();

	function look(
		hours: FixedHours,
		wh: number,
		seconds: number,
		watts: number,
		prices?: readonly number[],
	): ThisHour {
		open.clear(at(10, 12));
		open.import.wh = wh;
		const hour = new ThisHour();
		hour.look(open, seconds, watts, capacityOf(hours, prices));
		return hour;
	}

	function month(...wh: readonly number[]): FixedHours {
		const hours = new FixedHours(2000);
		wh.forEach((value, i) => {
			put(hours, at(i + 1, 8), value);
		});
		return hours;
	}

	it("is forecast by what it has and the power there is", () => {
		const hour = look(month(), 1500, 1800, 4000);
		assert.deepEqual([hour.wh, hour.forecastWh, hour.secondsLeft], [1500, 3500, 1800]);
		assert.equal(look(month(), 1500, 1800, -4000).forecastWh, 1500);
	});

	it("may take what keeps the mean of three below the next step", () => {
		const hour = look(month(4000, 6000, 3000), 1000, 1800, 2000);
		assert.deepEqual([hour.step, hour.nextStep, hour.limitWh], [1, 5000, 5000]);
		assert.equal(hour.allowed, 8000);
		assert.ok(!hour.reaches);
		assert.ok(look(month(4000, 6000, 3000), 1000, 1800, 8000).reaches);
	});

	it("counts with its own day's peak, not against it", () => {
		const hours = month(4000, 6000);
		put(hours, at(10, 7), 3500);
		const hour = look(hours, 0, 0, 0);
		assert.deepEqual([hour.step, hour.limitWh, hour.allowed], [1, 5000, 5000]);
	});

	it("is in the step that its day's peak has brought, wherever that stands among the three", () => {
		for (const other of [4000, 1000]) {
			const hours = month(other);
			put(hours, at(10, 7), 3000);
			const hour = look(hours, 500, 0, 0);
			assert.equal(hour.limitWh, 2 * (hour.nextStep ?? 0) - other);
			assert.equal(hour.step, 1);
		}
	});

	it("of the month's first days has only them to go by", () => {
		assert.equal(look(month(), 0, 0, 0).limitWh, 2000);
		assert.equal(look(month(1000), 0, 0, 0).limitWh, 3000);
	});

	it("that has crossed a step looks at the next, and what it costs", () => {
		const prices = [100, 200, 350, 500, 700, 900, 1200, 1500, 2000, 3000].map((kr) => kr * 100);
		const hour = look(month(4000, 6000, 3000), 5500, 3000, 0, prices);
		assert.deepEqual(
			[hour.step, hour.nextStep, hour.limitWh, hour.cost],
			[2, 10_000, 20_000, 15_000],
		);
	});

	it("in the last step has no limit", () => {
		const hour = look(month(150_000, 150_000, 150_000), 0, 0, 0);
		assert.deepEqual(
			[hour.nextStep, hour.limitWh, hour.allowed],
			[undefined, undefined, undefined],
		);
	});
});

describe("sums of hours", () => {
	it("of October's long day and March's short one hold every hour once", () => {
		for (const [month, day, length] of [
			[9, 25, 25],
			[2, 29, 23],
			[5, 5, 24],
		] as const) {
			const from = startOfDay(Date.UTC(2026, month, day) / 86_400_000);
			const to = startOfDay(Date.UTC(2026, month, day + 1) / 86_400_000);
			const hours = new FixedHours(2000);
			for (let hour = from - 3; hour < to + 3; hour++) put(hours, hour, 1000);
			const sums = new Sums();
			sums.sum(hours, from, to);
			assert.equal(sums.importWh, length * 1000);
			assert.deepEqual(sums.qualities, [0, 0, 0, length]);
		}
	});

	it("count hours that are not kept as gaps, and the owner's corrections", () => {
		const hours = new FixedHours(2000);
		put(hours, at(1, 1), 1000, (record) => {
			record.export.wh = 30;
		});
		put(hours, at(1, 2), 9000);
		correct(hours, at(1, 2), 2000);
		const sums = new Sums();
		sums.sum(hours, at(1, 0), at(2, 0));
		assert.deepEqual([sums.importWh, sums.exportWh, sums.corrected], [3000, 30, 1]);
		assert.deepEqual(sums.qualities, [22, 0, 0, 2]);
		sums.sum(hours, at(1, 0), at(2, 0));
		assert.deepEqual([sums.importWh, sums.exportWh, sums.corrected], [3000, 30, 1]);
	});

	it("take the hour in progress as it is now", () => {
		const hours = new FixedHours(2000);
		put(hours, at(1, 1), 1000);
		put(hours, at(1, 2), 100, (record) => {
			record.isOpen = true;
		});
		const open = new HourRecord();
		open.clear(at(1, 2));
		open.import.wh = 150;
		const sums = new Sums();
		sums.sum(hours, at(1, 0), at(1, 3), open);
		assert.equal(sums.importWh, 1150);
		sums.sum(hours, at(1, 0), at(1, 2), open);
		assert.equal(sums.importWh, 1000);
	});
});
