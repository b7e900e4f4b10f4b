/** What a bad line, a bad adapter or a wrong setting makes of a frame's octets. Nothing is kept. */

/** Numbers from 0 up to 1. */
type Random = () => number;

const BITS = 8;
const MILLION = 1e6;
/** Longest frame that a bad transceiver leaves alone: all list 1 have 44 octets or fewer. */
const SHORT = 50;
/** Of long frames, those it harms: 437 of 447 (streams/no-aidon-6525-tss721-lossy). */
const HARMED = 437 / 447;
const MOST_HARM = 8;

/** Each bit turned with a chance of so many in a million. */
export function withBitErrors(octets: Uint8Array, perMillion: number, next: Random): Uint8Array {
	const bent = octets.slice();
	for (let i = 0; i < bent.length; i++) {
		for (let bit = 0; bit < BITS; bit++) {
			if (next() * MILLION < perMillion) bent[i] = (bent[i] as number) ^ (1 << bit);
		}
	}
	return bent;
}

export function withLostOctets(octets: Uint8Array, perMillion: number, next: Random): Uint8Array {
	return octets.filter(() => next() * MILLION >= perMillion);
}

export function withDoubledOctets(
	octets: Uint8Array,
	perMillion: number,
	next: Random,
): Uint8Array {
	const twice: number[] = [];
	for (const octet of octets) {
		twice.push(octet);
		if (next() * MILLION < perMillion) twice.push(octet);
	}
	return Uint8Array.from(twice);
}

/** 1 to 8 octets of a long frame, lost or changed. */
export function throughBadTransceiver(octets: Uint8Array, next: Random): Uint8Array {
	if (octets.length <= SHORT || next() >= HARMED) return octets;
	const heard = Array.from(octets);
	for (let harm = 1 + Math.floor(next() * MOST_HARM); harm > 0; harm--) {
		const at = 1 + Math.floor(next() * (heard.length - 2));
		if (next() < 0.5) heard.splice(at, 1);
		else heard[at] = Math.floor(next() * 256);
	}
	return Uint8Array.from(heard);
}

/** 0D 0A in place of each 0A. */
export function throughTextMode(octets: Uint8Array): Uint8Array {
	return Uint8Array.from(
		Array.from(octets).flatMap((octet) => (octet === 0x0a ? [0x0d, octet] : octet)),
	);
}

export function junk(size: number, next: Random): Uint8Array {
	return Uint8Array.from({ length: size }, () => Math.floor(next() * 256));
}
