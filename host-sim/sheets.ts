/** Pictures of many screens: golden ones of each view, and all of them on one. */
import { PNG } from "pngjs";
import { VIEWS, type ViewName } from "../src/display/navigation.ts";
import type { Language } from "../src/display/words.ts";
import { play } from "./play.ts";
import { SCENES } from "./scenes.ts";
import type { FrameBuffer } from "./screen.ts";
import type { Scene } from "./situation.ts";

export interface Sheet {
	/** Its file, without the ending. */
	readonly name: string;
	readonly view: ViewName;
	readonly language: Language;
	readonly isColour: boolean;
	readonly scenes: readonly Scene[];
}

const COLUMNS = 5;
const MARGIN = 6;
const GRAY = 0x50;
const LANGUAGES: readonly Language[] = ["nb", "en"];

/** One for each view, size and language. */
export function sheets(): Sheet[] {
	return VIEWS.flatMap((view) =>
		[false, true].flatMap((isColour) =>
			LANGUAGES.map((language) => ({
				name: `${view}-${isColour ? "240x135" : "128x64"}-${language}`,
				view,
				language,
				isColour,
				scenes: SCENES.filter((scene) => scene.view === view),
			})),
		),
	);
}

export function picture({ scenes, language, isColour }: Sheet): PNG {
	return tiled(scenes.map((scene) => play(scene, language, isColour)));
}

/** Where a screen is on its sheet. */
export function placeOf(index: number, isColour: boolean): readonly [x: number, y: number] {
	const [wide, high] = isColour ? [240, 135] : [128, 64];
	const row = Math.floor(index / COLUMNS);
	return [MARGIN + (index % COLUMNS) * (wide + MARGIN), MARGIN + row * (high + MARGIN)];
}

function tiled(screens: readonly FrameBuffer[]): PNG {
	const isColour = screens[0]?.isColour === true;
	const [first] = screens;
	if (first === undefined) throw new Error("a sheet without a screen");
	const [right] = placeOf(COLUMNS - 1, isColour);
	const [, bottom] = placeOf(screens.length - 1, isColour);
	const png = blank(right + first.width + MARGIN, bottom + first.height + MARGIN);
	screens.forEach((screen, i) => {
		const [x, y] = placeOf(i, isColour);
		PNG.bitblt(PNG.sync.read(screen.toPng()), png, 0, 0, screen.width, screen.height, x, y);
	});
	return png;
}

/** All sheets beneath each other. */
export function together(pictures: readonly PNG[]): PNG {
	const width = Math.max(...pictures.map((png) => png.width));
	const png = blank(
		width,
		pictures.reduce((sum, { height }) => sum + height, 0),
	);
	let y = 0;
	for (const one of pictures) {
		PNG.bitblt(one, png, 0, 0, one.width, one.height, 0, y);
		y += one.height;
	}
	return png;
}

function blank(width: number, height: number): PNG {
	const png = new PNG({ width, height });
	png.data.fill(GRAY);
	for (let i = 3; i < png.data.length; i += 4) png.data[i] = 0xff;
	return png;
}
