/** Looks once after each start whether every record is whole, a few at a time, and counts. */
import type { JournalRecord } from "./record.ts";
import { locate, type Ring } from "./ring.ts";

/** Some 10 ms on an ESP32-C3. */
const RECORDS_A_STEP = 4;

export class Patrol {
	readonly #ring: Ring;
	readonly #record: JournalRecord;
	/** What is written later is read back then. */
	readonly #end: number;
	#sequence: number;
	#slot = 0;

	/** Borrows `record` during each step. */
	constructor(ring: Ring, record: JournalRecord) {
		this.#ring = ring;
		this.#record = record;
		this.#sequence = ring.oldest;
		this.#end = ring.next;
	}

	step(): void {
		for (let i = 0; i < RECORDS_A_STEP; i++) {
			if (this.#sequence < this.#ring.oldest) {
				this.#sequence = this.#ring.oldest;
				this.#slot = 0;
			}
			const location = locate(this.#sequence, this.#slot);
			if (location >= this.#end) return;
			if (this.#slot === this.#ring.turnTo(this.#sequence)) {
				this.#sequence++;
				this.#slot = 0;
			} else {
				this.#look(location);
				this.#slot++;
			}
		}
	}

	#look(location: number): void {
		if (this.#ring.read(location, this.#record)) return;
		if (!this.#record.isErased && !this.#record.isVoid) this.#ring.counts.badRecords++;
	}
}
