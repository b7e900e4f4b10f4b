/**
 * The power as a bar below the number, with its full scale written beside it. The scale is the
 * smallest step that holds the highest power since start, so it does not jump with every kettle.
 * Export is hatched.
 */
import type { Brush } from "./screen.ts";
import { freshPower, type Shown, type View } from "./view.ts";

/** kW. */
const SCALES: readonly number[] = Object.freeze([5, 10, 25, 50, 100]);
/** Room for "100 kW". */
const LABEL_WIDTH = 38;

/** Every second column is ink. */
const HATCH = 2;

export class BarView implements View {
	readonly top = 54;
	readonly height = 10;
	#scale = 0;
	/** Pixels inside the frame; negative is export, undefined is unknown. */
	#length: number | undefined = undefined;
	#width = 0;

	/** `width` is the screen's. */
	constructor(width: number) {
		this.#width = width - LABEL_WIDTH;
	}

	update(shown: Shown): boolean {
		const watts = freshPower(shown);
		const size = Math.abs(watts ?? 0);
		let scale = this.#scale;
		while (scale + 1 < SCALES.length && size > (SCALES[scale] as number) * 1000) scale++;
		const room = this.#width - 4;
		const full = (SCALES[scale] as number) * 1000;
		const length =
			watts === undefined ? undefined : Math.round((Math.min(size, full) * room) / full);
		const signed = length !== undefined && (watts ?? 0) < 0 ? -length : length;
		if (scale === this.#scale && signed === this.#length) return false;
		this.#scale = scale;
		this.#length = signed;
		return true;
	}

	draw({ screen, fonts, ink, paper }: Brush): void {
		const { top } = this;
		const width = this.#width;
		screen.fillRectangle(ink, 0, top, width, this.height);
		screen.fillRectangle(paper, 1, top + 1, width - 2, this.height - 2);
		const length = this.#length ?? 0;
		const step = length < 0 ? HATCH : 1;
		if (step === 1) screen.fillRectangle(ink, 2, top + 2, length, this.height - 4);
		else {
			for (let x = 0; x < -length; x += step) {
				screen.fillRectangle(ink, 2 + x, top + 2, 1, this.height - 4);
			}
		}
		const label = `${SCALES[this.#scale]} kW`;
		const left = screen.width - screen.getTextWidth(label, fonts.small);
		screen.drawText(label, fonts.small, ink, left, top + this.height - fonts.small.height);
	}
}
