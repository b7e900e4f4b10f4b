/**
 * Years of a house on simulated flash, by the journals of the device: what is left of them, and how
 * often each sector was erased.
 */

import { recordsIn } from "../src/storage/header.ts";
import { Journal } from "../src/storage/journal.ts";
import { HOURS, KEPT_HOURS, REGION, STATE } from "../src/storage/layout.ts";
import { recordSize } from "../src/storage/record.ts";
import { Flash, SECTOR } from "./bench/flash.ts";
import { random } from "./house/random.ts";

export const HOUR = 1;
export const REGISTER = 1;
export const SETTING = 2;
export const SETTINGS = 20;
const HOURS_A_DAY = 24;
const HOURS_A_WEEK = 7 * HOURS_A_DAY;
const HOURS_A_YEAR = 365.25 * HOURS_A_DAY;
const PAYLOAD = 64;
/** One a second; when there is room again there is nothing to do in the others. */
const STEPS_AN_HOUR = 3600;
/** Of so many hours one is corrected in the next, if nothing else is said. */
const HOURS_A_CORRECTION = 20;
const CORRECTIONS = [20, 6, 2];
/** Of so many hours one is looked for. */
const HOURS_A_SEARCH = 37;
/** Records in a sector. */
const EACH = recordsIn(recordSize(PAYLOAD));
/** Erasures that flash is made for, and a tenth of that. */
const CYCLES = [100_000, 10_000];

class CountedFlash extends Flash {
	reads = 0;

	override read(at: number, into: Uint8Array): void {
		this.reads++;
		super.read(at, into);
	}
}

export class Years {
	readonly flash = new CountedFlash(REGION, 1);
	readonly hours = new Journal(this.flash, HOURS);
	readonly state = new Journal(this.flash, STATE);
	/** The next hour, in hours since 1970. */
	hour = 490_000;
	hourRecords = 0;
	stateRecords = 0;
	readonly #pick = random(5);
	readonly #hoursACorrection: number;

	/** Of so many hours one is corrected in the next. */
	constructor(hoursACorrection = HOURS_A_CORRECTION) {
		this.#hoursACorrection = hoursACorrection;
		this.#rest();
		for (let key = 0; key < SETTINGS; key++) this.#keep(SETTING, key, key);
	}

	/**
	 * Each hour is recorded, and the register with it; some are corrected in the next; each
	 * week the owner corrects an hour of the last 400 days, and each day a setting.
	 */
	live(hours: number): void {
		for (const end = this.hour + hours; this.hour < end; this.hour++) {
			this.#record(this.hour, 1);
			if (this.hour % this.#hoursACorrection === 0) this.#record(this.hour - 1, 2);
			if (this.hour % HOURS_A_DAY === 0) {
				this.#keep(SETTING, (this.hour / HOURS_A_DAY) % SETTINGS, this.hour & 0xff);
			}
			if (this.hour % HOURS_A_WEEK === 0) {
				this.#record(this.hour - Math.floor(this.#pick() * KEPT_HOURS), 3);
			}
			this.#keep(REGISTER, 0, this.hour & 0xff);
			this.hours.keepFrom = this.hour + 1 - KEPT_HOURS;
			this.#rest();
		}
	}

	/** Erasures so far of the sectors of a journal. */
	erasures({ first = 0, sectors = 0 }: { first?: number; sectors?: number }): number {
		const own = this.flash.erasures.slice(first, first + sectors);
		return own.reduce((sum, count) => sum + count, 0);
	}

	#rest(): void {
		for (let i = 0; i < STEPS_AN_HOUR; i++) {
			if (this.hours.free >= EACH && this.state.free >= EACH) return;
			this.hours.step();
			this.state.step();
		}
	}

	/** Throws when it was not taken: nothing here should be refused. */
	#record(key: number, value: number): void {
		const payload = new Uint8Array(PAYLOAD).fill(value);
		if (!this.hours.append(HOUR, key, payload, 0, PAYLOAD)) throw new Error(`hour ${key} refused`);
		this.hourRecords++;
	}

	#keep(type: number, key: number, value: number): void {
		const payload = new Uint8Array(PAYLOAD).fill(value);
		if (!this.state.append(type, key, payload, 0, PAYLOAD)) throw new Error("state refused");
		this.stateRecords++;
	}
}

/** Wear as a table, from a year of a ring that has turned already. */
export function wearReport(): string {
	const years = new Years();
	years.live(2 * HOURS_A_YEAR);
	const before = [
		years.hourRecords,
		years.erasures(HOURS),
		years.stateRecords,
		years.erasures(STATE),
	];
	years.live(HOURS_A_YEAR);
	const after = [
		years.hourRecords,
		years.erasures(HOURS),
		years.stateRecords,
		years.erasures(STATE),
	];
	const grown = after.map((count, i) => count - (before[i] as number));
	const row = (name: string, sectors: number, records: number, erased: number) =>
		[
			name.padEnd(6),
			...[sectors, (records / 365.25).toFixed(1), erased, (erased / sectors).toFixed(2)],
			...CYCLES.map((cycles) => Math.floor((cycles * sectors) / erased)),
		].map((cell, i) => (i === 0 ? cell : String(cell).padStart(12)));
	const [hours = 0, hoursErased = 0, state = 0, stateErased = 0] = grown;
	return [
		`${REGION / 1024} KiB in sectors of ${SECTOR} octets, the third year of a house`,
		"            sectors  records/day erased/year  each sector  years at    years at",
		"                                               a year       100 000      10 000",
		row("hours", HOURS.sectors as number, hours, hoursErased).join(""),
		row("state", STATE.sectors as number, state, stateErased).join(""),
		"",
	].join("\n");
}

/** What it costs to correct more hours than there is room for, as a table. */
export function correctionReport(): string {
	return [
		"one hour of   erased/year  sectors searched to find an hour",
		"is corrected  of hours     on average   at most",
		...CORRECTIONS.map(correctionRow),
		"",
	].join("\n");
}

function correctionRow(hoursACorrection: number): string {
	const years = new Years(hoursACorrection);
	years.live(2 * HOURS_A_YEAR);
	const before = years.erasures(HOURS);
	years.live(HOURS_A_YEAR);
	const erased = years.erasures(HOURS) - before;
	const payload = new Uint8Array(PAYLOAD);
	const searched: number[] = [];
	for (let back = 1; back <= KEPT_HOURS; back += HOURS_A_SEARCH) {
		years.flash.reads = 0;
		years.hours.find(HOUR, years.hour - back, payload);
		searched.push(years.flash.reads / EACH);
	}
	const average = searched.reduce((sum, sectors) => sum + sectors, 0) / searched.length;
	const [mean, most] = [average, Math.max(...searched)].map((sectors) => sectors.toFixed(1));
	return `${String(hoursACorrection).padStart(12)} ${String(erased).padStart(12)} ${String(mean).padStart(14)} ${String(most).padStart(9)}`;
}
