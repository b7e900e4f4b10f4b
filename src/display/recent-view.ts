/**
 * Power of the last two hours as a curve of 90 columns, import upwards and export downwards from a
 * line at 0, with its scale. Where nothing was told, nothing is drawn.
 */
import type { Ring } from "../ledger/recent.ts";
import type { Screen } from "./screen.ts";
import { type Painter, type Sheet, SMALL } from "./sheet.ts";
import { drawMessage, drawTitle } from "./title.ts";
import { EXPORT, FAINT, IMPORT, INK } from "./tones.ts";
import type { Shown } from "./view.ts";

const COLUMNS = 90;
/** Of 10 s each, in a column. */
const PERIODS = 8;
/** W in a step of what is held. */
const STEP = 10;
const NONE = -0x8000;
/** kW. */
const SCALES = Object.freeze([1, 2, 5, 10, 25, 50, 100] as const);

export class RecentView implements Painter {
	/** The period that it was last told for. */
	version = -1;
	readonly #steps = new Int16Array(COLUMNS).fill(NONE);
	#ring: Ring | undefined = undefined;
	/** The newest column, counted from time 0. */
	#column = 0;
	#highest = 0;
	#lowest = 0;
	/** Of the picture, in pixels. */
	#wide = 1;
	#high = 0;

	draw(sheet: Sheet, shown: Shown): void {
		const { words, history } = shown;
		drawTitle(sheet, words.twoHours, "kW");
		if (history === undefined) drawMessage(sheet, words.noHours);
		else if (this.#lowest > this.#highest) drawMessage(sheet, words.noData);
		else this.#drawCurve(sheet, shown);
	}

	paint(screen: Screen, colors: readonly number[], x: number, y: number): void {
		const zero = y + this.#zero;
		const all = this.#up + scaleOf(-this.#lowest);
		for (let i = 0; i < COLUMNS; i++) {
			const steps = this.#steps[i] as number;
			if (steps === NONE) continue;
			const size = Math.round((steps * STEP * this.#high) / (all * 1000));
			const left = x + i * this.#wide;
			const color = colors[size < 0 ? EXPORT : IMPORT] as number;
			if (size > 0) screen.fillRectangle(color, left, zero - size, this.#wide, size + 1);
			else screen.fillRectangle(color, left, zero, this.#wide, 1 - size);
		}
	}

	#drawCurve(sheet: Sheet, { words }: Shown): void {
		const { scale } = sheet;
		const line = sheet.heightOf(SMALL);
		const top = line + 3 * scale;
		const bottom = sheet.height - (scale > 1 ? line : 0) - 2 * scale;
		this.#wide = scale;
		this.#high = bottom - top - 1;
		const right = COLUMNS * scale;
		sheet.paint(this, 0, top, right, bottom - top);
		const axis = right + 2 * scale;
		sheet.fill(FAINT, axis, top, scale, bottom - top);
		this.#drawMarks(sheet, axis + 4 * scale, top, bottom);
		if (scale === 1) return;
		sheet.text(words.ago, SMALL, FAINT, 0, sheet.height - line);
		sheet.textTo(right, words.nowMark, SMALL, FAINT, sheet.height - line);
	}

	#drawMarks(sheet: Sheet, x: number, top: number, bottom: number): void {
		const { scale } = sheet;
		const line = sheet.ascentOf(SMALL) + scale;
		const highest = top - scale;
		const lowest = bottom - line;
		const zero = top + this.#zero;
		const up = this.#up;
		const down = scaleOf(-this.#lowest);
		if (up > 0) this.#drawMark(sheet, `${up}`, x, top, highest);
		if (down > 0) this.#drawMark(sheet, `−${down}`, x, bottom - scale, lowest);
		const half = Math.floor(line / 2);
		const zeroText = down === 0 ? lowest : up === 0 ? highest : zero - half;
		const isFree =
			(up === 0 || zeroText >= highest + line) && (down === 0 || zeroText <= lowest - line);
		this.#drawMark(sheet, isFree ? "0" : "", x, zero < bottom ? zero : bottom - scale, zeroText);
	}

	#drawMark(sheet: Sheet, name: string, x: number, y: number, textTop: number): void {
		sheet.fill(FAINT, x - 4 * sheet.scale, y, 3 * sheet.scale, sheet.scale);
		sheet.text(name, SMALL, INK, x, textTop);
	}

	/** Rows above the line at 0. */
	get #zero(): number {
		const up = this.#up;
		return Math.round((up * this.#high) / (up + scaleOf(-this.#lowest)));
	}

	/** kW at the top; a curve at 0 has a scale, too. */
	get #up(): number {
		return scaleOf(this.#lowest === 0 && this.#highest < 1 ? 1 : this.#highest);
	}

	/** Takes what is new, and only that; done all the time, so that there is never much. */
	look(ring: Ring): void {
		if (ring === this.#ring && ring.period === this.version) return;
		const column = Math.floor((ring.period - 1) / PERIODS);
		const isOther = ring !== this.#ring;
		const gone = isOther ? COLUMNS : Math.min(column - this.#column, COLUMNS);
		this.#ring = ring;
		this.version = ring.period;
		this.#column = column;
		this.#steps.copyWithin(0, gone);
		const from = COLUMNS - 1 - gone;
		for (let i = from < 0 ? 0 : from; i < COLUMNS; i++) {
			this.#steps[i] = meanOf(ring, (column - COLUMNS + 1 + i) * PERIODS);
		}
		this.#highest = -1;
		this.#lowest = 0;
		for (let i = 0; i < COLUMNS; i++) {
			const watts = (this.#steps[i] as number) * STEP;
			if (watts === NONE * STEP) continue;
			if (watts > this.#highest) this.#highest = watts;
			if (watts < this.#lowest) this.#lowest = watts;
		}
	}
}

/** Of a column's periods, in steps. */
function meanOf(ring: Ring, from: number): number {
	let sum = 0;
	let count = 0;
	for (let i = from; i < from + PERIODS; i++) {
		const watts = ring.at(i);
		if (watts === undefined) continue;
		sum += watts;
		count++;
	}
	return count === 0 ? NONE : Math.round(sum / count / STEP);
}

/** The smallest scale that holds so many W, in kW; of none 0. */
function scaleOf(watts: number): number {
	if (watts <= 0) return 0;
	let i = 0;
	while (i + 1 < SCALES.length && watts > (SCALES[i as 0] as number) * 1000) i++;
	return SCALES[i as 0];
}
