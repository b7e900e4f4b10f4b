/** The clock inside a meter, which may be wrong and may run wrong. */
export class MeterClock {
	#offsetMs = 0;
	#driftPerMillion = 0;
	/** UTC when it was set. */
	#setMs = 0;

	/** From `utcMs` on it is `offsetMs` ahead, and more so by so much of the time that passes. */
	set(utcMs: number, offsetMs: number, driftPerMillion: number): void {
		this.#setMs = utcMs;
		this.#offsetMs = offsetMs;
		this.#driftPerMillion = driftPerMillion;
	}

	/** What it takes UTC for at `utcMs`. */
	read(utcMs: number): number {
		const drifted = ((utcMs - this.#setMs) * this.#driftPerMillion) / 1e6;
		return utcMs + this.#offsetMs + drifted;
	}

	/** UTC, in whole milliseconds, when it has come to `ms`. */
	utcOf(ms: number): number {
		const since = ms - this.#offsetMs - this.#setMs;
		return Math.ceil(this.#setMs + since / (1 + this.#driftPerMillion / 1e6));
	}
}
