/** The octets of a QR code (ISO/IEC 18004): text in byte mode, with level L's error correction. */

/** Octets of text, by version from 1; each is one block. */
const SIZES = Object.freeze([19, 34, 55] as const);
/** Logarithms of the generator's coefficients after the first, by version (annex A). */
const GENERATORS = Object.freeze([
	Object.freeze([87, 229, 146, 149, 238, 102, 21]),
	Object.freeze([251, 67, 46, 61, 118, 70, 64, 94, 32, 45]),
	Object.freeze([8, 183, 61, 91, 202, 37, 51, 58, 58, 237, 140, 124, 5, 99, 105]),
]);
/** Of the longest, with its correction. */
export const MOST_OCTETS = 70;
/** Mode and length take 12 bits, and the end 4. */
const HEAD = 2;
const BYTE_MODE = 0x4;
const PADS = Object.freeze([0xec, 0x11] as const);
/** x⁸ + x⁴ + x³ + x² + 1, which the field is made with. */
const POLYNOMIAL = 0x11d;
const FIELD = 255;

export type Version = 1 | 2 | 3;

/** Fills `octets` for `text`; answers the version, or undefined where `text` has more than 53 octets. */
export function fillOctets(octets: Uint8Array, text: string): Version | undefined {
	octets.fill(0);
	let end = HEAD;
	for (const character of text) end = put(octets, end, character.codePointAt(0) ?? 0);
	const index = SIZES.findIndex((size) => end <= size);
	if (index < 0) return undefined;
	shift(octets, end - HEAD);
	const size = SIZES[index as 0];
	for (let at = end; at < size; at++) octets[at] = PADS[((at - end) & 1) as 0];
	correct(octets, size, GENERATORS[index] as readonly number[]);
	return (index + 1) as Version;
}

/** UTF-8. What is past the end is only counted. */
function put(octets: Uint8Array, at: number, code: number): number {
	if (code < 0x80) {
		octets[at] = code;
		return at + 1;
	}
	const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
	octets[at] = ((0xff00 >> (more + 1)) & 0xff) | (code >> (6 * more));
	for (let i = 1; i <= more; i++) octets[at + i] = 0x80 | ((code >> (6 * (more - i))) & 0x3f);
	return at + more + 1;
}

/** Mode and length come before the text and end within an octet: all of it moves by half a one. */
function shift(octets: Uint8Array, length: number): void {
	let carried = (length & 0x0f) << 4;
	octets[0] = (BYTE_MODE << 4) | (length >> 4);
	for (let i = 1; i <= length; i++) {
		const octet = octets[i + 1] as number;
		octets[i] = carried | (octet >> 4);
		carried = (octet & 0x0f) << 4;
	}
	octets[1 + length] = carried;
}

/** Reed-Solomon: the remainder of the data by the generator, after it. */
function correct(octets: Uint8Array, size: number, generator: readonly number[]): void {
	const powers = new Uint8Array(2 * FIELD);
	const logs = new Uint8Array(FIELD + 1);
	for (let i = 0, value = 1; i < FIELD; i++) {
		powers[i] = value;
		powers[i + FIELD] = value;
		logs[value] = i;
		value = value < 0x80 ? value << 1 : (value << 1) ^ POLYNOMIAL;
	}
	const rest = new Uint8Array(generator.length + 1);
	const degree = generator.length;
	for (let i = 0; i < size; i++) {
		const factor = (octets[i] as number) ^ (rest[0] as number);
		const log = logs[factor] as number;
		for (let j = 0; j < degree; j++) {
			const product = factor === 0 ? 0 : (powers[log + (generator[j] as number)] as number);
			rest[j] = (rest[j + 1] as number) ^ product;
		}
	}
	octets.set(rest.subarray(0, degree), size);
}
