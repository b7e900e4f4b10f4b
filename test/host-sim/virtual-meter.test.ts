import assert from "node:assert/strict";
import { type Decoded, decode } from "../../host-sim/decode.ts";
import type { Profile } from "../../host-sim/meters/profile.ts";
import { PROFILES, profileNamed } from "../../host-sim/meters/profiles.ts";
import { houseOf, type MeterPush, VirtualMeter } from "../../host-sim/virtual-meter.ts";
import { Receiver } from "../../src/han/receiver.ts";
import { Counts, FAULTS } from "../../src/model/counts.ts";
import { Store } from "../../src/model/store.ts";

const SECOND = 1000;
const HOUR = 3600 * SECOND;
/** Noon UTC in summer. */
const NOON = Date.UTC(2026, 6, 5, 12);
const OCTET_MS = (11 * 1000) / 2400;

/** The pushes from `fromMs` up to `toMs`. */
function pushes(profile: Profile, fromMs: number, toMs: number, seed = 3): MeterPush[] {
	const meter = new VirtualMeter(profile, houseOf(profile, seed, fromMs), fromMs);
	const result: MeterPush[] = [];
	for (let push = meter.next(); push.atMs < toMs; push = meter.next()) result.push(push);
	return result;
}

/** The lists between two seconds around noon, as `2.5 L1`. */
function around(name: string, fromSecond: number, toSecond: number): string[] {
	const from = NOON + fromSecond * SECOND;
	return pushes(profileNamed(name), from, NOON + toSecond * SECOND).map(
		({ atMs, list }) => `${(atMs - NOON) / SECOND} L${list}`,
	);
}

function decoded(push: MeterPush): Decoded {
	const readings: Decoded[] = [];
	decode(push.octets, new Counts(), {}, (reading) => readings.push(reading));
	assert.equal(readings.length, 1);
	return readings[0] as Decoded;
}

function list3(name: string, hourMs: number): Decoded[] {
	return pushes(profileNamed(name), hourMs - 10 * SECOND, hourMs + 30 * SECOND)
		.filter(({ list }) => list === 3)
		.map(decoded);
}

describe("a virtual meter's schedule", () => {
	it("of Aidon: list 1 each 2.5 s, list 2 at :x0, list 3 in its place at HH:00:10", () => {
		assert.deepEqual(around("aidon-6534", -5, 21), [
			"-5 L1",
			"-2.5 L1",
			"0 L2",
			"2.5 L1",
			"5 L1",
			"7.5 L1",
			"10 L3",
			"12.5 L1",
			"15 L1",
			"17.5 L1",
			"20 L2",
		]);
		assert.equal(pushes(profileNamed("aidon-6534"), NOON, NOON + HOUR).length, 1440);
	});

	it("of Kaifa: list 1 each 2 s, list 2 at :x0, list 3 in its place at HH:00:10", () => {
		assert.deepEqual(around("kaifa-ma304h4", -2, 14), [
			"-2 L1",
			"0 L2",
			"2 L1",
			"4 L1",
			"6 L1",
			"8 L1",
			"10 L3",
			"12 L1",
		]);
	});

	it("of Kamstrup: list 2 at :x0, and list 3 beside it at HH:00:05", () => {
		assert.deepEqual(around("kamstrup-6841131", -15, 21), [
			"-10 L2",
			"0 L2",
			"5 L3",
			"10 L2",
			"20 L2",
		]);
	});

	it("of Landis+Gyr: list 1 each 2.5 s, list 2 at :x0, never list 3", () => {
		assert.deepEqual(around("landisgyr-e350-it", 0, 12), [
			"0 L2",
			"2.5 L1",
			"5 L1",
			"7.5 L1",
			"10 L2",
		]);
	});

	it("of Sweden's meters and Denmark's push list: list 3 each 10 s", () => {
		for (const name of ["aidon-se", "kaifa-se", "kaifa-se-obis", "kamstrup-dk-push"]) {
			assert.deepEqual(around(name, 1, 31), ["10 L3", "20 L3", "30 L3"], name);
		}
	});

	it("sends list 3 after a list 2 due with it, where it does not replace it", () => {
		const kamstrup = profileNamed("kamstrup-6841131");
		const beats = { ...kamstrup.schedule.beats, 3: { everyMs: HOUR, atMs: 10 * SECOND } };
		const profile = { ...kamstrup, schedule: { ...kamstrup.schedule, beats } };
		const [list2, list3] = pushes(profile, NOON + 10 * SECOND, NOON + 20 * SECOND);
		assert.ok(list2 && list3);
		assert.deepEqual([list2.list, list3.list], [2, 3]);
		assert.ok(list3.atMs >= list2.atMs + list2.octets.length * (list2.octetMs ?? OCTET_MS));
		assert.ok(list3.atMs < NOON + 12 * SECOND);
	});
});

describe("a virtual meter's list 3", () => {
	it("of Aidon has the clock and registers of the whole hour, in normal time", () => {
		const profile = profileNamed("aidon-6534");
		const house = houseOf(profile, 3, NOON);
		const meter = new VirtualMeter(profile, house, NOON);
		const registers = house.registers;
		let push = meter.next();
		while (push.list !== 3) push = meter.next();
		const reading = decoded(push);
		assert.equal(push.atMs, NOON + 10 * SECOND);
		assert.equal(reading["clockTimestamp"], "2026-07-05T13:00:00");
		const hourly = Math.floor(Number(registers[0]) / 10) * 10;
		assert.equal(reading["activeEnergyImportWh"], hourly);
	});

	it("of Kaifa has the registers of the moment, in civil time", () => {
		const profile = profileNamed("kaifa-ma304h4");
		const start = NOON - 10 * SECOND;
		const house = houseOf(profile, 3, start);
		house.step(NOON + 10 * SECOND);
		const [reading] = list3("kaifa-ma304h4", NOON);
		assert.equal(reading?.["clockTimestamp"], "2026-07-05T14:00:10");
		assert.equal(reading?.["frameTimestamp"], "2026-07-05T14:00:10");
		assert.equal(reading?.["activeEnergyImportWh"], house.registers[0]);
	});

	it("of Kamstrup is stamped with the second it is sent in, in normal time", () => {
		const [reading] = list3("kamstrup-6841131", NOON);
		assert.equal(reading?.["clockTimestamp"], "2026-07-05T13:00:05");
		assert.equal(reading?.["frameTimestamp"], "2026-07-05T13:00:05");
	});

	it("of Kaifa follows summer time where it begins and ends", () => {
		const clocks = (hourMs: number) =>
			[hourMs - HOUR, hourMs].map((at) => list3("kaifa-ma304h4", at)[0]?.["clockTimestamp"]);
		assert.deepEqual(clocks(Date.UTC(2026, 2, 29, 1)), [
			"2026-03-29T01:00:10",
			"2026-03-29T03:00:10",
		]);
		assert.deepEqual(clocks(Date.UTC(2026, 9, 25, 1)), [
			"2026-10-25T02:00:10",
			"2026-10-25T02:00:10",
		]);
	});

	it("of the others does not", () => {
		for (const name of ["aidon-6534", "kamstrup-6841131"]) {
			const [reading] = list3(name, Date.UTC(2026, 2, 29, 1));
			assert.match(String(reading?.["clockTimestamp"]), /^2026-03-29T02:00:0/);
		}
	});
});

describe("a virtual meter", () => {
	it("sends the same octets for the same seed", () => {
		const hour = (seed: number) =>
			pushes(profileNamed("kaifa-ma304h3e"), NOON, NOON + HOUR / 4, seed).map(({ octets }) =>
				Buffer.from(octets).toString("hex"),
			);
		assert.deepEqual(hour(3), hour(3));
		assert.notDeepEqual(hour(3), hour(4));
	});

	it("begins at or after the given time", () => {
		for (const offset of [0, 1, 2499, 2500, 9999]) {
			const [first] = pushes(profileNamed("aidon-6534"), NOON + offset, NOON + 20 * SECOND);
			assert.ok(first && first.atMs >= NOON + offset && first.atMs < NOON + offset + 2500);
		}
	});

	it("measures anew only every 5 s where it is Landis+Gyr's", () => {
		const watts = pushes(profileNamed("landisgyr-e350-it"), NOON, NOON + 600 * SECOND).map(
			(push) => decoded(push)["activePowerImportW"],
		);
		for (let i = 0; i + 1 < watts.length; i += 2) assert.equal(watts[i], watts[i + 1]);
		assert.ok(new Set(watts).size > 10);
	});

	it("refuses a house that is ahead of it", () => {
		const profile = profileNamed("aidon-6534");
		assert.throws(() => new VirtualMeter(profile, houseOf(profile, 1, NOON + 1), NOON), RangeError);
	});

	for (const profile of PROFILES) {
		it(`${profile.name} is understood for an hour, and never talks over itself`, () => {
			const counts = new Counts();
			const receiver = new Receiver(new Store(), counts);
			// From half an hour before a whole one, so that list 3 is in it.
			const hour = pushes(profile, NOON - HOUR / 2, NOON + HOUR / 2);
			let freeMs = 0;
			for (const { atMs, octets } of hour) {
				assert.ok(atMs >= freeMs, `${atMs} before ${freeMs}`);
				freeMs = atMs + octets.length * OCTET_MS;
				receiver.receive(octets, 0, octets.length, freeMs);
			}
			assert.equal(counts.readings, hour.length);
			for (const fault of FAULTS) assert.equal(counts[fault], 0, fault);
		});
	}
});
