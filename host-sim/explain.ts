/** `glimt decode --explain`: every octet of a frame with what it means. */
import { ARRAY, FIXED_SIZES, isString, STRUCTURE, UINT32 } from "../src/han/cursor.ts";
import { checkSequence } from "../src/han/fcs.ts";
import { HdlcReader } from "../src/han/hdlc.ts";
import { ENERGIES, KFM, orderOf } from "../src/han/meters/kaifa.ts";
import { Counts } from "../src/model/counts.ts";
import { DateTime } from "../src/model/date-time.ts";
import { QUANTITIES, quantityAt } from "../src/model/quantity.ts";
import { isBare } from "./captures/frames.ts";
import { OBJECT_NAMES, TYPE_NAMES, UNIT_NAMES } from "./dlms-names.ts";

const LLC_SIZE = 3;
const OBIS_SIZE = 6;
const CLOCK_SIZE = 12;
/** Width of the column of octets; longer fields wrap. */
const OCTETS_A_LINE = 8;

/** The lines that explain every good frame in an HDLC stream, or one bare PDU. */
export function explain(octets: Uint8Array): string[] {
	if (isBare(octets)) {
		const bare = new Explanation(octets, 0, octets.length);
		bare.llc();
		bare.apdu();
		return bare.lines;
	}
	const reader = new HdlcReader(new Counts());
	const lines: string[] = [];
	const explainReady = () => {
		if (lines.length > 0) lines.push("");
		const { offset, size } = reader;
		const frame = new Explanation(octets.slice(offset, offset + size + 1), offset, reader.end);
		frame.frame(reader.start, reader.segmented);
		lines.push(...frame.lines);
	};
	let at = 0;
	for (;;) {
		at = reader.read(octets, at, octets.length, 0);
		if (!reader.ready) break;
		explainReady();
	}
	for (;;) {
		reader.read(octets, 0, 0, Number.POSITIVE_INFINITY);
		if (!reader.ready) return lines;
		explainReady();
	}
}

class Explanation {
	readonly lines: string[] = [];
	readonly #octets: Uint8Array;
	readonly #view: DataView;
	readonly #offset: number;
	readonly #end: number;
	#at = 0;

	/** `end` is where the APDU ends; `offset` is where the octets stand in the stream. */
	constructor(octets: Uint8Array, offset: number, end: number) {
		this.#octets = octets;
		this.#view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
		this.#offset = offset;
		this.#end = end;
	}

	frame(start: number, isSegmented: boolean): void {
		const octets = this.#octets;
		const length = ((octets[1] as number) & 7) * 256 + (octets[2] as number);
		this.#field(1, "flag");
		const more = isSegmented ? ", segmented: more follows" : "";
		this.#field(2, `frame format: type 3, length ${length}${more}`);
		this.#field(this.#addressSize(), "destination address");
		this.#field(this.#addressSize(), "source address");
		this.#field(1, "control");
		if (start < this.#end) this.#check("header check sequence");
		if (start < this.#end) {
			this.llc();
			this.apdu();
		}
		this.#check("frame check sequence");
		if (octets[this.#at] === 0x7e) this.#field(1, "flag");
	}

	llc(): void {
		const isLlc = this.#octets[this.#at] === 0xe6 && this.#end - this.#at >= LLC_SIZE;
		if (isLlc) this.#field(LLC_SIZE, "LLC: destination, source, quality");
	}

	apdu(): void {
		if (this.#octets[this.#at] === 0x0f && this.#end - this.#at > 6) {
			this.#field(1, "APDU: data-notification");
			this.#field(4, "long-invoke-id-and-priority");
			this.#headerClock();
			if (!this.#value(0)) this.#rest("not A-XDR that we know");
		}
		if (this.#at < this.#end) this.#rest(restName(this.#octets[this.#at] as number));
	}

	#headerClock(): void {
		const tag = this.#octets[this.#at];
		if (tag === 0) this.#field(1, "no date-time");
		else if (tag === 9 || tag === 0x19) this.#field(tag === 9 ? 2 : 1, "date-time follows");
		else if (tag === CLOCK_SIZE) this.#field(1, "date-time follows");
		if (tag !== 0 && this.#end - this.#at >= CLOCK_SIZE) {
			this.#field(CLOCK_SIZE, `date-time ${this.#clock(this.#at)}`);
		}
	}

	/** Explains one value; false when it is not A-XDR. */
	#value(depth: number): boolean {
		const tag = this.#octets[this.#at] as number;
		if (this.#at >= this.#end) return false;
		if (tag === ARRAY || tag === STRUCTURE) return this.#elements(tag, depth);
		if (isString(tag)) return this.#text(tag, depth);
		const size = FIXED_SIZES[tag] ?? -1;
		if (size < 0 || this.#at + 1 + size > this.#end) return false;
		this.#field(1 + size, `${TYPE_NAMES[tag]}${this.#number(tag)}`, depth);
		return true;
	}

	#elements(tag: number, depth: number): boolean {
		if (this.#isScaler()) {
			const exponent = this.#view.getInt8(this.#at + 3);
			const unit = this.#octets[this.#at + 5] as number;
			this.#field(6, `scaler 10^${exponent}, unit ${UNIT_NAMES[unit] ?? unit}`, depth);
			return true;
		}
		const [count, size] = this.#size(this.#at + 1);
		if (depth > 8 || this.#at + 1 + size > this.#end) return false;
		this.#field(1 + size, `${tag === ARRAY ? "array" : "structure"} of ${count}`, depth);
		const names = depth === 0 && tag === STRUCTURE ? this.#positions(count) : [];
		for (let i = 0; i < count; i++) {
			const from = this.lines.length;
			if (!this.#value(depth + 1)) return false;
			if (names[i] !== undefined) this.lines[from] += `: ${names[i]}`;
		}
		return true;
	}

	/** What each element is, where that is told by position alone. */
	#positions(count: number): readonly string[] {
		const order = orderOf(count);
		const isList1 = count === 1 && this.#octets[this.#at] === UINT32;
		const isKaifa = KFM.every((octet, i) => this.#octets[this.#at + 2 + i] === octet);
		if (order === undefined || !(isList1 || isKaifa)) return [];
		const texts = isList1 ? [] : ["list version", "meter id", "meter type"];
		const energies = ["clock", ...ENERGIES.map(nameOf)];
		return [...texts, ...order.map(nameOf), ...energies];
	}

	#isScaler(): boolean {
		const o = this.#octets;
		const at = this.#at;
		return (
			at + 6 <= this.#end &&
			o[at] === 2 &&
			o[at + 1] === 2 &&
			o[at + 2] === 0x0f &&
			o[at + 4] === 0x16
		);
	}

	#text(tag: number, depth: number): boolean {
		const [length, size] = this.#size(this.#at + 1);
		const from = this.#at + 1 + size;
		if (from + length > this.#end) return false;
		const value = this.#octets.subarray(from, from + length);
		const kind = tag === 9 ? "octet-string" : "string";
		if (tag === 9 && length === OBIS_SIZE) this.#field(2 + OBIS_SIZE, obisName(value), depth);
		else if (tag === 9 && length === CLOCK_SIZE) {
			this.#field(2 + CLOCK_SIZE, `${kind}: date-time ${this.#clock(from)}`, depth);
		} else this.#field(1 + size + length, `${kind} ${printable(value)}`, depth);
		return true;
	}

	#number(tag: number): string {
		const at = this.#at + 1;
		const view = this.#view;
		if (tag === 0x05) return ` ${view.getInt32(at)}`;
		if (tag === 0x06) return ` ${view.getUint32(at)}`;
		if (tag === 0x0f) return ` ${view.getInt8(at)}`;
		if (tag === 0x10) return ` ${view.getInt16(at)}`;
		if (tag === 0x11 || tag === 0x16 || tag === 0x03) return ` ${view.getUint8(at)}`;
		if (tag === 0x12) return ` ${view.getUint16(at)}`;
		if (tag === 0x14) return ` ${view.getBigInt64(at)}`;
		if (tag === 0x15) return ` ${view.getBigUint64(at)}`;
		if (tag === 0x17) return ` ${view.getFloat32(at)}`;
		if (tag === 0x18) return ` ${view.getFloat64(at)}`;
		return tag === 0x19 ? ` ${this.#clock(at)}` : "";
	}

	/** A length or count and how many octets it takes. */
	#size(at: number): [value: number, octets: number] {
		const first = this.#octets[at] ?? 0;
		if (first < 0x80) return [first, 1];
		const next = this.#octets[at + 1] ?? 0;
		return first === 0x81 ? [next, 2] : [next * 256 + (this.#octets[at + 2] ?? 0), 3];
	}

	#clock(at: number): string {
		const clock = new DateTime();
		clock.set(this.#view, at);
		const text = clock.toText() ?? "unspecified";
		return `${text}, deviation ${clock.deviation ?? "unspecified"}, status ${clock.status.toString(16).padStart(2, "0").toUpperCase()}`;
	}

	#addressSize(): number {
		let size = 1;
		while (size < 4 && ((this.#octets[this.#at + size - 1] as number) & 1) === 0) size++;
		return size;
	}

	#check(name: string): void {
		const isGood =
			checkSequence(this.#octets, 1, this.#at) === this.#view.getUint16(this.#at, true);
		this.#field(2, `${name}, ${isGood ? "good" : "wrong"}`);
	}

	#rest(meaning: string): void {
		this.#field(this.#end - this.#at, meaning);
	}

	#field(size: number, meaning: string, depth = 0): void {
		for (let done = 0; done < size; done += OCTETS_A_LINE) {
			const from = this.#at + done;
			const octets = this.#octets.subarray(from, Math.min(from + OCTETS_A_LINE, this.#at + size));
			const hex = Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join(" ");
			const offset = String(this.#offset + from).padStart(6);
			const text = done === 0 ? `  ${"  ".repeat(depth)}${meaning}` : "";
			this.lines.push(
				`${offset}  ${hex.toUpperCase().padEnd(3 * OCTETS_A_LINE - 1)}${text}`.trimEnd(),
			);
		}
		this.#at += size;
	}
}

function nameOf(index: number): string {
	return QUANTITIES[index]?.name ?? "";
}

function obisName(value: Uint8Array): string {
	const [a, b, c, d, e, f] = value as unknown as [number, number, number, number, number, number];
	const quantity = QUANTITIES[quantityAt((c << 16) | (d << 8) | e)];
	const name = quantity?.name ?? OBJECT_NAMES[`${c}.${d}.${e}`] ?? "unknown to us";
	return `OBIS ${a}-${b}:${c}.${d}.${e}*${f}: ${name}`;
}

function printable(value: Uint8Array): string {
	return `"${Array.from(value, (octet) => (octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : "·")).join("")}"`;
}

function restName(tag: number): string {
	if (tag === 0xdb) return "general-glo-ciphering: ciphered, no key";
	return tag === 0xe0 ? "general-block-transfer" : "not understood";
}
