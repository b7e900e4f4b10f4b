/**
 * Octets to frames: HDLC frame format type 3 (IEC 62056-46, ISO/IEC 13239).
 *
 * ```
 *   7E | A0 2A | 41 | 08 83 | 13 | 04 13 | E6 E7 00 0F ...  | C1 2C | 7E
 * flag  format  dest  source  ctl   HCS     information       FCS    flag
 *       └────────────── length: all between the flags ──────────────┘
 * ```
 *
 * - The length delimits; there is no stuffing, so 7E inside a frame is data.
 * - HCS covers format to control and exists only before an information field. FCS covers all up to
 *   itself, HCS included, so one running sequence checks both.
 * - A good FCS makes a good frame. Its closing flag may be missing, or open the next frame too.
 * - After a bad frame only its opening flag is dropped, and what is held is scanned again from the
 *   next flag: one torn frame never costs the next (2343 frames of 2343 instead of 962 of 1349 on
 *   a bad line; docs/han-port.md).
 *
 * Faults are counted by name. Nothing is allocated after the constructor but a view of
 * each array that octets come in, when the first do.
 */
import type { Counts, Fault } from "../model/counts.ts";
import { FCS_FIRST, FCS_GOOD, FCS_START, FCS_TABLE } from "./fcs.ts";
import { headerEnd } from "./header.ts";

const FLAG = 0x7e;
const FORMAT_TYPE_3 = 0xa;
/** In the frame's first octet: the message goes on in the next frame. */
export const SEGMENTED = 0x08;
/** Octets in a check sequence. */
const CHECK = 2;
/** Octets that are taken at once. */
const WORD = 4;
/** 11-bit length field. */
const MAX_LENGTH = 0x7ff;
/** Format 2, addresses 1 and 1, control 1, FCS 2: no frame is shorter. */
const MIN_LENGTH = 7;
/** Flag, format 2, addresses 1 and 2, control 1. The shortest frame has as many octets before its end. */
const MIN_HEADER = 7;

/** Start, 8 data, parity and stop bit at 2400 baud, in milliseconds. */
export const OCTET_MS = (11 * 1000) / 2400;

/** What the next check is about. No header is shorter than what format's waits for. */
const FORMAT = 0;
const HEADER = 1;
const HCS = 2;
const FCS = 3;

export interface HdlcOptions {
	/** Longest frame to accept, in octets between the flags, 7 to 2047; sizes the buffer. 2047. */
	readonly maxLength?: number;
	/** A silence as long as this, in milliseconds, ends an incomplete frame. 100. */
	readonly gapMs?: number;
}

export class HdlcReader {
	/** The frame when `ready`, from its opening flag. Ours; valid until the next `read`. */
	readonly octets: Uint8Array;
	/** The same octets. */
	readonly view: DataView;
	/** A good frame lies in `octets`. */
	ready = false;
	/** The information field is `octets` from `start` up to `end`; empty when they are equal. */
	start = 0;
	end = 0;
	/** The frame format's segmentation bit: more of the message follows. */
	segmented = false;

	readonly #counts: Counts;
	readonly #maxLength: number;
	readonly #gapMs: number;
	/** Of each array that octets come in; the device has one. */
	readonly #views = new WeakMap<Uint8Array, DataView>();

	/**
	 * Octets held from the opening flag on; 0 while hunting for one.
	 * INVARIANT: #checked <= #held <= octets.length, and #checked <= #target.
	 */
	#held = 0;
	/** Of them, the octets that have gone through the check sequence. Less than #held after a drop. */
	#checked = 0;
	/** How many octets must be checked before there is something to decide. */
	#target = 0;
	#phase = FORMAT;
	#length = 0;
	#fcs = FCS_START;
	/** Stream offset of `octets[0]`, or of the next octet while hunting. */
	#offset = 0;
	#heardAt = 0;
	/** Nothing more will come for what is held: a silence has passed. */
	#ended = false;

	/** Throws a RangeError for a length that no frame can have. */
	constructor(counts: Counts, options: HdlcOptions = {}) {
		const maxLength = options.maxLength ?? MAX_LENGTH;
		if (!(maxLength >= MIN_LENGTH && maxLength <= MAX_LENGTH)) {
			throw new RangeError(
				`maxLength is ${maxLength}; a frame has ${MIN_LENGTH} to ${MAX_LENGTH} octets`,
			);
		}
		this.#counts = counts;
		this.#maxLength = maxLength;
		this.#gapMs = options.gapMs ?? 100;
		this.octets = new Uint8Array(maxLength + 1);
		this.view = new DataView(this.octets.buffer);
	}

	/** Where in the stream the ready frame's opening flag stood, counted from 0. */
	get offset(): number {
		return this.#offset;
	}

	/** Octets of the ready frame from its opening flag through its FCS. */
	get size(): number {
		return this.#length + 1;
	}

	/**
	 * Takes octets of `chunk` from `start` up to `end`, of which the last arrived at `now`
	 * (milliseconds, monotonic), until a frame is ready. Returns where it stopped. Call again from
	 * there until `ready` is false; a call without octets tells of silence. The first of them may have
	 * waited for `waitedMs`, which was no silence.
	 */
	read(chunk: Uint8Array, start: number, end: number, now: number, waitedMs = 0): number {
		if (this.ready) this.#release();
		if (this.#held > 0) {
			const silence = now - this.#heardAt - (end - start) * OCTET_MS - waitedMs;
			if (silence > this.#gapMs) this.#ended = true;
		}
		if (start < end) this.#heardAt = now;
		if (this.#ended || this.#checked < this.#held) {
			this.#scan();
			if (this.ready) return start;
		}
		if (start === end) return end;
		const stopped = this.#take(chunk, start, end);
		this.#counts.octets += stopped - start;
		return stopped;
	}

	/** Takes octets until there are no more or a frame is ready; answers where it stopped. */
	#take(chunk: Uint8Array, start: number, end: number): number {
		const octets = this.octets;
		const view = this.view;
		const words = this.#views.get(chunk) ?? this.#viewOf(chunk);
		let at = start;
		let held = this.#held;
		let taken = 0;
		while (at < end) {
			if (held < 2) {
				at = this.#open(chunk, at, end);
				if (at === end) break;
				held = this.#held;
			}
			let fcs = this.#fcs;
			const target = this.#target;
			const stop = at + target - held;
			const last = stop < end ? stop : end;
			const lastWord = last - WORD;
			// Four octets at a time take XS half as long as one at a time.
			while (at <= lastWord) {
				taken = words.getInt32(at, true);
				view.setInt32(held, taken, true);
				fcs ^= taken;
				fcs = (FCS_FIRST[fcs & 0xff] as number) ^ (FCS_TABLE[(fcs >> 8) & 0xff] as number);
				fcs ^= taken >> 16;
				fcs = (FCS_FIRST[fcs & 0xff] as number) ^ (FCS_TABLE[(fcs >> 8) & 0xff] as number);
				at += WORD;
				held += WORD;
			}
			// XS runs a postfix ++ inside an expression at three times the cost of these.
			while (at < last) {
				taken = chunk[at] as number;
				octets[held] = taken;
				fcs = (fcs >> 8) ^ (FCS_TABLE[(fcs ^ taken) & 0xff] as number);
				++at;
				++held;
			}
			this.#held = held;
			this.#checked = held;
			this.#fcs = fcs;
			if (held === target && held > 0) {
				this.#decide();
				if (this.#checked < this.#held) this.#scan();
				if (this.ready) break;
				held = this.#held;
			}
		}
		return at;
	}

	#viewOf(chunk: Uint8Array): DataView {
		const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
		this.#views.set(chunk, view);
		return view;
	}

	/** Finds the flag that opens a frame: the last of those that idle or close the frame before. */
	#open(chunk: Uint8Array, start: number, end: number): number {
		let at = start;
		if (this.#held === 0) {
			while (at < end && chunk[at] !== FLAG) ++at;
			if (at > start) {
				this.#counts.noiseOctets += at - start;
				this.#offset += at - start;
			}
			if (at === end) return at;
			this.octets[0] = FLAG;
			this.#begin();
			this.#held = 1;
			++at;
		}
		const opened = at;
		while (at < end && chunk[at] === FLAG) ++at;
		this.#offset += at - opened;
		return at;
	}

	#begin(): void {
		this.#checked = 1;
		this.#target = MIN_HEADER;
		this.#phase = FORMAT;
		this.#fcs = FCS_START;
	}

	/** Runs what is held through the checks until it is used up or a frame is ready. */
	#scan(): void {
		while (this.#held > 0 && !this.ready) {
			const stop = this.#target < this.#held ? this.#target : this.#held;
			let fcs = this.#fcs;
			for (let i = this.#checked; i < stop; i++) {
				fcs = (fcs >> 8) ^ (FCS_TABLE[(fcs ^ (this.octets[i] as number)) & 0xff] as number);
			}
			this.#fcs = fcs;
			this.#checked = stop;
			if (stop === this.#target) this.#decide();
			else if (!this.#ended) return;
			else if (this.#held > 1) this.#fail("truncated");
			else this.#drop();
		}
		if (this.#held === 0) this.#ended = false;
	}

	/** All octets up to the target are checked: go on, be ready, or fail. */
	#decide(): void {
		const phase = this.#phase;
		if (phase === FCS) {
			if (this.#fcs === FCS_GOOD) {
				this.ready = true;
				this.#counts.frames++;
			} else this.#fail("badFcs");
		} else if (phase === HCS) {
			if (this.#fcs === FCS_GOOD) this.#expectFcs();
			else this.#fail("badHcs");
		} else if (phase === HEADER || this.#readFormat()) this.#readHeader();
	}

	/** True when a header may follow. */
	#readFormat(): boolean {
		const high = this.octets[1] as number;
		const length = ((high & 0x07) << 8) | (this.octets[2] as number);
		// Only in a rescan: there the flags that idle before a frame are still held.
		if (high === FLAG) this.#drop();
		else if (high >> 4 !== FORMAT_TYPE_3 || length < MIN_LENGTH) this.#fail("badFormat");
		else if (length > this.#maxLength) this.#fail("overlong");
		else {
			this.#length = length;
			this.segmented = (high & SEGMENTED) !== 0;
			this.#phase = HEADER;
			return true;
		}
		return false;
	}

	#readHeader(): void {
		const header = headerEnd(this.octets, this.#checked);
		if (header < 0) {
			this.#fail("badAddress");
			return;
		}
		if (header === 0) {
			++this.#target;
			return;
		}
		const information = header + CHECK;
		const end = this.#length + 1 - CHECK;
		this.end = end;
		if (information < end) {
			this.start = information;
			this.#phase = HCS;
			this.#target = information;
		} else if (header === end) {
			this.start = end;
			this.#expectFcs();
		} else this.#fail("badFormat");
	}

	#expectFcs(): void {
		this.#phase = FCS;
		this.#target = this.#length + 1;
	}

	#fail(fault: Fault): void {
		this.#counts[fault]++;
		this.#drop();
	}

	/** Drops the opening flag: the next one held, if any, opens the next try. */
	#drop(): void {
		this.#seek(1);
	}

	#release(): void {
		this.ready = false;
		this.#seek(this.#length + 1);
	}

	/** Lets go of what is held up to the first flag at or after `from`. */
	#seek(from: number): void {
		const octets = this.octets;
		const held = this.#held;
		let next = from;
		while (next < held && octets[next] !== FLAG) ++next;
		if (next > from) this.#counts.noiseOctets += next - from;
		this.#offset += next;
		this.#held = held - next;
		if (next < held) {
			octets.copyWithin(0, next, held);
			this.#begin();
		} else this.#checked = 0;
	}
}
