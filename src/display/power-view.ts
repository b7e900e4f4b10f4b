/** The live power as the one big number, with its unit; stale, `--` and its age. */
import { age, isKilowatts, power } from "./format.ts";
import type { Brush } from "./screen.ts";
import { freshPower, type Shown, type View } from "./view.ts";

const NOTHING = "--";
/** Between number and unit. */
const GAP = 4;

export class PowerView implements View {
	readonly top = 12;
	readonly height = 40;
	/** INVARIANT: these decide every pixel. */
	#number = NOTHING;
	#unit = "";
	#above = "";
	#watts: number | undefined = Number.NaN;

	update(shown: Shown): boolean {
		const watts = freshPower(shown);
		// Most pushes change the number, but a tick every second does not.
		if (watts !== undefined && watts === this.#watts) return false;
		this.#watts = watts;
		if (watts === undefined) return this.#show(NOTHING, staleness(shown), "");
		const words = shown.words;
		return this.#show(
			power(watts, words),
			isKilowatts(watts) ? "kW" : "W",
			watts < 0 ? words.exporting : "",
		);
	}

	#show(number: string, unit: string, above: string): boolean {
		if (number === this.#number && unit === this.#unit && above === this.#above) return false;
		this.#number = number;
		this.#unit = unit;
		this.#above = above;
		return true;
	}

	draw({ screen, fonts, ink }: Brush): void {
		const { top } = this;
		// As wide for W as for kW, so that the number stands still.
		let column = Math.max(
			screen.getTextWidth("kW", fonts.unit),
			screen.getTextWidth(this.#unit, fonts.unit),
		);
		column = Math.max(column, screen.getTextWidth(this.#above, fonts.small));
		const left = screen.width - column;
		const numberLeft = left - GAP - screen.getTextWidth(this.#number, fonts.number);
		screen.drawText(this.#number, fonts.number, ink, numberLeft, top);
		// Number and unit stand on one line.
		const unitTop = top + fonts.number.ascent - fonts.unit.ascent;
		screen.drawText(this.#unit, fonts.unit, ink, left, unitTop);
		screen.drawText(this.#above, fonts.small, ink, left, top);
	}
}

/** How old the last number is, in place of a unit. */
function staleness(shown: Shown): string {
	const reading = shown.store.power;
	return reading.list === 0 ? "" : age(shown.now - reading.receivedAt, shown.words);
}
