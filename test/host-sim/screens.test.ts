/** The display's pixels, against golden pictures. `npm run screens` makes them anew. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { PNG } from "pngjs";
import type { BitmapFont } from "../../host-sim/bitmap-font.ts";
import { loadFonts, loadLargeFonts, portsOf } from "../../host-sim/machine.ts";
import { play } from "../../host-sim/play.ts";
import { SCENES } from "../../host-sim/scenes.ts";
import { FrameBuffer, toBraille } from "../../host-sim/screen.ts";
import { picture, placeOf, sheets } from "../../host-sim/sheets.ts";
import { bring, shownOf, startOf } from "../../host-sim/situation.ts";
import { Display } from "../../src/display/display.ts";
import { NOTHING } from "../../src/display/format.ts";
import type { Font } from "../../src/display/screen.ts";
import { WORDS } from "../../src/display/words.ts";

const FOLDER = "test/screens";
const SIZES = [false, true];

function golden(name: string): PNG {
	return PNG.sync.read(readFileSync(`${FOLDER}/${name}.png`));
}

/** One after the other on one display, as a display lives. */
function live(
	isColour: boolean,
	isWhole: boolean,
	check: (screen: FrameBuffer, i: number) => void,
) {
	for (const [i, scene] of SCENES.entries()) {
		const screen = isColour ? new FrameBuffer(240, 135) : new FrameBuffer();
		const options = { ...portsOf(screen).display, isWhole };
		const display = new Display(options, startOf(scene));
		const shown = shownOf(scene, WORDS.nb);
		bring(display, shown, scene);
		check(screen, i);
	}
}

interface Box {
	readonly text: string;
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

/** Where texts of the last update are, from their line's top to what letters stand on. */
class Measured extends FrameBuffer {
	#texts: Box[] = [];

	constructor(isColour: boolean) {
		super(isColour ? 240 : 128, isColour ? 135 : 64);
	}

	override begin(x: number, y: number, width: number, height: number): void {
		super.begin(x, y, width, height);
		if (height === this.height) this.#texts = [];
	}

	override drawText(text: string, font: Font, color: number, x: number, y: number): void {
		super.drawText(text, font, color, x, y);
		const right = x + this.getTextWidth(text, font);
		const top = y + font.height - font.ascent;
		// Two dashes are in their line's middle.
		const isDashes = text === NOTHING;
		const bottom = y + (isDashes ? Math.ceil(font.ascent * 0.65) : font.ascent);
		const box = { text, left: x, right, top, bottom };
		this.#texts = this.#texts.filter((other) => !overlap(other, box) || other.text !== text);
		this.#texts.push(box);
	}

	complaints(): string[] {
		return this.#texts.flatMap((box, i) => [
			...(box.left < 0 || box.right > this.width || box.bottom > this.height ? [box.text] : []),
			...this.#texts
				.slice(0, i)
				.filter((other) => overlap(box, other))
				.map((other) => `${box.text} on ${other.text}`),
		]);
	}
}

function overlap(one: Box, other: Box): boolean {
	const isBeside = one.right <= other.left || other.right <= one.left;
	return !isBeside && one.bottom > other.top && other.bottom > one.top;
}

/** Lit rows and columns of a part of the screen. */
function extent(screen: FrameBuffer, bottom: number) {
	const rows = new Set<number>();
	const columns = new Set<number>();
	for (let y = 0; y < bottom; y++) {
		for (let x = 0; x < screen.width; x++) {
			if (!screen.isLit(x, y)) continue;
			rows.add(y);
			columns.add(x);
		}
	}
	return { rows, columns };
}

describe("the display's picture", () => {
	for (const sheet of sheets()) {
		it(`is as it was looked at: ${sheet.name}`, () => {
			const was = golden(sheet.name);
			const now = picture(sheet);
			assert.deepEqual([now.width, now.height], [was.width, was.height]);
			const [wide, high] = sheet.isColour ? [240, 135] : [128, 64];
			const cut = (png: PNG, i: number) => {
				const tile = new PNG({ width: wide, height: high });
				const [x, y] = placeOf(i, sheet.isColour);
				PNG.bitblt(png, tile, x, y, wide, high, 0, 0);
				return tile.data;
			};
			for (const [i, { name }] of sheet.scenes.entries()) {
				assert.ok(cut(now, i).equals(cut(was, i)), name);
			}
		});
	}

	it("has a golden sheet for each view, size and language and no other", () => {
		const names = readdirSync(FOLDER).map((file) => file.replace(".png", ""));
		assert.deepEqual(
			names.sort(),
			sheets()
				.map(({ name }) => name)
				.sort(),
		);
	});

	for (const isColour of SIZES) {
		it(`is the same when only what has changed is drawn: ${isColour ? "240×135" : "128×64"}`, () => {
			const whole: FrameBuffer[] = [];
			live(isColour, true, (screen) => whole.push(screen));
			live(isColour, false, (screen, i) => {
				assert.deepEqual(screen.pixels, whole[i]?.pixels, SCENES[i]?.name);
				assert.ok(screen.updates > 0);
			});
		});
	}

	it("is lit or dark and nothing between on 128×64", () => {
		for (const scene of SCENES) {
			const { pixels } = play(scene, "nb", false);
			assert.ok(
				pixels.every((gray: number) => gray === 0 || gray === 255),
				scene.name,
			);
		}
	});

	it("leaves the last row and column free, so that it can be shifted", () => {
		for (const scene of SCENES) {
			const screen = play(scene, "nb", false);
			const { rows, columns } = extent(screen, screen.height);
			assert.ok(!rows.has(63) && !columns.has(127), scene.name);
		}
	});

	for (const isColour of SIZES) {
		const least = isColour ? 76 : 44;
		it(`has digits ${least} pixels high, and no number that is cut`, () => {
			for (const scene of SCENES.filter(({ view, ageMs }) => view === "now" && !ageMs)) {
				const screen = play(scene, "nb", isColour);
				const { rows, columns } = extent(screen, least + 6);
				assert.ok(rows.size >= least, `${scene.name} ${rows.size}`);
				assert.ok(!columns.has(isColour ? 1 : screen.width - 1), scene.name);
			}
		});
	}

	it("has every text whole, and none upon another", () => {
		for (const scene of SCENES) {
			for (const language of ["nb", "en"] as const) {
				for (const isColour of SIZES) {
					const screen = new Measured(isColour);
					const options = { ...portsOf(screen).display, isWhole: true };
					const display = new Display(options, startOf(scene));
					bring(display, shownOf(scene, WORDS[language]), scene);
					assert.deepEqual(screen.complaints(), [], `${scene.view} ${scene.name} ${language}`);
				}
			}
		}
	});

	it("is shown by a terminal dot by dot", () => {
		const screen = play(SCENES[3] as (typeof SCENES)[number], "nb", false);
		const rows = toBraille(screen);
		assert.equal(rows.length, 16);
		const dots = rows
			.join("")
			.split("")
			.map((character) => character.charCodeAt(0) - 0x2800);
		const lit = dots.reduce((sum, bits) => sum + bits.toString(2).replaceAll("0", "").length, 0);
		assert.equal(lit, screen.pixels.filter((gray: number) => gray === 255).length);
	});
});

describe("the display's fonts", () => {
	const texts = Object.values(WORDS)
		.flatMap((words) => Object.values(words).flat())
		.join("");

	for (const fonts of [loadFonts(), loadLargeFonts()] as unknown as Record<string, BitmapFont>[]) {
		it("have every character that the display writes", () => {
			for (const font of [fonts["medium"], fonts["small"]]) {
				for (const character of `${texts}0123456789kWhVAæøåÆØÅ,−–…>°²-. \u00a0`) {
					assert.ok(font?.characters.includes(character), character);
				}
			}
			for (const character of "0123456789,.−-") {
				assert.ok(fonts["number"]?.characters.includes(character));
			}
		});
	}

	it("have room for every word on both sizes", () => {
		for (const words of Object.values(WORDS)) {
			for (const [key, word] of Object.entries(words).flatMap(([key, word]) =>
				[word].flat().map((one) => [key, one] as const),
			)) {
				const { small } = loadFonts() as unknown as Record<string, BitmapFont>;
				const { small: large } = loadLargeFonts() as unknown as Record<string, BitmapFont>;
				assert.ok((small?.widthOf(word) ?? 999) <= 127, `${key}: ${word}`);
				assert.ok((large?.widthOf(word) ?? 999) <= 232, `${key}: ${word}`);
			}
		}
	});
});
