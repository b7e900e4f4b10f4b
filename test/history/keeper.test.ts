/** The ledger with its journals on flash, its peaks and its owner, in virtual time. */
import assert from "node:assert/strict";
import { Keeper, type KeeperOptions } from "../../src/history/keeper.ts";
import { HourRecord, MEASURED } from "../../src/ledger/hour.ts";
import { REGION } from "../../src/storage/layout.ts";
import { simulated } from "../support/flash.ts";
import { hourAt } from "../support/history.ts";
import { AIDON, PlainMeter } from "../support/plain-meter.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;
const START = hourAt(2026, 1, 31, 18);

class House {
	readonly flash = simulated(REGION / 4096);
	/** W: 2400, but 6000 from 19:00 to 20:00 UTC. */
	readonly meter = new PlainMeter(
		AIDON,
		(utc) => (Math.floor(utc / HOUR) === START + 1 ? 6000 : 2400),
		START * HOUR,
	);
	keeper!: Keeper;
	readonly #options: KeeperOptions;
	#startedAt = 0;

	constructor(options: KeeperOptions = {}) {
		this.#options = options;
		this.turnOn();
	}

	get now(): number {
		return this.meter.now - this.#startedAt;
	}

	/** Starts the device, which knows only what is on flash, and the network's time. */
	turnOn(): void {
		this.#startedAt = this.meter.now - 3000;
		this.keeper = new Keeper(this.flash, this.#options, this.now);
		this.keeper.setTime(this.meter.now, this.now);
	}

	/** Lets `minutes` pass; without `isOn` the device hears nothing. */
	run(minutes: number, isOn = true): this {
		const until = this.meter.now + minutes * MINUTE;
		while (this.meter.now < until) {
			const list = this.meter.step();
			if (!isOn) continue;
			this.keeper.tick(this.now - 1000);
			this.keeper.tick(this.now);
			this.meter.reading.receivedAt = this.now;
			if (list !== 0) this.keeper.hear(this.meter.reading);
		}
		return this;
	}

	/** Keeps `hours` of 1000 Wh, up to the start. */
	keepBefore(hours: number): void {
		for (let hour = START - hours; hour < START; hour++) {
			const record = new HourRecord();
			record.clear(hour);
			record.import.wh = 1000;
			record.import.quality = MEASURED;
			this.keeper.hours.put(record);
			this.keeper.hours.step();
		}
	}

	record(hour: number): HourRecord | undefined {
		const record = new HourRecord();
		return this.keeper.hours.get(hour, record) ? record : undefined;
	}
}

describe("Keeper", () => {
	it("keeps hours on flash, which a restart does not lose", () => {
		const house = new House().run(125);
		const before = house.record(START + 1);
		assert.equal(before?.import.quality, MEASURED);
		assert.ok(Math.abs((before?.import.wh ?? 0) - 6000) <= 10);
		house.turnOn();
		assert.deepEqual(house.record(START + 1), before);
		house.run(60);
		assert.equal(house.record(START + 2)?.import.quality, MEASURED);
	});

	it("loses at most ten minutes of power to a restart, which the registers then tell", () => {
		const house = new House().run(90);
		house.run(2, false);
		house.turnOn();
		house.run(50);
		assert.ok(Math.abs((house.record(START + 1)?.import.wh ?? 0) - 6000) <= 20);
	});

	it("keeps what it knows of the hour in progress every ten minutes", () => {
		const house = new House().run(59);
		house.turnOn();
		house.keeper.tick(house.now);
		const { wh = 0 } = house.keeper.open?.import ?? {};
		assert.ok(wh >= (2400 * 49) / 60 - 20 && wh < 2400, `${wh}`);
	});

	it("has no hour in progress and no capacity before it knows the time and the month", () => {
		const keeper = new Keeper(simulated(REGION / 4096), {}, 0);
		keeper.tick(1000);
		assert.deepEqual(
			[keeper.open, keeper.capacity, keeper.thisHour],
			[undefined, undefined, undefined],
		);
		keeper.setTime(START * HOUR, 1000);
		keeper.tick(2000);
		assert.equal(keeper.open?.hour, START);
		assert.equal(keeper.capacity?.count, 0);
		assert.equal(keeper.thisHour?.secondsLeft, 3599);
	});

	it("finds the month's peaks, and what this hour may still take", () => {
		const { keeper } = new House().run(150);
		const { capacity, thisHour } = keeper;
		assert.equal(capacity?.peaks[0].hour, START + 1);
		assert.equal(capacity?.count, 1);
		assert.equal(thisHour?.secondsLeft, 1800);
		assert.ok(Math.abs((thisHour?.wh ?? 0) - 1200) < 20, `${thisHour?.wh}`);
		assert.ok(Math.abs((thisHour?.forecastWh ?? 0) - 2400) < 40, `${thisHour?.forecastWh}`);
		assert.equal(thisHour?.nextStep, 10_000);
	});

	it("reads the month's hours again after a start, some each second, and tells none before", () => {
		const house = new House();
		house.keepBefore(200);
		house.turnOn();
		const { keeper } = house;
		let seconds = 0;
		for (; keeper.capacity === undefined; seconds++) {
			assert.equal(keeper.thisHour, undefined);
			keeper.tick(house.now + 1000 * seconds);
		}
		assert.ok(seconds >= 200 / 48 && seconds < 40, `${seconds}`);
		assert.equal(keeper.capacity?.mean, 1000);
	});

	it("finds the peaks again with the registers, once", () => {
		const house = new House();
		house.keepBefore(200);
		house.run(62);
		assert.ok(house.keeper.condition.ledger.believed > 0);
		assert.equal(house.keeper.capacity?.peaks[0].hour, START);
		for (let i = 0; i < 70; i++) assert.ok(house.run(1).keeper.capacity);
	});

	it("finds them anew for another tariff, and without registers", () => {
		const house = new House().run(125);
		house.keeper.setTariff({ steps: [3000] });
		assert.equal(house.keeper.capacity?.count, undefined);
		house.run(0.5);
		assert.deepEqual(house.keeper.capacity?.tariff.steps, [3000]);
		assert.equal(house.keeper.capacity?.peaks[0].hour, START + 1);
		const keeper = new Keeper(simulated(REGION / 4096), {}, 0);
		keeper.setTime(START * HOUR, 0);
		keeper.tick(1000);
		keeper.forget();
		assert.equal(keeper.capacity?.count, undefined);
		keeper.tick(2000);
		assert.equal(keeper.capacity?.count, 0);
	});

	it("takes the power of the last three minutes for that to come", () => {
		const house = new House().run(62.6);
		const forecast = () => house.keeper.thisHour?.forecastWh ?? 0;
		assert.ok(forecast() < 6000 - 200, `${forecast()}`);
		house.run(60.5);
		assert.ok(Math.abs(forecast() - 2400) < 60, `${forecast()}`);
	});

	it("begins the month anew at midnight in Oslo", () => {
		// 22:59 UTC on the 31st of January is 23:59 in Oslo.
		const house = new House().run(299);
		assert.equal(house.keeper.capacity?.peaks[0].hour, START + 1);
		house.run(2);
		assert.equal(house.keeper.capacity?.count, 0);
		assert.equal(house.keeper.thisHour?.step, 0);
	});

	it("takes the owner's word, which the peaks follow within half a minute", () => {
		const house = new House().run(125);
		const { keeper } = house;
		assert.ok(keeper.correct(START + 1, 9000));
		house.run(0.5);
		assert.deepEqual(
			[keeper.capacity?.peaks[0].wh, keeper.capacity?.peaks[0].isCorrected],
			[9000, true],
		);
		assert.ok(keeper.strikeOut(START + 1, true));
		house.run(0.5);
		assert.equal(keeper.capacity?.leftOut.struckOut, 1);
		assert.equal(keeper.capacity?.peaks[0].hour, START);
		assert.ok(keeper.correct(START + 1, undefined));
		assert.ok(keeper.strikeOut(START + 1, false));
		house.run(0.5);
		assert.equal(Math.round((keeper.capacity?.peaks[0].wh ?? 0) / 100), 60);
		assert.equal(keeper.correct(START + 2, 1), false);
	});

	it("knows its owner by the code, and waits after wrong ones by its own clock", () => {
		const house = new House({ ownerCode: "4711" });
		const { keeper } = house;
		assert.equal(keeper.admits("4711"), "owner");
		for (let i = 0; i < 5; i++) assert.equal(keeper.admits("1"), "wrong");
		assert.equal(keeper.admits("4711"), "locked");
		house.run(1);
		assert.equal(keeper.admits("4711"), "owner");
		assert.equal(new House().keeper.admits(""), "none");
	});

	it("forgets everything, and hours go on", () => {
		const house = new House().run(130);
		const { condition } = house.keeper;
		assert.deepEqual([condition.state, condition.lost], ["keeping", 0]);
		assert.equal(condition.ledger.believed, 3);
		house.keeper.forget();
		assert.equal(house.keeper.condition.state, "erasing");
		assert.deepEqual([house.record(START), house.keeper.capacity], [undefined, undefined]);
		assert.deepEqual([house.keeper.open?.hour, house.keeper.open?.import.wh], [START + 2, 0]);
		assert.equal(house.keeper.recent.tenSeconds.mean(720), undefined);
		house.run(1);
		assert.equal(house.keeper.open?.hour, START + 2);
		assert.ok((house.keeper.open?.import.wh ?? 99) < 60);
		assert.equal(house.keeper.capacity?.count, 0);
		house.run(110);
		assert.deepEqual([house.record(START), house.record(START + 1)], [undefined, undefined]);
		assert.equal(house.record(START + 3)?.import.quality, MEASURED);
		assert.equal(house.keeper.condition.state, "keeping");
		const before = house.record(START + 3);
		house.turnOn();
		assert.deepEqual(house.record(START + 3), before);
		assert.equal(house.record(START + 1), undefined);
	});
});
