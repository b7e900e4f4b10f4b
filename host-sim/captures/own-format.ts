/**
 * Our own capture format, docs/captures.md: a text of comments and of chunks as they arrived.
 *
 * ```
 * # glimt capture 1
 * # line: 2400 8E1
 * # started: 2026-01-17T14:32:20.113Z
 * 0.412 7E A0 2A 41
 * 0.431 08 83 13 04 13
 * ```
 */
import { type Arrival, type Capture, counted, joined, lineError } from "./capture.ts";

const VERSION = 1;
const HEAD = /^# glimt capture (\d+)\s*$/;
/** A comment that says anything else there is only a comment. */
const LINE = /^# line: (\d+ [5-8][EMNOS][12])$/;
const CHUNK = /^(\d+\.\d{3,})((?: [0-9a-f]{2})+)$/i;

export interface Head {
	/** As in `2400 8E1`. */
	readonly line?: string | undefined;
	/** Milliseconds since 1970. */
	readonly startedMs?: number;
	/** Other comments. */
	readonly notes?: readonly string[];
}

/** The lines before the first chunk. */
export function headText({ line, startedMs, notes = [] }: Head): string {
	const lines = [`# glimt capture ${VERSION}`];
	if (line !== undefined) lines.push(`# line: ${line}`);
	if (startedMs !== undefined) lines.push(`# started: ${new Date(startedMs).toISOString()}`);
	lines.push(...notes.map((note) => `# ${note}`));
	return `${lines.join("\n")}\n`;
}

/** The line of a chunk whose last octet was handed over at `atMs` after the start. */
export function chunkText(octets: Uint8Array, atMs: number): string {
	return `${(atMs / 1000).toFixed(3)} ${spacedHex(octets)}\n`;
}

/** `7E A0 27`. */
export function spacedHex(octets: Uint8Array): string {
	return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0").toUpperCase()).join(" ");
}

/** Reads it; undefined for other text. Throws an Error for a line that is not of the format. */
export function readOwnFormat(text: readonly string[]): Capture | undefined {
	const first = text.findIndex((line) => line.trim() !== "");
	const version = HEAD.exec(text[first] ?? "")?.[1];
	if (version === undefined) return undefined;
	if (Number(version) !== VERSION) {
		throw new Error(`a glimt capture of version ${version}, and this glimt reads ${VERSION}`);
	}
	const parts: Uint8Array[] = [];
	const arrivals: Arrival[] = [];
	let line: string | undefined;
	let end = 0;
	for (const [i, written] of text.entries()) {
		const told = written.trim();
		line = LINE.exec(told)?.[1] ?? line;
		if (told === "" || told.startsWith("#")) continue;
		const [, seconds, hex] = CHUNK.exec(told) ?? [];
		if (hex === undefined) throw lineError(i + 1, told, "not seconds and octets");
		const atMs = Number(seconds) * 1000;
		if (atMs < (arrivals.at(-1)?.atMs ?? 0)) throw lineError(i + 1, told, "time goes back");
		const octets = Buffer.from(hex.replaceAll(" ", ""), "hex");
		parts.push(octets);
		end += octets.length;
		arrivals.push({ end, atMs });
	}
	return {
		octets: joined(parts),
		arrivals,
		...(line === undefined ? {} : { line }),
		isForeign: false,
		understood: `${counted(end, "octet")} in ${counted(parts.length, "chunk")} with times`,
	};
}
