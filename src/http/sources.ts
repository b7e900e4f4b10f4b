/** What the routes may see, and what they say in the same way. */
import type { Counts } from "../model/counts.ts";
import type { Store } from "../model/store.ts";
import { utcText } from "../model/utc.ts";
import type { History } from "./history/history.ts";
import { problem } from "./problem.ts";
import type { Report } from "./reading.ts";
import type { Reply } from "./reply.ts";
import type { SettingsSource } from "./settings.ts";

export interface Sources {
	readonly store: Store;
	readonly counts: Counts;
	/** Why the app was restarted; undefined when it was not, or nobody could tell. */
	readonly restartReason: string | undefined;
	/** What the UART expects. */
	readonly parity: "even" | "none";
	/** Fault and connection counts of the server. */
	readonly serverCounts: Readonly<Record<string, number>>;
	readonly version: string;
	/** Milliseconds, monotonic. */
	readonly startedAt: number;
	/** Milliseconds, monotonic: what the readings are dated by. */
	readonly now: number;
	/** Milliseconds since 1970 at a moment of the monotonic clock; undefined while unknown. */
	utcAt(monotonicMs: number): number | undefined;
	readonly report: Report;
	/** Undefined where nothing is kept. */
	readonly history: History | undefined;
	readonly settings: SettingsSource;
}

/** By then a list 2 has come from a meter that sends. */
export const RETRY = Object.freeze(["Retry-After: 10"]);
/** A copy of a reading is an old reading. */
export const LIVE = Object.freeze(["Cache-Control: no-store", "X-Content-Type-Options: nosniff"]);

export function liveJson(body: string): Reply {
	return { status: 200, type: "application/json", body, headers: LIVE };
}

export function noReading(): Reply {
	return problem(503, "Service Unavailable", "No reading has come from the meter yet.", RETRY);
}

/** Of a moment of the monotonic clock; undefined while the time is unknown. */
export function momentText(from: Sources, monotonicMs: number): string | undefined {
	const ms = from.utcAt(monotonicMs);
	return ms === undefined ? undefined : utcText(ms);
}

/** Whole seconds; a reading may come while its request is on the way, and is then 0 s old. */
export function secondsSince(since: number, now: number): number {
	return Math.max(0, Math.floor((now - since) / 1000));
}
