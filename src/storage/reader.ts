/**
 * Records of a type in the order of their keys, some at a time, while others are written.
 *
 * Keys are taken 64 at a time: the sectors that may hold one are gone through, oldest first, and the
 * last place of each key is noted; then those records are read. So each key comes once at most. What
 * nobody touches meanwhile is given for certain; what is written meanwhile may be given as it was, as
 * it is, or not at all, but never in part.
 */
import type { JournalRecord } from "./record.ts";
import { locate, type Ring } from "./ring.ts";

const WINDOW = 64;
/** Sectors gone through in one call: some 13 ms on an ESP32-C3. */
const SECTORS_A_CALL = 4;

export class Reader {
	/** Of the record that `next` gave. */
	key = 0;
	/** Octets of its payload. */
	length = 0;
	/** There are no more. */
	isAtEnd = false;

	readonly #ring: Ring;
	readonly #record: JournalRecord;
	readonly #type: number;
	readonly #to: number;
	/** Of keys from `#start` on: where the record is, or 0. */
	readonly #places = new Uint32Array(WINDOW);
	#start: number;
	/** Which of the places is next. Those of a window are known when #sequence is 0. */
	#next = WINDOW;
	/** The sector to go through next; 0 for none. */
	#sequence = 0;
	/** The lowest key after the 64 in the sectors gone through. */
	#beyond: number | undefined;
	/** Where the next record went when that began. */
	#written = 0;

	/** Keys from `from` through `to`. Borrows `record` during each call. */
	constructor(ring: Ring, record: JournalRecord, type: number, from: number, to: number) {
		this.#ring = ring;
		this.#record = record;
		this.#type = type;
		this.#to = to;
		this.#start = from - WINDOW;
	}

	/**
	 * Gives the next record: copies of its payload what `into` can hold. False when there is none
	 * yet, which is to be tried again, or no more: then `isAtEnd`.
	 */
	next(into: Uint8Array): boolean {
		if (this.isAtEnd) return false;
		if (this.#next === WINDOW && this.#sequence === 0) this.#open();
		if (this.#sequence > 0) this.#note();
		if (this.#sequence > 0) return false;
		while (this.#next < WINDOW) {
			const place = this.#places[this.#next] as number;
			this.key = this.#start + this.#next;
			this.#next++;
			if (place > 0 && this.#read(place)) {
				this.length = this.#record.copy(into);
				return true;
			}
		}
		return false;
	}

	/** Turns to the next keys that there may be. */
	#open(): void {
		const ring = this.#ring;
		const from = this.#start + WINDOW;
		const isAsItWas = ring.next === this.#written;
		let start = ring.nextKey(from, isAsItWas);
		const beyond = isAsItWas ? this.#beyond : undefined;
		if (beyond !== undefined && (start === undefined || beyond < start)) start = beyond;
		if (start === undefined || start > this.#to) {
			this.isAtEnd = true;
			return;
		}
		this.#start = start;
		this.#next = 0;
		this.#places.fill(0);
		this.#sequence = ring.oldest;
		this.#beyond = undefined;
		this.#written = ring.next;
	}

	/** Goes through some sectors. */
	#note(): void {
		const ring = this.#ring;
		const last = this.#start + WINDOW - 1 < this.#to ? this.#start + WINDOW - 1 : this.#to;
		if (this.#sequence < ring.oldest) this.#sequence = ring.oldest;
		for (let count = 0; count < SECTORS_A_CALL && this.#sequence <= ring.head; this.#sequence++) {
			if (!ring.mayHold(this.#sequence, this.#start, last)) continue;
			count++;
			this.#noteSector(this.#sequence, last);
		}
		if (this.#sequence > ring.head) this.#sequence = 0;
	}

	#noteSector(sequence: number, last: number): void {
		const ring = this.#ring;
		const start = this.#start;
		const slots = ring.turnTo(sequence);
		for (let slot = 0; slot < slots; slot++) {
			if (!ring.readStart(slot) || ring.type !== this.#type) continue;
			const { key } = ring;
			if (key > last) {
				if (this.#beyond === undefined || key < this.#beyond) this.#beyond = key;
			} else if (key >= start) this.#places[key - start] = locate(sequence, slot);
		}
	}

	/** Reads the record of `key` from its place, or, where it is there no more, from wherever it is. */
	#read(place: number): boolean {
		const { key } = this;
		const record = this.#record;
		const isThere =
			place >= locate(this.#ring.oldest, 0) &&
			this.#ring.read(place, record) &&
			record.type === this.#type &&
			record.key === key;
		return (isThere || this.#ring.readNewest(this.#type, key, record)) && !record.isStruck;
	}
}
