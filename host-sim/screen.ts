/** The display in memory: what Poco draws on the device, pixel by pixel, and its pictures. */
import { PNG } from "pngjs";
import type { Font, Screen } from "../src/display/screen.ts";
import { BitmapFont } from "./bitmap-font.ts";

const OPAQUE = 255;
/** Displays that are wider have colours. */
const COLOUR_FROM = 200;

export class FrameBuffer implements Screen {
	readonly width: number;
	readonly height: number;
	/** RGB565 in place of gray. */
	readonly isColour: boolean;
	/**
	 * A row after the other: gray, of which a monochrome display lights what is 128 or more, or RGB565,
	 * as the ST7789 takes it.
	 */
	readonly pixels: Uint8Array | Uint16Array;
	/** Updates that have ended. */
	updates = 0;
	/** Pixels of all updates that have ended, as an update is sent whole. */
	pixelsSent = 0;
	#left = 0;
	#top = 0;
	#right = 0;
	#bottom = 0;
	#isDrawing = false;

	constructor(width = 128, height = 64) {
		this.width = width;
		this.height = height;
		this.isColour = width > COLOUR_FROM;
		this.pixels = this.isColour ? new Uint16Array(width * height) : new Uint8Array(width * height);
	}

	makeColor(red: number, green: number, blue: number): number {
		if (!this.isColour) return Math.round((red + green + blue) / 3);
		return ((red >> 3) << 11) | ((green >> 2) << 5) | (blue >> 3);
	}

	begin(x: number, y: number, width: number, height: number): void {
		if (this.#isDrawing) throw new Error("begin before the end of the last update");
		this.#isDrawing = true;
		this.#left = Math.max(0, x);
		this.#top = Math.max(0, y);
		this.#right = Math.min(this.width, x + width);
		this.#bottom = Math.min(this.height, y + height);
	}

	end(): void {
		if (!this.#isDrawing) throw new Error("end without begin");
		this.#isDrawing = false;
		this.updates++;
		this.pixelsSent += (this.#right - this.#left) * (this.#bottom - this.#top);
	}

	fillRectangle(color: number, x: number, y: number, width: number, height: number): void {
		if (!this.#isDrawing) throw new Error("drawing outside an update");
		const left = Math.max(x, this.#left);
		const right = Math.min(x + width, this.#right);
		if (left >= right) return;
		const bottom = Math.min(y + height, this.#bottom);
		for (let row = Math.max(y, this.#top); row < bottom; row++) {
			this.pixels.fill(color, row * this.width + left, row * this.width + right);
		}
	}

	drawText(text: string, font: Font, color: number, x: number, y: number): void {
		bitmap(font).draw(text, x, y, (column, row) => this.#set(column, row, color));
	}

	getTextWidth(text: string, font: Font): number {
		return bitmap(font).widthOf(text);
	}

	#set(x: number, y: number, color: number): void {
		if (!this.#isDrawing) throw new Error("drawing outside an update");
		if (x < this.#left || x >= this.#right || y < this.#top || y >= this.#bottom) return;
		this.pixels[y * this.width + x] = color;
	}

	/** Takes another's pixels; an update when they differ. */
	show(pixels: Uint8Array): void {
		if (this.pixels.every((pixel: number, i: number) => pixel === pixels[i])) return;
		this.pixels.set(pixels);
		this.updates++;
	}

	isLit(x: number, y: number): boolean {
		const pixel = this.pixels[y * this.width + x] as number;
		return this.isColour ? pixel !== 0 : pixel >= 128;
	}

	/** Each of 0 to 255. */
	rgbAt(x: number, y: number): readonly [red: number, green: number, blue: number] {
		const pixel = this.pixels[y * this.width + x] as number;
		if (!this.isColour) return [pixel, pixel, pixel];
		const five = (bits: number) => Math.round(((bits & 0x1f) * 255) / 31);
		return [five(pixel >> 11), Math.round((((pixel >> 5) & 0x3f) * 255) / 63), five(pixel)];
	}

	/** A PNG in which each pixel is a square of `scale`. */
	toPng(scale = 1): Buffer {
		const png = new PNG({ width: this.width * scale, height: this.height * scale });
		for (let y = 0; y < png.height; y++) {
			for (let x = 0; x < png.width; x++) {
				const rgb = this.rgbAt(Math.floor(x / scale), Math.floor(y / scale));
				png.data.set([...rgb, OPAQUE], (y * png.width + x) * 4);
			}
		}
		return PNG.sync.write(png, { colorType: this.isColour ? 2 : 0 });
	}
}

function bitmap(font: Font): BitmapFont {
	if (!(font instanceof BitmapFont)) throw new Error("not a font of this screen");
	return font;
}

/** Rows of braille, each character 2 by 4 pixels: the whole display in 64 columns. */
export function toBraille(screen: FrameBuffer): string[] {
	const rows: string[] = [];
	for (let y = 0; y < screen.height; y += 4) {
		let row = "";
		for (let x = 0; x < screen.width; x += 2)
			row += String.fromCodePoint(0x2800 + dots(screen, x, y));
		rows.push(row);
	}
	return rows;
}

/** The bit of each dot of a braille character, by row and column. */
const DOTS = [
	[0x01, 0x08],
	[0x02, 0x10],
	[0x04, 0x20],
	[0x40, 0x80],
] as const;

function dots(screen: FrameBuffer, left: number, top: number): number {
	let bits = 0;
	DOTS.forEach((columns, row) => {
		columns.forEach((bit, column) => {
			if (screen.isLit(left + column, top + row)) bits |= bit;
		});
	});
	return bits;
}
