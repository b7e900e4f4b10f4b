/**
 * A counter of one direction's energy that is live and never falls: the register, and what power has
 * told since. It goes on over a swap of the meter.
 *
 * Power may tell more than the register turns out to hold; the counter then waits for it. What it
 * showed just before a restart is not known, so after one it is silent until it is surely beyond.
 */
import { HOUR_MS } from "../model/civil.ts";
import type { FlowState } from "./state.ts";

/** Power is wrong by less than a sixteenth; and registers step by 10 Wh and come some seconds late. */
const DOUBT = 16;
const DOUBT_WH = 50;

export class Live {
	/** Wh beyond the register: what other meters have counted before this one. */
	#base = 0;
	/** Wh, the most that it has shown. */
	#shown = 0;
	/** Wh by which it may have been ahead of the register before a restart. */
	#doubt = 0;
	/** From what, or at the latest from when (UTC), it shows itself; undefined before registers. */
	#from: number | undefined = undefined;
	#atLatest = 0;

	/** Takes what registers and power tell together, in Wh. */
	tell(told: number): void {
		const now = this.#base + told;
		if (now > this.#shown) this.#shown = now;
	}

	/** A series begins in which registers and power tell `told`: the counter goes on from where it is. */
	turn(told: number): void {
		if (this.#shown > 0) this.#base = this.#shown - told;
	}

	/** Registers read at `moment` were believed, and tell `told` with the power since. */
	begin(told: number, moment: number): void {
		if (this.#from !== undefined) return;
		this.#from = this.#base + told + this.#doubt;
		this.#atLatest = this.#doubt === 0 ? moment : moment + HOUR_MS;
	}

	/** Wh at `utc`; undefined while it might fall. */
	at(utc: number): number | undefined {
		if (this.#from === undefined) return undefined;
		if (this.#shown < this.#from && utc < this.#atLatest) return undefined;
		this.#from = 0;
		return this.#shown;
	}

	restore(from: Readonly<FlowState>): void {
		this.#base = from.base;
		this.#shown = from.shown;
		this.#doubt = from.shown === 0 ? 0 : Math.floor(from.since / DOUBT) + DOUBT_WH;
	}

	save(into: FlowState): void {
		into.base = this.#base;
		into.shown = this.#shown;
	}
}
