/** What all readers of DNS messages go by (RFC 1035, 4.1). */

/** Octets before the first question. */
export const HEAD = 12;
/** Type and class, after the name of a question. */
export const QUESTION = 4;
/** In the third octet: it is no query. */
export const RESPONSE = 0x80;
/** From here on, a label's length is the place where the name goes on. */
export const POINTER = 0xc0;
export const MOST_LABEL = 63;
export const TXT = 16;
export const ANY = 255;

/** Of two octets. */
export function number(octets: Uint8Array, at: number): number {
	return ((octets[at] as number) << 8) | (octets[at + 1] as number);
}
