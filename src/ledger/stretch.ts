/** The hours since registers, and what power has told in each: what the next registers share out. */
import { HOUR_MS } from "../model/civil.ts";
import type { Flow } from "./flow.ts";
import { ESTIMATED, GAP, type HourEnergy, HourRecord, MIXED, type Quality } from "./hour.ts";
import type { Hours } from "./hours.ts";

/** The part of an hour for which power must have been told, unless registers tell it: all but 72 s. */
const COVERED = 0.98;

/**
 * The ledger is saved so often. A restart loses so much of the power between two registers; those that
 * follow tell its energy.
 */
export const SAVE_MS = 600_000;

/** Import and export, in the order of `HourRecord.energies`. */
export type Flows = readonly [Flow, Flow];

export class Stretch {
	/** There are registers to start from. */
	isBegun = false;
	/** The hour in which they were read, and ms into it: 0 for those of the whole hour. */
	hour = 0;
	into = 0;
	protected readonly hours: Hours;
	protected readonly open: HourRecord;
	protected readonly flows: Flows;
	/** The record of an hour that is over. */
	readonly #closed = new HourRecord();

	/** `open` is the record of the hour in progress, whose power is in the flows. */
	constructor(hours: Hours, open: HourRecord, flows: Flows) {
		this.hours = hours;
		this.open = open;
		this.flows = flows;
	}

	/** Of the hours that are shared out, UTC ms. */
	protected get start(): number {
		return this.hour * HOUR_MS + this.into;
	}

	/** ms of an hour between the last registers and those of `moment`. */
	protected timeIn(hour: number, moment: number): number {
		const from = hour === this.hour ? this.into : 0;
		const to = hour === hourOf(moment) ? moment % HOUR_MS : HOUR_MS;
		return to - from;
	}

	/** Wms of an hour, after the last registers and up to those that came. */
	protected told(flow: Readonly<Flow>, energy: Readonly<HourEnergy>, hour: number): number {
		if (hour === this.open.hour) return flow.marked;
		return (energy.wh - (hour === this.hour ? flow.settled : 0)) * HOUR_MS;
	}

	/** ms for which no power was told. One in which the time was moved may hold other hours', and lack its own. */
	protected untold(
		flow: Readonly<Flow>,
		record: Readonly<HourRecord>,
		energy: Readonly<HourEnergy>,
		time: number,
	): number {
		const { hour } = record;
		const covered = hour === this.open.hour ? flow.markedCovered : energy.covered * 1000;
		const untold = time - covered + (hour === this.hour ? flow.settledCovered : 0);
		const least = record.hasClockMoved ? SAVE_MS : 0;
		return untold > least ? untold : Math.min(least, time);
	}

	/**
	 * Ours until the next call. One that was kept as open just before the power went, and the state that
	 * says so was not, is over.
	 */
	protected recordOf(hour: number): HourRecord {
		if (hour === this.open.hour) return this.open;
		const record = this.#closed;
		if (!this.hours.get(hour, record)) record.clear(hour);
		record.isOpen = false;
		return record;
	}
}

/** How an hour's energy is known when `seconds` of it have passed and no register tells it alone. */
export function qualityOf(
	record: Readonly<HourRecord>,
	energy: Readonly<HourEnergy>,
	seconds: number,
): Quality {
	if (energy.covered < COVERED * seconds) return GAP;
	return record.isSettled ? MIXED : ESTIMATED;
}

/** ms since 1970, UTC, to whole hours. */
export function hourOf(moment: number): number {
	return Math.floor(moment / HOUR_MS);
}
