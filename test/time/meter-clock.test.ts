import assert from "node:assert/strict";
import type { ClockRule } from "../../src/model/date-time.ts";
import { Reading } from "../../src/model/reading.ts";
import { MeterClock } from "../../src/time/meter-clock.ts";
import { earliestUtc, latestUtc } from "../../src/time/wall.ts";
import { setText } from "../support/plain-meter.ts";

const HOUR = 3_600_000;
/** 2026-01-31T12:00:00Z, which is 13:00 in Oslo. */
const NOON = 1_769_860_800_000;
/** 2026-10-25T00:30:00Z and an hour later: both are 02:30 in Oslo. */
const FIRST_0230 = 1_792_888_200_000;
const SECOND_0230 = FIRST_0230 + HOUR;

/** A reading whose list 3 clock, or header, shows a wall. */
function readingOf(at: number, wall: number, rule: ClockRule | undefined, header = false): Reading {
	const reading = new Reading();
	reading.list = header ? 2 : 3;
	reading.receivedAt = at;
	reading.clockRule = rule;
	setText(header ? reading.frameClock : reading.clock, wall);
	return reading;
}

function isNear(actual: number | undefined, right: number, ms: number): boolean {
	return actual !== undefined && Math.abs(actual - right) <= ms;
}

describe("a meter's wall", () => {
	it("is read by its maker's rule", () => {
		const july = 1_783_252_800_000;
		const text = readingOf(0, july, undefined).clock;
		assert.equal(earliestUtc(text, "normalTime"), july - HOUR);
		assert.equal(earliestUtc(text, "civilTime"), july - 2 * HOUR);
		assert.equal(earliestUtc(text, "utc"), july);
		assert.equal(earliestUtc(text, "summerTime"), july - 2 * HOUR);
		// Without one, a deviation is that of normal time.
		assert.equal(earliestUtc(text, "deviation"), july - HOUR);
	});

	it("has two moments in October's double hour, of civil time only", () => {
		const text = readingOf(0, SECOND_0230 + HOUR, undefined).clock;
		assert.equal(earliestUtc(text, "civilTime"), FIRST_0230);
		assert.equal(latestUtc(text, "civilTime"), SECOND_0230);
		assert.equal(latestUtc(text, "normalTime"), earliestUtc(text, "normalTime"));
	});
});

describe("the time of day", () => {
	it("is unknown before network or meter have told it", () => {
		const clock = new MeterClock();
		assert.equal(clock.utcAt(5), undefined);
		const silent = new Reading();
		silent.list = 1;
		clock.hear(silent);
		assert.equal(clock.utcAt(5), undefined);
		assert.equal(clock.momentOf(silent), undefined);
	});

	it("is the network's, unless that was never set", () => {
		const clock = new MeterClock();
		clock.setNetwork(1000, 0);
		assert.equal(clock.utcAt(0), undefined);
		clock.setNetwork(NOON, 500);
		assert.equal(clock.utcAt(1500), NOON + 1000);
	});

	it("is not that of a meter's clock that was never set, which is counted once", () => {
		const clock = new MeterClock();
		for (const [at, year] of [
			[0, 1970],
			[10_000, 1970],
			[20_000, 1900],
			[30_000, 2009],
		] as const) {
			const reading = readingOf(at, Date.UTC(year, 0, 1) + at, "normalTime", true);
			clock.hear(reading);
			assert.equal(clock.utcAt(at), undefined, `${year}`);
		}
		assert.equal(clock.counts.clockWrong, 1);
		clock.setNetwork(NOON, 40_000);
		// So its registers are those of when they came.
		const registers = readingOf(52_000, Date.UTC(1970, 0, 1), "normalTime");
		clock.hear(registers);
		assert.equal(clock.momentOf(registers), NOON + 12_000);
		assert.deepEqual(clock.counts, { clockDisputed: 0, clockMoved: 0, clockWrong: 1 });
	});

	it("is the meter's from the first moment at which one may have been set", () => {
		const clock = new MeterClock();
		const least = Date.UTC(2010, 0, 1);
		clock.hear(readingOf(0, least, "normalTime", true));
		assert.ok(isNear(clock.utcAt(0), least - HOUR, 12_000));
	});

	it("is the meter's without network: within 2 s of a running clock, and of Aidon's hour", () => {
		const running = new MeterClock();
		running.hear(readingOf(7000, NOON + 2 * HOUR + 34_000, "civilTime", true));
		assert.ok(isNear(running.utcAt(7000), NOON + HOUR + 34_700, 2000));
		const hourly = new MeterClock();
		hourly.hear(readingOf(7000, NOON + HOUR, "normalTime"));
		assert.ok(isNear(hourly.utcAt(7000), NOON + 11_800, 2000));
	});

	it("drifts with the meter's clock, not with ours", () => {
		const clock = new MeterClock();
		// Ours gains 100 ppm on the meter's, for ten days.
		for (let seconds = 2; seconds < 864_000; seconds += 600) {
			const now = Math.round(seconds * 1000.1);
			clock.hear(readingOf(now, NOON + HOUR + seconds * 1000, "normalTime", true));
			assert.ok(isNear(clock.utcAt(now), NOON + seconds * 1000, 3000), `${seconds}`);
		}
	});

	it("follows a network that agrees, and counts nothing", () => {
		const clock = new MeterClock();
		clock.setNetwork(NOON, 0);
		clock.setNetwork(NOON + HOUR + 1200, HOUR);
		assert.equal(clock.utcAt(HOUR), NOON + HOUR + 1200);
		clock.setNetwork(NOON + 2 * HOUR - 200_000, 2 * HOUR);
		assert.equal(clock.utcAt(2 * HOUR), NOON + 2 * HOUR - 200_000);
		assert.deepEqual(clock.counts, { clockDisputed: 0, clockMoved: 0, clockWrong: 0 });
	});

	it("first known in the double hour is mended once, at 03:00, and believed from then on", () => {
		const clock = new MeterClock();
		// The second 02:30, taken for the first.
		clock.hear(readingOf(0, SECOND_0230 + HOUR, "civilTime", true));
		assert.ok(isNear(clock.utcAt(0), FIRST_0230, 2000));
		const three = HOUR / 2 + 10_000;
		clock.hear(readingOf(three, SECOND_0230 + HOUR + three, "civilTime", true));
		assert.ok(isNear(clock.utcAt(three), SECOND_0230 + three, 2000));
		assert.equal(clock.counts.clockMoved, 1);
		const later = three + 60_000;
		clock.hear(readingOf(later, SECOND_0230 + 2 * HOUR + later, "civilTime", true));
		assert.ok(isNear(clock.utcAt(later), SECOND_0230 + later, 2000));
		assert.equal(clock.counts.clockMoved, 1);
	});

	it("is not turned back by a meter's clock while the network tells it, and slowly without", () => {
		const clock = new MeterClock();
		clock.setNetwork(NOON, 0);
		const hear = (at: number) =>
			clock.hear(readingOf(at, NOON + HOUR + at - 60_000, "normalTime", true));
		for (let at = 1000; at < 30_000; at += 1000) hear(at);
		assert.equal(clock.utcAt(30_000), NOON + 30_000);
		const later = 25 * HOUR;
		for (let at = 0; at < 5000; at += 1000) hear(later + at);
		assert.equal(clock.utcAt(later), NOON + later - 5000);
	});

	it("is moved by a network that insists for two hours, not by one that told once", () => {
		const clock = new MeterClock();
		clock.setNetwork(NOON, 0);
		const hear = (at: number) => clock.hear(readingOf(at, NOON + HOUR + at, "normalTime", true));
		hear(1000);
		clock.setNetwork(NOON + 9 * HOUR, 2000);
		for (let at = 10_000; at < 5 * HOUR; at += 10_000) hear(at);
		assert.ok(isNear(clock.utcAt(5 * HOUR), NOON + 5 * HOUR, 2000));
		clock.setNetwork(NOON + 12 * HOUR, 5 * HOUR);
		clock.setNetwork(NOON + 14 * HOUR - 1, 7 * HOUR - 1);
		assert.ok(isNear(clock.utcAt(7 * HOUR), NOON + 7 * HOUR, 2000));
		assert.deepEqual(clock.counts, { clockDisputed: 2, clockMoved: 0, clockWrong: 0 });
		clock.setNetwork(NOON + 14 * HOUR, 7 * HOUR);
		assert.ok(isNear(clock.utcAt(7 * HOUR), NOON + 14 * HOUR, 2000));
		assert.equal(clock.counts.clockMoved, 1);
	});

	it("is not moved by a network that has come right again", () => {
		const clock = new MeterClock();
		clock.setNetwork(NOON, 0);
		clock.hear(readingOf(1000, NOON + HOUR + 1000, "normalTime", true));
		clock.setNetwork(NOON + 2 * HOUR, HOUR);
		clock.setNetwork(NOON + 2 * HOUR, 2 * HOUR);
		clock.setNetwork(NOON + 4 * HOUR, 3 * HOUR + 1);
		assert.ok(isNear(clock.utcAt(3 * HOUR), NOON + 3 * HOUR, 2000));
		assert.equal(clock.counts.clockMoved, 0);
	});

	it("in the double hour is the moment nearest to what was known", () => {
		for (const right of [FIRST_0230, SECOND_0230]) {
			const clock = new MeterClock();
			clock.setNetwork(right - 60_000, 0);
			clock.hear(readingOf(61_000, SECOND_0230 + HOUR, "civilTime", true));
			assert.ok(isNear(clock.utcAt(61_000), right, 2000));
			assert.equal(clock.counts.clockDisputed, 0);
		}
	});
});

describe("a list 3's registers", () => {
	it("are those of the hour that its clock shows, however late it is in its hour", () => {
		const clock = new MeterClock();
		clock.setNetwork(NOON, 0);
		for (const late of [0, 11_800, 54 * 60_000]) {
			const reading = readingOf(late, NOON + HOUR, "normalTime");
			assert.equal(clock.momentOf(reading), NOON, `${late}`);
		}
	});

	it("are those of when it came where its clock shows the second", () => {
		const clock = new MeterClock();
		clock.setNetwork(NOON, 0);
		assert.equal(
			clock.momentOf(readingOf(10_800, NOON + HOUR + 10_000, "normalTime")),
			NOON + 10_800,
		);
	});

	it("an hour late are of the hour before, once the clock is known to be right", () => {
		const clock = new MeterClock();
		clock.setNetwork(NOON + HOUR, 0);
		const late = readingOf(12_000, NOON + HOUR, "normalTime");
		assert.equal(clock.momentOf(late), undefined);
		clock.hear(readingOf(20_000, NOON + 2 * HOUR + 19_000, "normalTime", true));
		assert.equal(clock.momentOf(late), NOON);
	});

	it("with an old second are of no moment", () => {
		const clock = new MeterClock();
		clock.setNetwork(NOON, 0);
		clock.hear(readingOf(1000, NOON + HOUR, "normalTime", true));
		const old = readingOf(3_610_000, NOON + HOUR + 10_000, "normalTime");
		assert.equal(clock.momentOf(old), undefined);
	});
});
