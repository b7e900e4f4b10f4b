/**
 * The capacity tariff (kapasitetsledd): the mean of a month's three highest hours, on different days
 * in Oslo, decides the step that is paid for.
 */
import { localDayOf } from "../time/oslo.ts";
import { GAP, type HourRecord, type Quality } from "./hour.ts";
import type { Hours } from "./hours.ts";

export const PEAKS = 3;
/** Below any hour's energy: a day of which no hour counts yet. A day of hours of 0 Wh is a day too. */
const NONE = -1;

export interface Tariff {
	/** W, where each step but the first begins, rising. */
	readonly steps: readonly number[];
	/** What each step costs a month, in øre; one more than `steps`. */
	readonly prices?: readonly number[];
}

const KILOWATTS = Object.freeze([2, 5, 10, 15, 20, 25, 50, 75, 100] as const);

/** 0-2-5-10-15-20-25-50-75-100 kW, as most grid companies have it. */
export const DEFAULT_TARIFF: Tariff = Object.freeze({
	steps: Object.freeze(KILOWATTS.map((kiloWatts) => kiloWatts * 1000)),
});

/** Seconds for which power must be told in a gap that counts: what it lacks is less than a tenth. */
const COVERED = 3240;

/** Why an hour is no peak though it may be high. */
export type Reason = "struckOut" | "clockMoved" | "gap";

/** The highest hour of a day. */
export class Peak {
	hour = 0;
	/** In Oslo, since 1970. */
	day = 0;
	wh = 0;
	quality: Quality = GAP;
	isCorrected = false;

	take(record: Readonly<HourRecord>, day: number): void {
		this.hour = record.hour;
		this.day = day;
		this.wh = record.importWh;
		this.quality = record.import.quality;
		this.isCorrected = record.isCorrected;
	}

	copy(from: Readonly<Peak>): void {
		this.hour = from.hour;
		this.day = from.day;
		this.wh = from.wh;
		this.quality = from.quality;
		this.isCorrected = from.isCorrected;
	}
}

export class Capacity {
	readonly tariff: Tariff;
	/** Highest first; the first `count` hold. */
	readonly peaks: readonly [Peak, Peak, Peak] = [new Peak(), new Peak(), new Peak()];
	/** Days that have a peak, up to 3. */
	count = 0;
	/** Hours left out, by reason. */
	readonly leftOut: Record<Reason, number> = { struckOut: 0, clockMoved: 0, gap: 0 };
	/** The highest hour of the day that is visited; of none, its `wh` is `NONE`. */
	readonly #today = new Peak();
	readonly #visit = (record: Readonly<HourRecord>) => this.take(record);

	/** Throws a RangeError where the tariff is impossible. */
	constructor(tariff: Tariff = DEFAULT_TARIFF) {
		const { steps, prices } = tariff;
		if (!steps.every((watts, i) => watts > (i === 0 ? 0 : (steps[i - 1] as number)))) {
			throw new RangeError("the tariff's steps must rise, each in W");
		}
		if (prices && prices.length !== steps.length + 1) {
			throw new RangeError(`${steps.length} steps need ${steps.length + 1} prices`);
		}
		this.tariff = tariff;
	}

	/** Finds the peaks of the hours from `from` up to `to`: those of a month in Oslo, and over. */
	find(hours: Hours, from: number, to: number): void {
		this.begin();
		hours.each(from, to, this.#visit);
		this.end();
	}

	/** The same in shares: `begin`, then `take` each record in the order of hours, then `end`. */
	begin(): void {
		this.count = 0;
		this.leftOut.struckOut = 0;
		this.leftOut.clockMoved = 0;
		this.leftOut.gap = 0;
		this.#today.wh = NONE;
	}

	take(record: Readonly<HourRecord>): void {
		if (record.isOpen) return;
		const day = localDayOf(record.hour);
		if (day !== this.#today.day) this.#endDay();
		if (record.isStruckOut) this.leftOut.struckOut++;
		else if (record.isCorrected) this.#try(record, day);
		else if (record.hasClockMoved) this.leftOut.clockMoved++;
		else if (record.import.covered < COVERED && record.import.quality === GAP) this.leftOut.gap++;
		else this.#try(record, day);
	}

	end(): void {
		this.#endDay();
	}

	/** W, the mean of the peaks; of fewer, while there are fewer days. 0 of none. */
	get mean(): number {
		return this.count === 0 ? 0 : this.sumWithout(-1) / this.count;
	}

	/** The step that is paid for: 0 is the first. */
	get step(): number {
		return stepOf(this.tariff, this.mean);
	}

	/** Wh of the peaks on other days than `day`, two at most where `day` has one or might have. */
	sumWithout(day: number): number {
		let sum = 0;
		let left = day < 0 ? PEAKS : PEAKS - 1;
		for (let i = 0; i < this.count && left > 0; i++) {
			const peak = this.peaks[i as 0];
			if (peak.day === day) continue;
			sum += peak.wh;
			left--;
		}
		return sum;
	}

	/** How many that sum holds. */
	countWithout(day: number): number {
		let count = 0;
		for (let i = 0; i < this.count; i++) if (this.peaks[i as 0].day !== day) count++;
		return count < PEAKS ? count : PEAKS - 1;
	}

	/** Wh of a day's peak, if it is among the three; else 0. */
	peakOf(day: number): number {
		for (let i = 0; i < this.count; i++) {
			if (this.peaks[i as 0].day === day) return this.peaks[i as 0].wh;
		}
		return 0;
	}

	#try(record: Readonly<HourRecord>, day: number): void {
		if (record.importWh > this.#today.wh) this.#today.take(record, day);
	}

	/** The day is over: its highest hour takes its place among the three. Of equals the earlier stays. */
	#endDay(): void {
		const { peaks } = this;
		const today = this.#today;
		if (today.wh === NONE) return;
		let place = this.count;
		while (place > 0 && peaks[(place - 1) as 0].wh < today.wh) place--;
		if (this.count < PEAKS) this.count++;
		for (let i = this.count - 1; i > place; i--) peaks[i as 0].copy(peaks[(i - 1) as 0]);
		if (place < PEAKS) peaks[place as 0].copy(today);
		today.wh = NONE;
	}
}

/** The step that a mean of so many W is in: 0 is the first. One that is reached is paid for. */
export function stepOf(tariff: Tariff, watts: number): number {
	const { steps } = tariff;
	let step = 0;
	while (step < steps.length && watts >= (steps[step] as number)) step++;
	return step;
}
