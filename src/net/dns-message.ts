/**
 * Whether a DNS message from anybody (RFC 1035, 4; RFC 6762) can be given to the SDK's reader of mDNS. That
 * one follows names that point to themselves for ever, makes objects of whatever a message says it has, and
 * strings of labels that are no UTF-8, which XS reads and writes past their end.
 *
 * ```
 *  id(2) flags(2) questions(2) answers(2) authorities(2) additional(2)         head, 12 octets
 *  name type(2) class(2)                                                       question
 *  name type(2) class(2) TTL(4) length(2) data(length)                         record
 *
 *  name: length(1) label, and so on; at its end 0, or two octets from C0 00 on: the place where it goes on
 * ```
 */

import { isUtf8 } from "../model/utf8.ts";
import { HEAD, MOST_LABEL, number, POINTER, QUESTION, TXT } from "./dns-fields.ts";

const RECORD = 10;
/** In the data of a SRV record, before its name. */
const SRV_HEAD = 6;
const PTR = 12;
const SRV = 33;
/** Questions and records; a computer with many services tells some 20 at once. */
const MOST_ENTRIES = 40;
/** Labels, pointers and texts of all entries: some 40 octets each, when they are read. */
const MOST_PIECES = 256;
/** Octets of labels, each looked at as often as a name has it; such a computer's have some 3000. */
const MOST_OCTETS = 4096;

/** It is whole, its names end and are text, and it has no more in it than there is memory for. */
export function isHarmless(message: Uint8Array): boolean {
	if (message.length < HEAD) return false;
	const questions = number(message, 4);
	const records = number(message, 6) + number(message, 8) + number(message, 10);
	if (questions + records > MOST_ENTRIES) return false;
	const walk = new Walk(message);
	for (let i = 0; i < questions; i++) walk.skipQuestion();
	for (let i = 0; i < records; i++) walk.skipRecord();
	return walk.isGood;
}

class Walk {
	isGood = true;
	readonly #message: Uint8Array;
	#at = HEAD;
	#pieces = 0;
	#octets = 0;

	constructor(message: Uint8Array) {
		this.#message = message;
	}

	skipQuestion(): void {
		this.#goTo(this.#skipName(this.#at) + QUESTION);
	}

	skipRecord(): void {
		const message = this.#message;
		const head = this.#skipName(this.#at);
		const data = head + RECORD;
		this.#goTo(data);
		if (!this.isGood) return;
		const length = number(message, data - 2);
		this.#goTo(data + length);
		if (!this.isGood || length === 0) return;
		const type = number(message, head);
		if (type === PTR) this.#skipName(data);
		else if (type === SRV) this.#skipName(data + SRV_HEAD);
		else if (type === TXT) this.#skipTexts(data, data + length);
	}

	#goTo(at: number): void {
		this.#at = at;
		if (at > this.#message.length) this.isGood = false;
	}

	/** Follows it to its end. Answers where the next thing begins. */
	#skipName(start: number): number {
		const message = this.#message;
		let next = 0;
		// A pointer goes back before all that was read of the name, so it never meets itself.
		let before = start;
		let at = start;
		while (at < message.length && ++this.#pieces <= MOST_PIECES) {
			const tag = message[at++] as number;
			if (tag === 0) return next === 0 ? at : next;
			if (tag < POINTER) {
				if (tag > MOST_LABEL || !this.#isLabel(at, at + tag)) break;
				at += tag;
				continue;
			}
			if (next === 0) next = at + 1;
			at = ((tag - POINTER) << 8) | (message[at] ?? 0xff);
			if (at >= before) break;
			before = at;
		}
		this.isGood = false;
		return message.length;
	}

	/** Of them nothing is read but where they end: they may be any octets. */
	#skipTexts(start: number, end: number): void {
		let at = start;
		while (at < end && ++this.#pieces <= MOST_PIECES) at += 1 + (this.#message[at] as number);
		if (at < end) this.isGood = false;
	}

	#isLabel(start: number, end: number): boolean {
		this.#octets += end - start;
		if (end > this.#message.length || this.#octets > MOST_OCTETS) return false;
		return isUtf8(this.#message, start, end);
	}
}
