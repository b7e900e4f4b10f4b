/** What a person sees on the display: the view, and of the first what its pixels say. */
import { VIEWS, type ViewName } from "../../src/display/navigation.ts";
import type { FrameBuffer } from "../screen.ts";

/**
 * `off` is dark. `nothing` is no reading yet, `fresh` a number, and `stale` is `--` and an age, because
 * the number before is too old. The other views have their names.
 */
export const DISPLAY_STATES: readonly string[] = Object.freeze([
	"off",
	"nothing",
	"fresh",
	"stale",
	...VIEWS.slice(2),
]);

/** Rows of the number, and columns that its unit and age leave free. */
const NUMBER_ROWS = 40;
const NUMBER_WIDTH = 100;
/** Two dashes are lower, digits higher than that. */
const DASH_ROWS = 12;

export function displayState(screen: FrameBuffer, view: ViewName | undefined): string {
	if (screen.pixels.every((pixel: number) => pixel === 0)) return "off";
	if (view === "welcome") return "nothing";
	if (view !== "now") return view ?? "off";
	let rows = 0;
	for (let y = 0; y < NUMBER_ROWS; y++) {
		for (let x = 0; x < NUMBER_WIDTH; x++) {
			if (screen.isLit(x, y)) {
				rows++;
				break;
			}
		}
	}
	return rows <= DASH_ROWS ? "stale" : "fresh";
}
