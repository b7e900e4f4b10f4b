/**
 * Empties the oldest sector, a few records at a time: what is still wanted is written again at the
 * head, and then the sector is given up. Dropped are records that are struck, replaced by a later
 * one, of a key that need not be kept, or not whole.
 *
 * Where it stands is only in memory. After a power cut it starts the sector again: what was moved
 * already is found to be replaced.
 */
import { recordsIn } from "./header.ts";
import { JournalRecord } from "./record.ts";
import { locate, type Ring } from "./ring.ts";

/** Records looked at in one step, and sectors searched for later ones: some 30 ms on an ESP32-C3. */
const RECORDS_A_STEP = 4;
const SEARCHES_A_STEP = 4;

export class Compactor {
	/** A turn of the whole ring dropped nothing: everything is still wanted. */
	isStuck = false;
	readonly #ring: Ring;
	readonly #sheds: boolean;
	readonly #record: JournalRecord;
	/** For records that are compared with it. */
	readonly #later: JournalRecord;
	/** Slot of the oldest sector that is next, or being searched for. */
	#slot = 0;
	/** Sequence number of the sector to search next for a later one of it; 0 when it is not read yet. */
	#search = 0;
	/** Records moved since one was dropped. */
	#moved = 0;
	#searches = 0;
	/** Lower keys are dropped although they are wanted. */
	#shedBelow = 0;

	/** With `sheds` the lowest keys are dropped when everything is still wanted. */
	constructor(ring: Ring, sheds: boolean) {
		this.#ring = ring;
		this.#sheds = sheds;
		this.#record = new JournalRecord(ring.size);
		this.#later = new JournalRecord(ring.size);
	}

	/** Does a share of the work. Records with keys below `keepFrom` are dropped. */
	step(keepFrom: number): void {
		const ring = this.#ring;
		this.#searches = 0;
		for (let i = 0; i < RECORDS_A_STEP; i++) {
			if (this.#slot === ring.turnTo(ring.oldest)) {
				this.#slot = 0;
				ring.retire();
				return;
			}
			if (!this.#isDone(keepFrom)) return;
			this.#slot++;
			this.#search = 0;
		}
	}

	/** The ring begins anew. */
	restart(): void {
		this.isStuck = false;
		this.#moved = 0;
		this.#shedBelow = 0;
		this.#slot = 0;
		this.#search = 0;
	}

	/** Something may be dropped that could not be before. */
	unstick(): void {
		if (!this.isStuck) return;
		this.isStuck = false;
		this.#moved = 0;
	}

	/** True when the record has been moved or dropped; false to go on with it in the next step. */
	#isDone(keepFrom: number): boolean {
		const ring = this.#ring;
		if (this.#search === 0) {
			if (!this.#isCandidate(keepFrom)) return this.#drop();
			this.#search = ring.oldest;
		}
		while (this.#search <= ring.head) {
			if (this.#searches === SEARCHES_A_STEP) return false;
			if (this.#isReplaced()) return this.#drop();
			this.#search++;
		}
		return this.#move();
	}

	/** Reads the record. False when it is to be dropped whatever comes later. */
	#isCandidate(keepFrom: number): boolean {
		const record = this.#record;
		if (!this.#ring.readTwice(locate(this.#ring.oldest, this.#slot), record)) return false;
		if (record.isStruck || record.key < keepFrom) return false;
		if (record.key >= this.#shedBelow) return true;
		this.#ring.counts.droppedEarly++;
		return false;
	}

	/** Whether the sector to be searched has a later record of its type and key. */
	#isReplaced(): boolean {
		const { type, key } = this.#record;
		const sequence = this.#search;
		if (!this.#ring.mayHold(sequence, key, key)) return false;
		this.#searches++;
		const from = sequence === this.#ring.oldest ? this.#slot + 1 : 0;
		return this.#ring.readLast(sequence, type, key, from, this.#later);
	}

	#drop(): true {
		this.#moved = 0;
		return true;
	}

	/** Writes the record again at the head. False when that must be tried again, from its search on. */
	#move(): boolean {
		const ring = this.#ring;
		const isTurn = this.#moved >= (ring.head - ring.oldest + 1) * recordsIn(ring.size);
		if (isTurn) this.#makeRoom();
		this.#record.resize(ring.size);
		this.#record.seal();
		if (isTurn || !ring.write(this.#record)) {
			this.#search = 0;
			return false;
		}
		this.#moved++;
		return true;
	}

	/** A turn has dropped nothing: a sector's worth of the lowest keys goes, or nothing moves any more. */
	#makeRoom(): void {
		const ring = this.#ring;
		const lowest = ring.nextKey(this.#shedBelow, false);
		this.#moved = 0;
		if (this.#sheds && lowest !== undefined) this.#shedBelow = lowest + recordsIn(ring.size);
		else this.isStuck = true;
	}
}
