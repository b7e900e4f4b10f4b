/** What a person sees on the display, told from its pixels: the same on every engine. */
import type { FrameBuffer } from "../screen.ts";

/**
 * `off` is dark. `nothing` is `--` and no meter heard yet, `fresh` a number, and `stale` a name struck
 * out, because the number before is too old.
 */
export const DISPLAY_STATES: readonly string[] = Object.freeze([
	"off",
	"nothing",
	"fresh",
	"stale",
]);

/** The row that strikes out the meter's name, and columns that no name leaves empty. */
const STRIKE_ROW = 5;
const NAME_WIDTH = 20;
/** Rows of the number's strip. */
const NUMBER_TOP = 12;
const NUMBER_BOTTOM = 52;
/** Two dashes are lower, digits higher than that. */
const DASH_ROWS = 12;

export function displayState(screen: FrameBuffer): string {
	if (screen.pixels.every((gray) => gray === 0)) return "off";
	let strike = 0;
	while (strike < NAME_WIDTH && screen.isLit(strike, STRIKE_ROW)) strike++;
	if (strike === NAME_WIDTH) return "stale";
	let rows = 0;
	for (let y = NUMBER_TOP; y < NUMBER_BOTTOM; y++) {
		for (let x = 0; x < screen.width; x++) {
			if (screen.isLit(x, y)) {
				rows++;
				break;
			}
		}
	}
	return rows <= DASH_ROWS ? "nothing" : "fresh";
}
