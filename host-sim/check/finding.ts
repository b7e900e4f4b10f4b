/** What a comparison finds, and the hours that are still to be explained. */

import { HOUR_MS } from "../../src/model/civil.ts";
import { utcText } from "../../src/model/utc.ts";
import { localHourOf } from "../../src/time/oslo.ts";
import type { Direction, HourValue, Series } from "./series.ts";

/** Harmless: the energy is the same. Real: the cause is known, and the energy is not the same. */
export type Severity = "harmless" | "real" | "unexplained";

export type Kind =
	| "open"
	| "outside"
	| "swapped"
	| "factor"
	| "shifted"
	| "october"
	| "meterChange"
	| "moved"
	| "edge"
	| "gap"
	| "missing"
	| "corrected"
	| "estimate"
	| "unexplained";

export interface Finding {
	readonly kind: Kind;
	readonly severity: Severity;
	readonly direction: Direction;
	/** Hours with a difference, in order. */
	readonly hours: readonly number[];
	/** In words for people. */
	readonly explanation: string;
}

/** One direction's hours, side by side. */
export class Differences {
	readonly direction: Direction;
	readonly elhub: Series;
	readonly device: Series;
	/** The hours compared are from `first` up to `end`. */
	readonly first: number;
	readonly end: number;
	/** Wh that a sum of hours may differ by, and so an hour. */
	readonly tolerance: number;
	readonly #left = new Set<number>();

	constructor(from: Omit<Differences, "differs" | "difference" | "isLeft" | "left" | "take">) {
		this.direction = from.direction;
		this.elhub = from.elhub;
		this.device = from.device;
		this.first = from.first;
		this.end = from.end;
		this.tolerance = from.tolerance;
		for (let hour = this.first; hour < this.end; hour++) {
			if (this.differs(hour)) this.#left.add(hour);
		}
	}

	/** Wh, device less Elhub; undefined where one of them does not know, or only heard a part. */
	difference(hour: number): number | undefined {
		const [elhub, device] = [this.elhub.get(hour), this.device.get(hour)];
		if (elhub?.wh === undefined || device?.wh === undefined) return undefined;
		const isPart = device.quality === "gap" || hasNote(device, "open");
		return isPart && this.differs(hour) ? undefined : device.wh - elhub.wh;
	}

	/** They do not agree, or only one of them knows the hour. */
	differs(hour: number): boolean {
		const [elhub, device] = [this.elhub.get(hour)?.wh, this.device.get(hour)?.wh];
		if (elhub === undefined || device === undefined) return elhub !== device;
		return Math.abs(device - elhub) > this.tolerance;
	}

	/** Hours without an explanation so far, in order. */
	get left(): number[] {
		return [...this.#left];
	}

	isLeft(hour: number): boolean {
		return this.#left.has(hour);
	}

	/** A finding about hours, which then are explained. */
	take(hours: readonly number[], kind: Kind, severity: Severity, explanation: string): Finding {
		for (const hour of hours) this.#left.delete(hour);
		return { kind, severity, direction: this.direction, hours, explanation };
	}
}

/** Consecutive hours together. */
export function runsOf(hours: readonly number[]): number[][] {
	const runs: number[][] = [];
	for (const hour of hours) {
		const run = runs.at(-1);
		if (run?.at(-1) === hour - 1) run.push(hour);
		else runs.push([hour]);
	}
	return runs;
}

export function hasNote(value: HourValue | undefined, note: string): boolean {
	return value?.notes.includes(note) ?? false;
}

/** An hour on Oslo's wall and in UTC: `2026-10-25 02:00 (2026-10-25T00:00Z)`. */
export function hourText(hour: number): string {
	return `${localText(hour)} (${utcText(hour * HOUR_MS).slice(0, 16)}Z)`;
}

/** `2026-10-25 02:00`. */
export function localText(hour: number): string {
	return utcText(localHourOf(hour) * HOUR_MS)
		.slice(0, 16)
		.replace("T", " ");
}

export function counted(count: number, thing: string): string {
	return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
