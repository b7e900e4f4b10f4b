/**
 * Bounds-checked reading of A-XDR (IEC 61334-6) with a sticky `ok`: a read past the end, or of
 * something else than what was asked for, clears it and answers 0, and so does every read after.
 * Decoders go straight through and look at `ok` once.
 */
import type { DateTime } from "../model/date-time.ts";
import { DATE_TIME_SIZE } from "../model/date-time.ts";
import type { Label } from "../model/label.ts";

/** Destination LSAP, source LSAP and quality before each APDU (IEC 62056-46, 5.2). */
export const LLC: readonly number[] = Object.freeze([0xe6, 0xe7, 0x00]);

/** Its first two. */
const LLC_HEAD = 0xe6e7;

/** A-XDR tags of COSEM data (IEC 62056-6-2, table of common data types). */
export const NULL_DATA = 0x00;
export const ARRAY = 0x01;
export const STRUCTURE = 0x02;
export const BOOLEAN = 0x03;
export const INT32 = 0x05;
export const UINT32 = 0x06;
export const OCTET_STRING = 0x09;
export const VISIBLE_STRING = 0x0a;
export const UTF8_STRING = 0x0c;
export const INT8 = 0x0f;
export const INT16 = 0x10;
export const UINT8 = 0x11;
export const UINT16 = 0x12;
export const INT64 = 0x14;
export const UINT64 = 0x15;
export const ENUM = 0x16;
export const FLOAT32 = 0x17;
export const FLOAT64 = 0x18;
export const DATE_TIME = 0x19;
export const DATE = 0x1a;
export const TIME = 0x1b;

/** Octets after the tag of types with a fixed size; -1 for the others. */
export const FIXED_SIZES: readonly number[] = Object.freeze(
	Array.from({ length: 0x1c }, (_, tag) => {
		if (tag === NULL_DATA) return 0;
		if (tag === BOOLEAN || tag === INT8 || tag === UINT8 || tag === ENUM) return 1;
		if (tag === INT16 || tag === UINT16) return 2;
		if (tag === INT32 || tag === UINT32 || tag === FLOAT32 || tag === TIME) return 4;
		if (tag === DATE) return 5;
		if (tag === INT64 || tag === UINT64 || tag === FLOAT64) return 8;
		return tag === DATE_TIME ? DATE_TIME_SIZE : -1;
	}),
);

/** Deepest nesting `skip` follows. The deepest we know is 3, in Landis+Gyr's push of definitions. */
const MAX_DEPTH = 8;
/** `09 06` before an OBIS code. */
export const OBIS_HEAD = (OCTET_STRING << 8) | 6;
const TWO_32 = 0x1_0000_0000;

export class Cursor {
	/** Index in the octets of what is read next. INVARIANT: at <= end <= octets.length. */
	at = 0;
	end = 0;
	/** Borrowed from the last `over`. */
	octets: Uint8Array = new Uint8Array(0);
	view: DataView = new DataView(this.octets.buffer);
	ok = true;

	/** Reads `octets` from `start` up to `end`; `view` is the same octets. Borrows until the next. */
	over(octets: Uint8Array, view: DataView, start: number, end: number): void {
		this.ok = true;
		this.octets = octets;
		this.view = view;
		this.at = start;
		this.end = end;
	}

	/** Octets not read yet. */
	get left(): number {
		return this.end - this.at;
	}

	fail(): number {
		this.ok = false;
		this.at = this.end;
		return 0;
	}

	/** The octet `ahead` of the next, unread; -1 past the end. */
	peek(ahead = 0): number {
		const at = this.at + ahead;
		return at < this.end ? (this.octets[at] as number) : -1;
	}

	/** The four octets `ahead` of the next, unread, as one number; 0 past the end. */
	word(ahead: number): number {
		const at = this.at + ahead;
		return at + 4 <= this.end ? this.view.getInt32(at) : 0;
	}

	u8(): number {
		const at = this.at;
		if (at >= this.end) return this.fail();
		this.at = at + 1;
		return this.octets[at] as number;
	}

	/** Passes over `count` octets. */
	pass(count: number): void {
		const next = this.at + count;
		if (next > this.end) this.fail();
		else this.at = next;
	}

	/** Reads this very octet, or fails. */
	expect(octet: number): void {
		const at = this.at;
		if (at < this.end && this.octets[at] === octet) this.at = at + 1;
		else this.fail();
	}

	/** Passes over an LLC header; false where none comes next. */
	llc(): boolean {
		const at = this.at;
		const next = at + LLC.length;
		if (next > this.end || this.view.getUint16(at) !== LLC_HEAD) return false;
		if (this.octets[at + 2] !== 0) return false;
		this.at = next;
		return true;
	}

	/** A length or count: one octet below 80, else 81 or 82 and that many octets (BER). */
	size(): number {
		const at = this.at;
		if (at >= this.end) return this.fail();
		this.at = at + 1;
		const first = this.octets[at] as number;
		if (first < 0x80) return first;
		if (first === 0x81) return this.u8();
		return first === 0x82 ? (this.u8() << 8) | this.u8() : this.fail();
	}

	/** How many elements the array or structure has that comes next. */
	elements(tag: number): number {
		const at = this.at;
		if (at >= this.end || this.octets[at] !== tag) return this.fail();
		this.at = at + 1;
		return this.size();
	}

	/** An OBIS code as `c << 16 | d << 8 | e`; A, B and F vary by maker and mean nothing here. */
	obis(): number {
		const at = this.at;
		if (at + 8 > this.end || this.view.getUint16(at) !== OBIS_HEAD) return this.fail();
		this.at = at + 8;
		return this.view.getInt32(at + 4) >>> 8;
	}

	/** Any A-XDR number, tag and all. 64-bit ones must be exact in a double. */
	number(): number {
		const at = this.at + 1;
		const next = at + 4;
		// By far the most.
		if (next <= this.end && this.octets[at - 1] === UINT32) {
			this.at = next;
			return this.view.getUint32(at);
		}
		if (at > this.end) return this.fail();
		const tag = this.octets[at - 1] as number;
		const size = FIXED_SIZES[tag] ?? -1;
		if (size < 0 || at + size > this.end) return this.fail();
		this.at = at + size;
		if (tag === UINT16) return this.view.getUint16(at);
		if (tag === INT16) return this.view.getInt16(at);
		return this.#rareNumber(tag, at);
	}

	#rareNumber(tag: number, at: number): number {
		const view = this.view;
		switch (tag) {
			case UINT32:
				return view.getUint32(at);
			case INT32:
				return view.getInt32(at);
			case INT8:
				return view.getInt8(at);
			case UINT8:
			case ENUM:
				return view.getUint8(at);
			case INT64:
				return this.#exact(view.getInt32(at) * TWO_32 + view.getUint32(at + 4));
			case UINT64:
				return this.#exact(view.getUint32(at) * TWO_32 + view.getUint32(at + 4));
			case FLOAT32:
				return this.#finite(view.getFloat32(at));
			case FLOAT64:
				return this.#finite(view.getFloat64(at));
			default:
				return this.fail();
		}
	}

	#exact(value: number): number {
		return Number.isSafeInteger(value) ? value : this.fail();
	}

	#finite(value: number): number {
		return Number.isFinite(value) ? value : this.fail();
	}

	/** Any string, tag and all, into `label`. */
	label(label: Label): void {
		const head = this.at;
		if (head < this.end && isString(this.octets[head] as number)) this.at = head + 1;
		else this.fail();
		const length = this.size();
		const at = this.at;
		const next = at + length;
		if (next > this.end) this.fail();
		if (!this.ok) return;
		label.set(this.view, at, length);
		this.at = next;
	}

	/** The 12 octets of a date-time, without tag, into `clock`. */
	dateTime(clock: DateTime): void {
		const at = this.at;
		const next = at + DATE_TIME_SIZE;
		if (next > this.end) this.fail();
		if (!this.ok) return;
		clock.set(this.view, at);
		this.at = next;
	}

	/** A clock object's value: an octet-string of 12 octets, or a date-time. */
	clock(clock: DateTime): void {
		const tag = this.u8();
		if (tag === OCTET_STRING) this.expect(DATE_TIME_SIZE);
		else if (tag !== DATE_TIME) this.fail();
		this.dateTime(clock);
	}

	/** Passes over one value of any type, whatever is inside. */
	skip(depth = 0): void {
		const tag = this.u8();
		if (tag === ARRAY || tag === STRUCTURE) {
			let left = this.size();
			// Each element takes an octet at least, so a count beyond that is a lie.
			if (depth === MAX_DEPTH || left > this.left) this.fail();
			for (; left > 0 && this.ok; left--) this.skip(depth + 1);
		} else if (isString(tag)) this.pass(this.size());
		else {
			const size = FIXED_SIZES[tag] ?? -1;
			if (size < 0) this.fail();
			else this.pass(size);
		}
	}
}

export function isString(tag: number): boolean {
	return tag === OCTET_STRING || tag === VISIBLE_STRING || tag === UTF8_STRING;
}
