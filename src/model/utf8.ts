/** Text as octets of UTF-8, by the language's own means: XS has no TextDecoder. */

/** Octets that are made text at a time; as arguments of a call they lie on the stack. */
const PIECE = 32;

/** The text of `octets` from `start` up to `end`; undefined where they are no UTF-8. */
export function utf8Text(octets: Uint8Array, start: number, end: number): string | undefined {
	const pieces: string[] = [];
	for (let at = start; at < end; at += PIECE) {
		pieces.push(String.fromCharCode(...octets.subarray(at, Math.min(at + PIECE, end))));
	}
	// `escape` writes each octet that is no letter as %XX, which is what UTF-8 is read from.
	return percentText(escape(pieces.join("")));
}

/** The text of what is percent-encoded; undefined where that is no UTF-8. */
export function percentText(encoded: string): string | undefined {
	try {
		return decodeURIComponent(encoded);
	} catch {
		return undefined;
	}
}

/** Octets of a text; undefined of one that has half a character. */
export function utf8Length(text: string): number | undefined {
	try {
		return encodeURIComponent(text).replace(/%../g, "%").length;
	} catch {
		return undefined;
	}
}
