/** Hours in memory, packed as on flash: a ring of so many, in one array made once. */
import { HOUR_SIZE, HourRecord } from "../../src/ledger/hour.ts";
import type { HourReader, Hours } from "../../src/ledger/hours.ts";
import { LedgerState, STATE_SIZE } from "../../src/ledger/state.ts";

export class FixedHours implements Hours {
	readonly #capacity: number;
	readonly #view: DataView;
	readonly #state = new DataView(new ArrayBuffer(STATE_SIZE));
	readonly #found = new HourRecord();
	readonly #lent = new HourRecord();

	constructor(capacity: number) {
		this.#capacity = capacity;
		this.#view = new DataView(new ArrayBuffer(capacity * HOUR_SIZE));
	}

	/** The same once more. */
	copy(): FixedHours {
		const copy = new FixedHours(this.#capacity);
		new Uint8Array(copy.#view.buffer).set(new Uint8Array(this.#view.buffer));
		new Uint8Array(copy.#state.buffer).set(new Uint8Array(this.#state.buffer));
		return copy;
	}

	get(hour: number, into: HourRecord): boolean {
		if (!this.#found.unpack(this.#view, this.#at(hour)) || this.#found.hour !== hour) return false;
		return into.unpack(this.#view, this.#at(hour));
	}

	put(record: Readonly<HourRecord>): void {
		record.pack(this.#view, this.#at(record.hour));
	}

	each(from: number, to: number, visit: (record: Readonly<HourRecord>) => void): void {
		for (let hour = from; hour < to; hour++) if (this.get(hour, this.#lent)) visit(this.#lent);
	}

	reader(from: number, to: number): HourReader {
		let hour = from;
		const next = (into: HourRecord) => {
			while (hour < to) if (this.get(hour++, into)) return true;
			return false;
		};
		return { next };
	}

	putState(state: Readonly<LedgerState>): void {
		state.pack(this.#state, 0);
	}

	/** What `putState` kept last; undefined before the first. */
	get state(): LedgerState | undefined {
		const state = new LedgerState();
		return state.unpack(this.#state, 0) ? state : undefined;
	}

	#at(hour: number): number {
		return (hour % this.#capacity) * HOUR_SIZE;
	}
}
