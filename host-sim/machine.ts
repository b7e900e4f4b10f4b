/** What the desktop lends the app: UTF-8, and a display in memory with the device's own fonts. */
import medium16Fnt from "../src/display/fonts/glimt-medium-16.fnt";
import medium16Png from "../src/display/fonts/glimt-medium-16.png";
import medium28Fnt from "../src/display/fonts/glimt-medium-28.fnt";
import medium28Png from "../src/display/fonts/glimt-medium-28.png";
import number44Fnt from "../src/display/fonts/glimt-number-44.fnt";
import number44Png from "../src/display/fonts/glimt-number-44.png";
import number76Fnt from "../src/display/fonts/glimt-number-76.fnt";
import number76Png from "../src/display/fonts/glimt-number-76.png";
import small12Fnt from "../src/display/fonts/glimt-small-12.fnt";
import small12Png from "../src/display/fonts/glimt-small-12.png";
import small20Fnt from "../src/display/fonts/glimt-small-20.fnt";
import small20Png from "../src/display/fonts/glimt-small-20.png";
import type { Fonts } from "../src/display/screen.ts";
import type { Encode } from "../src/http/reply.ts";
import type { DisplayPort } from "../src/ports.ts";
import { BitmapFont } from "./bitmap-font.ts";
import type { FrameBuffer } from "./screen.ts";

/** Those of the 128×64 display. */
export function loadFonts(): Fonts {
	return {
		number: new BitmapFont(number44Fnt, number44Png),
		medium: new BitmapFont(medium16Fnt, medium16Png),
		small: new BitmapFont(small12Fnt, small12Png),
	};
}

/** Those of the 240×135 display. */
export function loadLargeFonts(): Fonts {
	return {
		number: new BitmapFont(number76Fnt, number76Png),
		medium: new BitmapFont(medium28Fnt, medium28Png),
		small: new BitmapFont(small20Fnt, small20Png),
	};
}

export const encode = (text: string): Uint8Array => Buffer.from(text, "utf8");

/**
 * Ports whose display is `screen`, with a button: an SSD1306, which takes only whole updates, or the
 * ST7789 in colour.
 */
export function portsOf(screen: FrameBuffer): {
	readonly encode: Encode;
	readonly display: DisplayPort;
} {
	const { isColour } = screen;
	const fonts = isColour ? loadLargeFonts() : loadFonts();
	return { encode, display: { screen, fonts, isColour, isWhole: !isColour, hasButton: true } };
}
