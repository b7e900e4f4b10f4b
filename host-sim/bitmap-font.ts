/**
 * The device's own bitmap fonts: BMFont (binary, version 3) with its PNG, as in
 * `src/display/fonts`, drawn as Poco draws them: each glyph at the pen plus its offsets, from the
 * top of the line; no kerning. Poco draws something else for a character without a glyph (e for é, E
 * for €), which nobody wants to see: here it is an error.
 *
 * ```
 * "BMF" 3 { kind(1) size(4) block }...   2: line height(2) base(2) ...   4: 20 octets a glyph
 * ```
 */
import { PNG } from "pngjs";
import type { Font } from "../src/display/screen.ts";

const MAGIC = 0x424d4603;
const COMMON = 2;
const GLYPHS = 4;
const GLYPH_SIZE = 20;
/** The SDK's tools take a pixel's alpha for its ink. */
const ALPHA = 3;
const RGBA = 4;

export interface Glyph {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	readonly left: number;
	readonly top: number;
	readonly advance: number;
}

export class BitmapFont implements Font {
	readonly height: number = 0;
	readonly ascent: number = 0;
	readonly #glyphs: ReadonlyMap<number, Glyph> = new Map();
	readonly #texture: PNG;

	/** Throws an Error for what is not such a font. */
	constructor(description: Uint8Array, image: Uint8Array) {
		const view = new DataView(description.buffer, description.byteOffset, description.byteLength);
		if (view.byteLength < 4 || view.getUint32(0) !== MAGIC)
			throw new Error("not a BMFont, version 3");
		for (let at = 4; at < view.byteLength; ) {
			const kind = view.getUint8(at);
			const size = view.getUint32(at + 1, true);
			if (kind === COMMON) {
				this.height = view.getUint16(at + 5, true);
				this.ascent = view.getUint16(at + 7, true);
			}
			if (kind === GLYPHS) this.#glyphs = glyphsOf(view, at + 5, size);
			at += 5 + size;
		}
		this.#texture = PNG.sync.read(Buffer.from(image));
	}

	get characters(): string[] {
		return [...this.#glyphs.keys()].map((code) => String.fromCodePoint(code));
	}

	/** Pixels from the start of `text` to where the next would start. */
	widthOf(text: string): number {
		let width = 0;
		for (const character of text) width += this.glyphOf(character).advance;
		return width;
	}

	/** Tells each pixel of ink of `text`, drawn from the top left of its line at `x`, `y`. */
	draw(text: string, x: number, y: number, ink: (x: number, y: number) => void): void {
		let pen = x;
		for (const character of text) {
			const glyph = this.glyphOf(character);
			for (let row = 0; row < glyph.height; row++) {
				for (let column = 0; column < glyph.width; column++) {
					if (this.#isInk(glyph.x + column, glyph.y + row)) {
						ink(pen + glyph.left + column, y + glyph.top + row);
					}
				}
			}
			pen += glyph.advance;
		}
	}

	/** Throws an Error for a character that the font has not. */
	glyphOf(character: string): Glyph {
		const glyph = this.#glyphs.get(character.codePointAt(0) ?? 0);
		if (glyph === undefined) throw new Error(`the font has no '${character}'`);
		return glyph;
	}

	#isInk(x: number, y: number): boolean {
		return (this.#texture.data[(y * this.#texture.width + x) * RGBA + ALPHA] ?? 0) >= 128;
	}
}

function glyphsOf(view: DataView, start: number, size: number): Map<number, Glyph> {
	const glyphs = new Map<number, Glyph>();
	for (let at = start; at < start + size; at += GLYPH_SIZE) {
		glyphs.set(view.getUint32(at, true), {
			x: view.getUint16(at + 4, true),
			y: view.getUint16(at + 6, true),
			width: view.getUint16(at + 8, true),
			height: view.getUint16(at + 10, true),
			left: view.getInt16(at + 12, true),
			top: view.getInt16(at + 14, true),
			advance: view.getInt16(at + 16, true),
		});
	}
	return glyphs;
}
