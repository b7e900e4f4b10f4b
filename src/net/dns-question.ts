/** What a DNS query asks (RFC 1035, 4.1), of those that `isHarmless` let through. */

import { ANY, HEAD, number, POINTER, QUESTION, RESPONSE, TXT } from "./dns-fields.ts";

/** Whether it asks for the texts of a name, or for all. The labels are ASCII in lower case. */
export function asksForTexts(query: Uint8Array, labels: readonly string[]): boolean {
	if (((query[2] as number) & RESPONSE) !== 0) return false;
	let at = HEAD;
	for (let i = number(query, 4); i > 0; i--) {
		const end = nameEnd(query, at);
		const type = number(query, end);
		if ((type === TXT || type === ANY) && isName(query, at, labels)) return true;
		at = end + QUESTION;
	}
	return false;
}

/** Where what follows a name begins. */
function nameEnd(message: Uint8Array, start: number): number {
	let at = start;
	for (;;) {
		const tag = message[at++] as number;
		if (tag === 0) return at;
		if (tag >= POINTER) return at + 1;
		at += tag;
	}
}

function isName(message: Uint8Array, start: number, labels: readonly string[]): boolean {
	let at = start;
	for (const label of labels) {
		at = labelAt(message, at);
		if (!isLabel(message, at, label)) return false;
		at += 1 + label.length;
	}
	return message[labelAt(message, at)] === 0;
}

/** Where a name goes on. */
function labelAt(message: Uint8Array, start: number): number {
	let at = start;
	while ((message[at] as number) >= POINTER) at = number(message, at) & 0x3fff;
	return at;
}

function isLabel(message: Uint8Array, at: number, label: string): boolean {
	if (message[at] !== label.length) return false;
	for (let i = 0; i < label.length; i++) {
		if (lower(message[at + 1 + i] as number) !== label.charCodeAt(i)) return false;
	}
	return true;
}

/** Letters of ASCII are alike in both cases (RFC 4343). */
function lower(octet: number): number {
	return octet >= 0x41 && octet <= 0x5a ? octet + 0x20 : octet;
}
