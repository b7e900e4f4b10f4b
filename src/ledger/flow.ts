/**
 * Power of one direction as it is told, integrated in exact integers: W times ms. 3 600 000 of them
 * are a Wh.
 */
import { HOUR_MS, HOUR_SECONDS } from "../model/civil.ts";
import type { HourEnergy } from "./hour.ts";
import { Live } from "./live.ts";
import { Share } from "./share.ts";
import type { FlowState } from "./state.ts";

/** What a reading's power stands for, unless the next comes before: two list 2 may be lost. */
export const HOLD_MS = 30_000;

export class Flow {
	/** W, as last told. */
	watts = 0;
	/** Until when that stands, on the monotonic clock. */
	until = Number.NEGATIVE_INFINITY;
	/** Wms in the open hour that no register tells yet, with what is left of a Wh before it. */
	open = 0;
	/** ms of the open hour that are covered. */
	covered = 0;
	/** What these two were when registers came. */
	marked = 0;
	markedCovered = 0;
	/** Wms since the registers last believed. */
	since = 0;
	/** Wh that registers tell in the hour of the last ones, up to them. */
	settled = 0;
	/** ms of that hour that were covered up to them. */
	settledCovered = 0;
	readonly live = new Live();
	readonly share: Share;

	/** `limit`: W, the most that a house can take. */
	constructor(limit: number) {
		this.share = new Share(limit);
	}

	/** Takes a reading's power at `now`. */
	tell(watts: number, now: number, into: HourEnergy): void {
		this.watts = watts;
		this.until = now + HOLD_MS;
		if (watts > into.peak) into.peak = watts;
	}

	/** Registers have come. */
	mark(): void {
		this.marked = this.open;
		this.markedCovered = this.covered;
	}

	/** Integrates what stands from `from` up to `to`, both in the open hour. */
	book(from: number, to: number): void {
		const held = (to < this.until ? to : this.until) - from;
		if (held <= 0) return;
		const energy = held * this.watts;
		this.open += energy;
		this.since += energy;
		this.covered += held;
	}

	/** Writes the open hour, in which registers have told `settled` Wh. */
	fill(into: HourEnergy, settled: number): void {
		into.wh = settled + Math.floor(this.open / HOUR_MS);
		const covered = Math.round(this.covered / 1000);
		into.covered = covered > HOUR_SECONDS ? HOUR_SECONDS : covered;
	}

	/** An hour begins. What is left of a Wh goes with it, so that no sum loses it. */
	turn(): void {
		this.open %= HOUR_MS;
		this.covered = 0;
	}

	/** The open hour is one that was kept before, of which registers tell `settled` Wh. */
	resume(from: Readonly<HourEnergy>, settled: number): void {
		this.open = (from.wh - settled) * HOUR_MS;
		this.covered = from.covered * 1000;
	}

	/** Takes over from before a restart; `register` is in the state too. */
	restore(from: Readonly<FlowState>): void {
		this.since = from.since * HOUR_MS;
		this.settled = from.settled;
		this.settledCovered = from.settledCovered * 1000;
		this.live.restore(from);
	}

	save(into: FlowState, register: number): void {
		into.register = register;
		into.since = Math.floor(this.since / HOUR_MS);
		into.settled = this.settled;
		into.settledCovered = Math.floor(this.settledCovered / 1000);
		this.live.save(into);
	}

	/** Wh by `register` and the power since. */
	told(register: number): number {
		return register + Math.floor(this.since / HOUR_MS);
	}
}
