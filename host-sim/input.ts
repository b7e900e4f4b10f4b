/** Captures from files: raw octets, our own format, and the hex of other tools. */
import { readFileSync } from "node:fs";
import { readCandump } from "./captures/candump.ts";
import { type Capture, counted } from "./captures/capture.ts";
import { readDump } from "./captures/dump.ts";
import { readLog } from "./captures/log.ts";
import { readOwnFormat } from "./captures/own-format.ts";
import { withNamed } from "./reasons.ts";

/** Control characters that text has: tab, line feed, form feed, return and escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they tell octets from text
const NO_TEXT = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals' colours begin with one
const COLOUR = /\x1b\[[\d;]*[A-Za-z]/g;

/** What `file` holds. Throws an Error that says which line is not understood, and why. */
export function captureOf(file: Buffer): Capture {
	const text = textOf(file);
	if (text === undefined) {
		const understood = `${counted(file.length, "octet")}, as they are`;
		return { octets: file, arrivals: [], isForeign: false, understood };
	}
	const lines = text.replace(COLOUR, "").split(/\r\n|\r|\n/);
	return readOwnFormat(lines) ?? readCandump(lines) ?? readDump(lines) ?? readLog(lines);
}

/** The capture in a file, or in standard input for `-`. Throws an Error that names it. */
export function readCapture(name: string): Capture {
	return withNamed(name, () => captureOf(readFileSync(name === "-" ? 0 : name)));
}

/** The octets alone. */
export function octetsOf(file: Buffer): Uint8Array {
	return captureOf(file).octets;
}

/** Undefined for raw octets: every frame has some that no text has. */
function textOf(file: Buffer): string | undefined {
	// Windows' shells write UTF-16 into files.
	const isUtf16 = file[0] === 0xff && file[1] === 0xfe && file[3] === 0;
	const text = file.toString(isUtf16 ? "utf16le" : "utf8").replace(/^\ufeff/, "");
	return NO_TEXT.test(text) ? undefined : text;
}
