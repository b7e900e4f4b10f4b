/** What the desktop lends the app: UTF-8, and a display in memory with the device's own fonts. */
import numberFnt from "../src/display/fonts/glimt-number-40.fnt";
import numberPng from "../src/display/fonts/glimt-number-40.png";
import smallFnt from "../src/display/fonts/glimt-small-12.fnt";
import smallPng from "../src/display/fonts/glimt-small-12.png";
import unitFnt from "../src/display/fonts/glimt-unit-16.fnt";
import unitPng from "../src/display/fonts/glimt-unit-16.png";
import type { Fonts } from "../src/display/screen.ts";
import type { Ports } from "../src/ports.ts";
import { BitmapFont } from "./bitmap-font.ts";
import type { FrameBuffer } from "./screen.ts";

export function loadFonts(): Fonts {
	return {
		number: new BitmapFont(numberFnt, numberPng),
		unit: new BitmapFont(unitFnt, unitPng),
		small: new BitmapFont(smallFnt, smallPng),
	};
}

export const encode = (text: string): Uint8Array => Buffer.from(text, "utf8");

/** Ports whose display is `screen`: an SSD1306, which takes only whole updates. */
export function portsOf(screen: FrameBuffer): Ports {
	return { encode, display: { screen, fonts: loadFonts(), isWhole: true } };
}
