/**
 * Hours and the ledger's state in two journals on flash (../../docs/storage.md). An hour's record is
 * found by the hour; the state is longer than a record, so it lies in parts, each with the number of
 * its writing: of two writings one is always whole.
 */
import { HOUR_SIZE, HourRecord } from "../ledger/hour.ts";
import type { HourReader, Hours } from "../ledger/hours.ts";
import { type LedgerState, STATE_SIZE } from "../ledger/state.ts";
import { addCounts, type StorageCounts } from "../storage/counts.ts";
import type { Flash } from "../storage/flash.ts";
import { Journal } from "../storage/journal.ts";
import { HOURS, KEPT_HOURS, STATE } from "../storage/layout.ts";
import type { Reader } from "../storage/reader.ts";

const HOUR = 1;
const LEDGER = 2;
/** All is to be forgotten: what a power cut leaves of it too. */
const FORGETTING = 3;
/** Octets of the number in front of a part. */
const NUMBER = 4;
const PARTS = 2;
const PART = STATE_SIZE / PARTS;
/** Steps that may be taken for a record that finds no room; each erases one sector, or moves some records. */
const TRIES = 40;

export class JournalHours implements Hours {
	/** Records that found no place. While everything is forgotten that is as it should be. */
	lost = 0;
	readonly #hours: Journal;
	readonly #states: Journal;
	readonly #octets = new Uint8Array(HOUR_SIZE);
	readonly #view = new DataView(this.#octets.buffer);
	readonly #state = new Uint8Array(STATE_SIZE);
	readonly #stateView = new DataView(this.#state.buffer);
	readonly #visited = new HourRecord();
	/** Of the state written last. */
	#number = 0;
	#keepFrom = 0;
	/** Hours are being erased; what else there is comes after them. */
	#isForgetting = false;

	/** Finds what is there. Throws a RangeError for a flash that is too small. */
	constructor(flash: Flash) {
		this.#states = new Journal(flash, STATE);
		this.#hours = new Journal(flash, HOURS);
		if (this.#states.find(FORGETTING, 0, this.#octets) !== undefined) this.#forget();
	}

	/** A newer firmware wrote what this one cannot read: nothing is written until `reset`. */
	get isReadOnly(): boolean {
		return this.#hours.isReadOnly || this.#states.isReadOnly;
	}

	/** What was forgotten is still being erased, and nothing is kept meanwhile: some four minutes. */
	get isErasing(): boolean {
		return this.#isForgetting || this.#hours.isErasing || this.#states.isErasing;
	}

	/** Of both journals together; ours. */
	get counts(): StorageCounts {
		return addCounts(this.#hours.counts, this.#states.counts);
	}

	get(hour: number, into: HourRecord): boolean {
		const length = this.#hours.find(HOUR, hour, this.#octets);
		return length === HOUR_SIZE && into.unpack(this.#view, 0);
	}

	put(record: Readonly<HourRecord>): void {
		record.pack(this.#view, 0);
		const keepFrom = record.hour - KEPT_HOURS;
		if (keepFrom > this.#keepFrom) {
			this.#keepFrom = keepFrom;
			this.#hours.keepFrom = keepFrom;
		}
		this.#append(this.#hours, HOUR, record.hour, this.#octets, HOUR_SIZE);
	}

	each(from: number, to: number, visit: (record: Readonly<HourRecord>) => void): void {
		const reader = this.reader(from, to);
		while (reader.next(this.#visited)) visit(this.#visited);
	}

	reader(from: number, to: number): HourReader {
		return new Records(this.#hours.reader(HOUR, Math.max(0, from), Math.max(0, to - 1)), from < to);
	}

	putState(state: Readonly<LedgerState>): void {
		state.pack(this.#stateView, 0);
		this.#number++;
		const octets = this.#octets;
		for (let part = 0; part < PARTS; part++) {
			this.#view.setUint32(0, this.#number);
			for (let i = 0; i < PART; i++) octets[NUMBER + i] = this.#state[part * PART + i] as number;
			this.#append(this.#states, LEDGER, this.#keyOf(this.#number, part), octets, NUMBER + PART);
		}
	}

	/** Reads the state that was put last; false when there is none, and then `into` is unchanged. */
	getState(into: LedgerState): boolean {
		if (this.isErasing) return false;
		const numbers = [this.#numberOf(0), this.#numberOf(1)].sort((a, b) => b - a);
		for (const number of numbers) {
			if (number === 0 || !this.#readState(number)) continue;
			this.#number = number;
			return into.unpack(this.#stateView, 0);
		}
		return false;
	}

	/** Once a second: a share of what the flash needs done, of which the longest is one erasure. */
	step(): void {
		this.#hours.step();
		this.#states.step();
		if (!this.#isForgetting || this.#hours.isErasing) return;
		this.#isForgetting = false;
		this.#states.reset();
	}

	/**
	 * Forgets everything, at once for whoever asks; the flash is erased by the steps that follow, and a
	 * power cut meanwhile brings nothing back.
	 */
	reset(): void {
		if (this.#states.isReadOnly) this.#states.reset();
		else this.#append(this.#states, FORGETTING, 0, this.#octets, 0);
		this.#forget();
	}

	#forget(): void {
		this.#isForgetting = true;
		this.#hours.reset();
	}

	/** Writings take turns in two places. */
	#keyOf(number: number, part: number): number {
		return (number % 2) * PARTS + part;
	}

	/** Of the writing whose first part lies in one of the two places; 0 for none. */
	#numberOf(place: number): number {
		const length = this.#states.find(LEDGER, place * PARTS, this.#octets);
		return length === NUMBER + PART ? this.#view.getUint32(0) : 0;
	}

	#readState(number: number): boolean {
		const octets = this.#octets;
		for (let part = 0; part < PARTS; part++) {
			const length = this.#states.find(LEDGER, this.#keyOf(number, part), octets);
			if (length !== NUMBER + PART || this.#view.getUint32(0) !== number) return false;
			for (let i = 0; i < PART; i++) this.#state[part * PART + i] = octets[NUMBER + i] as number;
		}
		return true;
	}

	#append(journal: Journal, type: number, key: number, octets: Uint8Array, size: number): void {
		for (let tries = 0; tries < TRIES; tries++) {
			if (journal.append(type, key, octets, 0, size)) return;
			if (journal.isReadOnly || journal.isErasing) break;
			journal.step();
		}
		this.lost++;
	}
}

/** The journal's records as hours. */
class Records implements HourReader {
	readonly #reader: Reader;
	readonly #octets = new Uint8Array(HOUR_SIZE);
	readonly #view = new DataView(this.#octets.buffer);
	#isAtEnd: boolean;

	constructor(reader: Reader, hasAny: boolean) {
		this.#reader = reader;
		this.#isAtEnd = !hasAny;
	}

	next(into: HourRecord): boolean {
		const reader = this.#reader;
		while (!this.#isAtEnd) {
			if (reader.next(this.#octets)) {
				if (reader.length === HOUR_SIZE && into.unpack(this.#view, 0)) return true;
			} else this.#isAtEnd = reader.isAtEnd;
		}
		return false;
	}
}
