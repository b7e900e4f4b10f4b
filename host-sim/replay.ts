/**
 * A capture as a source, over and over. Where it has times, each chunk ends at its own. One
 * without times says only which octets there were, so a new frame begins every 2.5 s, as from Aidon
 * and Landis+Gyr, or as soon as the line is free.
 */
import { HdlcReader, OCTET_MS } from "../src/han/hdlc.ts";
import { Counts } from "../src/model/counts.ts";
import type { Capture } from "./captures/capture.ts";
import type { Push, Source } from "./simulation.ts";

const FRAME_EVERY_MS = 2500;
/** Silence that a reader may rely on between two frames. */
const REST_MS = 500;
/** Between the end of a capture with times and its beginning. */
const PAUSE_MS = 2500;

/** What plays `capture` from `startMs` on. Throws an Error for a capture without octets. */
export function replayOf(capture: Capture, startMs: number): Source {
	const isTimed = capture.arrivals.length > 0;
	return isTimed ? new TimedReplay(capture, startMs) : new Replay(capture.octets, startMs);
}

export class Replay implements Source {
	readonly #parts: readonly Uint8Array[];
	#next = 0;
	#atMs: number;

	/** Throws an Error for a capture without octets. */
	constructor(octets: Uint8Array, startMs: number) {
		if (octets.length === 0) throw new Error("the capture holds no octets");
		this.#parts = partsOf(octets);
		this.#atMs = startMs;
	}

	get dueMs(): number {
		return this.#atMs;
	}

	next(): Push {
		const octets = this.#parts[this.#next] as Uint8Array;
		const push = { atMs: this.#atMs, octets };
		this.#next = (this.#next + 1) % this.#parts.length;
		this.#atMs += Math.max(FRAME_EVERY_MS, octets.length * OCTET_MS + REST_MS);
		return push;
	}
}

/**
 * Chunks whose last octets come at the times recorded, or as soon as the line is free where they came
 * faster than 2400 baud 8E1 brings them.
 */
class TimedReplay implements Source {
	readonly #capture: Capture;
	/** When the recording began, this time round. */
	#originMs: number;
	#next = 0;
	#freeMs: number;

	constructor(capture: Capture, startMs: number) {
		this.#capture = capture;
		this.#freeMs = startMs;
		this.#originMs = startMs;
		// A log's first chunk is at 0, and takes its time all the same.
		this.#originMs += Math.max(0, startMs - this.#beginMs());
	}

	get dueMs(): number {
		return Math.max(this.#beginMs(), this.#freeMs);
	}

	next(): Push {
		const octets = this.#octets();
		const atMs = this.dueMs;
		this.#freeMs = atMs + octets.length * OCTET_MS;
		this.#next++;
		if (this.#next === this.#capture.arrivals.length) {
			this.#originMs = this.#freeMs + PAUSE_MS;
			this.#next = 0;
		}
		return { atMs, octets };
	}

	#octets(): Uint8Array {
		const { octets, arrivals } = this.#capture;
		return octets.subarray(arrivals[this.#next - 1]?.end ?? 0, arrivals[this.#next]?.end);
	}

	/** When the first octet of the next chunk leaves, for the last to be there in time. */
	#beginMs(): number {
		const atMs = this.#capture.arrivals[this.#next]?.atMs ?? 0;
		return this.#originMs + atMs - this.#octets().length * OCTET_MS;
	}
}

/** Each good frame with the noise before it; at the end what is left. */
function partsOf(octets: Uint8Array): Uint8Array[] {
	const reader = new HdlcReader(new Counts());
	const parts: Uint8Array[] = [];
	let from = 0;
	for (let at = 0; at < octets.length; ) {
		at = reader.read(octets, at, octets.length, 0);
		if (!reader.ready) break;
		const end = reader.offset + reader.size;
		// Its closing flag goes with it.
		const to = octets[end] === 0x7e ? end + 1 : end;
		parts.push(octets.subarray(from, to));
		from = to;
	}
	if (from < octets.length) parts.push(octets.subarray(from));
	return parts;
}
