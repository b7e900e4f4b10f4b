/**
 * What a sector begins with: twice the same 16 octets, so that one wrong bit costs nothing.
 *
 * ```
 *  47 4C 4A 4E |    01   |   01    |     4C      |    FF    | 2A 00 00 00 | 2F 15 18 6B
 *    "GLJN"      version    needs    record size   to come     sequence      CRC-32
 *      4            1         1           1           1            4        4, over all before
 * ```
 *
 * - Numbers go low octet first. A record follows right after another, from octet 32 on.
 * - `version` is the format that the writer wrote, `needs` the lowest that can read it. These 16
 *   octets keep their meaning in every format.
 * - Sequence numbers rise by one from sector to sector, round and round.
 */
import { crc32 } from "./crc.ts";
import { MAX_RECORD, recordSize } from "./record.ts";

export const SECTOR = 4096;
export const HEADER_SIZE = 32;
const COPY = 16;
const CHECKED = 12;

/** The format that this firmware writes. */
export const VERSION = 1;
const MAGIC = 0x4e4a_4c47;
const TO_COME = 0xff;
/** Head, check and one word: so no sector has more than 254 records. */
const MIN_RECORD = recordSize(4);

/** How many records of `size` octets are in a sector. */
export function recordsIn(size: number): number {
	return size === 0 ? 0 : Math.floor((SECTOR - HEADER_SIZE) / size);
}

/** One sector's header in memory, to be written or just read. */
export class SectorHeader {
	/** As it lies in flash. Ours. */
	readonly octets = new Uint8Array(HEADER_SIZE);
	readonly #view = new DataView(this.octets.buffer);
	/** Where the good copy is, after `isGood`. */
	#at = 0;

	/** Whether what was read is a header, by either copy. */
	get isGood(): boolean {
		this.#at = this.#isCopy(0) ? 0 : COPY;
		return this.#at === 0 || this.#isCopy(COPY);
	}

	/** Whether both copies are as they should be. */
	get isWhole(): boolean {
		return this.#isCopy(0) && this.#isCopy(COPY);
	}

	get sequence(): number {
		return this.#view.getUint32(this.#at + 8, true);
	}

	/** Octets of a record; 0 for a format that cannot be read here. */
	get size(): number {
		const needs = this.octets[this.#at + 5] as number;
		const size = this.octets[this.#at + 6] as number;
		const isKnown = needs <= VERSION && size >= MIN_RECORD && size <= MAX_RECORD && size % 4 === 0;
		return isKnown ? size : 0;
	}

	/** Makes it the header of a sector with records of `size` octets. */
	write(size: number, sequence: number): void {
		for (let at = 0; at < HEADER_SIZE; at += COPY) {
			this.#view.setUint32(at, MAGIC, true);
			this.octets[at + 4] = VERSION;
			this.octets[at + 5] = VERSION;
			this.octets[at + 6] = size;
			this.octets[at + 7] = TO_COME;
			this.#view.setUint32(at + 8, sequence, true);
			this.#view.setInt32(at + CHECKED, crc32(this.octets, at, at + CHECKED), true);
		}
	}

	#isCopy(at: number): boolean {
		return (
			this.#view.getUint32(at, true) === MAGIC &&
			this.#view.getInt32(at + CHECKED, true) === crc32(this.octets, at, at + CHECKED)
		);
	}
}
