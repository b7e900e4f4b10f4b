/** The display's pixels, against golden pictures. `npm run screens` makes them anew. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { PNG } from "pngjs";
import { loadFonts } from "../../host-sim/machine.ts";
import { play, SCENES } from "../../host-sim/scenes.ts";
import { type FrameBuffer, toBraille } from "../../host-sim/screen.ts";
import { WORDS } from "../../src/display/words.ts";

const FOLDER = "test/screens";

/** Gray of each pixel. */
function golden(name: string): Uint8Array {
	const png = PNG.sync.read(readFileSync(`${FOLDER}/${name}.png`));
	return Uint8Array.from({ length: png.width * png.height }, (_, i) => png.data[4 * i] as number);
}

/** Lit rows and columns of a part of the screen. */
function extent(screen: FrameBuffer, top: number, bottom: number) {
	const rows = new Set<number>();
	const columns = new Set<number>();
	for (let y = top; y < bottom; y++) {
		for (let x = 0; x < screen.width; x++) {
			if (!screen.isLit(x, y)) continue;
			rows.add(y);
			columns.add(x);
		}
	}
	return { rows, columns };
}

describe("the display's picture", () => {
	for (const scene of SCENES) {
		it(`is as it was looked at: ${scene.name}`, () => {
			assert.deepEqual(play(scene).pixels, golden(scene.name));
		});
	}

	it("has a golden for each scene and no other", () => {
		const names = readdirSync(FOLDER).map((file) => file.replace(".png", ""));
		assert.deepEqual(names.sort(), SCENES.map(({ name }) => name).sort());
	});

	it("is the same when only what has changed is drawn", () => {
		for (const scene of SCENES) {
			assert.deepEqual(play(scene, false).pixels, play(scene).pixels, scene.name);
		}
	});

	it("is lit or dark and nothing between, so that a monochrome display shows all of it", () => {
		for (const scene of SCENES) {
			assert.ok(
				play(scene).pixels.every((gray) => gray === 0 || gray === 255),
				scene.name,
			);
		}
	});

	it("has digits at least 28 pixels high, and no number that is cut", () => {
		for (const scene of SCENES.filter(({ watts, silenceMs }) => watts && !silenceMs)) {
			const { rows, columns } = extent(play(scene), 12, 46);
			assert.ok(rows.size >= 28, `${scene.name} ${rows.size}`);
			assert.ok(!columns.has(0), `${scene.name} reaches the left edge`);
		}
	});

	it("is shown by a terminal dot by dot", () => {
		const screen = play(SCENES[5] as (typeof SCENES)[number]);
		const rows = toBraille(screen);
		assert.equal(rows.length, 16);
		const dots = rows
			.join("")
			.split("")
			.map((character) => character.charCodeAt(0) - 0x2800);
		const lit = dots.reduce((sum, bits) => sum + bits.toString(2).replaceAll("0", "").length, 0);
		assert.equal(lit, screen.pixels.filter((gray) => gray === 255).length);
	});
});

describe("the display's fonts", () => {
	const { number, unit, small } = loadFonts() as unknown as Record<
		string,
		{ characters: string[] }
	>;

	it("have every character that the display writes", () => {
		const words = Object.values(WORDS)
			.flatMap((words) => Object.values(words))
			.join("");
		for (const font of [unit, small]) {
			for (const character of `${words}0123456789kWæøåÆØÅ,−°²-. \u00a0`) {
				assert.ok(font?.characters.includes(character), character);
			}
		}
		for (const character of "0123456789,.−-") assert.ok(number?.characters.includes(character));
	});
});
