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

/**
 * The index after the control octet of a frame that begins at `octets[0]`, of which the first
 * `held` octets are there: 0 when more are needed, -1 when an address has an impossible size.
 */
export function headerEnd(octets: Uint8Array, held: number): number {
	const source = addressEnd(octets, DESTINATION_AT, held);
	if (source <= 0) return source;
	const control = addressEnd(octets, source, held);
	if (control <= 0) return control;
	return control + CONTROL_SIZE <= held ? control + CONTROL_SIZE : 0;
}

function addressEnd(octets: Uint8Array, start: number, held: number): number {
	for (let at = start; at < held; at++) {
		const size = at + 1 - start;
		if (((octets[at] as number) & 1) === 1) return size === 3 ? -1 : at + 1;
		if (size === MAX_ADDRESS) return -1;
	}
	return 0;
}
