/** The times of a log's lines to the times of its chunks. */
import { type Arrival, joined } from "./capture.ts";
import type { LineTime } from "./line-time.ts";

export interface TimedOctets {
	readonly octets: Uint8Array;
	/** Undefined where the line tells none: then it goes on with the chunk before. */
	readonly time: Pick<LineTime, "kind" | "ms"> | undefined;
	/** The line's number, from 1. */
	readonly number: number;
}

export interface Timeline {
	readonly octets: Uint8Array;
	readonly arrivals: readonly Arrival[];
	/** In words, for the sentence that says what was understood. */
	readonly told: string;
}

const DAY_MS = 24 * 3_600_000;

/** Times that go back, or of several kinds, say nothing of when octets came: they are left out. */
export function timeline(lines: readonly TimedOctets[]): Timeline {
	const octets = joined(lines.map((line) => line.octets));
	const kinds = new Set(lines.flatMap(({ time }) => (time ? [time.kind] : [])));
	const [kind] = kinds;
	if (kind === undefined) return { octets, arrivals: [], told: "" };
	if (kinds.size > 1) {
		return { octets, arrivals: [], told: `; the times are of ${kinds.size} kinds and not used` };
	}
	const arrivals: Arrival[] = [];
	let end = 0;
	let atMs: number | undefined;
	const firstMs = lines.find(({ time }) => time)?.time?.ms ?? 0;
	const originMs = kind === "seconds" ? 0 : firstMs;
	for (const line of lines) {
		if (line.octets.length === 0) continue;
		const toldMs = (line.time?.ms ?? firstMs) - originMs;
		const next = line.time ? afterMidnight(toldMs, atMs ?? toldMs, kind) : (atMs ?? toldMs);
		if (next < (atMs ?? next)) {
			const told = `; the times are not used, because line ${line.number} goes back in time`;
			return { octets, arrivals: [], told };
		}
		end += line.octets.length;
		if (next === atMs) arrivals.pop();
		arrivals.push({ end, atMs: next });
		atMs = next;
	}
	return { octets, arrivals, told: ` with the ${kind} in front` };
}

/** A time of day counts on when the day turns: no log is silent for half a day, nor goes back by that. */
function afterMidnight(ms: number, previousMs: number, kind: LineTime["kind"]): number {
	if (kind !== "time of day") return ms;
	const days = Math.ceil((previousMs - DAY_MS / 2 - ms) / DAY_MS);
	return ms + DAY_MS * Math.max(0, days);
}
