/** The hour in progress: where it is heading, and what it may still take. */
import { HOUR_SECONDS } from "../model/civil.ts";
import { localDayOf } from "../time/oslo.ts";
import { type Capacity, stepOf } from "./capacity.ts";
import type { HourRecord } from "./hour.ts";

export class ThisHour {
	/** Wh so far. */
	wh = 0;
	/** Wh at its end, if power stays as it is. */
	forecastWh = 0;
	secondsLeft = 0;
	/** The step that the month is in, with this hour as it is so far: 0 is the first. */
	step = 0;
	/** W where the next step begins; undefined in the last. */
	nextStep: number | undefined = undefined;
	/** Wh that this hour may hold before the month reaches that step. */
	limitWh: number | undefined = undefined;
	/** W that may be taken until its end without reaching it. */
	allowed: number | undefined = undefined;
	/** The forecast reaches it. */
	reaches = false;
	/** Øre a month that the next step costs more; undefined without prices. */
	cost: number | undefined = undefined;

	/**
	 * `seconds` into the hour of `open`, with a power of `watts` (best a mean of some minutes), in a
	 * month whose hours before this one have the peaks of `capacity`.
	 */
	look(
		open: Readonly<HourRecord>,
		seconds: number,
		watts: number,
		capacity: Readonly<Capacity>,
	): void {
		this.wh = open.import.wh;
		this.secondsLeft = seconds < HOUR_SECONDS ? HOUR_SECONDS - seconds : 0;
		const taken = watts > 0 ? watts : 0;
		this.forecastWh = this.wh + Math.round((taken * this.secondsLeft) / HOUR_SECONDS);
		this.#limit(localDayOf(open.hour), capacity);
	}

	#limit(day: number, capacity: Readonly<Capacity>): void {
		const { tariff } = capacity;
		const others = capacity.sumWithout(day);
		const days = capacity.countWithout(day) + 1;
		const today = capacity.peakOf(day);
		const highest = this.wh > today ? this.wh : today;
		const withThis = (others + highest) / days;
		this.step = stepOf(tariff, withThis > capacity.mean ? withThis : capacity.mean);
		this.nextStep = tariff.steps[this.step];
		this.limitWh = undefined;
		this.allowed = undefined;
		this.reaches = false;
		this.cost = undefined;
		if (this.nextStep === undefined) return;
		const limit = this.nextStep * days - others;
		this.limitWh = limit;
		this.reaches = this.forecastWh >= limit;
		if (this.secondsLeft > 0) {
			this.allowed = Math.floor(((limit - this.wh) * HOUR_SECONDS) / this.secondsLeft);
		}
		const { prices } = tariff;
		if (prices) this.cost = (prices[this.step + 1] as number) - (prices[this.step] as number);
	}
}
