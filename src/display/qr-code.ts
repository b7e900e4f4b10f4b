/**
 * A QR code (ISO/IEC 18004) of versions 1 to 3, as bits: a URL or a Wi-Fi network of at most 53 octets.
 * The mask is always the first, which readers take as well as any; to find the best would take eight
 * times as long. It is made in two steps, so that neither keeps the UART waiting.
 */
import { fillOctets, MOST_OCTETS } from "./qr-octets.ts";
import type { Screen } from "./screen.ts";
import type { Painter } from "./sheet.ts";
import { INK, PAPER } from "./tones.ts";

const LARGEST = 29;
/** Level L, mask 0, with its check and mask (clause 7.9). */
const FORMAT = 0x77c4;
/** Row and column of alternate modules between the finders. */
const TIMING = 6;
/** Columns and rows that hold a finder, its border and the format. */
const CORNER = 9;
/** Bits of alternate columns from the first, and from the second. */
const EVEN = 0xaaaaaaaa | 0;
const ODD = 0x55555555;
/** The leftmost module of a row. */
const FIRST = 0x80000000 | 0;
/** Rows of a finder, and of the alignment pattern, 7 and 5 bits. */
const FINDER = Object.freeze([0x7f, 0x41, 0x5d, 0x5d, 0x5d, 0x41, 0x7f] as const);
const ALIGNMENT = Object.freeze([0x1f, 0x11, 0x15, 0x11, 0x1f] as const);

export class QrCode implements Painter {
	/** Modules on a side; 0 while there is none. */
	size = 0;
	/** Of a module, in pixels, and of the quiet border. */
	scale = 2;
	border = 0;
	version = 0;
	#text = "";
	/** Octets that are made and wait for their place, of a code of so many modules. */
	#octets: Uint8Array | undefined = undefined;
	#next = 0;
	/** A row each, the leftmost module its highest bit. */
	readonly #rows = new Int32Array(LARGEST);

	/** A step towards the code of `text`; false when there was nothing to do. Too long a text has none. */
	step(text: string): boolean {
		if (text !== this.#text) {
			this.#text = text;
			this.size = 0;
			this.version++;
			const octets = new Uint8Array(MOST_OCTETS);
			const version = fillOctets(octets, text);
			this.#octets = version && octets;
			this.#next = 17 + 4 * (version ?? 0);
			return true;
		}
		const octets = this.#octets;
		if (octets === undefined) return false;
		const size = this.#next;
		const taken = new Int32Array(size);
		this.#octets = undefined;
		this.version++;
		this.#drawPatterns(size, taken);
		this.#drawFormat(size);
		this.#drawData(size, taken, octets);
		this.size = size;
		return true;
	}

	isDark(x: number, y: number): boolean {
		return ((this.#rows[y] as number) & (FIRST >>> x)) !== 0;
	}

	/** With its border: dark on light. */
	paint(screen: Screen, colors: readonly number[], x: number, y: number): void {
		const { size, scale } = this;
		const dark = colors[PAPER] as number;
		const whole = size * scale + 2 * this.border;
		screen.fillRectangle(colors[INK] as number, x, y, whole, whole);
		const left = x + this.border;
		let top = y + this.border;
		for (let row = 0; row < size; row++, top += scale) {
			let bits = this.#rows[row] as number;
			let at = left;
			while (bits !== 0) {
				const light = Math.clz32(bits);
				bits <<= light;
				const length = Math.clz32(~bits);
				at += light * scale;
				screen.fillRectangle(dark, at, top, length * scale, scale);
				bits <<= length;
				at += length * scale;
			}
		}
	}

	/** Finders, alignment and timing; `taken` learns which modules are no data. */
	#drawPatterns(size: number, taken: Int32Array): void {
		const far = size - CORNER + 1;
		for (let y = 0; y < size; y++) {
			const isTop = y < CORNER;
			const finder = FINDER[(isTop ? y : y - size + 7) as 0] ?? 0;
			let row = finder << 25;
			if (isTop) row |= finder << (32 - size);
			let kept = isTop || y >= far ? -1 << 23 : FIRST >>> TIMING;
			if (isTop) kept |= 0xff << (32 - size);
			const aligned = size > 21 ? ALIGNMENT[(y - size + 9) as 0] : undefined;
			if (aligned !== undefined) {
				row |= aligned << (36 - size);
				kept |= 0x1f << (36 - size);
			}
			if (y === TIMING) {
				row |= EVEN & (-1 >>> 8) & (-1 << (40 - size));
				kept = -1;
			} else if (y > 7 && y < far && (y & 1) === 0) row |= FIRST >>> TIMING;
			this.#rows[y] = row;
			taken[y] = kept;
		}
	}

	/** Twice, so that one may be damaged. */
	#drawFormat(size: number): void {
		const last = size - 1;
		for (let i = 0; i < 15; i++) {
			if (((FORMAT >> i) & 1) === 0) continue;
			if (i < 6) this.#set(8, i);
			else if (i < 8) this.#set(8, i + 1);
			else if (i === 8) this.#set(7, 8);
			else this.#set(14 - i, 8);
			if (i < 8) this.#set(last - i, 8);
			else this.#set(8, last - 14 + i);
		}
		this.#set(8, last - 7);
	}

	/** Two columns at a time from the right, up and down in turn, most significant bit first. */
	#drawData(size: number, taken: Int32Array, octets: Uint8Array): void {
		const rows = this.#rows;
		let at = 0;
		let left = 0;
		let octet = 0;
		let y = size - 1;
		let down = -1;
		for (let right = size - 1; right > 0; right -= 2) {
			if (right === TIMING) right--;
			const both = FIRST >>> (right - 1);
			const one = FIRST >>> right;
			for (let i = 0; i < size; i++, y += down) {
				const free = ~(taken[y] as number);
				let row = rows[y] as number;
				for (let bit = one; ; bit = both) {
					if ((free & bit) !== 0) {
						if (left === 0) {
							octet = octets[at++] ?? 0;
							left = 8;
						}
						left--;
						if (((octet >> left) & 1) !== 0) row |= bit;
					}
					if (bit === both) break;
				}
				rows[y] = row;
			}
			down = -down;
			y += down;
		}
		const whole = -1 << (32 - size);
		for (let row = 0; row < size; row++) {
			const mask = (row & 1) === 0 ? EVEN : ODD;
			rows[row] = (rows[row] as number) ^ (mask & whole & ~(taken[row] as number));
		}
	}

	#set(x: number, y: number): void {
		this.#rows[y] = (this.#rows[y] as number) | (FIRST >>> x);
	}
}
