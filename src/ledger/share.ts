/**
 * The energy that two registers tell, shared out over the hours between them, in whole Wh whose sum
 * is exact.
 *
 * Told power is believed for the time it covers, and the rest goes to the time it does not cover, by
 * length. Where there is no such rest all is in proportion to told power, and without any told power
 * to time.
 */
import { HOUR_MS } from "../model/civil.ts";

/** Less untold time than this is a matter of when frames came: it gets no share of its own. */
const UNTOLD_MS = 60_000;

export class Share {
	readonly #limit: number;
	#energy = 0;
	#told = 0;
	#untold = 0;
	#time = 0;
	/** W in untold time; undefined where there is no rest for it. */
	#untoldWatts: number | undefined = undefined;
	#weight = 0;
	#weighed = 0;
	#taken = 0;

	/** `limit`: W, the most that untold time may have had. */
	constructor(limit: number) {
		this.#limit = limit;
	}

	/** `energy`: Wh to share out. */
	begin(energy: number): void {
		this.#energy = energy;
		this.#told = 0;
		this.#untold = 0;
		this.#time = 0;
	}

	/** First each part is weighed: Wms of told power, ms that it does not cover, ms in all. */
	weigh(told: number, untold: number, time: number): void {
		this.#told += told;
		this.#untold += untold;
		this.#time += time;
	}

	weighed(): void {
		const rest = this.#energy * HOUR_MS - this.#told;
		const isRest = rest > 0 && this.#untold >= UNTOLD_MS && rest <= this.#limit * this.#untold;
		this.#untoldWatts = isRest ? rest / this.#untold : undefined;
		this.#weight = isRest ? this.#energy * HOUR_MS : this.#told;
		if (this.#weight === 0) this.#weight = this.#time;
		this.#weighed = 0;
		this.#taken = 0;
	}

	/** Then each takes its Wh, in the same order. */
	take(told: number, untold: number, time: number): number {
		if (this.#untoldWatts !== undefined) this.#weighed += told + untold * this.#untoldWatts;
		else this.#weighed += this.#told > 0 ? told : time;
		const before = this.#taken;
		this.#taken = Math.round(this.#energy * (this.#weighed / this.#weight));
		return this.#taken - before;
	}
}
