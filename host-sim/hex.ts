/** Hex text to octets, without anything of Node: on XS too. */

/** White space and `#` comments are ignored; the rest are digits, two to an octet. */
export function octetsOfHex(hex: string): Uint8Array {
	const digits = hex.replace(/#[^\n]*/g, "").replace(/\s+/g, "");
	const octets = new Uint8Array(digits.length / 2);
	for (let i = 0; i < octets.length; i++) {
		octets[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
	}
	return octets;
}
