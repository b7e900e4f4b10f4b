/** What the routes of the history may see. */
import type { Capacity } from "../../ledger/capacity.ts";
import type { LedgerCounts } from "../../ledger/counts.ts";
import type { HourRecord } from "../../ledger/hour.ts";
import type { Hours } from "../../ledger/hours.ts";
import type { Recent } from "../../ledger/recent.ts";
import type { ThisHour } from "../../ledger/this-hour.ts";
import { HOUR_MS } from "../../model/civil.ts";
import { utcText } from "../../model/utc.ts";
import type { Gate } from "../owner.ts";

/** How the keeping of hours is doing; counts are by name and since the start. */
export interface Condition {
	/** `readOnly`: a newer firmware wrote what this one cannot read, and nothing is written. */
	readonly state: "keeping" | "erasing" | "readOnly";
	/** Records that found no place. */
	readonly lost: number;
	/** What the ledger made of list 3, and faults of the clocks. */
	readonly ledger: Readonly<LedgerCounts>;
	readonly clock: Readonly<Record<string, number>>;
	readonly flash: Readonly<Record<string, number>>;
}

/** `admits` says whether what changes something is allowed. */
export interface History extends Gate {
	/** Made for the caller. */
	readonly condition: Condition;
	readonly hours: Hours;
	/** The hour in progress, newer than what `hours` keeps of it; undefined while the time is unknown. */
	readonly open: Readonly<HourRecord> | undefined;
	readonly recent: Recent;
	/** Of the month in progress, up to the hour before this one; undefined until its hours are read. */
	readonly capacity: Capacity | undefined;
	/** Undefined while the time is unknown, and without `capacity`. */
	readonly thisHour: ThisHour | undefined;
	/** Forgets all hours. */
	forget(): void;
	/**
	 * The owner's word on an hour's import, in Wh, or undefined to take it back. False of an hour in
	 * progress or of which nothing is kept, and of a figure that no hour can have.
	 */
	correct(hour: number, wh: number | undefined): boolean;
	/** The owner's word that an hour is no peak, or that it is. */
	strikeOut(hour: number, isStruckOut: boolean): boolean;
}

/** Of an hour since 1970, UTC. */
export function hourText(hour: number): string {
	return utcText(hour * HOUR_MS);
}
