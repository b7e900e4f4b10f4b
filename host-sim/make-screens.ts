/**
 * Draws every scene into `test/screens`, over what is there, and all of them on one sheet in
 * `docs/screens.png`. Look at them before they are committed.
 *
 *     npm run screens
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { PNG } from "pngjs";
import { play, SCENES } from "./scenes.ts";
import type { FrameBuffer } from "./screen.ts";

const COLUMNS = 3;
const SCALE = 2;
const MARGIN = 8;
/** Of the sheet. */
const GRAY = 0x50;

function sheet(screens: readonly FrameBuffer[]): PNG {
	const [first] = screens;
	if (first === undefined) throw new Error("there is no scene");
	const wide = first.width * SCALE + MARGIN;
	const high = first.height * SCALE + MARGIN;
	const rows = Math.ceil(screens.length / COLUMNS);
	const png = new PNG({ width: COLUMNS * wide + MARGIN, height: rows * high + MARGIN });
	png.data.fill(GRAY);
	screens.forEach((screen, i) => {
		const picture = PNG.sync.read(screen.toPng(SCALE));
		const x = MARGIN + (i % COLUMNS) * wide;
		const y = MARGIN + Math.floor(i / COLUMNS) * high;
		PNG.bitblt(picture, png, 0, 0, picture.width, picture.height, x, y);
	});
	for (let i = 3; i < png.data.length; i += 4) png.data[i] = 0xff;
	return png;
}

mkdirSync("test/screens", { recursive: true });
const screens = SCENES.map((scene) => play(scene));
screens.forEach((screen, i) => {
	writeFileSync(`test/screens/${SCENES[i]?.name}.png`, screen.toPng());
});
writeFileSync("docs/screens.png", PNG.sync.write(sheet(screens), { colorType: 0 }));
