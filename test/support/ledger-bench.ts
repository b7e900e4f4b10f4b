/** A ledger that listens to a plain meter, in virtual time: what it hears, and when it restarts. */
import { HourRecord } from "../../src/ledger/hour.ts";
import { Ledger } from "../../src/ledger/ledger.ts";
import type { Reading } from "../../src/model/reading.ts";
import { FixedHours } from "./fixed-hours.ts";
import { type House, type Maker, PlainMeter } from "./plain-meter.ts";

export const HOUR = 3_600_000;
export const MINUTE = 60_000;
/** From sending to the last octet. */
const AIR_MS: Readonly<Record<number, number>> = Object.freeze({ 1: 400, 2: 900, 3: 1700 });

export interface BenchOptions {
	readonly maker: Maker;
	readonly house: House;
	/** A whole hour, UTC ms. */
	readonly start: number;
	/** There is network time from the start. */
	readonly network?: boolean;
	readonly fuseAmperes?: number;
}

export class Bench {
	readonly hours = new FixedHours(24 * 900);
	readonly meter: PlainMeter;
	ledger: Ledger;
	/** Whether a list sent at a UTC ms reaches the ledger. */
	hears: (list: number, utcMs: number) => boolean = () => true;
	/** What may be done to a reading on its way. */
	bend: (reading: Reading, utcMs: number) => void = () => {};
	/** Called after each reading. */
	heard: () => void = () => {};
	/** ms that the network's time is ahead of UTC. */
	networkAhead = 0;
	isOn = true;
	/** ms between saves. */
	saveEvery = 5 * MINUTE;
	readonly #hasNetwork: boolean;
	#startedAt: number;

	constructor(options: BenchOptions) {
		const { maker, house, start, network = true, fuseAmperes = 63 } = options;
		this.ledger = new Ledger(this.hours, { fuseAmperes });
		this.meter = new PlainMeter(maker, house, start);
		this.#hasNetwork = network;
		this.#startedAt = start;
		this.#start();
	}

	/** Lets time pass up to a UTC ms. */
	runTo(utcMs: number): void {
		while (this.meter.now < utcMs) {
			const list = this.meter.step();
			if (!this.isOn) continue;
			const now = this.meter.now - this.#startedAt;
			this.ledger.tick(now);
			if (list !== 0 && this.hears(list, this.meter.now)) this.#deliver(list, now);
			if (this.meter.now % this.saveEvery === 0) this.ledger.save();
		}
	}

	/** The meter sends a list beside those that are due. */
	send(list: 1 | 2 | 3): void {
		this.meter.fill(list);
		this.#deliver(list, this.meter.now - this.#startedAt);
	}

	/** The power goes; what was not saved is gone. */
	turnOff(): void {
		this.isOn = false;
	}

	turnOn(): void {
		this.isOn = true;
		this.#startedAt = this.meter.now - 3000;
		this.ledger = new Ledger(this.hours);
		const { state } = this.hours;
		if (state) this.ledger.restore(state);
		this.#start();
	}

	/** The network tells its time. */
	tellTime(): void {
		const now = this.meter.now - this.#startedAt;
		this.ledger.clock.setNetwork(this.meter.now + this.networkAhead, now);
	}

	record(hour: number): HourRecord | undefined {
		const record = new HourRecord();
		return this.hours.get(hour, record) ? record : undefined;
	}

	/** Wh that the meter's import truly rose in an hour. */
	truth(hour: number): number {
		const { imports } = this.meter;
		return ((imports.get(hour + 1) as number) - (imports.get(hour) as number)) / 3600;
	}

	/** Wh that the registers rose between two whole hours, as they show it. */
	rise(from: number, to: number): number {
		return this.meter.registerAt(to) - this.meter.registerAt(from);
	}

	/** Wh of import in the hours from `from` up to `to`. */
	sum(from: number, to: number): number {
		let sum = 0;
		this.hours.each(from, to, (record) => {
			sum += record.import.wh;
		});
		return sum;
	}

	#start(): void {
		if (this.#hasNetwork) this.tellTime();
	}

	#deliver(list: number, now: number): void {
		const { reading } = this.meter;
		reading.receivedAt = now + (AIR_MS[list] as number);
		this.bend(reading, this.meter.now);
		this.ledger.hear(reading);
		this.heard();
	}
}
