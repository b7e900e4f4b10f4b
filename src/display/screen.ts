/**
 * The part of Poco that views draw with (commodetto/Poco in the Moddable SDK). On the device it is
 * Poco itself; the simulator imitates it to the pixel.
 */

/** A bitmap font; what is in it is the screen's affair. */
export interface Font {
	/** Pixels from one line to the next; text is drawn from the top of its line. */
	readonly height: number;
	/** Pixels from the top of the line to what letters stand on. */
	readonly ascent: number;
}

/** Those of `fonts/` that suit the screen's size, by their use. */
export interface Fonts {
	/** Digits, comma, point, minus and plus only. */
	readonly number: Font;
	readonly medium: Font;
	readonly small: Font;
}

export interface Screen {
	readonly width: number;
	readonly height: number;
	makeColor(red: number, green: number, blue: number): number;
	/** Everything drawn until `end` is clipped to this area. */
	begin(x: number, y: number, width: number, height: number): void;
	fillRectangle(color: number, x: number, y: number, width: number, height: number): void;
	drawText(text: string, font: Font, color: number, x: number, y: number): void;
	getTextWidth(text: string, font: Font): number;
	/** Sends what was drawn. */
	end(): void;
}
