/**
 * Text as octets of UTF-8 (RFC 3629). By hand, because XS has no TextDecoder, and its
 * `decodeURIComponent` lets octets pass that are none.
 */

/** Characters that are put together at a time: a text that grows by one is copied for each. */
const PIECE = 32;

/** The text of `octets` from `start` up to `end`; undefined where they are no UTF-8. */
export function utf8Text(octets: Uint8Array, start: number, end: number): string | undefined {
	const pieces: string[] = [];
	let piece = "";
	let at = start;
	while (at < end) {
		const code = codeAt(octets, at, end);
		if (code < 0) return undefined;
		at += lengthOf(code);
		piece += String.fromCodePoint(code);
		if (piece.length >= PIECE) {
			pieces.push(piece);
			piece = "";
		}
	}
	pieces.push(piece);
	return pieces.join("");
}

/** Whether `octets` from `start` up to `end` are UTF-8. Makes nothing. */
export function isUtf8(octets: Uint8Array, start: number, end: number): boolean {
	let at = start;
	while (at < end) {
		if ((octets[at] as number) < 0x80) {
			at++;
			continue;
		}
		const code = codeAt(octets, at, end);
		if (code < 0) return false;
		at += lengthOf(code);
	}
	return true;
}

/** The character that begins at `at` and ends before `end`; -1 where none does. */
function codeAt(octets: Uint8Array, at: number, end: number): number {
	const first = octets[at] as number;
	const more = following(first);
	if (more < 0 || at + more >= end) return -1;
	let code = more === 0 ? first : first & (0x3f >> more);
	for (let i = at + 1; i <= at + more; i++) {
		const octet = octets[i] as number;
		if ((octet & 0xc0) !== 0x80) return -1;
		code = (code << 6) | (octet & 0x3f);
	}
	const isHalf = code >= 0xd800 && code < 0xe000;
	return code < leastOf(more) || code > 0x10ffff || isHalf ? -1 : code;
}

/** Octets that follow one that begins a character; -1 where it begins none. */
function following(octet: number): number {
	if (octet < 0x80) return 0;
	if (octet < 0xc0 || octet >= 0xf8) return -1;
	if (octet < 0xe0) return 1;
	return octet < 0xf0 ? 2 : 3;
}

/** The lowest character that needs so many octets more. */
function leastOf(more: number): number {
	if (more === 0) return 0;
	if (more === 1) return 0x80;
	return more === 2 ? 0x800 : 0x10000;
}

/**
 * The text of what is percent-encoded, where a form has `+` for the space; undefined where that is
 * neither that nor UTF-8.
 */
export function formText(encoded: string): string | undefined {
	const octets = new Uint8Array(encoded.length);
	let length = 0;
	for (let at = 0; at < encoded.length; at++) {
		let code = encoded.charCodeAt(at);
		if (code === PLUS) code = SPACE;
		else if (code === PERCENT) {
			const digits = encoded.slice(at + 1, at + 3);
			if (!/^[0-9A-Fa-f]{2}$/.test(digits)) return undefined;
			code = Number.parseInt(digits, 16);
			at += 2;
		} else if (code > 0x7f) return undefined;
		octets[length++] = code;
	}
	return utf8Text(octets, 0, length);
}

const PLUS = 0x2b;
const SPACE = 0x20;
const PERCENT = 0x25;

/** Octets of a text; undefined of one that has half a character. */
export function utf8Length(text: string): number | undefined {
	let length = 0;
	for (const character of text) {
		const code = character.codePointAt(0) as number;
		if (code >= 0xd800 && code < 0xe000) return undefined;
		length += lengthOf(code);
	}
	return length;
}

/** Octets of a character. */
function lengthOf(code: number): number {
	if (code < 0x80) return 1;
	if (code < 0x800) return 2;
	return code < 0x10000 ? 3 : 4;
}
