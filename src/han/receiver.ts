/** Octets to readings in a store: the whole wire side, in fixed buffers. */
import type { Counts } from "../model/counts.ts";
import type { Reading } from "../model/reading.ts";
import type { Store } from "../model/store.ts";
import { Cursor } from "./cursor.ts";
import { type HdlcOptions, HdlcReader } from "./hdlc.ts";
import { decodePdu } from "./list.ts";
import { NO_SCALERS, type Scalers } from "./meters/meter.ts";
import { Segments } from "./segments.ts";

export interface ReceiverOptions extends HdlcOptions {
	/** Longest segmented message, in octets. 2048. */
	readonly maxMessage?: number;
	readonly scalers?: Scalers;
	/** Told of each reading, which is the store's `live` one. */
	readonly onReading?: (reading: Readonly<Reading>) => void;
}

export class Receiver {
	readonly reader: HdlcReader;
	readonly #segments: Segments;
	readonly #cursor = new Cursor();
	readonly #store: Store;
	readonly #counts: Counts;
	readonly #scalers: Scalers;
	readonly #onReading: ((reading: Readonly<Reading>) => void) | undefined;

	constructor(store: Store, counts: Counts, options: ReceiverOptions = {}) {
		this.reader = new HdlcReader(counts, options);
		this.#segments = new Segments(counts, options.maxMessage ?? 2048);
		this.#store = store;
		this.#counts = counts;
		this.#scalers = options.scalers ?? NO_SCALERS;
		this.#onReading = options.onReading;
	}

	/**
	 * Takes octets of `chunk` from `start` up to `end`, of which the last arrived at `now`
	 * (milliseconds, monotonic) and the first waited for `waitedMs` at most. Without octets: notices a
	 * silence.
	 */
	receive(chunk: Uint8Array, start: number, end: number, now: number, waitedMs = 0): void {
		const reader = this.reader;
		let at = start;
		for (;;) {
			at = reader.read(chunk, at, end, now, waitedMs);
			if (!reader.ready) return;
			if (this.#decode(now)) {
				this.#store.spare.receivedAt = now;
				this.#store.keep();
				this.#onReading?.(this.#store.live);
			}
		}
	}

	#decode(now: number): boolean {
		const reader = this.reader;
		const segments = this.#segments;
		const cursor = this.#cursor;
		const into = this.#store.spare;
		if (!reader.segmented && segments.size === 0) {
			cursor.over(reader.octets, reader.view, reader.start, reader.end);
			return decodePdu(cursor, into, this.#counts, this.#scalers);
		}
		if (!segments.add(reader, now)) return false;
		cursor.over(segments.octets, segments.view, 0, segments.size);
		segments.size = 0;
		return decodePdu(cursor, into, this.#counts, this.#scalers);
	}
}
