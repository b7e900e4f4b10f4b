/** What the display may see, and what a view is. */
import type { Capacity } from "../ledger/capacity.ts";
import type { HourRecord } from "../ledger/hour.ts";
import type { Recent } from "../ledger/recent.ts";
import type { ThisHour } from "../ledger/this-hour.ts";
import type { Counts } from "../model/counts.ts";
import type { Network } from "../model/network.ts";
import { STALE_MS, type Store } from "../model/store.ts";
import type { LineWatch } from "./line-watch.ts";
import type { Sheet } from "./sheet.ts";
import type { Words } from "./words.ts";

/** What is known of hours; the keeper's own (`src/history/keeper.ts`). */
export interface KnownHours {
	/** The hour in progress; undefined while the time is unknown. */
	readonly open: Readonly<HourRecord> | undefined;
	readonly recent: Recent;
	/** Undefined until the month's hours have been read. */
	readonly capacity: Capacity | undefined;
	/** Undefined without one of the two. */
	readonly thisHour: ThisHour | undefined;
}

export interface Shown {
	readonly store: Store;
	readonly counts: Readonly<Counts>;
	readonly network: Network;
	/** By which its owner is known; "" where there is none. */
	readonly ownerCode: string;
	/** Why the app was restarted; undefined when it was not, or nobody could tell. */
	readonly restartReason: string | undefined;
	/** Undefined where none are kept. */
	readonly history: KnownHours | undefined;
	readonly words: Words;
	/** Milliseconds, monotonic. */
	readonly now: number;
	/** Milliseconds since 1970 at a monotonic time; undefined while unknown. */
	utcAt(monotonicMs: number): number | undefined;
}

/** Draws all of itself on the sheet. */
export type View = (sheet: Sheet, shown: Shown, line: LineWatch) => void;

/** Net W to show; undefined when there is none or it is too old. */
export function freshPower(shown: Shown): number | undefined {
	const reading = shown.store.power;
	if (reading.list === 0 || shown.now - reading.receivedAt > STALE_MS) return undefined;
	return reading.netPower;
}
