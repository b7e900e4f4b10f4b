/**
 * The ledger with what it needs around it: its journals, the month's peaks, its owner's code. All that
 * takes long is done in shares, one a second.
 */
import { Capacity, type Tariff } from "../ledger/capacity.ts";
import type { HourRecord } from "../ledger/hour.ts";
import { Ledger } from "../ledger/ledger.ts";
import { correct, strikeOut } from "../ledger/owner.ts";
import type { Recent } from "../ledger/recent.ts";
import { LedgerState } from "../ledger/state.ts";
import { SAVE_MS } from "../ledger/stretch.ts";
import { ThisHour } from "../ledger/this-hour.ts";
import { dateOf, HOUR_MS } from "../model/civil.ts";
import type { Reading } from "../model/reading.ts";
import type { Flash } from "../storage/flash.ts";
import { localDayOf, startOfMonth } from "../time/oslo.ts";
import { JournalHours } from "./journal-hours.ts";
import { type Admission, OwnerCode } from "./owner-code.ts";

export interface KeeperOptions {
	/** Of the main fuse. 63. */
	readonly fuseAmperes?: number;
	readonly tariff?: Tariff;
	/** Shown by who changes or deletes what is kept. Without one nobody can. */
	readonly ownerCode?: string;
}

/** Hours that are read at once. */
const SHARE = 24;
/** The forecast holds on to the power of so many 10 s: three minutes. */
const FORECAST = 18;

export class Keeper {
	readonly hours: JournalHours;
	readonly #options: KeeperOptions;
	#ledger: Ledger;
	readonly code: OwnerCode;
	readonly #thisHour = new ThisHour();
	readonly #take = (record: Readonly<HourRecord>) => {
		this.#next.take(record);
		this.#taken++;
	};
	/** Records of this share. */
	#taken = 0;
	/** As of the last time that all of the month was read, if it was, and being read. */
	#capacity: Capacity;
	#next: Capacity;
	#isRead = false;
	/** The first hour that is still to be read; undefined when none is. */
	#from: number | undefined = undefined;
	#isDue = true;
	/** The month's first hour. */
	#month = -1;
	/** The hour and the registers that the peaks were found for. */
	#hour = -1;
	#believed = 0;
	#savedAt: number;
	#now: number;

	/** Takes over what `flash` keeps. Throws a RangeError for what cannot be. */
	constructor(flash: Flash, options: KeeperOptions, now: number) {
		this.hours = new JournalHours(flash);
		this.#options = options;
		this.#ledger = new Ledger(this.hours, options);
		this.code = new OwnerCode(options.ownerCode ?? "");
		this.#capacity = new Capacity(options.tariff);
		this.#next = new Capacity(options.tariff);
		this.#savedAt = now;
		this.#now = now;
		const state = new LedgerState();
		if (this.hours.getState(state)) this.#ledger.restore(state);
	}

	get ledger(): Ledger {
		return this.#ledger;
	}

	/** How the keeping is doing, with counts by name; made anew. */
	get condition() {
		const { hours, ledger } = this;
		const busy = hours.isErasing ? ("erasing" as const) : ("keeping" as const);
		return {
			state: hours.isReadOnly ? ("readOnly" as const) : busy,
			lost: hours.lost,
			ledger: ledger.counts,
			clock: ledger.clock.counts,
			flash: hours.counts,
		};
	}

	/** The hour in progress; undefined while the time is unknown. */
	get open(): Readonly<HourRecord> | undefined {
		return this.#ledger.open;
	}

	get recent(): Recent {
		return this.#ledger.recent;
	}

	/**
	 * Of the month in progress, up to the hour before this one; half a minute after each change at the
	 * latest. Undefined until the month's hours have been read.
	 */
	get capacity(): Capacity | undefined {
		return this.#isRead ? this.#capacity : undefined;
	}

	/** Ours; as of now. Undefined while the time is unknown, and without `capacity`. */
	get thisHour(): ThisHour | undefined {
		const { open, capacity } = this;
		const utc = this.#ledger.clock.utcAt(this.#now);
		if (open === undefined || utc === undefined || capacity === undefined) return undefined;
		const seconds = Math.max(0, Math.floor((utc - open.hour * HOUR_MS) / 1000));
		const watts = this.recent.tenSeconds.mean(FORECAST) ?? 0;
		this.#thisHour.look(open, seconds, watts, capacity);
		return this.#thisHour;
	}

	hear(reading: Readonly<Reading>): void {
		this.#now = reading.receivedAt;
		this.#ledger.hear(reading);
	}

	/** Once a second, when no octets wait. */
	tick(now: number): void {
		this.#now = now;
		this.hours.step();
		this.#ledger.tick(now);
		if (now - this.#savedAt >= SAVE_MS) this.#save(now);
		this.#findPeaks();
	}

	/** Network time: milliseconds since 1970 at `now`. */
	setTime(utcMs: number, now: number): void {
		this.#ledger.clock.setNetwork(utcMs, now);
	}

	/** The month's peaks are found again; meanwhile there is no `capacity`. Throws as `Capacity` does. */
	setTariff(tariff: Tariff): void {
		this.#capacity = new Capacity(tariff);
		this.#next = new Capacity(tariff);
		this.#isRead = false;
		this.#from = undefined;
		this.#isDue = true;
	}

	admits(bearer: string): Admission {
		return this.code.admits(bearer, this.#now);
	}

	/**
	 * Forgets all hours; the one in progress is begun anew, and one that ends before all is erased is
	 * not kept.
	 */
	forget(): void {
		this.hours.reset();
		const utc = this.#ledger.clock.utcAt(this.#now);
		this.#ledger = new Ledger(this.hours, this.#options);
		if (utc !== undefined) this.setTime(utc, this.#now);
		this.#ledger.tick(this.#now);
		this.#isRead = false;
		this.#from = undefined;
		this.#isDue = true;
	}

	/** The owner's word on an hour's import, in Wh, or undefined to take it back; see `owner.ts`. */
	correct(hour: number, wh: number | undefined): boolean {
		this.#isDue = true;
		return correct(this.hours, hour, wh);
	}

	/** The owner's word that an hour is no peak, or that it is. */
	strikeOut(hour: number, isStruckOut: boolean): boolean {
		this.#isDue = true;
		return strikeOut(this.hours, hour, isStruckOut);
	}

	#save(now: number): void {
		this.#savedAt = now;
		this.#ledger.save();
	}

	#findPeaks(): void {
		const { open } = this;
		if (open === undefined) return;
		const { believed } = this.#ledger.counts;
		const isChanged = open.hour !== this.#hour || believed !== this.#believed;
		if (isChanged || this.#ledger.isMending) this.#isDue = true;
		if (this.#isDue) {
			this.#isDue = false;
			this.#hour = open.hour;
			this.#believed = believed;
			this.#begin(startOfMonth(dateOf(localDayOf(open.hour))));
		}
		if (this.#from !== undefined) this.#read(this.#from, open.hour);
	}

	#begin(month: number): void {
		if (month !== this.#month) this.#isRead = false;
		this.#month = month;
		this.#next.begin();
		this.#from = month;
	}

	/** A share of the hours from `from` up to `to`; those of which nothing is kept cost nearly nothing. */
	#read(from: number, to: number): void {
		this.#taken = 0;
		let at = from;
		while (at < to && this.#taken < SHARE) {
			const end = at + SHARE < to ? at + SHARE : to;
			this.hours.each(at, end, this.#take);
			at = end;
		}
		this.#from = at < to ? at : undefined;
		if (at < to) return;
		this.#next.end();
		this.#isRead = true;
		[this.#capacity, this.#next] = [this.#next, this.#capacity];
	}
}
