/**
 * HDLC check sequence (HCS and FCS), ISO/IEC 13239 annex A: CRC-16/X-25, sent low octet first.
 * Run over data and its own check sequence, a good one leaves `FCS_GOOD`.
 */

export const FCS_START = 0xffff;
export const FCS_GOOD = 0xf0b8;

const POLYNOMIAL = 0x8408;

/** A plain array, because XS reads one in half the instructions of a typed array. */
export const FCS_TABLE: readonly number[] = Object.freeze(
	Array.from({ length: 256 }, (_, octet) => {
		let fcs = octet;
		for (let bit = 0; bit < 8; bit++) fcs = fcs & 1 ? (fcs >> 1) ^ POLYNOMIAL : fcs >> 1;
		return fcs;
	}),
);

/**
 * The same for the first of two octets taken at once: what `FCS_TABLE` makes of an octet and of a 0
 * after it. The second goes through `FCS_TABLE`, and both together are the check sequence.
 */
export const FCS_FIRST: readonly number[] = Object.freeze(
	FCS_TABLE.map((fcs) => (fcs >> 8) ^ (FCS_TABLE[fcs & 0xff] as number)),
);

/** The check sequence to send after `octets` from `start` up to `end`. */
export function checkSequence(octets: Uint8Array, start: number, end: number): number {
	let fcs = FCS_START;
	for (let i = start; i < end; i++) {
		fcs = (fcs >> 8) ^ (FCS_TABLE[(fcs ^ (octets[i] as number)) & 0xff] as number);
	}
	return fcs ^ 0xffff;
}
