/** What comes from a line, written as a capture, chunk by chunk, and looked at on the way. */
import type { Readable } from "node:stream";
import { Receiver } from "../../src/han/receiver.ts";
import { Counts } from "../../src/model/counts.ts";
import { Store } from "../../src/model/store.ts";
import { counted } from "./capture.ts";
import { chunkText, type Head, headText } from "./own-format.ts";

/** As many octets hold a whole frame of any list, wherever they begin. */
const ENOUGH_OCTETS = 1200;
/** How a Kamstrup frame, which has no parity bits, begins when they are expected: 7E 13 2B. */
const WITHOUT_PARITY = 0x7e_13_2b;

/** A line that is open. */
export interface OpenLine {
	readonly stream: Readable;
	/** Resolves when it is closed, which it may be already. */
	close(): Promise<void>;
}

export class Recorder {
	readonly counts = new Counts();
	readonly #receiver = new Receiver(new Store(), this.counts);
	readonly #write: (text: string) => void;
	/** The last three octets. */
	#last = 0;
	#looksWithoutParity = false;

	/** Hands `write` the capture's head at once, and whole lines from then on. */
	constructor(write: (text: string) => void, head: Head) {
		this.#write = write;
		write(headText(head));
	}

	/** Takes a chunk that was handed over `atMs` after the start. */
	take(octets: Uint8Array, atMs: number): void {
		if (octets.length === 0) return;
		this.#write(chunkText(octets, atMs));
		this.#receiver.receive(octets, 0, octets.length, atMs);
		for (const octet of octets) {
			this.#last = ((this.#last << 8) | octet) & 0xff_ff_ff;
			this.#looksWithoutParity ||= this.#last === WITHOUT_PARITY;
		}
	}

	/** Octets come but no frames, and that won't change: what it may be. */
	get advice(): string | undefined {
		const { octets, frames } = this.counts;
		if (frames > 0) return undefined;
		if (this.#looksWithoutParity) return "this looks like a Kamstrup meter, which has no parity";
		if (octets < ENOUGH_OCTETS) return undefined;
		return "octets come but no frame is good: Kamstrup meters have no parity, others even";
	}

	/** What came so far. */
	get summary(): string {
		const { octets, frames, readings } = this.counts;
		return `${counted(octets, "octet")}, ${counted(frames, "frame")}, ${counted(readings, "reading")}`;
	}
}

/**
 * Hands `recorder` what `stream` sends until `signal` says stop. Resolves with why the stream ended by
 * itself, or with undefined; rejects where the recorder cannot write. The stream stays the caller's.
 */
export function recordFrom(
	stream: Readable,
	recorder: Recorder,
	signal: AbortSignal,
): Promise<string | undefined> {
	const startMs = performance.now();
	return new Promise<string | undefined>((resolve, reject) => {
		stream.on("data", (chunk: Uint8Array) => {
			try {
				recorder.take(chunk, performance.now() - startMs);
			} catch (error) {
				reject(error as Error);
			}
		});
		stream.on("error", (error) => resolve(error.message));
		stream.on("end", () => resolve("it ended"));
		stream.on("close", (error?: Error) => resolve(error?.message ?? "it was closed"));
		signal.addEventListener("abort", () => resolve(undefined));
		if (signal.aborted) resolve(undefined);
	});
}
