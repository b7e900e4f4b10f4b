/**
 * A capture as a source, over and over. A capture without times says only which octets there were,
 * so a new frame begins every 2.5 s, as from Aidon and Landis+Gyr, or as soon as the line is free.
 */
import { HdlcReader, OCTET_MS } from "../src/han/hdlc.ts";
import { Counts } from "../src/model/counts.ts";
import type { Push, Source } from "./simulation.ts";

const FRAME_EVERY_MS = 2500;
/** Silence that a reader may rely on between two frames. */
const REST_MS = 500;

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

	next(): Push {
		const octets = this.#parts[this.#next] as Uint8Array;
		const push = { atMs: this.#atMs, octets };
		this.#next = (this.#next + 1) % this.#parts.length;
		this.#atMs += Math.max(FRAME_EVERY_MS, octets.length * OCTET_MS + REST_MS);
		return push;
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
