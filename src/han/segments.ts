/**
 * Frames with the segmentation bit to one message (IEC 62056-46, 6.4.3.4). No Norwegian meter
 * segments; Croatian ones do. A part lost loses the message: it is counted and dropped.
 */
import type { Counts } from "../model/counts.ts";
import { LLC } from "./cursor.ts";
import type { HdlcReader } from "./hdlc.ts";

/** Parts of one message follow each other at once. */
const TIMEOUT_MS = 2000;

export class Segments {
	/** The whole message. Ours; valid until the next `add`. Made when the first segment comes. */
	octets = new Uint8Array(0);
	view = new DataView(this.octets.buffer);
	/** Octets gathered so far. */
	size = 0;

	readonly #counts: Counts;
	readonly #maxSize: number;
	#faults = 0;
	#heardAt = 0;

	/** `maxSize` bounds a message, in octets. */
	constructor(counts: Counts, maxSize: number) {
		this.#counts = counts;
		this.#maxSize = maxSize;
	}

	/** Takes a frame's information field. True when it completes a message. */
	add(frame: HdlcReader, now: number): boolean {
		const counts = this.#counts;
		const faults = counts.badFcs + counts.badHcs + counts.truncated;
		if (this.size > 0 && (now - this.#heardAt > TIMEOUT_MS || faults > this.#faults)) this.#lose();
		// Later parts normally have no LLC, but may.
		const start = this.size > 0 && startsWithLlc(frame) ? frame.start + LLC.length : frame.start;
		const size = frame.end - start;
		if (this.size + size > this.#maxSize) {
			this.#lose();
			return false;
		}
		if (this.octets.length === 0) {
			this.octets = new Uint8Array(this.#maxSize);
			this.view = new DataView(this.octets.buffer);
		}
		for (let i = 0; i < size; i++) {
			this.octets[this.size + i] = frame.octets[start + i] as number;
		}
		this.size += size;
		this.#faults = faults;
		this.#heardAt = now;
		return !frame.segmented;
	}

	#lose(): void {
		this.#counts.lostSegment++;
		this.size = 0;
	}
}

function startsWithLlc(frame: HdlcReader): boolean {
	for (let i = 0; i < LLC.length; i++) if (frame.octets[frame.start + i] !== LLC[i]) return false;
	return frame.end - frame.start >= LLC.length;
}
