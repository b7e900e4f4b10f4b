/**
 * What a house truly took and gave in each hour, UTC: the integral of its power, whatever registers
 * and clocks say of it. Days and months are those of Norwegian civil time.
 */
import { localMs } from "../meters/clock.ts";

const HOUR_MS = 3_600_000;
const PEAKS = 3;

export type Direction = "import" | "export";

/** An hour since 1970, UTC, and what was taken in it, in Wh with its fractions. */
export interface TruePeak {
	readonly hour: number;
	readonly wh: number;
}

export class Truth {
	/** mWs, by the hour. INVARIANT: exact integers. */
	readonly #hours = new Map<number, Record<Direction, number>>();
	#hour = Number.NaN;
	#energy: Record<Direction, number> = { import: 0, export: 0 };

	/** Hours in which the house lived, or a part of which it did; in their order. */
	get hours(): readonly number[] {
		return [...this.#hours.keys()];
	}

	/** So many W from `fromMs` on for `ms`, which are all in one hour. */
	add(fromMs: number, ms: number, taken: number, given: number): void {
		const hour = Math.floor(fromMs / HOUR_MS);
		if (hour !== this.#hour) {
			this.#hour = hour;
			this.#energy = { import: 0, export: 0 };
			this.#hours.set(hour, this.#energy);
		}
		this.#energy.import += taken * ms;
		this.#energy.export += given * ms;
	}

	/** Wh of an hour. */
	energy(hour: number, direction: Direction): number {
		return (this.#hours.get(hour)?.[direction] ?? 0) / HOUR_MS;
	}

	/** Wh of a day (`2026-03-29`) or a month (`2026-03`). */
	sum(period: string, direction: Direction): number {
		let sum = 0;
		for (const hour of this.#hours.keys()) {
			if (dayOf(hour).startsWith(period)) sum += this.energy(hour, direction);
		}
		return sum;
	}

	/**
	 * The highest hours of a month that are over by the hour `now`, on different days, highest first;
	 * three, or fewer where there are fewer days. Only those that `counts` says count.
	 */
	peaks(month: string, now: number, counts = (_hour: number) => true): readonly TruePeak[] {
		const days = new Map<string, TruePeak>();
		for (const hour of this.#hours.keys()) {
			const day = dayOf(hour);
			if (hour >= now || !day.startsWith(month) || !counts(hour)) continue;
			const wh = this.energy(hour, "import");
			if (wh > (days.get(day)?.wh ?? -1)) days.set(day, { hour, wh });
		}
		return [...days.values()].sort((one, other) => other.wh - one.wh).slice(0, PEAKS);
	}
}

/** The day of an hour, as in `2026-03-29`. */
export function dayOf(hour: number): string {
	return new Date(localMs(hour * HOUR_MS, "civilTime")).toISOString().slice(0, 10);
}
