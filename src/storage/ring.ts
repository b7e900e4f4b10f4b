/**
 * The sectors of a journal, used one after the other, round and round.
 *
 * ```
 *  free  | oldest ...  full  ... | head: records, then room | ready | ready | free ...
 *          └──────── hold records ────────┘                   └ erased, with header
 * ```
 *
 * - A sector is known by its sequence number, which tells its place: neighbours differ by one.
 *   INVARIANT: oldest <= head <= end <= oldest + count; from `oldest` up to `end` they are in use.
 * - Erased flash is trusted only after its header was programmed: an erasure that the power cut
 *   leaves none. A sector's header is made void before it is erased, so no half of it comes back.
 * - A record is known by its location, sequence × 256 + slot; 0 is none.
 */
import type { StorageCounts } from "./counts.ts";
import type { Flash } from "./flash.ts";
import { HEADER_SIZE, recordsIn, SECTOR, SectorHeader } from "./header.ts";
import { KeyRanges } from "./key-ranges.ts";
import { HEAD_SIZE, type JournalRecord, MAX_TYPE } from "./record.ts";

const SLOTS = 256;
/** A sector that so often in a row would not take its header is passed over, until its next turn. */
const PREPARATIONS = 3;

export class Ring {
	/** Sectors. */
	readonly count: number;
	readonly counts: StorageCounts;
	oldest = 1;
	head = 1;
	/** The sequence number that the next sector will get. */
	end = 1;
	/** Slots of the head that are written to, well or not. */
	used = 0;
	/** Octets of a record in new sectors. */
	size: number;
	/** Which sector has sequence 0, so to speak. */
	shift: number;
	/** Octets of a record, by sector; 0 where they cannot be read, and where none can be written. */
	readonly sizes: Uint8Array;

	readonly #flash: Flash;
	readonly #first: number;
	readonly #keys: KeyRanges;
	readonly #header = new SectorHeader();
	/** Of the sector turned to: where its records begin, and how far apart. */
	#base = 0;
	#step = 0;
	/** How often in a row a sector could not be made ready. */
	#failures = 0;
	/** Sectors after the head that were passed over. */
	#dead = 0;
	/** What a record begins with. */
	readonly #start = new Uint8Array(HEAD_SIZE);
	readonly #view = new DataView(this.#start.buffer);

	constructor(flash: Flash, first: number, count: number, size: number, counts: StorageCounts) {
		this.#flash = flash;
		this.#first = first;
		this.count = count;
		this.counts = counts;
		this.size = size;
		this.shift = count - 1;
		this.sizes = new Uint8Array(count);
		this.#keys = new KeyRanges(count);
	}

	/** Which sector has this sequence number, from 0. */
	index(sequence: number): number {
		return (sequence + this.shift) % this.count;
	}

	/** Records that can be written before a sector must be made ready. */
	get free(): number {
		if (this.head === this.end) return 0;
		return this.#room() + (this.end - this.head - 1 - this.#dead) * recordsIn(this.size);
	}

	/**
	 * Room that is not for new records: so that all of the oldest sector can be moved, and a sector
	 * more, of which each power cut on the way may spoil a slot.
	 */
	get reserve(): number {
		const each = recordsIn(this.size);
		const oldest = recordsIn(this.sizes[this.index(this.oldest)] as number);
		return each + (oldest > each ? oldest : each);
	}

	/** Whether a record with a key from `from` through `to` may be in that sector. */
	mayHold(sequence: number, from: number, to: number): boolean {
		return this.#keys.meets(this.index(sequence), from, to);
	}

	/** As `KeyRanges.next`, of all sectors. */
	nextKey(from: number, isBeginning: boolean): number | undefined {
		let next: number | undefined;
		for (let sequence = this.oldest; sequence <= this.head; sequence++) {
			const key = this.#keys.next(this.index(sequence), from, isBeginning);
			if (key !== undefined && (next === undefined || key < next)) next = key;
		}
		return next;
	}

	/** Where the next record goes. */
	get next(): number {
		return locate(this.head, this.used);
	}

	/** Turns to a sector in use, for `readStart`. Returns how many slots of it are written to. */
	turnTo(sequence: number): number {
		const size = this.sizes[this.index(sequence)] as number;
		this.#base = this.#sectorAt(sequence) + HEADER_SIZE;
		this.#step = size;
		return sequence === this.head ? this.used : recordsIn(size);
	}

	/** Reads what the record in that slot begins with, of the sector turned to. False for none. */
	readStart(slot: number): boolean {
		this.#flash.read(this.#base + slot * this.#step, this.#start);
		const type = this.#start[0] as number;
		return type > 0 && type <= MAX_TYPE;
	}

	/** Of the record that `readStart` read. */
	get type(): number {
		return this.#start[0] as number;
	}

	get key(): number {
		return this.#view.getUint32(4, true);
	}

	/** Reads the record there. True when it is whole. */
	read(location: number, record: JournalRecord): boolean {
		record.resize(this.sizes[this.index(Math.floor(location / SLOTS))] as number);
		this.#flash.read(this.#at(location), record.octets);
		return record.isGood;
	}

	/** The same, and once more if it is not: a read may fail once, and what follows from it is for good. */
	readTwice(location: number, record: JournalRecord): boolean {
		return this.read(location, record) || this.read(location, record);
	}

	/**
	 * Reads into `record` the last of `type` and `key` that is whole in that sector, from slot `from`
	 * on. True when there is one.
	 */
	readLast(
		sequence: number,
		type: number,
		key: number,
		from: number,
		record: JournalRecord,
	): boolean {
		for (let slot = this.turnTo(sequence) - 1; slot >= from; slot--) {
			if (!this.readStart(slot) || this.type !== type || this.key !== key) continue;
			if (this.readTwice(locate(sequence, slot), record)) return true;
		}
		return false;
	}

	/** Reads into `record` the last of `type` and `key` that is whole. True when there is one. */
	readNewest(type: number, key: number, record: JournalRecord): boolean {
		for (let sequence = this.head; sequence >= this.oldest; sequence--) {
			if (!this.mayHold(sequence, key, key)) continue;
			if (this.readLast(sequence, type, key, 0, record)) return true;
		}
		return false;
	}

	/** Learns which keys a sector holds. */
	survey(sequence: number): void {
		const index = this.index(sequence);
		this.#keys.clear(index);
		const slots = this.turnTo(sequence);
		for (let slot = 0; slot < slots; slot++) {
			if (this.readStart(slot)) this.#keys.add(index, this.key);
		}
	}

	/**
	 * Writes `record` after the others, and reads it back. False when there is no room, or when it
	 * reads otherwise; its slot is void then.
	 */
	write(record: JournalRecord): boolean {
		if (this.free === 0) return false;
		while (this.#room() === 0) {
			this.head++;
			this.used = 0;
			if (this.sizes[this.index(this.head)] === 0) this.#dead--;
		}
		const location = this.next;
		this.used++;
		this.#keys.add(this.index(this.head), record.key);
		this.#flash.program(this.#at(location), record.octets);
		if (this.read(location, record)) return true;
		this.counts.badWrites++;
		this.empty(location, record);
		return false;
	}

	/** Makes the slot void. `record` is lost. */
	empty(location: number, record: JournalRecord): void {
		record.octets.fill(0);
		this.#flash.program(this.#at(location), record.octets);
	}

	/** Gives up all sectors; what is in the flash stays. */
	abandon(): void {
		this.oldest = this.end;
		this.head = this.end;
		this.used = 0;
		this.#dead = 0;
	}

	/** Gives up the oldest sector, whatever it holds. */
	retire(): void {
		this.#void(this.oldest);
		this.oldest++;
	}

	/**
	 * Erases the next sector and makes it ready; if the flash took the header wrongly, it is to be
	 * prepared again, and at last passed over: of size 0, it holds none. To be called only while one is
	 * free.
	 */
	prepare(): void {
		const index = this.index(this.end);
		this.#flash.erase(this.#first + index);
		this.sizes[index] = this.size;
		this.#keys.clear(index);
		this.#header.write(this.size, this.end);
		this.#flash.program(this.#sectorAt(this.end), this.#header.octets);
		if (!this.readHeader(index).isGood) {
			this.counts.badWrites++;
			if (++this.#failures < PREPARATIONS) return;
			this.#passOver(index);
		}
		this.#failures = 0;
		this.end++;
	}

	/** Erases a sector, whatever it is; after `abandon`, those from `end` on are the oldest first. */
	erase(sequence: number): void {
		this.#void(sequence);
		this.#flash.erase(this.#first + this.index(sequence));
	}

	/** The header of sector `index`; valid until the next call. */
	readHeader(index: number): SectorHeader {
		this.#flash.read((this.#first + index) * SECTOR, this.#header.octets);
		return this.#header;
	}

	#void(sequence: number): void {
		const { octets } = this.#header;
		octets.fill(0);
		this.#flash.program(this.#sectorAt(sequence), octets);
	}

	/** A sector that cannot be erased may hold records of its last turn, which would pass for newer ones. */
	#passOver(index: number): void {
		const { octets } = this.#header;
		octets.fill(0);
		for (let at = 0; at < SECTOR; at += HEADER_SIZE) {
			this.#flash.program((this.#first + index) * SECTOR + at, octets);
		}
		this.sizes[index] = 0;
		if (this.end > this.head) this.#dead++;
	}

	/** Slots of the head that are not written to. */
	#room(): number {
		return recordsIn(this.sizes[this.index(this.head)] as number) - this.used;
	}

	#sectorAt(sequence: number): number {
		return (this.#first + this.index(sequence)) * SECTOR;
	}

	#at(location: number): number {
		const sequence = Math.floor(location / SLOTS);
		const size = this.sizes[this.index(sequence)] as number;
		return this.#sectorAt(sequence) + HEADER_SIZE + (location % SLOTS) * size;
	}
}

export function locate(sequence: number, slot: number): number {
	return sequence * SLOTS + slot;
}
