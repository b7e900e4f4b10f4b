/**
 * Which hosts we answer for. A page on the Internet can make a name of its own resolve to us (DNS
 * rebinding) and then read our replies as its own; the Host field still carries that name. So we
 * answer only for addresses and for names that the Internet's DNS cannot give away.
 */
import { COLON, DOT, isDigit, isLetter, text } from "./octets.ts";

const OPEN = 0x5b;
const CLOSE = 0x5d;
const HYPHEN = 0x2d;
const UNDERSCORE = 0x5f;

/** RFC 6762, RFC 8375, ICANN's reserved `.internal`, and what home routers hand out. */
const LOCAL_ENDINGS: readonly string[] = Object.freeze([
	".local",
	".lan",
	".home",
	".home.arpa",
	".internal",
]);

/** Where the host ends in `host[:port]` (RFC 3986, 3.2); -1 when the octets are no such thing. */
export function hostEnd(octets: Uint8Array, start: number, end: number): number {
	const host =
		octets[start] === OPEN ? literalEnd(octets, start, end) : nameEnd(octets, start, end);
	let at = host;
	if (at < end && octets[at] === COLON) at++;
	while (at > host && at < end && isDigit(octets[at] as number)) at++;
	return host > start && at === end ? host : -1;
}

/**
 * Whether the host is an address, a single label, local by its ending or one of `names` (in lower
 * case). `start` and `end` are as `hostEnd` found them.
 */
export function isOurs(
	octets: Uint8Array,
	start: number,
	end: number,
	names: readonly string[],
): boolean {
	if (octets[start] === OPEN || isAddress(octets, start, end)) return true;
	const host = text(octets, start, end).toLowerCase();
	if (!host.includes(".")) return true;
	const name = host.endsWith(".") ? host.slice(0, -1) : host;
	return LOCAL_ENDINGS.some((ending) => name.endsWith(ending)) || names.includes(name);
}

/** Digits and dots alone are an address: every top-level domain has a letter (RFC 3696, 2). */
function isAddress(octets: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at < end; at++) {
		if (octets[at] !== DOT && !isDigit(octets[at] as number)) return false;
	}
	return true;
}

function nameEnd(octets: Uint8Array, start: number, end: number): number {
	let at = start;
	while (at < end && isNameOctet(octets[at] as number)) at++;
	return at;
}

function isNameOctet(octet: number): boolean {
	return (
		isLetter(octet) || isDigit(octet) || octet === DOT || octet === HYPHEN || octet === UNDERSCORE
	);
}

/** After the bracket that closes `[::1]`; `start` when none does. */
function literalEnd(octets: Uint8Array, start: number, end: number): number {
	let at = start + 1;
	while (at < end && (octets[at] === COLON || isNameOctet(octets[at] as number))) at++;
	return at < end && octets[at] === CLOSE && at > start + 1 ? at + 1 : start;
}
