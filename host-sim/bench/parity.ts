/**
 * What a UART makes of octets whose parity is not what it was told.
 *
 * ```
 * 8N1 sent:      start d0 d1 d2 d3 d4 d5 d6 d7 stop   start d0 ...
 * 8E1 expected:  start d0 d1 d2 d3 d4 d5 d6 d7 parity stop
 * ```
 *
 * The bit it takes for the stop bit is the next octet's start bit. It hands the octet over all the
 * same, and then waits for the line to fall: that is somewhere in the middle of the next octet. So an
 * octet comes right, the next two make another, and `7E A0 E2 2B` is heard as `7E 13 2B`,
 * as in captures of such readers.
 *
 * The other way round the stop bit is looked for in the parity bit. The line is high again before
 * the next octet, so all octets come right.
 */

const DATA_BITS = 8;
const IDLE = 1;

/** Octets sent one after the other as 8N1, to a UART that expects 8E1. */
export function heardAs8E1(octets: Uint8Array): Uint8Array {
	const bits = bitsOf(octets);
	const heard: number[] = [];
	let at = 0;
	for (;;) {
		while (at < bits.length && bits[at] === 1) at++;
		if (at >= bits.length) return Uint8Array.from(heard);
		let octet = 0;
		for (let i = 0; i < DATA_BITS; i++) octet |= (bits[at + 1 + i] ?? IDLE) << i;
		heard.push(octet);
		// Past start, data and parity, at the stop bit: from there on the line must be high once.
		at += DATA_BITS + 2;
		while (at < bits.length && bits[at] === 0) at++;
	}
}

/** On the line: start bit, data from the lowest bit on, stop bit. */
function bitsOf(octets: Uint8Array): number[] {
	const bits: number[] = [];
	for (const octet of octets) {
		bits.push(0);
		for (let i = 0; i < DATA_BITS; i++) bits.push((octet >> i) & 1);
		bits.push(1);
	}
	return bits;
}
