/** What a colour means. On a monochrome display all but paper are ink, so none means anything alone. */
import type { Screen } from "./screen.ts";

export const PAPER = 0;
export const INK = 1;
/** What is said beside: names, units, ages. */
export const FAINT = 2;
/** Power into the house. */
export const IMPORT = 3;
/** Power out of it. */
export const EXPORT = 4;
/** The hour's forecast is close to the next step. */
export const NEAR = 5;
/** It reaches the step, or something is wrong. */
export const OVER = 6;
export type Tone = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** The colour of each tone. */
export function colorsOf(screen: Screen, isColour: boolean): readonly number[] {
	const paper = screen.makeColor(0, 0, 0);
	const ink = screen.makeColor(255, 255, 255);
	if (!isColour) return [paper, ink, ink, ink, ink, ink, ink];
	return [
		paper,
		ink,
		screen.makeColor(160, 168, 176),
		screen.makeColor(96, 196, 255),
		screen.makeColor(96, 224, 120),
		screen.makeColor(255, 200, 48),
		screen.makeColor(255, 96, 80),
	];
}
