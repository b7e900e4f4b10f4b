/**
 * Hex in lines of text, as programs and people write it: plain, or with a time, other text or both
 * in front, and among other lines.
 *
 * ```
 * 7E A0 27 01 02 01 10 5A 87
 * 2026-01-17 14:32:22.104 7ea027010201105a87
 * [14:32:22][D][uart_debug:114]: <<< 7E:A0:27:01:02:01:10:5A:87
 * (V) 7E A0 27 01  02 01 10 5A
 * ```
 *
 * The text in front, numbers aside, is the same before all octets. A line that may hold octets and
 * cannot be read is an error; one that plainly holds none is skipped and counted.
 */
import { type TimedOctets, timeline } from "./arrivals.ts";
import { type Capture, counted, lineError } from "./capture.ts";
import type { HexLine } from "./hex-line.ts";
import type { LineTime } from "./line-time.ts";
import { type LogLine, logLines } from "./log-line.ts";

const SENT = />>>|\b(?:TX|SEND|sent)\b/i;
const TITLE = /\b(\w+ (?:frame|data)):?$/i;
const WIRE_TITLE = /^HDLC frame$/i;
/** Runs of octets such as nothing else is. */
const LOOKS_LIKE_OCTETS =
	/(?:\b(?:0x)?[0-9a-f]{2}(?:[\s,:;-]+|$)){8}|\b(?=\d*[a-f])[0-9a-f]{16}|(?:\\x[0-9a-f]{2}.?){4}/i;
/** Not made of octets by a slip of the pen. */
const WORD = /(?<![0-9a-z])(?=[a-z]*[g-z])[a-z]{4,}(?![0-9a-z])/i;
/** After other text, as many may be an address or a key. */
const MAX_OTHER_OCTETS = 15;
const MAX_FRONT = 40;

/** Reads lines of hex. Throws an Error that names the line nobody can be sure about. */
export function readLog(text: readonly string[]): Capture {
	const all = logLines(text);
	const lines = onTheWire(all);
	const data = dataOf(lines);
	const { octets, arrivals, told } = timeline(data.lines);
	const [first] = all;
	if (octets.length === 0 && first) throw lineError(first.number, first.text, "this is no hex");
	const skipped = all.length - data.read;
	const front = data.front === "" ? "" : `, after "${data.front}"`;
	const only = lines === all ? "" : ', only below "HDLC frame:"';
	const others = skipped > 0 ? `; ${counted(skipped, "other line")} skipped` : "";
	const isPlain = told === "" && front === "" && others === "" && /^ ?$/.test(data.separator);
	return {
		octets,
		arrivals,
		isForeign: !isPlain,
		understood: `${counted(octets.length, "octet")} in ${counted(data.lines.length, "line")} of hex${told}${front}${only}${others}`,
	};
}

/** Some readers log each frame layer by layer under titles; one layer was on the wire. */
function onTheWire(lines: readonly LogLine[]): readonly LogLine[] {
	const titleOf = (line: LogLine) => (line.hex ? undefined : TITLE.exec(line.text.trim())?.[1]);
	if (!lines.some((line) => WIRE_TITLE.test(titleOf(line) ?? ""))) return lines;
	let isWire = false;
	return lines.filter((line) => {
		const title = titleOf(line);
		if (title !== undefined) isWire = WIRE_TITLE.test(title);
		return isWire;
	});
}

interface Data {
	readonly lines: readonly TimedOctets[];
	/** Lines that say something: octets, or the time of those below. */
	readonly read: number;
	readonly front: string;
	readonly separator: HexLine["separator"];
}

function dataOf(lines: readonly LogLine[]): Data {
	const shape = shapeOfMost(lines);
	const data: TimedOctets[] = [];
	let front = "";
	let read = 0;
	let separator: HexLine["separator"] = "";
	let above: LineTime | undefined;
	for (const line of lines) {
		if (line.time?.rest === "") {
			above = line.time;
			read++;
			continue;
		}
		const hex = octetsOf(line, shape);
		if (hex === undefined) continue;
		front ||= line.front;
		if (separator !== "" && hex.separator !== "" && hex.separator !== separator) {
			const why = `octets are parted by "${hex.separator}" here and by "${separator}" above`;
			throw lineError(line.number, line.text, why);
		}
		separator ||= hex.separator;
		data.push({ octets: hex.octets, time: line.time ?? above, number: line.number });
		above = undefined;
		read++;
	}
	const short = front.length > MAX_FRONT ? `${front.slice(0, MAX_FRONT)}…` : front;
	return { lines: data, read, front: short, separator };
}

/** What stands before most octets, numbers aside. */
function shapeOfMost(lines: readonly LogLine[]): string {
	const octets = new Map<string, number>();
	for (const line of lines) {
		const shape = shapeOf(line);
		if (line.hex) octets.set(shape, (octets.get(shape) ?? 0) + line.hex.octets.length);
	}
	return [...octets].reduce((most, other) => (other[1] > most[1] ? other : most), ["", 0])[0];
}

function shapeOf({ front }: LogLine): string {
	return front.replace(/\d+/g, "0");
}

/** The octets of a line, or undefined for a line of something else. */
function octetsOf(line: LogLine, shape: string): HexLine | undefined {
	const { number, text, hex } = line;
	const own = shapeOf(line);
	const further = own.startsWith(shape) ? own.slice(shape.length) : own;
	if (hex === undefined) {
		const isOther = WORD.test(further) || !/\d/.test(further);
		if (!isOther || LOOKS_LIKE_OCTETS.test(text)) {
			throw lineError(number, text, "this is no hex that can be understood");
		}
		return undefined;
	}
	if (own === shape) {
		if (hex.half === undefined) return hex;
		const where = hex.half.length > 8 ? "" : ` in "${hex.half}"`;
		throw lineError(
			number,
			text,
			`an odd number of hex digits${where}, so half an octet is missing`,
		);
	}
	const isSent = SENT.test(own) && !SENT.test(shape);
	if (!isSent && (!WORD.test(further) || hex.octets.length > MAX_OTHER_OCTETS)) {
		throw lineError(number, text, "other text stands before these octets than before the others");
	}
	return undefined;
}
