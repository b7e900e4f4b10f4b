/**
 * What an HTTP head is made of, compared and checked as octets: no string is made to look at one
 * (RFC 9110, 5.5 and 5.6.2).
 */
const HTAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SP = 0x20;
export const COMMA = 0x2c;
export const DOT = 0x2e;
export const SLASH = 0x2f;
export const COLON = 0x3a;
export const SEMICOLON = 0x3b;
export const QUESTION = 0x3f;

const DELETE = 0x7f;
const TOKEN_MARKS = "!#$%&'*+-.^_`|~";

export const isDigit = (octet: number): boolean => octet >= 0x30 && octet <= 0x39;

export const isLetter = (octet: number): boolean =>
	(octet >= 0x41 && octet <= 0x5a) || (octet >= 0x61 && octet <= 0x7a);

const IS_TOKEN: readonly boolean[] = Object.freeze(
	Array.from(
		{ length: DELETE },
		(_, octet) =>
			isDigit(octet) || isLetter(octet) || TOKEN_MARKS.includes(String.fromCharCode(octet)),
	),
);

/** The octets of an ASCII word, for `isWord` and `startsWith`. */
export function word(text: string): readonly number[] {
	return Object.freeze(Array.from(text, (character) => character.charCodeAt(0)));
}

/** Whether the octets from `start` up to `end` are `word`, in its own case. */
export function isExactly(
	octets: Uint8Array,
	start: number,
	end: number,
	word: readonly number[],
): boolean {
	if (end - start !== word.length) return false;
	for (let i = 0; i < word.length; i++) if (octets[start + i] !== word[i]) return false;
	return true;
}

/** Whether they are `word`, which is in lower case, in any case. */
export function isWord(
	octets: Uint8Array,
	start: number,
	end: number,
	word: readonly number[],
): boolean {
	return end - start === word.length && startsWith(octets, start, end, word);
}

/** Whether they begin with `word`, which is in lower case, in any case. */
export function startsWith(
	octets: Uint8Array,
	start: number,
	end: number,
	word: readonly number[],
): boolean {
	if (end - start < word.length) return false;
	for (let i = 0; i < word.length; i++) {
		const octet = octets[start + i] as number;
		if ((octet >= 0x41 && octet <= 0x5a ? octet | 0x20 : octet) !== word[i]) return false;
	}
	return true;
}

/** Where the token that begins at `start` ends; `start` when there is none. */
export function tokenEnd(octets: Uint8Array, start: number, end: number): number {
	let at = start;
	while (at < end && IS_TOKEN[octets[at] as number] === true) at++;
	return at;
}

/** Where the visible ASCII that begins at `start` ends. */
export function visibleEnd(octets: Uint8Array, start: number, end: number): number {
	let at = start;
	while (at < end && (octets[at] as number) > SP && (octets[at] as number) < DELETE) at++;
	return at;
}

/** Whether all may stand in a field value: no control characters but the tab. */
export function isFieldValue(octets: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at < end; at++) {
		const octet = octets[at] as number;
		if ((octet < SP && octet !== HTAB) || octet === DELETE) return false;
	}
	return true;
}

/** The first octet that is neither space nor tab. */
export function skipBlanks(octets: Uint8Array, start: number, end: number): number {
	let at = start;
	while (at < end && (octets[at] === SP || octets[at] === HTAB)) at++;
	return at;
}

/** The end without the spaces and tabs before it. */
export function trimBlanks(octets: Uint8Array, start: number, end: number): number {
	let last = end;
	while (last > start && (octets[last - 1] === SP || octets[last - 1] === HTAB)) last--;
	return last;
}

/** Latin-1. */
export function text(octets: Uint8Array, start: number, end: number): string {
	let characters = "";
	for (let at = start; at < end; at++) characters += String.fromCharCode(octets[at] as number);
	return characters;
}
