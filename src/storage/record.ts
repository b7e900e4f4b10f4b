/**
 * A record in flash. All records of a sector are of one size, which its header says, so a wrong
 * octet in one never hides the next.
 *
 * ```
 *    01   |   05   | FF FF | 9A 51 07 00 | 01 ... 05 | FF FF ... | 35 79 35 19
 *   type    length             key         payload                   CRC-32
 *    1        1        2        4          up to 64                 4, over all before
 * ```
 *
 * - Numbers go low octet first.
 * - The type is 01 to FE: neither erased flash (FF) nor a slot made void (all 00) looks like one.
 * - A length of FF strikes what was recorded of that type and key before; there is no payload.
 * - Octets 2 and 3 are for formats to come. They are FF, and kept as they are when a record moves.
 */
import { crc32 } from "./crc.ts";

/** Type, length, two octets to come, key. */
export const HEAD_SIZE = 8;
const CHECK_SIZE = 4;
/** Longest payload of this format. */
export const MAX_PAYLOAD = 64;
/** Longest record of any format that this one is to read. */
export const MAX_RECORD = 140;

const STRUCK = 0xff;
const ERASED = 0xff;
export const MAX_TYPE = 0xfe;
export const MAX_KEY = 0xffff_ffff;

/** Octets of a record for payloads of up to `payload`, in whole words. */
export function recordSize(payload: number): number {
	return HEAD_SIZE + payload + CHECK_SIZE;
}

/** One record in memory, to be written or just read. */
export class JournalRecord {
	/** As it lies in flash. Ours; another array after `resize`. */
	octets: Uint8Array;
	readonly #longest = new Uint8Array(MAX_RECORD);
	readonly #view = new DataView(this.#longest.buffer);
	readonly #words = new Uint32Array(this.#longest.buffer);

	constructor(size: number) {
		this.octets = this.#longest.subarray(0, size);
	}

	/** Makes `octets` of `size`, the first of them as they were. Allocates when that is another size. */
	resize(size: number): void {
		if (this.octets.length !== size) this.octets = this.#longest.subarray(0, size);
	}

	get type(): number {
		return this.octets[0] as number;
	}

	/** Octets of payload. */
	get length(): number {
		return this.isStruck ? 0 : (this.octets[1] as number);
	}

	get isStruck(): boolean {
		return this.octets[1] === STRUCK;
	}

	get key(): number {
		return this.#view.getUint32(4, true);
	}

	/** Whether what was read is a whole record. */
	get isGood(): boolean {
		const end = this.octets.length - CHECK_SIZE;
		const { type, length } = this;
		if (type < 1 || type > MAX_TYPE || HEAD_SIZE + length > end) return false;
		return this.#view.getInt32(end, true) === crc32(this.octets, 0, end);
	}

	/** Whether nothing was ever written where this was read. */
	get isErased(): boolean {
		return this.#isAll(0xffff_ffff);
	}

	/** Whether it was made void. */
	get isVoid(): boolean {
		return this.#isAll(0);
	}

	/** Makes it the record of `payload` from `start` up to `end`. */
	write(type: number, key: number, payload: Uint8Array, start: number, end: number): void {
		this.#begin(type, key);
		const { octets } = this;
		let at = HEAD_SIZE;
		for (let i = start; i < end; i++) octets[at++] = payload[i] as number;
		octets[1] = end - start;
		this.seal();
	}

	/** Makes it the record that strikes `type` and `key`. */
	strike(type: number, key: number): void {
		this.#begin(type, key);
		this.octets[1] = STRUCK;
		this.seal();
	}

	/** Fills up after the payload, and puts the check at the end. */
	seal(): void {
		const end = this.octets.length - CHECK_SIZE;
		this.octets.fill(ERASED, HEAD_SIZE + this.length, end);
		this.#view.setInt32(end, crc32(this.octets, 0, end), true);
	}

	/** Copies of the payload what `into` can hold. Returns the payload's length. */
	copy(into: Uint8Array): number {
		const { length, octets } = this;
		const count = length < into.length ? length : into.length;
		for (let i = 0; i < count; i++) into[i] = octets[HEAD_SIZE + i] as number;
		return length;
	}

	#isAll(value: number): boolean {
		const words = this.octets.length / 4;
		for (let i = 0; i < words; i++) if (this.#words[i] !== value) return false;
		return true;
	}

	#begin(type: number, key: number): void {
		this.octets[0] = type;
		this.octets.fill(ERASED, 2, 4);
		this.#view.setUint32(4, key, true);
	}
}
