/**
 * Net power of late, import less export, as means of 10 s in steps of 2 W: 2 hours of them take 1440
 * octets. It runs on the monotonic clock, so that it needs no time of day. (Minutes for 48 hours would
 * take 5760, a tenth of all there is for JavaScript on an ESP32-C3.)
 */

/** W in a step: 16 bits then reach 65 kW. */
const STEP = 2;
const NONE = -0x8000;
const MOST = 0x7fff;

export const TEN_SECONDS_MS = 10_000;
export const TEN_SECONDS_SLOTS = 720;

/** Means of equal periods, the newest in place of the oldest. */
export class Ring {
	readonly periodMs: number;
	readonly #slots: Int16Array;
	/** The period in progress, counted from time 0. */
	#period = 0;
	#energy = 0;
	#covered = 0;

	constructor(periodMs: number, slots: number) {
		this.periodMs = periodMs;
		this.#slots = new Int16Array(slots).fill(NONE);
	}

	/** The period in progress; the newest that is whole is the one before it. */
	get period(): number {
		return this.#period;
	}

	/** Goes on to `now`: periods that end are kept, and those of which nothing was told are empty. */
	advance(now: number): void {
		const period = Math.floor(now / this.periodMs);
		if (period <= this.#period) return;
		this.#keep();
		const gone = period - this.#period - 1;
		const empty = gone < this.#slots.length ? gone : this.#slots.length;
		for (let i = 1; i <= empty; i++) {
			this.#slots[(period - i) % this.#slots.length] = NONE;
		}
		this.#period = period;
	}

	/** Takes the power that was from `from` up to `to`. Never goes back. */
	add(from: number, to: number, watts: number): void {
		let at = from;
		while (at < to) {
			this.advance(at);
			const end = (this.#period + 1) * this.periodMs;
			const until = to < end ? to : end;
			this.#energy += (until - at) * watts;
			this.#covered += until - at;
			at = until;
		}
		this.advance(to);
	}

	/** W, mean of a whole period; undefined where nothing was told, or it is too old or not over. */
	at(period: number): number | undefined {
		const age = this.#period - period;
		if (age < 1 || age > this.#slots.length || period < 0) return undefined;
		const steps = this.#slots[period % this.#slots.length] as number;
		return steps === NONE ? undefined : steps * STEP;
	}

	/** W, mean of the newest `periods` and of the one in progress, where told; undefined where not. */
	mean(periods: number): number | undefined {
		let energy = this.#energy;
		let covered = this.#covered;
		for (let i = 1; i <= periods; i++) {
			const watts = this.at(this.#period - i);
			if (watts === undefined) continue;
			energy += watts * this.periodMs;
			covered += this.periodMs;
		}
		return covered === 0 ? undefined : energy / covered;
	}

	#keep(): void {
		const steps = Math.round(this.#energy / this.#covered / STEP);
		const kept = steps > MOST ? MOST : steps < -MOST ? -MOST : steps;
		this.#slots[this.#period % this.#slots.length] = this.#covered === 0 ? NONE : kept;
		this.#energy = 0;
		this.#covered = 0;
	}
}

export class Recent {
	readonly tenSeconds = new Ring(TEN_SECONDS_MS, TEN_SECONDS_SLOTS);

	advance(now: number): void {
		this.tenSeconds.advance(now);
	}

	/** Takes the net power, in W, that was from `from` up to `to`. */
	add(from: number, to: number, watts: number): void {
		this.tenSeconds.add(from, to, watts);
	}
}
