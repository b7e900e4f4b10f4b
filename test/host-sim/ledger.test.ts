/**
 * The ledger against the virtual house: frames of virtual meters through the decoder, with losses and
 * restarts, and what the house truly took in each hour.
 */
import assert from "node:assert/strict";
import { random } from "../../host-sim/house/random.ts";
import { House, type HouseOptions } from "../../host-sim/house.ts";
import { profileNamed } from "../../host-sim/meters/profiles.ts";
import { VirtualMeter } from "../../host-sim/virtual-meter.ts";
import { OCTET_MS } from "../../src/han/hdlc.ts";
import { Receiver } from "../../src/han/receiver.ts";
import { Capacity } from "../../src/ledger/capacity.ts";
import { GAP, HourRecord, MEASURED, QUALITIES } from "../../src/ledger/hour.ts";
import { Ledger } from "../../src/ledger/ledger.ts";
import { Counts } from "../../src/model/counts.ts";
import { Store } from "../../src/model/store.ts";
import { localDayOf } from "../../src/time/oslo.ts";
import { FixedHours } from "../support/fixed-hours.ts";
import { liveDay } from "../support/random-day.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Remembers its import and export, in Wh, at each whole hour. */
class TrueHouse extends House {
	readonly import = new Map<number, number>();
	readonly export = new Map<number, number>();

	constructor(options: HouseOptions) {
		super(options);
		this.#note();
	}

	override step(toMs: number): void {
		for (let edge = (Math.floor(this.nowMs / HOUR) + 1) * HOUR; edge <= toMs; edge += HOUR) {
			super.step(edge);
			this.#note();
		}
		super.step(toMs);
	}

	#note(): void {
		const [taken, given] = this.registers;
		this.import.set(this.nowMs / HOUR, taken as number);
		this.export.set(this.nowMs / HOUR, given as number);
	}
}

interface Story {
	readonly meter: string;
	readonly seed: number;
	readonly start: number;
	readonly days: number;
	readonly network: boolean;
	/** Share of frames lost, by list. */
	readonly losses: readonly [list1: number, list2: number, list3: number];
	/** Restarts a day, each of up to so many minutes. */
	readonly cuts: number;
	readonly cutMinutes: number;
}

class Life {
	readonly hours = new FixedHours(24 * 400);
	readonly house: TrueHouse;
	readonly first: number;
	readonly #story: Story;
	readonly #next: () => number;
	readonly #counts = new Counts();
	#store = new Store();
	#receiver = new Receiver(this.#store, this.#counts);
	ledger = new Ledger(this.hours);
	#startedAt = 0;

	constructor(story: Story) {
		const profile = profileNamed(story.meter);
		const { seed, start } = story;
		const { network, solarPeak } = profile;
		this.#story = story;
		this.#next = random(seed + 77);
		this.house = new TrueHouse({ seed, startMs: start, network, solarPeak });
		this.first = start / HOUR;
		this.#live(new VirtualMeter(profile, this.house, start));
	}

	#live(meter: VirtualMeter): void {
		const { start, days, losses } = this.#story;
		let offUntil = start;
		let nextCut = this.#cutAfter(start);
		let saved = start;
		for (let push = meter.next(); push.atMs < start + days * DAY; push = meter.next()) {
			if (push.atMs >= nextCut) {
				offUntil = push.atMs + this.#next() * this.#story.cutMinutes * MINUTE;
				nextCut = this.#cutAfter(offUntil);
			}
			if (push.atMs < offUntil) continue;
			if (this.#startedAt < offUntil) this.#start(offUntil);
			if (this.#next() < (losses[push.list - 1] as number)) continue;
			const arrived = push.atMs + push.octets.length * OCTET_MS - this.#startedAt;
			this.#receiver.receive(push.octets, 0, push.octets.length, arrived);
			this.ledger.hear(this.#store.live);
			if (push.atMs - saved >= 5 * MINUTE) {
				this.ledger.save();
				saved = push.atMs;
			}
		}
	}

	#cutAfter(utc: number): number {
		const { cuts } = this.#story;
		return cuts === 0 ? Number.POSITIVE_INFINITY : utc + (2 * this.#next() * DAY) / cuts;
	}

	#start(utc: number): void {
		this.#startedAt = utc;
		this.#store = new Store();
		this.#receiver = new Receiver(this.#store, this.#counts);
		this.ledger = new Ledger(this.hours);
		const { state } = this.hours;
		if (state) this.ledger.restore(state);
		if (this.#story.network) this.ledger.clock.setNetwork(utc, 0);
	}

	/** Wh that the house took in an hour. */
	truth(hour: number): number {
		return (this.house.import.get(hour + 1) as number) - (this.house.import.get(hour) as number);
	}

	record(hour: number): HourRecord {
		const record = new HourRecord();
		if (!this.hours.get(hour, record)) record.clear(hour);
		return record;
	}
}

/**
 * How many hours have each quality. Measured hours are true to their registers' steps, and the others
 * within 2 % all together and within 5 % each: power that is told each 10 s may beat with a thermostat.
 */
function qualities(life: Life, hours: number, step: number): Record<string, number> {
	const found: Record<string, number> = {};
	let errors = 0;
	let told = 0;
	for (let hour = life.first + 1; hour < life.first + hours; hour++) {
		const { quality, wh } = life.record(hour).import;
		const name = QUALITIES[quality];
		found[name] = (found[name] ?? 0) + 1;
		if (quality === GAP) continue;
		const right = life.truth(hour);
		const allowed = 2 * step + (quality === MEASURED ? 0 : 0.05 * right);
		const error = Math.abs(wh - right);
		assert.ok(error <= allowed, `hour ${hour - life.first}, ${name}: ${error} of ${right} Wh off`);
		if (quality === MEASURED) continue;
		errors += error;
		told += right;
	}
	assert.ok(errors <= 0.02 * told, `${errors} of ${told} Wh off where estimated`);
	return found;
}

/** The sum of all hours is what the registers say, to their step at each end. */
function conserves(life: Life, hours: number, step: number): void {
	const [from, to] = [life.first + 1, life.first + hours];
	let taken = 0;
	let given = 0;
	life.hours.each(from, to, (record) => {
		taken += record.import.wh;
		given += record.export.wh;
	});
	const { house } = life;
	const imported = (house.import.get(to) as number) - (house.import.get(from) as number);
	const exported = (house.export.get(to) as number) - (house.export.get(from) as number);
	assert.ok(Math.abs(taken - imported) <= 2 * step, `import ${taken}, truly ${imported}`);
	assert.ok(Math.abs(given - exported) <= 2 * step, `export ${given}, truly ${exported}`);
}

/** The three highest hours on different days, by the house. */
function truePeaks(life: Life, hours: number): [hour: number, wh: number][] {
	const best = new Map<number, [number, number]>();
	for (let hour = life.first + 1; hour < life.first + hours; hour++) {
		if (life.record(hour).import.quality === GAP) continue;
		const wh = life.truth(hour);
		const day = localDayOf(hour);
		if (wh > (best.get(day)?.[1] ?? 0)) best.set(day, [hour, wh]);
	}
	return [...best.values()].sort((one, other) => other[1] - one[1]).slice(0, 3);
}

function findsPeaks(life: Life, hours: number, step: number): void {
	const capacity = new Capacity();
	capacity.find(life.hours, life.first + 1, life.first + hours);
	const right = truePeaks(life, hours);
	assert.equal(capacity.count, 3);
	right.forEach(([hour, wh], i) => {
		const peak = capacity.peaks[i as 0];
		assert.equal(peak.hour, hour);
		const allowed = peak.quality === MEASURED ? 2 * step : 2 * step + 0.02 * wh;
		assert.ok(Math.abs(peak.wh - wh) <= allowed, `${peak.wh}, truly ${wh}`);
	});
}

describe("the ledger of a virtual house", () => {
	it("a month of Kamstrup in the sun, over March's switch: losses, restarts and lost list 3", function () {
		this.timeout(200_000);
		const story: Story = {
			meter: "kamstrup-6841131",
			seed: 3,
			start: Date.UTC(2026, 2, 14, 23),
			days: 30,
			network: true,
			losses: [0, 0.05, 0.08],
			cuts: 0.7,
			cutMinutes: 40,
		};
		const life = new Life(story);
		const hours = 24 * story.days - 2;
		const found = qualities(life, hours, 10);
		assert.ok((found["measured"] as number) > 0.8 * hours, JSON.stringify(found));
		conserves(life, hours, 10);
		findsPeaks(life, hours, 10);
	});

	for (const [meter, month, day, step, network] of [
		["aidon-6534", 2, 28, 10, true],
		["aidon-6525", 9, 24, 10, false],
		["kaifa-ma304h4", 9, 24, 1, true],
		["kaifa-ma304h3e", 2, 28, 1, false],
	] as const) {
		it(`three days of ${meter} over a switch of summer time, ${network ? "with" : "without"} network`, function () {
			this.timeout(60_000);
			const start = Date.UTC(2026, month, day - 1, 23);
			const life = new Life({
				meter,
				seed: 5,
				start,
				days: 3,
				network,
				losses: [0.05, 0.05, 0.1],
				cuts: 1,
				cutMinutes: 20,
			});
			const found = qualities(life, 70, Math.max(step, 5));
			assert.ok((found["measured"] as number) > 45, JSON.stringify(found));
			conserves(life, 70, Math.max(step, 5));
			findsPeaks(life, 70, Math.max(step, 5));
		});
	}

	it("no energy is invented or lost in 60 days of random losses and power cuts", function () {
		this.timeout(60_000);
		for (let seed = 5; seed <= 64; seed++) liveDay(seed);
	});
});
