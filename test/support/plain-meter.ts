/**
 * A house and its meter in UTC, as plain as the ledger's tests need: power that changes each 2 s,
 * exact registers, and pushes as the makers send them.
 */
import { dateOf, dayOfMonthOf, monthOf, yearOf } from "../../src/model/civil.ts";
import { type ClockRule, DATE_TIME_SIZE, type DateTime } from "../../src/model/date-time.ts";
import { INDEX } from "../../src/model/quantity.ts";
import { Reading } from "../../src/model/reading.ts";
import { osloOffset } from "../../src/time/oslo.ts";

const HOUR = 3_600_000;
const STEP = 2000;

export interface Maker {
	readonly vendor: string;
	/** What the decoder says of the clock, and what it really shows. */
	readonly rule: ClockRule | undefined;
	readonly wall: "normalTime" | "civilTime" | "utc";
	readonly list1: boolean;
	/** ms past the hour at which list 3 is sent, or each 10 s. */
	readonly list3: number | "always";
	readonly clockText: "hour" | "sent";
	readonly registers: "hour" | "sent";
	readonly header: boolean;
	/** Wh. */
	readonly step: number;
}

export const AIDON: Maker = Object.freeze({
	vendor: "Aidon",
	rule: "normalTime",
	wall: "normalTime",
	list1: true,
	list3: 10_000,
	clockText: "hour",
	registers: "hour",
	header: false,
	step: 10,
});
export const KAIFA: Maker = Object.freeze({
	vendor: "Kaifa",
	rule: "civilTime",
	wall: "civilTime",
	list1: true,
	list3: 10_000,
	clockText: "sent",
	registers: "sent",
	header: true,
	step: 1,
});
export const KAMSTRUP: Maker = Object.freeze({
	vendor: "Kamstrup",
	rule: "normalTime",
	wall: "normalTime",
	list1: false,
	list3: 55_000,
	clockText: "sent",
	registers: "sent",
	header: true,
	step: 10,
});
/** Aidon in Sweden: no id, and list 3 is all it sends. */
export const SWEDISH: Maker = Object.freeze({
	...AIDON,
	list1: false,
	list3: "always",
	clockText: "sent",
	registers: "sent",
	step: 1,
});

/** W, import less export, in the 2 s that begin at a UTC ms. */
export type House = (utcMs: number) => number;

export class PlainMeter {
	/** Of the list sent last. Whoever keeps it puts another in its place. */
	reading = new Reading();
	readonly maker: Maker;
	/** ms that the meter's clock is ahead of UTC's. */
	clockAhead = 0;
	/** Ws. */
	import: number;
	export: number;
	/** Ws at the whole hours, UTC. */
	readonly imports = new Map<number, number>();
	readonly exports = new Map<number, number>();
	id = 1;
	readonly #house: House;
	#now: number;

	/** Starts at a whole hour. Registers in Wh. */
	constructor(maker: Maker, house: House, startMs: number, imported = 48_215_670, exported = 5230) {
		this.maker = maker;
		this.#house = house;
		this.#now = startMs;
		this.import = imported * 3600 + 1800;
		this.export = exported * 3600 + 900;
		this.#note();
	}

	/** UTC ms. */
	get now(): number {
		return this.#now;
	}

	/** Another meter is put in its place. */
	swap(imported: number): void {
		this.id++;
		this.import = imported * 3600;
		this.export = 0;
	}

	/** Lives on for 2 s; then the list that is sent, or 0. Its reading is ours until the next. */
	step(): 0 | 1 | 2 | 3 {
		const watts = this.#house(this.#now);
		if (watts > 0) this.import += (watts * STEP) / 1000;
		else this.export -= (watts * STEP) / 1000;
		this.#now += STEP;
		if (this.#now % HOUR === 0) this.#note();
		const list = this.#due();
		if (list !== 0) this.fill(list);
		return list;
	}

	/** Fills the reading with what a list sent now would say. */
	fill(list: 1 | 2 | 3): void {
		const { reading, maker } = this;
		const watts = this.#house(this.#now);
		const { values } = reading;
		reading.clear();
		reading.list = list;
		reading.vendor = maker.vendor;
		reading.clockRule = maker.rule;
		values[INDEX.activePowerImport] = watts > 0 ? watts : 0;
		const wall = this.#wall();
		if (maker.header) setText(reading.frameClock, wall);
		if (list === 1) return;
		values[INDEX.activePowerExport] = watts < 0 ? -watts : 0;
		for (let i = 0; i < 3; i++) values[INDEX.voltageL1 + i] = 230_000 + i * 1000;
		if (maker.list3 !== "always") setId(reading, this.id);
		if (list === 3) this.#fillRegisters(wall);
	}

	/** Sets the reading's clock to what the wall shows at a UTC ms, as a snapshot meter does. */
	setHour(utcMs: number): void {
		const back = this.#now - utcMs;
		const wall = this.#wall() - back;
		setText(this.reading.clock, wall - (wall % HOUR));
	}

	/** Wh that the registers show at a whole hour. */
	registerAt(hour: number): number {
		return this.#shown(this.imports.get(hour) as number);
	}

	#note(): void {
		this.imports.set(this.#now / HOUR, this.import);
		this.exports.set(this.#now / HOUR, this.export);
	}

	#due(): 0 | 1 | 2 | 3 {
		const { list1, list3 } = this.maker;
		const into = (this.#now + this.clockAhead) % HOUR;
		if (list3 === "always") return into % 10_000 === 0 ? 3 : 0;
		// It comes between two list 2, at an even second.
		if (into === list3 - (list3 % STEP)) return 3;
		if (into % 10_000 === 0) return 2;
		return list1 ? 1 : 0;
	}

	#fillRegisters(wall: number): void {
		const { reading, maker } = this;
		const { values } = reading;
		const hour = Math.floor((this.#now + this.clockAhead) / HOUR);
		const isSnapshot = maker.registers === "hour";
		setText(reading.clock, maker.clockText === "hour" ? wall - (wall % HOUR) : wall);
		const taken = isSnapshot ? this.imports.get(hour) : this.import;
		const given = isSnapshot ? this.exports.get(hour) : this.export;
		values[INDEX.activeEnergyImport] = this.#shown(taken ?? this.import);
		values[INDEX.activeEnergyExport] = this.#shown(given ?? this.export);
	}

	#shown(wattSeconds: number): number {
		const { step } = this.maker;
		return Math.floor(wattSeconds / 3600 / step) * step;
	}

	#wall(): number {
		const utc = this.#now + this.clockAhead;
		const { wall } = this.maker;
		if (wall === "utc") return utc;
		return utc + (wall === "civilTime" ? osloOffset(Math.floor(utc / HOUR)) : 1) * HOUR;
	}
}

/** Sets a clock to what a wall shows, in ms as if it were UTC. */
export function setText(clock: DateTime, wall: number): void {
	const date = dateOf(Math.floor(wall / 86_400_000));
	const seconds = Math.floor(wall / 1000) % 86_400;
	const octets = new Uint8Array(DATE_TIME_SIZE);
	const year = yearOf(date);
	octets.set([year >> 8, year & 0xff, monthOf(date), dayOfMonthOf(date), 0xff]);
	octets.set([Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, 0xff], 5);
	octets.set([0x80, 0, 0xff], 9);
	clock.set(new DataView(octets.buffer), 0);
}

function setId(reading: Reading, id: number): void {
	const octets = new Uint8Array(4);
	octets.set([0x37, 0x33, 0x30 + (id >> 4), 0x30 + (id & 15)]);
	reading.meterId.set(new DataView(octets.buffer), 0, 4);
}
