/** Hours as two sides know them: the hub that is billed by, and the device on the meter. */

export const DIRECTIONS = Object.freeze(["import", "export"] as const);
export type Direction = (typeof DIRECTIONS)[number];

export type Quality = "measured" | "estimated" | "mixed" | "gap";

export interface HourValue {
	/** Wh, down to a thousandth; undefined where the side does not know it. In a gap, what was heard. */
	readonly wh: number | undefined;
	readonly quality: Quality;
	/** W, the greatest in the hour, where it is told. */
	readonly peakW: number | undefined;
	/** The side's own words about the hour. */
	readonly notes: readonly string[];
}

/** By the hour's number, UTC, since 1970. */
export type Series = ReadonlyMap<number, HourValue>;

/** A side's hours; a direction that it does not tell is undefined. */
export type Sides = { readonly [direction in Direction]: Series | undefined };

/**
 * How an export's times are known to be read: they carry offsets, the clock changes in them prove
 * Oslo's time or one that stays on normal time, or nothing in them proves any.
 */
export type Clock = "offset" | "oslo" | "normal" | "unproved";

export interface MeterExport {
	readonly hours: Sides;
	/** From the first hour with a value up to (without) `end`. */
	readonly first: number;
	readonly end: number;
	readonly clock: Clock;
	/** Where it does not, its times may be the hours' ends. */
	readonly tellsStarts: boolean;
	readonly minutes: 15 | 60;
	/** What the file was taken for, in words for people. */
	readonly understood: readonly string[];
	/** October's double hour where the file tells it once: the first of the two. */
	readonly onceInOctober: readonly number[];
	/** Hours from which another meter's number is told. */
	readonly meterChanges: readonly number[];
}

export interface DeviceHours {
	readonly hours: Sides;
}
