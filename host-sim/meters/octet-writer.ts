/** Writing A-XDR (IEC 61334-6) into octets that grow: the inverse of `Cursor`. */
import { ARRAY, INT16, OCTET_STRING, UINT16, UINT32, UINT64 } from "../../src/han/cursor.ts";
import type { Label } from "../../src/model/label.ts";

interface Range {
	readonly size: number;
	readonly min: number;
	readonly max: number;
}

/** The numbers meters send, by tag. A u64 stops at what a double holds exactly. */
const RANGES: Readonly<Record<number, Range>> = Object.freeze({
	[INT16]: { size: 2, min: -0x8000, max: 0x7fff },
	[UINT16]: { size: 2, min: 0, max: 0xffff },
	[UINT32]: { size: 4, min: 0, max: 0xffff_ffff },
	[UINT64]: { size: 8, min: 0, max: Number.MAX_SAFE_INTEGER },
});

export class OctetWriter {
	#octets = new Uint8Array(64);
	#size = 0;

	/** A copy of what is written so far. */
	get octets(): Uint8Array {
		return this.#octets.slice(0, this.#size);
	}

	u8(octet: number): void {
		if (this.#size === this.#octets.length) {
			const grown = new Uint8Array(2 * this.#size);
			grown.set(this.#octets);
			this.#octets = grown;
		}
		this.#octets[this.#size++] = octet;
	}

	/** `size` octets of an integer, high one first; a negative one in two's complement. */
	integer(value: number, size: number): void {
		for (let i = size - 1; i >= 0; i--) this.u8(Math.floor(value / 256 ** i) & 0xff);
	}

	raw(octets: Iterable<number>): void {
		for (const octet of octets) this.u8(octet);
	}

	/** The head of an array or structure. No list has as many as 128 elements. */
	elements(tag: number, count: number): void {
		if (count >= 0x80) {
			throw new RangeError(`${count} elements in ${tag === ARRAY ? "an array" : "a structure"}`);
		}
		this.u8(tag);
		this.u8(count);
	}

	obis(code: readonly number[]): void {
		this.u8(OCTET_STRING);
		this.u8(code.length);
		this.raw(code);
	}

	/** Throws a RangeError for a number that does not fit its type. */
	number(tag: number, value: number): void {
		const range = RANGES[tag];
		if (!range || !Number.isSafeInteger(value) || value < range.min || value > range.max) {
			throw new RangeError(`${value} does not fit a number with tag ${tag}`);
		}
		this.u8(tag);
		this.integer(value, range.size);
	}

	/** A string with NULs after it, up to `padTo` octets. */
	text(tag: number, label: Label, padTo: number): void {
		const octets: number[] = [];
		for (let i = 0; label.at(i) >= 0; i++) octets.push(label.at(i));
		while (octets.length < padTo) octets.push(0);
		this.u8(tag);
		this.u8(octets.length);
		this.raw(octets);
	}
}
