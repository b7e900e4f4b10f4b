/**
 * A line that is hex and nothing else, however its octets are parted.
 *
 * ```
 * 7E A0 27    7EA0 27    7E:A0:27    7E-A0-27    0x7E, 0xA0, 0x27,    { 0x7E, 0x0 };    "\x7E\xA0"
 * ```
 */

export interface HexLine {
	readonly octets: Uint8Array;
	/** What parts the octets; empty when one run of digits is all there is. */
	readonly separator: "" | " " | "," | ":" | "-";
	/** A run with an odd number of digits, so that nobody knows which octets are meant. */
	readonly half: string | undefined;
}

const WRAPPED = /^[\s[({"']*(.*?)[\s\])}"',;]*$/;
const ESCAPED = /^(?:\\x[0-9a-f]{2})+$/i;
const TOKEN = /^(0x)?([0-9a-f]+)$/i;
const SPLITTERS = Object.freeze({
	"": /$/,
	" ": /\s+/,
	",": /\s*[,;]\s*/,
	":": /\s*:\s*/,
	"-": /\s*-\s*/,
});

/** What `text` holds when it is hex from end to end. */
export function hexLine(text: string): HexLine | undefined {
	const inner = WRAPPED.exec(text)?.[1] ?? "";
	const body = ESCAPED.test(inner) ? inner.replaceAll("\\x", "") : inner;
	if (body === "") return undefined;
	const separator = separatorOf(body);
	const tokens = body.split(SPLITTERS[separator]);
	const digits: string[] = [];
	let half: string | undefined;
	for (const token of tokens) {
		const [, prefix, hex] = TOKEN.exec(token) ?? [];
		if (hex === undefined) return undefined;
		// A number of its own, whose first octet nobody knows.
		if (prefix !== undefined && hex.length > 2 && tokens.length > 1) return undefined;
		const isNibble = prefix !== undefined && hex.length === 1;
		if (hex.length % 2 === 1 && !isNibble) half ??= token;
		digits.push(isNibble ? `0${hex}` : hex);
	}
	return { octets: Buffer.from(digits.join(""), "hex"), separator, half };
}

function separatorOf(body: string): HexLine["separator"] {
	if (/[,;]/.test(body)) return ",";
	if (body.includes(":")) return ":";
	if (body.includes("-")) return "-";
	return /\s/.test(body) ? " " : "";
}
