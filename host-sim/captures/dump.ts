/**
 * Dumps with an offset in front of each line, and perhaps the text behind: hexdump -C, xxd, od.
 *
 * ```
 * 00000000  7e a0 27 01 02 01 10 5a  87 e6 e7 00 0f 40 00 00  |~.'....Z.....@..|
 * 00000000: 7ea0 2701 0201 105a 87e6 e700 0f40 0000  ~.'....Z.....@..
 * 0000000 7e a0 27 01 02 01 10 5a 87 e6 e7 00 0f 40 00 00
 * ```
 *
 * Offsets and text are checked against the octets, so that what is read is what was dumped.
 */
import { type Capture, counted, joined, lineError } from "./capture.ts";

const COLON_LINE = /^[0-9a-f]{4,16}:\s+[0-9a-f]{2}/i;
const OCTETS_LINE = /^0{4,16}\s+[0-9a-f]{2}(?:\s|$)/i;
/** As of `hexdump` and `od -x` alone. */
const WORDS_LINE = /^0{6,8}(?:\s+[0-9a-f]{4})+\s*$/i;
const LINE = /^([0-9a-f]{4,16}):?(?:\s+(.*))?$/i;
const GROUP = /\s*\b(?:[0-9a-f]{2})+(?=\s|$)/giy;
/** Text behind two blanks that could be octets itself, as xxd shows the digits of an id. */
const HEX_TEXT = /^(.*\S)\s{2,}([0-9a-f]+)$/i;
const RADICES = Object.freeze([16, 8, 10]);

interface DumpLine {
	readonly number: number;
	readonly text: string;
	readonly offset: string;
	readonly octets: Uint8Array;
	/** A `*` stood above: the line before it again and again, up to this offset. */
	readonly isAfterStar: boolean;
}

/** Reads a dump; undefined for other text. Throws an Error for one that does not fit together. */
export function readDump(text: readonly string[]): Capture | undefined {
	const from = text.findIndex((line) => line.trim() !== "" && !line.startsWith("#"));
	const first = (text[from] ?? "").trim();
	if (WORDS_LINE.test(first)) {
		const why = "a dump of words doesn't say which octet came first; use hexdump -C or xxd";
		throw lineError(from + 1, first, why);
	}
	if (!COLON_LINE.test(first) && !OCTETS_LINE.test(first)) return undefined;
	const lines = dumpLines(text, from);
	const radix = RADICES.find((candidate) => breakOf(lines, candidate) === undefined);
	if (radix === undefined) {
		const { number, text } = breakOf(lines, 16) as DumpLine;
		throw lineError(number, text, "the offset does not follow from the lines above");
	}
	const octets = unfolded(lines, radix);
	return {
		octets,
		arrivals: [],
		isForeign: true,
		understood: `${counted(octets.length, "octet")} in a dump of ${counted(lines.length, "line")} with offsets in front`,
	};
}

function dumpLines(text: readonly string[], from: number): DumpLine[] {
	const lines: DumpLine[] = [];
	let isAfterStar = false;
	for (let i = from; i < text.length; i++) {
		const line = (text[i] as string).trim();
		if (line === "*") isAfterStar = true;
		if (line === "*" || line === "") continue;
		const [, offset, rest = ""] = LINE.exec(line) ?? [];
		const octets = offset === undefined ? undefined : octetsOf(rest);
		if (octets === undefined) throw lineError(i + 1, line, "octets and text do not agree");
		lines.push({ number: i + 1, text: line, offset: offset as string, octets, isAfterStar });
		isAfterStar = false;
	}
	return lines;
}

/** The octets before the text that says the same, or all there is. */
function octetsOf(rest: string): Uint8Array | undefined {
	const [, before = "", text] = HEX_TEXT.exec(rest) ?? [];
	const told = Buffer.from(before.replace(/\s/g, ""), "hex");
	if (told.toString("latin1") === text) return told;
	const ends = [0, ...Array.from(rest.matchAll(GROUP), (group) => group.index + group[0].length)];
	for (const end of ends.reverse()) {
		const octets = Buffer.from(rest.slice(0, end).replace(/\s/g, ""), "hex");
		const behind = rest.slice(end).trimStart();
		if (behind === "" || saysTheSame(behind, octets)) return octets;
	}
	return undefined;
}

/** Octets that are no ASCII may be shown as anything. */
function saysTheSame(column: string, octets: Uint8Array): boolean {
	const text = /^(?:\|.*\||>.*<)$/.test(column) ? column.slice(1, -1) : column;
	// Blanks at the end of a line may have been lost, and those at the start were passed over.
	const blanks = octets.findIndex((octet) => octet !== 0x20);
	const padded = text === column ? " ".repeat(Math.max(0, blanks)) + text : text;
	if (octets.length === 0 || padded.length > octets.length) return false;
	return octets.every((octet, i) => {
		const shown = padded[i] ?? " ";
		return octet < 0x20 || octet > 0x7e || shown.charCodeAt(0) === octet;
	});
}

function offsetOf(line: DumpLine, radix: number): number {
	return /[89a-f]/i.test(line.offset) && radix === 8
		? Number.NaN
		: Number.parseInt(line.offset, radix);
}

/** The first line whose offset is not where the lines above end. */
function breakOf(lines: readonly DumpLine[], radix: number): DumpLine | undefined {
	let before: DumpLine | undefined;
	return lines.find((line) => {
		const size = before?.octets.length ?? 0;
		const gap = before ? offsetOf(line, radix) - offsetOf(before, radix) - size : 0;
		before = line;
		return line.isAfterStar ? !(gap >= 0 && gap % size === 0) : gap !== 0;
	});
}

function unfolded(lines: readonly DumpLine[], radix: number): Uint8Array {
	const parts: Uint8Array[] = [];
	let before: DumpLine | undefined;
	for (const line of lines) {
		if (before && line.isAfterStar) {
			const gap = offsetOf(line, radix) - offsetOf(before, radix) - before.octets.length;
			for (let left = gap; left > 0; left -= before.octets.length) parts.push(before.octets);
		}
		parts.push(line.octets);
		before = line;
	}
	return joined(parts);
}
