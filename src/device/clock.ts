/** The device's monotonic clock. */
import Time from "time";

/**
 * Milliseconds since it was made. `Time.ticks` is 32 bits and wraps every 49.7 days; this does not,
 * as long as it is read once in 24.8 days, which the one-second tick does.
 */
export class Clock {
	#last = Time.ticks;
	#now = 0;

	now(): number {
		const ticks = Time.ticks;
		this.#now += (ticks - this.#last) | 0;
		this.#last = ticks;
		return this.#now;
	}
}
