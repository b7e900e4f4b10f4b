/**
 * What candump logs and prints, of a line that was bridged to a CAN bus.
 *
 * ```
 * (1690000000.123456) can0 123#7EA027010201105A
 *  can0  123   [8]  7E A0 27 01 02 01 10 5A   '~.'....Z'
 * ```
 */
import { type TimedOctets, timeline } from "./arrivals.ts";
import { type Capture, counted, lineError } from "./capture.ts";
import { lineTime } from "./line-time.ts";

const LOGGED = /^(\S+)\s+([0-9a-f]{3}|[0-9a-f]{8})#(?:#[0-9a-f])?((?:[0-9a-f]{2})*)(?:\s+[RT])?$/i;
const PRINTED =
	/^(\S+)\s+(?:[RT]X \S \S\s+)?([0-9a-f]{3}|[0-9a-f]{8})\s+\[(\d+)\]((?:\s+[0-9a-f]{2})*)(?:\s+'.*')?$/i;

interface CanLine extends TimedOctets {
	/** Bus and id, as written. */
	readonly sender: string;
}

/** Reads candump's lines; undefined for other text. Throws an Error for a line it can't be sure about. */
export function readCandump(text: readonly string[]): Capture | undefined {
	const lines: CanLine[] = [];
	for (const [i, line] of text.entries()) {
		if (line.trim() === "") continue;
		const can = canLine(line.trim(), i + 1);
		if (can === undefined && lines.length === 0) return undefined;
		if (can === undefined) throw lineError(i + 1, line, "candump does not write this");
		const sender = lines[0]?.sender ?? can.sender;
		if (can.sender !== sender) {
			throw lineError(i + 1, line, `above is ${sender}, here ${can.sender}; keep the lines of one`);
		}
		lines.push(can);
	}
	const [first] = lines;
	if (first === undefined) return undefined;
	const { octets, arrivals, told } = timeline(lines);
	return {
		octets,
		arrivals,
		isForeign: true,
		understood: `${counted(octets.length, "octet")} in ${counted(lines.length, "line")} of candump${told}, ${first.sender}`,
	};
}

function canLine(line: string, number: number): CanLine | undefined {
	const time = lineTime(line);
	const rest = time?.rest ?? line;
	const [, bus, id, size, printed] = PRINTED.exec(rest) ?? [];
	if (printed !== undefined) {
		const octets = Buffer.from(printed.replace(/\s/g, ""), "hex");
		return octets.length === Number(size)
			? { octets, time, number, sender: `${bus} ${id}` }
			: undefined;
	}
	const [, logBus, logId, logged] = LOGGED.exec(rest) ?? [];
	if (logged === undefined) return undefined;
	return { octets: Buffer.from(logged, "hex"), time, number, sender: `${logBus} ${logId}` };
}
