/** What power cuts, lost time and clocks do to the hours: nothing that their records do not say. */
import assert from "node:assert/strict";
import { ESTIMATED, GAP, HourRecord, MEASURED, MIXED } from "../../src/ledger/hour.ts";
import { Bench, HOUR, MINUTE } from "../support/ledger-bench.ts";
import { AIDON, KAIFA, KAMSTRUP, type Maker, SWEDISH } from "../support/plain-meter.ts";

/** 2026-01-14T22:00Z. */
const START = 1_768_428_000_000;
const FIRST = START / HOUR;

function house(utc: number): number {
	const hour = Math.floor(utc / HOUR);
	const base = 400 + ((hour * 7919) % 5000);
	return utc % HOUR > 20 * MINUTE ? base + 1500 : base;
}

function benchOf(maker: Maker, network = true, start = START): Bench {
	return new Bench({ maker, house, start, network });
}

function qualities(bench: Bench, from: number, to: number): number[] {
	const found: number[] = [];
	for (let hour = from; hour < to; hour++) found.push(bench.record(hour)?.import.quality ?? GAP);
	return found;
}

/** Off from `off` minutes after the start up to `on`. */
function cut(bench: Bench, off: number, on: number): void {
	bench.runTo(START + off * MINUTE);
	bench.turnOff();
	bench.runTo(START + on * MINUTE);
	bench.turnOn();
}

/** Off as an hour begins at `at`, between the writing of the hour and of the state, after `writings` states. */
function turnOffInWrite(bench: Bench, at: number, writings = 0): void {
	bench.runTo(at - 3000);
	const put = bench.hours.putState.bind(bench.hours);
	let left = writings;
	bench.hours.putState = (state) => (left-- > 0 ? put(state) : undefined);
	bench.runTo(at + 1000);
	bench.turnOff();
	bench.hours.putState = put;
}

describe("a restart", () => {
	it("at any minute of an hour leaves it measured", function () {
		this.timeout(60_000);
		for (const maker of [AIDON, KAIFA, KAMSTRUP]) {
			for (const network of [true, false]) {
				for (let minute = 2; minute < 59; minute += 8) {
					const bench = benchOf(maker, network);
					cut(bench, 120 + minute, 121 + minute);
					bench.runTo(START + 4 * HOUR + MINUTE);
					const found = qualities(bench, FIRST + 1, FIRST + 4);
					assert.deepEqual(found, [MEASURED, MEASURED, MEASURED], `${maker.vendor} ${minute}`);
					const off = (bench.record(FIRST + 2)?.import.wh ?? 0) - bench.truth(FIRST + 2);
					assert.ok(Math.abs(off) <= 10, `${maker.vendor} ${minute}: ${off} Wh`);
				}
			}
		}
	});

	it("between the writing of an hour and of the state neither invents nor loses energy", () => {
		for (const [minute, writings] of [
			[145, 0],
			[155, 0],
			[180, 0],
			[180, 1],
		] as const) {
			const bench = benchOf(KAMSTRUP);
			turnOffInWrite(bench, START + minute * MINUTE, writings);
			bench.runTo(START + (minute + 1) * MINUTE);
			bench.turnOn();
			bench.runTo(START + 4 * HOUR + 30 * MINUTE);
			bench.turnOff();
			bench.runTo(START + 4 * HOUR + 31 * MINUTE);
			bench.turnOn();
			bench.runTo(START + 6 * HOUR + 2 * MINUTE);
			const how = `${minute} min, ${writings} writings`;
			const off = bench.sum(FIRST + 1, FIRST + 6) - bench.rise(FIRST + 1, FIRST + 6);
			assert.ok(Math.abs(off) <= 20, `${how}: ${off} Wh`);
			const ahead = (bench.ledger.liveImport ?? 0) - bench.rise(FIRST + 1, FIRST + 6);
			const register = bench.meter.registerAt(FIRST + 1);
			assert.ok(Math.abs(ahead - register) < 400, `${how}: live is ${ahead - register} Wh ahead`);
			for (let hour = FIRST + 1; hour < FIRST + 6; hour++) {
				assert.equal(bench.record(hour)?.hasClockMoved, false, how);
			}
		}
	});

	it("in the minute of the hour's edge loses no Wh", function () {
		this.timeout(60_000);
		for (let second = -30; second <= 30; second += 4) {
			const bench = benchOf(AIDON);
			bench.runTo(START + 3 * HOUR + second * 1000);
			bench.turnOff();
			bench.runTo(START + 3 * HOUR + second * 1000 + 8000);
			bench.turnOn();
			bench.runTo(START + 6 * HOUR + MINUTE);
			assert.equal(bench.sum(FIRST + 1, FIRST + 6), bench.rise(FIRST + 1, FIRST + 6), `${second}`);
			assert.equal(bench.record(FIRST + 4)?.import.quality, MEASURED);
		}
	});

	it("after hours without power gives gaps whose sum with their neighbours is exact", () => {
		for (const network of [true, false]) {
			const bench = benchOf(AIDON, network);
			cut(bench, 2 * 60 + 40, 7 * 60 + 15);
			bench.runTo(START + 10 * HOUR + MINUTE);
			assert.equal(bench.sum(FIRST + 1, FIRST + 10), bench.rise(FIRST + 1, FIRST + 10));
			assert.deepEqual(qualities(bench, FIRST + 1, FIRST + 10), [
				MEASURED,
				...[GAP, GAP, GAP, GAP, GAP, GAP],
				MEASURED,
				MEASURED,
			]);
		}
	});

	it("gives the time without power what the told time did not take", () => {
		// 1 kW, but 6 kW while the ledger is off.
		const steep = (utc: number) =>
			utc >= START + 3 * HOUR && utc < START + 4 * HOUR ? 6000 : 1000;
		const bench = new Bench({ maker: AIDON, house: steep, start: START });
		bench.hears = (list) => list < 3;
		bench.runTo(START + HOUR);
		bench.hears = (list, utc) => list < 3 || utc < START + 3 * HOUR || utc > START + 5 * HOUR;
		cut(bench, 180, 240);
		bench.runTo(START + 6 * HOUR + MINUTE);
		const sums = [2, 3, 4, 5].map((hour) => bench.record(FIRST + hour)?.import.wh ?? 0);
		for (const [i, right] of [1000, 6000, 1000, 1000].entries()) {
			assert.ok(Math.abs((sums[i] as number) - right) <= 20, sums.join(" "));
		}
		assert.equal(bench.record(FIRST + 3)?.import.quality, GAP);
		assert.equal(bench.record(FIRST + 4)?.import.quality, MIXED);
	});

	it("gives what registers tell to both sides of an hour's edge, from the last before it", () => {
		const bench = new Bench({ maker: SWEDISH, house: () => 3000, start: START });
		cut(bench, 150, 210);
		bench.runTo(START + 5 * HOUR);
		const taken = [2, 3].map((hour) => bench.record(FIRST + hour)?.import.wh ?? 0);
		for (const wh of taken) assert.ok(Math.abs(wh - 3000) <= 2, taken.join(" "));
	});

	it("books no power to an hour before the time is known", () => {
		const bench = new Bench({ maker: AIDON, house: () => 3000, start: START, network: false });
		cut(bench, 125, 126);
		bench.hears = (list, utc) => list < 3 || utc < START + 3 * HOUR + MINUTE;
		bench.runTo(START + 4 * HOUR + MINUTE);
		// All but the 12 s before the first list 3 told the time.
		assert.equal(bench.record(FIRST + 3)?.import.wh, 2990);
	});

	it("hours after the power went between the writing of an hour and of the state leaves no hour open", () => {
		for (const maker of [AIDON, KAIFA]) {
			const bench = benchOf(maker);
			turnOffInWrite(bench, START + 3 * HOUR);
			bench.runTo(START + 6 * HOUR - 5 * MINUTE);
			bench.turnOn();
			for (const hours of [6, 8]) {
				bench.runTo(START + hours * HOUR + MINUTE);
				for (let hour = FIRST; hour < FIRST + hours; hour++) {
					const { isOpen } = bench.record(hour) ?? { isOpen: false };
					assert.equal(isOpen, false, `${maker.vendor}: hour ${hour - FIRST}`);
				}
			}
			const off = bench.sum(FIRST + 1, FIRST + 8) - bench.rise(FIRST + 1, FIRST + 8);
			assert.ok(Math.abs(off) <= 2, `${maker.vendor}: ${off} Wh`);
		}
	});

	it("after hours without power, and again between the writing of its first hour and of the state", () => {
		for (const maker of [AIDON, KAIFA, KAMSTRUP]) {
			const bench = benchOf(maker);
			bench.saveEvery = 100 * HOUR;
			cut(bench, 130, 5 * 60 + 50);
			turnOffInWrite(bench, START + 6 * HOUR);
			bench.runTo(START + 6 * HOUR + 6000);
			bench.turnOn();
			bench.runTo(START + 8 * HOUR + 2 * MINUTE);
			const off = bench.sum(FIRST + 1, FIRST + 8) - bench.rise(FIRST + 1, FIRST + 8);
			assert.ok(Math.abs(off) <= 20, `${maker.vendor}: ${off} Wh`);
			assert.equal(bench.record(FIRST + 5)?.hasClockMoved, false, maker.vendor);
		}
	});

	it("finds another meter in its place, whose register is a little higher", () => {
		const bench = benchOf(AIDON);
		bench.runTo(START + 3 * HOUR + 20 * MINUTE);
		bench.turnOff();
		bench.meter.swap(bench.meter.registerAt(FIRST + 3) + 9000);
		bench.runTo(START + 3 * HOUR + 30 * MINUTE);
		bench.turnOn();
		bench.runTo(START + 6 * HOUR + MINUTE);
		assert.equal(bench.ledger.counts.swapped, 1);
		for (let hour = FIRST + 2; hour < FIRST + 6; hour++) {
			assert.ok((bench.record(hour)?.import.wh ?? 0) <= bench.truth(hour) + 12, `${hour - FIRST}`);
		}
	});

	it("in an hour whose registers never come leaves it estimated", () => {
		const bench = benchOf(AIDON);
		bench.hears = (list) => list < 3;
		bench.saveEvery = MINUTE;
		bench.runTo(START + 2 * HOUR + 40 * MINUTE);
		bench.turnOff();
		bench.turnOn();
		bench.runTo(START + 3 * HOUR + MINUTE);
		assert.equal(bench.record(FIRST + 2)?.import.quality, ESTIMATED);
	});

	it("between the writing of an hour and of the state lets the live counter find the meter again", () => {
		for (const writings of [0, 1]) {
			const bench = benchOf(KAMSTRUP);
			bench.saveEvery = 100 * HOUR;
			turnOffInWrite(bench, START + 3 * HOUR, writings);
			bench.runTo(START + 3 * HOUR + MINUTE);
			bench.turnOn();
			bench.runTo(START + 6 * HOUR + 2 * MINUTE);
			const ahead = (bench.ledger.liveImport ?? 0) - bench.meter.import / 3600;
			assert.ok(Math.abs(ahead) < 30, `${writings} writings: live is ${ahead} Wh ahead`);
		}
	});

	it("of a meter whose clock has lost its time books nothing before 1970, and goes on once it is set", () => {
		const lost = Date.UTC(1970, 0, 1);
		const house = () => 3000;
		for (const maker of [AIDON, KAIFA, KAMSTRUP]) {
			const bench = new Bench({ maker, house, start: START, network: false });
			bench.meter.clockAhead = lost - START;
			bench.runTo(START + 4 * HOUR);
			assert.equal(bench.ledger.open, undefined, maker.vendor);
			bench.meter.clockAhead = 0;
			bench.runTo(START + 7 * HOUR + MINUTE);
			assert.deepEqual(qualities(bench, FIRST + 5, FIRST + 7), [MEASURED, MEASURED], maker.vendor);
		}
	});

	it("over an hour's edge leaves no hour open", () => {
		const bench = benchOf(AIDON);
		bench.hears = (list) => list < 3;
		cut(bench, 150, 200);
		bench.runTo(START + 5 * HOUR);
		assert.equal(bench.record(FIRST + 2)?.isOpen, false);
		assert.equal(bench.record(FIRST + 2)?.import.quality, GAP);
	});

	it("after weeks without power mends some hours a second, and a cut meanwhile loses nothing", function () {
		this.timeout(60_000);
		for (const cutAfter of [undefined, 10, 70]) {
			const bench = benchOf(KAMSTRUP);
			cut(bench, 2 * 60 + 40, 30 * 24 * 60 + 15);
			const end = START + (30 * 24 + 1) * HOUR;
			let puts = 0;
			const put = bench.hours.put.bind(bench.hours);
			bench.hours.put = (record) => {
				puts++;
				put(record);
			};
			let seconds = 0;
			const before = bench.ledger.liveImport ?? 0;
			for (let at = end - MINUTE; at < end + 5 * MINUTE; at += 2000) {
				puts = 0;
				bench.runTo(at);
				assert.ok(puts <= 14, `${puts} hours at once`);
				if (bench.ledger.isMending) seconds += 2;
				if (cutAfter === undefined || seconds < cutAfter || !bench.ledger.isMending) continue;
				bench.turnOff();
				bench.runTo(at + MINUTE);
				bench.turnOn();
			}
			const to = FIRST + 30 * 24 + 4;
			bench.runTo(to * HOUR + 4 * MINUTE);
			assert.equal(bench.ledger.isMending, false);
			assert.ok(seconds >= (cutAfter ?? 100), `${seconds} s`);
			const off = bench.sum(FIRST + 1, to) - bench.rise(FIRST + 1, to);
			assert.ok(Math.abs(off) <= 20, `${off} Wh, cut after ${cutAfter} s`);
			const live = (bench.ledger.liveImport ?? 0) - bench.meter.registerAt(to);
			assert.ok(before === 0 && Math.abs(live) < 600, `live is ${live} Wh ahead`);
		}
	});

	it("after more than a month forgets the hours between, and says so", () => {
		const bench = benchOf(KAMSTRUP);
		cut(bench, 150, 33 * 24 * 60);
		bench.runTo(START + (33 * 24 + 3) * HOUR);
		assert.equal(bench.ledger.counts.forgotten, 1);
		assert.equal(bench.record(FIRST + 100), undefined);
		assert.equal(bench.record(FIRST + 33 * 24 + 1)?.import.quality, MEASURED);
	});

	it("lets the live counter wait for a register rather than fall", () => {
		for (const maker of [AIDON, KAIFA, SWEDISH]) {
			const bench = benchOf(maker);
			let last = 0;
			bench.heard = () => {
				const live = bench.ledger.liveImport;
				if (live === undefined) return;
				assert.ok(live >= last, `${live} after ${last}`);
				last = live;
			};
			cut(bench, 150, 151);
			assert.equal(bench.ledger.liveImport, undefined);
			bench.runTo(START + 4 * HOUR + 30 * MINUTE);
			const meant = bench.meter.import / 3600;
			assert.ok(Math.abs((bench.ledger.liveImport ?? 0) - meant) < 30, maker.vendor);
		}
	});
});

describe("the live counter", () => {
	it("goes on over a swap of the meter, a fall and a lost register", () => {
		const bench = benchOf(AIDON);
		let last = 0;
		bench.heard = () => {
			const live = bench.ledger.liveImport ?? last;
			assert.ok(live >= last, `${live} after ${last}`);
			assert.ok(last === 0 || live - last < 500);
			last = live;
		};
		bench.runTo(START + 3 * HOUR + 25 * MINUTE);
		const before = last;
		bench.meter.swap(17);
		bench.runTo(START + 6 * HOUR);
		bench.hears = (list) => list < 3;
		bench.runTo(START + 9 * HOUR);
		assert.ok(last > before + 5000);
	});

	it("goes on over a swap of the meter and a restart after it", () => {
		const bench = benchOf(AIDON);
		bench.runTo(START + 3 * HOUR + 25 * MINUTE);
		bench.meter.swap(17);
		bench.runTo(START + 5 * HOUR + MINUTE);
		const before = bench.ledger.liveImport ?? 0;
		assert.ok(before > 48_000_000);
		const from = bench.meter.import / 3600;
		cut(bench, 5 * 60 + 10, 5 * 60 + 12);
		bench.runTo(START + 9 * HOUR + MINUTE);
		const rise = (bench.ledger.liveImport ?? 0) - before;
		assert.ok(Math.abs(rise - (bench.meter.import / 3600 - from)) < 700, `${rise} Wh`);
	});
});

describe("the clock", () => {
	it("wrong by an hour on the network for some minutes moves nothing", () => {
		for (const maker of [AIDON, KAIFA, KAMSTRUP]) {
			const bench = benchOf(maker);
			bench.runTo(START + 3 * HOUR + 10 * MINUTE);
			bench.networkAhead = HOUR;
			bench.tellTime();
			bench.runTo(START + 3 * HOUR + 50 * MINUTE);
			bench.networkAhead = 0;
			bench.tellTime();
			bench.runTo(START + 6 * HOUR + MINUTE);
			assert.equal(bench.ledger.clock.counts.clockMoved, 0);
			const right = [MEASURED, MEASURED, MEASURED, MEASURED];
			assert.deepEqual(qualities(bench, FIRST + 2, FIRST + 6), right, maker.vendor);
		}
	});

	it("wrong by an hour on the network for good moves once, and no hour is doubled or lost", () => {
		for (const maker of [AIDON, KAIFA, KAMSTRUP]) {
			for (const ahead of [HOUR, -HOUR]) {
				const bench = benchOf(maker);
				bench.runTo(START + 3 * HOUR + 10 * MINUTE);
				bench.networkAhead = ahead;
				for (const hours of [3, 4, 5]) {
					bench.runTo(START + hours * HOUR + 10 * MINUTE);
					bench.tellTime();
				}
				bench.runTo(START + 12 * HOUR + MINUTE);
				const name = `${maker.vendor} ${ahead}`;
				assert.equal(bench.ledger.clock.counts.clockMoved, 1, name);
				const last = ahead > 0 ? FIRST + 5 : FIRST + 4;
				assert.equal(bench.record(last)?.hasClockMoved, true, name);
				assert.equal(bench.ledger.counts.outdated, 0, name);
				const moved = ahead / HOUR;
				const off = bench.sum(FIRST + 1, FIRST + 12 + moved) - bench.rise(FIRST + 1, FIRST + 12);
				assert.ok(Math.abs(off) <= 20, `${name}: ${off} Wh`);
				assert.equal(bench.record(FIRST + 11 + moved)?.import.quality, MEASURED, name);
				for (let hour = FIRST + 1; hour < FIRST + 12; hour++) {
					const record = bench.record(hour);
					if (record && !record.hasClockMoved) assert.ok(record.import.wh < 8000, name);
				}
			}
		}
	});

	it("wrong on the network for good loses no export either", () => {
		for (const maker of [AIDON, KAIFA, KAMSTRUP]) {
			const bench = new Bench({ maker, house: () => -2000, start: START });
			bench.networkAhead = HOUR;
			for (const hours of [3, 4, 5]) {
				bench.runTo(START + hours * HOUR + 10 * MINUTE);
				bench.tellTime();
			}
			bench.runTo(START + 12 * HOUR + MINUTE);
			assert.equal(bench.ledger.clock.counts.clockMoved, 1);
			let given = 0;
			bench.hours.each(FIRST + 1, FIRST + 13, (record) => {
				given += record.export.wh;
			});
			assert.ok(Math.abs(given - 11 * 2000) <= 20, `${maker.vendor}: ${given} Wh`);
			const live = (bench.ledger.liveExport ?? 0) - bench.meter.export / 3600;
			assert.ok(Math.abs(live) < 40, `${maker.vendor}: live is ${live} Wh ahead`);
		}
	});

	it("wrong by an hour after hours without power, then right: no energy is lost, no peak invented", () => {
		for (const maker of [AIDON, KAMSTRUP]) {
			for (const minutes of [5, 25, 55, 65]) {
				const bench = new Bench({ maker, house: () => 2000, start: START });
				bench.runTo(START + 2 * HOUR + 10 * MINUTE);
				bench.turnOff();
				bench.runTo(START + 5 * HOUR + 3 * MINUTE);
				bench.networkAhead = HOUR;
				bench.turnOn();
				bench.runTo(bench.meter.now + minutes * MINUTE);
				bench.networkAhead = 0;
				bench.tellTime();
				bench.runTo(START + 10 * HOUR + 2 * MINUTE);
				const name = `${maker.vendor}, right after ${minutes} minutes`;
				const off = bench.sum(FIRST + 1, FIRST + 10) - bench.rise(FIRST + 1, FIRST + 10);
				assert.ok(Math.abs(off) <= 20, `${name}: ${off} Wh`);
				for (let hour = FIRST + 1; hour < FIRST + 10; hour++) {
					const { import: taken, hasClockMoved } = bench.record(hour) as HourRecord;
					const { wh } = taken;
					// What was told under the wrong time is in an hour that says so, and ten minutes more at most.
					const most = 2040 + (hasClockMoved ? ((minutes + 10) * 2000) / 60 : 0);
					assert.ok(wh > 1400 && wh < most, `${name}: hour ${hour - FIRST} has ${wh} Wh`);
				}
			}
		}
	});

	it("moved to a whole hour that was kept before, and a restart there: no energy is lost", () => {
		const bench = new Bench({ maker: AIDON, house: () => 2000, start: START });
		bench.runTo(START + 2 * HOUR + 10 * MINUTE);
		bench.turnOff();
		bench.runTo(START + 5 * HOUR + 3 * MINUTE);
		bench.networkAhead = HOUR;
		bench.turnOn();
		bench.runTo(START + 6 * HOUR + 8 * MINUTE);
		bench.networkAhead = 0;
		bench.tellTime();
		bench.runTo(START + 7 * HOUR + 2000);
		bench.ledger.save();
		bench.turnOff();
		bench.runTo(START + 7 * HOUR + 4000);
		bench.turnOn();
		bench.runTo(START + 10 * HOUR + 2 * MINUTE);
		const off = bench.sum(FIRST + 1, FIRST + 10) - bench.rise(FIRST + 1, FIRST + 10);
		assert.ok(Math.abs(off) <= 20, `${off} Wh`);
	});

	it("ahead for a while, and no power when its hours come: what they hold is not lost", () => {
		for (const maker of [AIDON, KAIFA, KAMSTRUP]) {
			for (const ahead of [1, 2, 3]) {
				const bench = new Bench({ maker, house: () => 2000, start: START });
				cut(bench, 130, 133);
				bench.turnOff();
				bench.networkAhead = ahead * HOUR;
				bench.turnOn();
				bench.runTo(START + 2 * HOUR + 50 * MINUTE);
				bench.networkAhead = 0;
				bench.tellTime();
				cut(bench, 175, 6 * 60 + 20);
				bench.runTo(START + 10 * HOUR + 2 * MINUTE);
				const off = bench.sum(FIRST + 1, FIRST + 10) - bench.rise(FIRST + 1, FIRST + 10);
				assert.ok(Math.abs(off) <= 20, `${maker.vendor}, ${ahead} hours ahead: ${off} Wh`);
			}
		}
	});

	it("ahead for a while, and a power cut as its hours come: what they hold is not lost", () => {
		for (const maker of [AIDON, KAIFA, KAMSTRUP]) {
			const bench = new Bench({ maker, house: () => 2000, start: START });
			cut(bench, 130, 131);
			bench.turnOff();
			bench.networkAhead = HOUR;
			bench.turnOn();
			bench.runTo(START + 2 * HOUR + 50 * MINUTE);
			bench.networkAhead = 0;
			bench.tellTime();
			turnOffInWrite(bench, START + 3 * HOUR);
			bench.runTo(START + 3 * HOUR + 20 * MINUTE);
			bench.turnOn();
			bench.runTo(START + 8 * HOUR + 2 * MINUTE);
			const off = bench.sum(FIRST + 1, FIRST + 8) - bench.rise(FIRST + 1, FIRST + 8);
			assert.ok(Math.abs(off) <= 20, `${maker.vendor}: ${off} Wh`);
		}
	});

	it("of an unknown rule is read as network time shows, and without network as normal time", () => {
		for (const wall of ["normalTime", "civilTime", "utc"] as const) {
			// 2026-07-01T00:00Z, in summer time.
			const start = 1_782_864_000_000;
			const maker = { ...AIDON, rule: undefined, wall };
			const bench = benchOf(maker, true, start);
			bench.runTo(start + 4 * HOUR + MINUTE);
			assert.equal(
				bench.record(start / HOUR + 1)?.import.wh,
				bench.rise(start / HOUR + 1, start / HOUR + 2),
				wall,
			);
			const blind = benchOf(maker, false, start);
			blind.runTo(start + 4 * HOUR + MINUTE);
			const shift = wall === "normalTime" ? 0 : wall === "civilTime" ? 1 : -1;
			assert.equal(blind.record(start / HOUR + 3 + shift)?.import.quality, MEASURED, wall);
		}
	});

	it("of a meter against its maker's rule is learned, and known after a restart", () => {
		const maker: Maker = { ...AIDON, wall: "utc" };
		const bench = benchOf(maker);
		bench.runTo(START + 8 * HOUR + MINUTE);
		assert.equal(bench.ledger.clock.learned, "utc");
		assert.equal(bench.record(FIRST + 7)?.import.wh, bench.rise(FIRST + 7, FIRST + 8));
		cut(bench, 8 * 60 + 20, 8 * 60 + 25);
		bench.runTo(START + 10 * HOUR + MINUTE);
		assert.equal(bench.record(FIRST + 9)?.import.quality, MEASURED);
		assert.equal(bench.record(FIRST + 9)?.import.wh, bench.rise(FIRST + 9, FIRST + 10));
	});

	it("of a meter that is some seconds off makes the meter's hours", () => {
		for (const ahead of [-40_000, 40_000]) {
			const bench = benchOf(AIDON);
			bench.meter.clockAhead = ahead;
			bench.runTo(START + 6 * HOUR + 2 * MINUTE);
			assert.deepEqual(qualities(bench, FIRST + 2, FIRST + 6), [
				MEASURED,
				MEASURED,
				MEASURED,
				MEASURED,
			]);
		}
	});
});

describe("a switch of summer time", () => {
	/** 2026-03-29T01:00Z and 2026-10-25T01:00Z. */
	const switches = [1_774_746_000_000, 1_792_890_000_000];

	for (const maker of [AIDON, KAIFA, KAMSTRUP]) {
		for (const network of [true, false]) {
			it(`loses and doubles no hour: ${maker.vendor} ${network ? "with" : "without"} network`, () => {
				for (const at of switches) {
					const start = at - 4 * HOUR;
					const bench = benchOf(maker, network, start);
					bench.runTo(at + 4 * HOUR + MINUTE);
					const found = qualities(bench, start / HOUR + 2, start / HOUR + 8);
					assert.deepEqual(found, new Array(6).fill(MEASURED));
					for (let hour = start / HOUR + 2; hour < start / HOUR + 8; hour++) {
						const off = (bench.record(hour)?.import.wh ?? 0) - bench.truth(hour);
						assert.ok(Math.abs(off) <= 10, `${hour - at / HOUR}: ${off}`);
					}
					assert.equal(bench.ledger.clock.counts.clockMoved, 0);
				}
			});
		}
	}

	it("is told apart by order after a restart in October's double hour, without network", () => {
		const at = switches[1] as number;
		for (const minutes of [-20, 20]) {
			const start = at - 4 * HOUR;
			const bench = benchOf(KAIFA, false, start);
			bench.runTo(at + minutes * MINUTE);
			bench.turnOff();
			bench.runTo(at + (minutes + 5) * MINUTE);
			bench.turnOn();
			bench.runTo(at + 3 * HOUR + MINUTE);
			for (let hour = at / HOUR - 2; hour < at / HOUR + 3; hour++) {
				const record = bench.record(hour) ?? new HourRecord();
				assert.ok(Math.abs(record.import.wh - bench.truth(hour)) <= 10, `${minutes}: ${hour}`);
				assert.equal(record.import.quality, MEASURED);
			}
		}
	});

	it("is mended when the clock proves the guess wrong, with nothing doubled", () => {
		const at = switches[1] as number;
		const start = at;
		const bench = benchOf(KAIFA, false, start);
		bench.turnOff();
		bench.runTo(at + 30 * MINUTE);
		// Never started before: 02:30 may be either, and the first is taken.
		bench.turnOn();
		bench.runTo(at + 4 * HOUR + MINUTE);
		assert.equal(bench.ledger.clock.counts.clockMoved, 1);
		for (let hour = at / HOUR + 2; hour < at / HOUR + 4; hour++) {
			assert.ok(Math.abs((bench.record(hour)?.import.wh ?? 0) - bench.truth(hour)) <= 10);
		}
	});
});
