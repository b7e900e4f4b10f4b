/**
 * Which parity the meter sends with: even (8E1: Aidon, Kaifa, Landis+Gyr) or none (8N1: Kamstrup).
 *
 * A UART at 8E1 makes nothing good of 8N1, since it takes the next octet's start bit for a stop bit; one
 * at 8N1 gets all of 8E1 but checks nothing. So even comes first, and the other is tried when octets
 * come and no good frame does, and then the first again, each pair of tries twice as long as the last.
 */

export type Parity = "even" | "none";

/** Long enough for a Kamstrup's next list, which comes every 10 s, after one that was torn. */
const FIRST_MS = 15_000;
/** What has worked before is left later: the cable may be bad for a while. */
const WORKED_MS = 60_000;
const LONGEST_MS = 480_000;
/** The UART learns of another parity within a second; until then frames come with the one before. */
const LEARNED_MS = 2000;
/** Longer than any meter's between two lists. What came before it is of a plug, and no part of a try. */
const SILENCE_MS = 30_000;
/** More than a stray octet now and then; the shortest list has 41. */
const LEAST_OCTETS = 60;

export class Line {
	/** What the UART is to expect. */
	parity: Parity;
	/** With what good frames came last; worth keeping for the next start. */
	worked: Parity | undefined;
	/** The try began at `#since`, after so many octets and frames. */
	#since = 0;
	#octets = 0;
	#frames = 0;
	/** Octets that had come at `#heardAt`, when the last did. */
	#heard = 0;
	#heardAt = 0;
	#waitMs: number;
	#changedAt = Number.NEGATIVE_INFINITY;
	/** The parity that the tries began with. */
	#first: Parity;

	/** `worked` is what worked before, if anything did. */
	constructor(worked?: Parity) {
		this.worked = worked;
		this.parity = worked ?? "even";
		this.#first = this.parity;
		this.#waitMs = worked === undefined ? FIRST_MS : WORKED_MS;
	}

	/** Learns how many octets and good frames have come by `now` (milliseconds, monotonic). */
	tick(octets: number, frames: number, now: number): void {
		this.#hear(octets, now);
		if (frames !== this.#frames) {
			if (now - this.#changedAt >= LEARNED_MS) this.#work();
			this.#begin(octets, frames, now);
		} else if (octets === this.#octets) this.#since = now;
		else if (octets - this.#octets >= LEAST_OCTETS && now - this.#since >= this.#waitMs) {
			this.#change();
			this.#changedAt = now;
			this.#begin(octets, frames, now);
		}
	}

	/** Octets after a silence begin a try anew. */
	#hear(octets: number, now: number): void {
		if (octets === this.#heard) return;
		const isOld = now - this.#heardAt >= SILENCE_MS;
		if (isOld && this.#heard !== this.#octets) this.#begin(this.#heard, this.#frames, now);
		this.#heard = octets;
		this.#heardAt = now;
	}

	#begin(octets: number, frames: number, now: number): void {
		this.#octets = octets;
		this.#frames = frames;
		this.#since = now;
	}

	/** A good frame has come. */
	#work(): void {
		this.worked = this.parity;
		this.#first = this.parity;
		this.#waitMs = WORKED_MS;
	}

	#change(): void {
		this.parity = this.parity === "even" ? "none" : "even";
		// The other gets no more than is needed; then each pair waits longer.
		if (this.parity !== this.#first) return;
		this.#waitMs = Math.min(LONGEST_MS, this.#waitMs * 2);
	}
}
