/**
 * What outlives a power cut: records of a type and a key, of which the last one counts. They lie one
 * after the other in a ring of flash sectors (docs/storage.md).
 *
 * - A record that `append` acknowledged is there after any power cut; the one in hand is there whole,
 *   or not at all.
 * - `append` programs one record. Erasing is done ahead, in `step`, which is to be called once a
 *   second when nothing waits to be read from the UART.
 * - Sectors of a newer format that cannot be read are left alone, and then nothing is written until
 *   the owner has said `reset`.
 *
 * Nothing is allocated after the constructor, but for a reader when it is asked for, and where
 * sectors have records of different sizes.
 */
import { Compactor } from "./compactor.ts";
import { storageCounts } from "./counts.ts";
import type { Flash } from "./flash.ts";
import { recordsIn, SECTOR } from "./header.ts";
import { openRing } from "./open.ts";
import { Patrol } from "./patrol.ts";
import { Reader } from "./reader.ts";
import { JournalRecord, MAX_KEY, MAX_PAYLOAD, MAX_TYPE, recordSize } from "./record.ts";
import { Ring } from "./ring.ts";

export interface JournalOptions {
	/** The first sector that is the journal's. 0. */
	readonly first?: number;
	/** How many sectors, 6 or more. All from the first on. */
	readonly sectors?: number;
	/** Octets of the longest payload, in whole words from 4 to 64. 64. */
	readonly payload?: number;
	/**
	 * When every record is still wanted and there is no room: true drops those of the lowest keys,
	 * false refuses new ones. false.
	 */
	readonly sheds?: boolean;
}

/** The head, one that is emptied, one to move its records to, and what is kept for bursts. */
const MIN_SECTORS = 6;
/** Sectors' worth of room for new records that is made ready while there are sectors free. */
const AHEAD = 2;
/** Less room than this, in sectors, and the oldest sector is emptied. */
const LOW = 1;

export class Journal {
	readonly counts = storageCounts();
	readonly #ring: Ring;
	readonly #compactor: Compactor;
	readonly #patrol: Patrol;
	readonly #record: JournalRecord;
	#isReadOnly: boolean;
	#keepFrom = 0;
	/** Sectors that a reset has erased. */
	#erased: number;

	/**
	 * Finds what is there. Throws a RangeError for a region that the flash does not have, or that is
	 * too small, and for a payload that cannot be.
	 */
	constructor(flash: Flash, options: JournalOptions = {}) {
		const { first = 0, payload = MAX_PAYLOAD, sheds = false } = options;
		const left = flash.size / SECTOR - first;
		const sectors = options.sectors ?? left;
		if (!(left >= MIN_SECTORS)) {
			throw new RangeError(`the flash has ${left} sectors for a journal; give it ${MIN_SECTORS}`);
		}
		check("first", first, 0, MAX_KEY);
		check("sectors", sectors, MIN_SECTORS, left);
		check("payload / 4", payload / 4, 1, MAX_PAYLOAD / 4);
		const size = recordSize(payload);
		this.#record = new JournalRecord(size);
		this.#ring = new Ring(flash, first, sectors, size, this.counts);
		this.#isReadOnly = !openRing(this.#ring, this.#record);
		this.#compactor = new Compactor(this.#ring, sheds);
		this.#patrol = new Patrol(this.#ring, this.#record);
		this.#erased = sectors;
	}

	/** A newer firmware wrote here what this one cannot read: nothing is written until `reset`. */
	get isReadOnly(): boolean {
		return this.#isReadOnly;
	}

	/** What a `reset` forgets is still being erased, and nothing can be appended. */
	get isErasing(): boolean {
		return this.#erased < this.#ring.count;
	}

	/** Records that can be appended now. More room is made by `step`. */
	get free(): number {
		const free = this.#ring.free - this.#ring.reserve;
		return free > 0 && !this.#isReadOnly && this.#erased === this.#ring.count ? free : 0;
	}

	/** How often each sector was erased since the flash was new, on average. */
	get erasures(): number {
		return (this.#ring.end - 1) / this.#ring.count;
	}

	/** Records with lower keys are dropped when their room is needed. 0 keeps all. */
	set keepFrom(key: number) {
		if (key > this.#keepFrom) this.#compactor.unstick();
		this.#keepFrom = key;
	}

	/**
	 * Writes a record with `payload` from `start` up to `end`. True when it is there, read back; false
	 * when there is no room yet, or the flash took it wrongly: try again after the next `step`. Throws
	 * a RangeError for a type not from 1 to 254, a key not of 32 bits, and a payload too long.
	 */
	append(type: number, key: number, payload: Uint8Array, start: number, end: number): boolean {
		check("type", type, 1, MAX_TYPE);
		check("key", key, 0, MAX_KEY);
		check("payload", end - start, 0, this.#ring.size - recordSize(0));
		if (!this.#hasRoom()) return false;
		this.#record.write(type, key, payload, start, end);
		return this.#write();
	}

	/** Strikes what was appended of that type and key. True and false as for `append`. */
	strike(type: number, key: number): boolean {
		check("type", type, 1, MAX_TYPE);
		check("key", key, 0, MAX_KEY);
		if (!this.#hasRoom()) return false;
		this.#record.strike(type, key);
		return this.#write();
	}

	/**
	 * The length of the last payload of that type and key, of which `into` gets what it can hold;
	 * undefined when there is none.
	 */
	find(type: number, key: number, into: Uint8Array): number | undefined {
		const record = this.#record;
		if (!this.#ring.readNewest(type, key, record) || record.isStruck) return undefined;
		return record.copy(into);
	}

	/** Reads records of a type with keys from `from` through `to`. */
	reader(type: number, from: number, to: number): Reader {
		return new Reader(this.#ring, this.#record, type, from, to);
	}

	/**
	 * Does what there is to do, a share at a time: makes one sector ready (an erasure), moves on some
	 * records of the oldest, or looks whether records are still whole.
	 */
	step(): void {
		const ring = this.#ring;
		if (this.#erased < ring.count) ring.erase(ring.end + this.#erased++);
		else if (this.#isReadOnly) return;
		else if (this.#isShort(AHEAD) && ring.end - ring.oldest < ring.count) ring.prepare();
		else if (this.#isShort(LOW) && !this.#compactor.isStuck) this.#compactor.step(this.#keepFrom);
		else this.#patrol.step();
	}

	/**
	 * Forgets everything; the flash is erased by the steps that follow, what is oldest first. If the
	 * power goes meanwhile, what is left is there again and `reset` must be said again.
	 */
	reset(): void {
		this.#ring.abandon();
		this.#compactor.restart();
		this.#isReadOnly = false;
		this.#erased = 0;
	}

	#isShort(sectors: number): boolean {
		const ring = this.#ring;
		return ring.free < ring.reserve + sectors * recordsIn(ring.size);
	}

	#hasRoom(): boolean {
		if (this.free > 0) {
			this.#record.resize(this.#ring.size);
			return true;
		}
		this.counts.refused++;
		return false;
	}

	#write(): boolean {
		this.#compactor.unstick();
		return this.#ring.write(this.#record);
	}
}

function check(name: string, value: number, least: number, most: number): void {
	if (!Number.isInteger(value) || value < least || value > most) {
		throw new RangeError(`${name} is ${value}; it must be a whole number from ${least} to ${most}`);
	}
}
