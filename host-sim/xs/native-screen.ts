/** The display that the C host holds: native, as Poco is on the device. */
import type { Font, Fonts, Screen } from "../../src/display/screen.ts";

export const WIDTH = 128;
export const HEIGHT = 64;

class NativeFont implements Font {
	readonly height: number;
	readonly ascent: number;
	/** In the order of the host's `--font` options. */
	readonly index: number;

	constructor(index: number) {
		this.index = index;
		this.height = xs.fontHeight(index);
		this.ascent = xs.fontAscent(index);
	}
}

export class NativeScreen implements Screen {
	readonly width = WIDTH;
	readonly height = HEIGHT;

	makeColor(red: number, green: number, blue: number): number {
		return Math.round((red + green + blue) / 3);
	}
	begin(x: number, y: number, width: number, height: number): void {
		xs.begin(x, y, width, height);
	}
	fillRectangle(color: number, x: number, y: number, width: number, height: number): void {
		xs.fill(color, x, y, width, height);
	}
	drawText(text: string, font: Font, color: number, x: number, y: number): void {
		xs.text(text, (font as NativeFont).index, color, x, y);
	}
	getTextWidth(text: string, font: Font): number {
		return xs.textWidth(text, (font as NativeFont).index);
	}
	end(): void {
		xs.end();
	}
}

export function nativeFonts(): Fonts {
	return { number: new NativeFont(0), medium: new NativeFont(1), small: new NativeFont(2) };
}
