/**
 * CRC-32 as Ethernet has it (IEEE 802.3; in ISO 3309 too): polynomial 04C11DB7, low bit first,
 * started with ones, the result inverted. Finds any three wrong bits in a record, and any run of up
 * to 32.
 */

const POLYNOMIAL = 0xedb88320;

/** Signed, so that XS keeps to integers. */
const TABLE: readonly number[] = Object.freeze(
	Array.from({ length: 256 }, (_, octet) => {
		let crc = octet;
		for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
		return crc | 0;
	}),
);

/** Of `octets` from `start` up to `end`, as a signed integer of 32 bits. */
export function crc32(octets: Uint8Array, start: number, end: number): number {
	let crc = -1;
	for (let i = start; i < end; i++) {
		crc = (crc >>> 8) ^ (TABLE[(crc ^ (octets[i] as number)) & 0xff] as number);
	}
	return ~crc;
}
