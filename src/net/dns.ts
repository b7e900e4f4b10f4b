/**
 * DNS of the device's own access point (RFC 1035): every name has the device's address, so that a
 * phone which looks for the Internet finds the set-up page. One question in, one answer out:
 *
 * ```
 *  id(2) flags(2) questions(2)=1 answers(2) authorities(2) additional(2)   head, 12 octets
 *  name: length(1) label … 0   type(2) class(2)                             question
 *  C0 0C   type(2) class(2) TTL(4) length(2)=4 address(4)                   answer
 * ```
 */

import { ANY, HEAD, MOST_LABEL, number, POINTER, QUESTION, RESPONSE } from "./dns-fields.ts";

/** Of UDP without extensions (RFC 1035, 4.2.1). */
const MOST = 512;
const MOST_NAME = 255;
const TYPE_A = 1;
const CLASS_IN = 1;
const OPCODE = 0x78;
const RECURSION_DESIRED = 0x01;
const AUTHORITATIVE = 0x04;
const RECURSION_AVAILABLE = 0x80;
/** Of the name in the question, 12 octets from the begin. */
const SAME_NAME = Object.freeze([POINTER, HEAD] as const);
/** Soon forgotten: the phone goes back to the real Internet. */
const TTL = Object.freeze([0, 0, 0, 1] as const);

/**
 * The reply to a datagram, which for an address is `address`, and for anything else says that there is
 * none; undefined for what is no question. `address` is four octets.
 */
export function dnsReply(query: Uint8Array, address: Uint8Array): Uint8Array | undefined {
	const { length } = query;
	if (length < HEAD || length > MOST) return undefined;
	const flags = query[2] as number;
	if ((flags & (RESPONSE | OPCODE)) !== 0 || number(query, 4) !== 1) return undefined;
	const name = nameEnd(query);
	const end = name + QUESTION;
	if (name < 0 || end > length) return undefined;
	const type = number(query, name);
	const isKnown = number(query, name + 2) === CLASS_IN && (type === TYPE_A || type === ANY);
	const answer = isKnown ? [...SAME_NAME, 0, TYPE_A, 0, CLASS_IN, ...TTL, 0, 4, ...address] : [];
	const reply = new Uint8Array(end + answer.length);
	reply.set(query.subarray(0, end));
	reply.fill(0, 6, HEAD);
	reply[2] = RESPONSE | AUTHORITATIVE | (flags & RECURSION_DESIRED);
	reply[3] = RECURSION_AVAILABLE;
	reply[7] = isKnown ? 1 : 0;
	reply.set(answer, end);
	return reply;
}

/** After the name's last octet; -1 where it has no end. A question's name is not compressed. */
function nameEnd(query: Uint8Array): number {
	let at = HEAD;
	while (at < query.length && at - HEAD < MOST_NAME) {
		const label = query[at] as number;
		if (label === 0) return at + 1;
		if (label > MOST_LABEL) return -1;
		at += 1 + label;
	}
	return -1;
}
