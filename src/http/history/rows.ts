/** What is kept of each hour, and what is known of the hour in progress. */
import { HourRecord } from "../../ledger/hour.ts";
import type { HourReader } from "../../ledger/hours.ts";
import type { History } from "./history.ts";

export class HourRows {
	readonly #history: History;
	readonly #reader: HourReader;
	readonly #record = new HourRecord();
	/** The hour in progress when the reading began; undefined once it has been given. */
	#last: number | undefined;

	/** The hours from `from` up to `to`; those after the one in progress are none. */
	constructor(history: History, from: number, to: number) {
		const hour = history.open?.hour;
		this.#history = history;
		this.#last = hour !== undefined && hour >= from && hour < to ? hour : undefined;
		this.#reader = history.hours.reader(from, hour !== undefined && hour < to ? hour : to);
	}

	/** Lent until the next; undefined after the last. */
	next(): Readonly<HourRecord> | undefined {
		if (this.#reader.next(this.#record)) return this.#record;
		const hour = this.#last;
		this.#last = undefined;
		if (hour === undefined) return undefined;
		const { hours, open } = this.#history;
		if (open?.hour === hour) return open;
		// It has ended meanwhile.
		return hours.get(hour, this.#record) ? this.#record : undefined;
	}
}
