import assert from "node:assert/strict";
import { ESTIMATED, GAP, type HourRecord, MEASURED, MIXED } from "../../src/ledger/hour.ts";
import { INDEX } from "../../src/model/quantity.ts";
import { Reading } from "../../src/model/reading.ts";
import { Bench, HOUR, MINUTE } from "../support/ledger-bench.ts";
import { AIDON, KAIFA, KAMSTRUP, type Maker, SWEDISH, setText } from "../support/plain-meter.ts";

/** 2026-01-14T22:00Z. */
const START = 1_768_428_000_000;
const FIRST = START / HOUR;
const MAKERS: readonly Maker[] = [AIDON, KAIFA, KAMSTRUP, SWEDISH];
const IMPORT = INDEX.activeEnergyImport;
const POWER = INDEX.activePowerImport;

/** No two hours alike, with a step inside each. */
function house(utc: number): number {
	const hour = Math.floor(utc / HOUR);
	const base = 400 + ((hour * 7919) % 5000);
	return utc % HOUR > 20 * MINUTE ? base + 1500 : base;
}

function benchOf(maker: Maker, network = true, start = START): Bench {
	return new Bench({ maker, house, start, network });
}

function recordOf(bench: Bench, hour: number): HourRecord {
	const record = bench.record(hour);
	assert.ok(record, `hour ${hour - FIRST} is kept`);
	return record;
}

function qualities(bench: Bench, from: number, to: number): number[] {
	const found: number[] = [];
	for (let hour = from; hour < to; hour++) found.push(bench.record(hour)?.import.quality ?? GAP);
	return found;
}

/** Each hour is within `percent` of what it truly was, and 12 Wh for the steps of the registers. */
function nearTruth(bench: Bench, from: number, to: number, percent: number): void {
	for (let hour = from; hour < to; hour++) {
		const right = bench.truth(hour);
		const error = Math.abs(recordOf(bench, hour).import.wh - right);
		assert.ok(error <= 12 + (right * percent) / 100, `hour ${hour - FIRST} is ${error} Wh off`);
	}
}

function isHour(utc: number, hour: number): boolean {
	return Math.floor(utc / HOUR) === hour;
}

/** A reading whose header shows that network and meter agree. */
function agreeing(bench: Bench): Reading {
	const reading = new Reading();
	reading.list = 2;
	reading.clockRule = "normalTime";
	reading.receivedAt = bench.meter.now - START;
	setText(reading.frameClock, bench.meter.now + HOUR);
	return reading;
}

describe("an hour", () => {
	for (const maker of MAKERS) {
		for (const network of [true, false]) {
			const how = `${maker.vendor}, list 3 ${maker.list3}, ${network ? "with" : "without"} network`;
			it(`is measured between two registers: ${how}`, () => {
				const bench = benchOf(maker, network);
				bench.runTo(START + 6 * HOUR + MINUTE);
				for (const quality of qualities(bench, FIRST + 2, FIRST + 6)) {
					assert.equal(quality, MEASURED);
				}
				assert.equal(recordOf(bench, FIRST + 3).export.quality, MEASURED);
				assert.equal(recordOf(bench, FIRST + 3).export.wh, 0);
				nearTruth(bench, FIRST + 2, FIRST + 6, 0);
			});
		}
	}

	it("of a snapshot meter is its registers' difference to the Wh", () => {
		const bench = benchOf(AIDON);
		bench.runTo(START + 6 * HOUR + MINUTE);
		for (let hour = FIRST; hour < FIRST + 6; hour++) {
			if (hour === FIRST) continue;
			assert.equal(recordOf(bench, hour).import.wh, bench.rise(hour, hour + 1));
		}
	});

	it("is kept as an estimate at its end, before its register comes", () => {
		const bench = benchOf(AIDON);
		bench.runTo(START + 3 * HOUR + 4000);
		assert.equal(recordOf(bench, FIRST + 2).import.quality, ESTIMATED);
		nearTruth(bench, FIRST + 2, FIRST + 3, 1);
		assert.ok(!recordOf(bench, FIRST + 2).isOpen);
	});

	it("keeps the greatest power of both directions", () => {
		const sunny = (utc: number) => (utc % HOUR < 10 * MINUTE ? -3456 : 2345);
		const bench = new Bench({ maker: KAIFA, house: sunny, start: START });
		bench.runTo(START + 2 * HOUR + MINUTE);
		const record = recordOf(bench, FIRST + 1);
		assert.deepEqual([record.import.peak, record.export.peak], [2345, 3456]);
	});

	it("holds import and export, each by its own registers", () => {
		const sunny = (utc: number) => (utc % HOUR < 20 * MINUTE ? -3000 : 1200);
		const bench = new Bench({ maker: AIDON, house: sunny, start: START });
		bench.runTo(START + 3 * HOUR + MINUTE);
		const { import: taken, export: given } = recordOf(bench, FIRST + 2);
		assert.deepEqual([taken.quality, given.quality], [MEASURED, MEASURED]);
		assert.deepEqual([taken.wh, given.wh], [800, 1000]);
	});

	it("without registers keeps what is left of a Wh for the next", () => {
		const half = (utc: number) => (utc % HOUR < HOUR / 2 ? 1001 : 1000);
		const bench = new Bench({ maker: KAMSTRUP, house: half, start: START });
		bench.hears = (list) => list < 3;
		bench.runTo(START + 21 * HOUR + MINUTE);
		const off = bench.sum(FIRST + 1, FIRST + 21) - 20_010;
		assert.ok(Math.abs(off) <= 1, `${off} Wh`);
	});

	it("in progress is a gap when power has been silent, without a reading to say so", () => {
		const bench = benchOf(AIDON);
		bench.runTo(START + 2 * HOUR + 20 * MINUTE);
		assert.equal(bench.ledger.open?.import.quality, ESTIMATED);
		bench.hears = () => false;
		bench.runTo(START + 2 * HOUR + 40 * MINUTE);
		assert.equal(bench.ledger.open?.import.quality, GAP);
	});

	it("holds the voltage of all its minutes, the last too", () => {
		const bench = benchOf(AIDON);
		bench.runTo(START + 3 * HOUR);
		const [phase] = recordOf(bench, FIRST + 1).phases;
		assert.deepEqual([phase.heard, phase.mean], [60, 2300]);
	});

	it("without a main fuse cannot be told", () => {
		for (const fuseAmperes of [0, -1, Number.NaN]) {
			assert.throws(() => new Bench({ maker: AIDON, house, start: START, fuseAmperes }), /fuse/);
		}
	});

	it("of export ends when a list 1 tells of import", () => {
		const sunny = (utc: number) => (utc % (2 * MINUTE) < 20_000 ? -3000 : 1000);
		const bench = new Bench({ maker: AIDON, house: sunny, start: START });
		bench.hears = (list, utc) => list === 1 || (list === 2 && sunny(utc) < 0);
		bench.runTo(START + 2 * HOUR + MINUTE);
		const { wh } = recordOf(bench, FIRST + 1).export;
		assert.ok(Math.abs(wh - 500) <= 60, `${wh} Wh`);
	});

	it("is not measured where a minute of power before its first registers is missing", () => {
		const bench = benchOf(KAMSTRUP);
		bench.hears = (list, utc) => list === 3 || !isHour(utc, FIRST + 3) || utc % HOUR > 50_000;
		bench.runTo(START + 6 * HOUR + MINUTE);
		assert.deepEqual(qualities(bench, FIRST + 1, FIRST + 5), [MEASURED, MIXED, MIXED, MEASURED]);
	});

	it("stays measured when the network turns the clock back over its edge", () => {
		const bench = benchOf(KAIFA);
		bench.runTo(START + 3 * HOUR + 6000);
		bench.networkAhead = -40_000;
		bench.tellTime();
		bench.meter.clockAhead = -40_000;
		bench.send(3);
		bench.runTo(START + 7 * HOUR + 2 * MINUTE);
		const off = bench.sum(FIRST + 1, FIRST + 7) - bench.rise(FIRST + 1, FIRST + 7);
		assert.ok(Math.abs(off) <= 60, `${off} Wh`);
		assert.equal(recordOf(bench, FIRST + 5).import.quality, MEASURED);
	});

	it("of export is estimated though every list 1 says 0 W", () => {
		const bench = new Bench({ maker: AIDON, house: () => -2000, start: START });
		bench.hears = (list) => list < 3;
		bench.runTo(START + 2 * HOUR + MINUTE);
		const { export: given } = recordOf(bench, FIRST + 1);
		assert.equal(given.quality, ESTIMATED);
		assert.equal(given.wh, 2000);
	});
});

describe("a list 3", () => {
	it("that says the hour before once more is not believed; the next tells two hours", () => {
		const bench = benchOf(AIDON);
		const repeatedAt = FIRST + 4;
		let before = 0;
		bench.bend = (reading, utc) => {
			if (reading.list !== 3) return;
			const now = reading.values[IMPORT] as number;
			if (isHour(utc, repeatedAt)) {
				reading.values[IMPORT] = before;
				bench.meter.setHour(utc - HOUR);
			}
			before = now;
		};
		bench.runTo(START + 6 * HOUR + MINUTE);
		assert.equal(bench.ledger.counts.repeated, 1);
		assert.equal(bench.ledger.clock.counts.clockDisputed, 0);
		assert.deepEqual(qualities(bench, FIRST + 2, FIRST + 6), [MEASURED, MIXED, MIXED, MEASURED]);
		assert.equal(bench.sum(FIRST + 3, FIRST + 5), bench.rise(FIRST + 3, FIRST + 5));
		nearTruth(bench, FIRST + 3, FIRST + 5, 1);
	});

	it("repeated right after a restart tells neither time nor energy", () => {
		const bench = benchOf(AIDON, false);
		bench.runTo(START + 3 * HOUR + 30 * MINUTE);
		bench.turnOff();
		bench.runTo(START + 3 * HOUR + 40 * MINUTE);
		bench.turnOn();
		const believed = bench.meter.registerAt(FIRST + 3);
		bench.bend = (reading, utc) => {
			if (reading.list !== 3 || !isHour(utc, FIRST + 4)) return;
			reading.values[IMPORT] = believed;
			bench.meter.setHour(utc - HOUR);
		};
		bench.runTo(START + 6 * HOUR + MINUTE);
		assert.equal(bench.ledger.counts.restarted + bench.ledger.counts.fell, 0);
		assert.equal(bench.sum(FIRST + 3, FIRST + 5), bench.rise(FIRST + 3, FIRST + 5));
		assert.equal(recordOf(bench, FIRST + 5).import.quality, MEASURED);
	});

	it("that comes late in its hour tells the hour before it as well as one in time", () => {
		for (const minutes of [1, 20, 50]) {
			const bench = benchOf(AIDON);
			bench.hears = (list, utc) => list < 3 || !isHour(utc, FIRST + 3);
			bench.runTo(START + 3 * HOUR + minutes * MINUTE);
			bench.send(3);
			bench.runTo(START + 5 * HOUR + MINUTE);
			assert.deepEqual(qualities(bench, FIRST + 2, FIRST + 5), [MEASURED, MEASURED, MEASURED]);
			assert.equal(recordOf(bench, FIRST + 2).import.wh, bench.rise(FIRST + 2, FIRST + 3));
			assert.equal(recordOf(bench, FIRST + 3).import.wh, bench.rise(FIRST + 3, FIRST + 4));
			assert.equal(bench.ledger.clock.counts.clockDisputed, 0);
		}
	});

	it("that is the first ever and late starts the live counter where the meter is", () => {
		for (const back of [0, HOUR]) {
			const bench = benchOf(AIDON);
			bench.hears = (list) => list < 3;
			bench.runTo(START + 3 * HOUR + 20 * MINUTE);
			bench.bend = (reading, utc) => {
				if (reading.list !== 3 || back === 0) return;
				reading.values[IMPORT] = bench.meter.registerAt(FIRST + 2);
				bench.meter.setHour(utc - back);
			};
			if (back > 0) bench.ledger.clock.hear(agreeing(bench));
			bench.send(3);
			const off = (bench.ledger.liveImport ?? 0) - bench.meter.import / 3600;
			assert.ok(Math.abs(off) <= 20, `${back}: ${off} Wh`);
		}
	});

	it("missing for three hours leaves four hours mixed, with their exact sum", () => {
		for (const maker of [AIDON, KAIFA, KAMSTRUP]) {
			const bench = benchOf(maker);
			bench.hears = (list, utc) => list < 3 || utc < START + 3 * HOUR || utc > START + 6 * HOUR;
			bench.runTo(START + 8 * HOUR + MINUTE);
			assert.deepEqual(
				qualities(bench, FIRST + 1, FIRST + 8),
				[MEASURED, MIXED, MIXED, MIXED, MIXED, MEASURED, MEASURED],
				maker.vendor,
			);
			nearTruth(bench, FIRST + 2, FIRST + 6, 1);
			const off = bench.sum(FIRST + 2, FIRST + 6) - bench.rise(FIRST + 2, FIRST + 6);
			assert.ok(Math.abs(off) <= (maker === AIDON ? 0 : 20), `${maker.vendor}: ${off}`);
		}
	});

	it("read after the hour does not tell it alone when the seconds between were not heard", () => {
		const bench = new Bench({ maker: KAIFA, house: () => 9000, start: START });
		const edge = START + 3 * HOUR;
		bench.hears = (_list, utc) => utc < edge - 31_000 || utc >= edge + 8000;
		bench.runTo(START + 5 * HOUR + MINUTE);
		assert.deepEqual(qualities(bench, FIRST + 1, FIRST + 5), [MEASURED, MIXED, MIXED, MEASURED]);
		nearTruth(bench, FIRST + 1, FIRST + 5, 1);
	});

	it("does not tell an hour alone that holds what was kept while the time was wrong", () => {
		const bench = new Bench({ maker: KAMSTRUP, house, start: START });
		bench.runTo(START + 3 * HOUR + 30 * MINUTE);
		bench.turnOff();
		bench.networkAhead = HOUR;
		bench.turnOn();
		bench.runTo(START + 4 * HOUR + 30 * MINUTE);
		bench.networkAhead = 0;
		bench.tellTime();
		bench.runTo(START + 7 * HOUR + 2 * MINUTE);
		let moved = 0;
		for (let hour = FIRST + 1; hour < FIRST + 7; hour++) {
			const { import: taken, hasClockMoved } = recordOf(bench, hour);
			if (hasClockMoved) moved++;
			if (hasClockMoved) assert.ok(taken.quality !== MEASURED, `hour ${hour - FIRST}`);
			if (taken.quality === MEASURED) nearTruth(bench, hour, hour + 1, 0);
		}
		assert.ok(moved > 0);
		const sum = bench.sum(FIRST + 1, FIRST + 7);
		const right = bench.rise(FIRST + 1, FIRST + 7);
		assert.ok(Math.abs(sum - right) <= 20, `${sum} Wh, truly ${right}`);
	});

	it("that never comes leaves hours estimated, within 2 %", () => {
		const bench = benchOf(KAMSTRUP);
		bench.hears = (list) => list < 3;
		bench.runTo(START + 5 * HOUR + MINUTE);
		assert.deepEqual(qualities(bench, FIRST + 1, FIRST + 4), [ESTIMATED, ESTIMATED, ESTIMATED]);
		nearTruth(bench, FIRST + 1, FIRST + 4, 2);
	});

	it("of another meter begins a new series, and no hour holds both registers", () => {
		const bench = benchOf(AIDON);
		bench.runTo(START + 3 * HOUR + 25 * MINUTE);
		bench.meter.swap(17);
		bench.runTo(START + 6 * HOUR + MINUTE);
		assert.equal(bench.ledger.counts.swapped, 1);
		assert.deepEqual(qualities(bench, FIRST + 2, FIRST + 6), [
			MEASURED,
			ESTIMATED,
			MEASURED,
			MEASURED,
		]);
		assert.ok(recordOf(bench, FIRST + 3).import.wh < 8000);
		assert.equal(recordOf(bench, FIRST + 4).import.wh, bench.rise(FIRST + 4, FIRST + 5));
	});
});

describe("a register", () => {
	for (const [name, wrong] of [
		["falls", -50_000],
		["leaps", 200_000],
	] as const) {
		it(`that ${name} is refused and counted, and nothing comes of it`, () => {
			const bench = benchOf(AIDON);
			bench.bend = (reading, utc) => {
				if (reading.list === 3 && isHour(utc, FIRST + 3)) {
					reading.values[IMPORT] = (reading.values[IMPORT] as number) + wrong;
				}
			};
			bench.runTo(START + 5 * HOUR + MINUTE);
			const { fell, leapt } = bench.ledger.counts;
			assert.deepEqual([fell, leapt], wrong < 0 ? [1, 0] : [0, 1]);
			assert.deepEqual(qualities(bench, FIRST + 1, FIRST + 5), [MEASURED, MIXED, MIXED, MEASURED]);
			assert.equal(bench.sum(FIRST + 2, FIRST + 4), bench.rise(FIRST + 2, FIRST + 4));
		});

		it(`that ${name} and stays so is the truth from then on`, () => {
			const bench = benchOf(SWEDISH);
			bench.runTo(START + 2 * HOUR + 30 * MINUTE);
			bench.meter.import += wrong * 3600;
			bench.runTo(START + 8 * HOUR + MINUTE);
			assert.equal(bench.ledger.counts.restarted, 1);
			assert.equal(recordOf(bench, FIRST + 7).import.quality, MEASURED);
			nearTruth(bench, FIRST + 6, FIRST + 8, 0);
			for (let hour = FIRST + 1; hour < FIRST + 6; hour++) {
				assert.ok(recordOf(bench, hour).import.wh < 8000);
			}
		});
	}

	it("that rises more than power tells is shared out in proportion to it", () => {
		const bench = benchOf(AIDON);
		bench.bend = (reading) => {
			const watts = reading.values[POWER];
			if (watts !== undefined) reading.values[POWER] = Math.round(watts / 2);
		};
		bench.hears = (list, utc) => list < 3 || !isHour(utc, FIRST + 3);
		bench.runTo(START + 6 * HOUR + MINUTE);
		assert.equal(bench.ledger.isMending, false);
		assert.deepEqual(qualities(bench, FIRST + 1, FIRST + 6), [
			MEASURED,
			MIXED,
			MIXED,
			MEASURED,
			MEASURED,
		]);
		assert.equal(bench.sum(FIRST + 2, FIRST + 4), bench.rise(FIRST + 2, FIRST + 4));
		nearTruth(bench, FIRST + 1, FIRST + 6, 1);
	});

	it("is judged by the fuse that the owner names", () => {
		const heavy = () => 30_000;
		const bench = new Bench({ maker: AIDON, house: heavy, start: START, fuseAmperes: 25 });
		bench.runTo(START + 4 * HOUR + MINUTE);
		assert.ok(bench.ledger.counts.leapt > 0);
		const large = new Bench({ maker: AIDON, house: heavy, start: START, fuseAmperes: 63 });
		large.runTo(START + 4 * HOUR + MINUTE);
		assert.equal(large.ledger.counts.leapt, 0);
	});
});
