/**
 * Where an HDLC header ends (ISO/IEC 13239, 4.7.1): an address is 1, 2 or 4 octets, of which only
 * the last has its lowest bit set.
 *
 * ```
 *   7E | A0 2A | 41   | 08 83  | 13 |
 * flag  format  dest    source  control
 * ```
 */

const DESTINATION_AT = 3;
const CONTROL_SIZE = 1;
const MAX_ADDRESS = 4;
/** Destination and source. */
const ADDRESSES = 2;

/**
 * The index after the control octet of a frame that begins at `octets[0]`, of which the first
 * `held` octets are there: 0 when more are needed, -1 when an address has an impossible size.
 */
export function headerEnd(octets: Uint8Array, held: number): number {
	let left = ADDRESSES;
	let size = 0;
	for (let at = DESTINATION_AT; at < held; ++at) {
		++size;
		if (((octets[at] as number) & 1) === 1) {
			if (size === 3) return -1;
			size = 0;
			--left;
			if (left === 0) return at + 1 + CONTROL_SIZE <= held ? at + 1 + CONTROL_SIZE : 0;
		} else if (size === MAX_ADDRESS) return -1;
	}
	return 0;
}
