/** What is wrong on the line, told from its counters: since when it is silent, and how last minute was. */
import type { Counts } from "../model/counts.ts";

/** How long a line is watched before it is judged. */
const WINDOW_MS = 60_000;
/** Of silence; a meter pushes every 10 s. */
export const SILENT_MS = 30_000;
/** When it is time to ask for the port to be opened. */
export const CLOSED_MS = 60_000;
/** Bad frames of a window that are no chance, and the share of all that is much. */
const FEW = 3;
const NOISY_SHARE = 0.2;
/** Of octets outside every good frame. */
const NOISY_OCTETS = 0.3;
/** Of octets with wrong parity or stop bit. */
const PARITY_SHARE = 0.1;

export type Trouble = "none" | "noise" | "parity";

export class LineWatch {
	/** As of the last whole window. */
	trouble: Trouble = "none";
	/** Since the last octet; since the start before the first. */
	silentMs = 0;
	#from: number;
	#heardAt: number;
	#octets = 0;
	#bad = 0;
	#frames = 0;
	#noise = 0;
	#parity = 0;
	/** Octets as of the last look. */
	#last = 0;

	constructor(now: number) {
		this.#from = now;
		this.#heardAt = now;
	}

	look(counts: Readonly<Counts>, now: number): void {
		if (counts.octets !== this.#last) {
			this.#last = counts.octets;
			this.#heardAt = now;
		}
		this.silentMs = now - this.#heardAt;
		if (now - this.#from < WINDOW_MS) return;
		this.trouble = this.#judge(counts);
		this.#from = now;
		this.#octets = counts.octets;
		this.#bad = badOf(counts);
		this.#frames = counts.frames;
		this.#noise = counts.noiseOctets;
		this.#parity = parityOf(counts);
	}

	#judge(counts: Readonly<Counts>): Trouble {
		const octets = counts.octets - this.#octets;
		if (octets === 0) return "none";
		if (parityOf(counts) - this.#parity > octets * PARITY_SHARE) return "parity";
		const bad = badOf(counts) - this.#bad;
		const all = bad + counts.frames - this.#frames;
		const isNoisy = bad >= FEW && bad > all * NOISY_SHARE;
		return isNoisy || counts.noiseOctets - this.#noise > octets * NOISY_OCTETS ? "noise" : "none";
	}
}

function badOf(counts: Readonly<Counts>): number {
	return counts.badHcs + counts.badFcs + counts.badFormat + counts.truncated;
}

function parityOf(counts: Readonly<Counts>): number {
	return counts.parityErrors + counts.framingErrors;
}
