/** One line of a log: a time, other text and octets, each of which may be missing. */
import { lineError } from "./capture.ts";
import { type HexLine, hexLine } from "./hex-line.ts";
import { type LineTime, lineTime } from "./line-time.ts";

export interface LogLine {
	/** From 1. */
	readonly number: number;
	readonly text: string;
	readonly time: LineTime | undefined;
	/** Between the time and the octets; all of the line where there are none. */
	readonly front: string;
	readonly hex: HexLine | undefined;
}

/** Where octets may begin after other text. */
const FRONT_END = /: |:(?=[0-9a-f]{12})|[\])<>] ?|= ?|\t/gi;
/** A word that is no hex, or an arrow. */
const FRONT_WORD = /^(?:[^\s\d]*[g-z][^\s\d]*|-+>|<-+)\s+/i;
const BLOCK_COMMENT = /\/\*.*?\*\//g;
/** Only hex and a blank may stand before it: in other text these are no comment. */
const LINE_COMMENT = /^((?:[\s0-9a-fx,:-]*\s)?)(?:#|\/\/).*$/i;

/** The lines in which there is something besides comments. */
export function logLines(lines: readonly string[]): LogLine[] {
	const texts = lines.map(withoutComments);
	const hasColons = texts.some((text) => !lineTime(text) && hexLine(text)?.separator === ":");
	return texts.flatMap((text, i) =>
		/\w/.test(text) ? [logLine(text, i + 1, lines[i] as string, hasColons)] : [],
	);
}

function withoutComments(text: string): string {
	const line = text.replace(BLOCK_COMMENT, "").replace(LINE_COMMENT, "$1").trim();
	return line.startsWith(";") ? "" : line;
}

function logLine(line: string, number: number, text: string, hasColons: boolean): LogLine {
	const time = lineTime(line);
	if (time?.isBare && hasColons) {
		if (time.rest === "") return { number, text, time: undefined, front: "", hex: hexLine(line) };
		throw lineError(number, text, "this begins with a time or with three octets");
	}
	return { number, text, time, ...parted(time?.rest ?? line) };
}

function parted(text: string): Pick<LogLine, "front" | "hex"> {
	const whole = hexLine(text);
	if (whole) return { front: "", hex: whole };
	for (const match of text.matchAll(FRONT_END)) {
		const end = match.index + match[0].length;
		const hex = hexLine(text.slice(end));
		// In "length=41 7E A0" the first is a number, and no octet.
		const isNumber = match[0].startsWith("=") && hex?.separator === " ";
		if (hex && !isNumber) return { front: text.slice(0, end).trim(), hex };
	}
	const [word = ""] = FRONT_WORD.exec(text) ?? [];
	const hex = word === "" ? undefined : hexLine(text.slice(word.length));
	return { front: hex ? word.trim() : text, hex };
}
