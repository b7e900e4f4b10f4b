/** A screen that writes down what is drawn. Each character is 6 pixels wide. */
import type { Font, Fonts, Screen } from "../../src/display/screen.ts";

const WIDTH = 6;

export class FakeScreen implements Screen {
	readonly width = 128;
	readonly height = 64;
	/** `begin x y w h`, `text …` and so on, since the last `take`. */
	#calls: string[] = [];

	take(): string[] {
		const calls = this.#calls;
		this.#calls = [];
		return calls;
	}

	/** Only the texts, in the order they were drawn. */
	texts(): string[] {
		return this.take()
			.filter((call) => call.startsWith("text "))
			.map((call) => call.split(" at ")[0]?.slice("text ".length) ?? "");
	}

	makeColor(red: number): number {
		return red;
	}
	begin(x: number, y: number, width: number, height: number): void {
		this.#calls.push(`begin ${x} ${y} ${width} ${height}`);
	}
	fillRectangle(color: number, x: number, y: number, width: number, height: number): void {
		this.#calls.push(`fill ${color} ${x} ${y} ${width} ${height}`);
	}
	drawText(text: string, _font: Font, _color: number, x: number, y: number): void {
		if (text !== "") this.#calls.push(`text ${text} at ${x} ${y}`);
	}
	getTextWidth(text: string): number {
		return WIDTH * text.length;
	}
	end(): void {
		this.#calls.push("end");
	}
}

export const FAKE_FONTS: Fonts = Object.freeze({
	number: { height: 48, ascent: 44 },
	medium: { height: 16, ascent: 12 },
	small: { height: 12, ascent: 10 },
});
