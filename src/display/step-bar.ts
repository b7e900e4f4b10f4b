/**
 * The hour in progress against the next step of the tariff: what it holds is solid, a thin line goes
 * on to the mark of the forecast, and the step is a line through the bar, a fifth from its end.
 */
import type { ThisHour } from "../ledger/this-hour.ts";
import { outlookOf, toneOf } from "./outlook.ts";
import type { Sheet } from "./sheet.ts";
import { INK, PAPER } from "./tones.ts";

/** Of the bar's length, up to the step. */
const STEP_AT = 0.8;
/** Rows of the line to the forecast. */
const LINE = 2;

/** In a frame of so many pixels, with the forecast where the power is known (`isFresh`); the step's line is longer than it is high, by its own width. */
export function drawStepBar(
	sheet: Sheet,
	hour: Readonly<ThisHour>,
	isFresh: boolean,
	y: number,
	width: number,
	height: number,
): void {
	const { scale } = sheet;
	const tone = toneOf(outlookOf(hour));
	sheet.fill(INK, 0, y, width, height);
	sheet.fill(PAPER, scale, y + scale, width - 2 * scale, height - 2 * scale);
	const left = 2 * scale;
	const room = width - 4 * scale;
	const limit = hour.limitWh ?? (hour.forecastWh + 1) * STEP_AT;
	const solid = pixels(hour.wh, limit, room);
	const ahead = pixels(hour.forecastWh, limit, room);
	const top = y + 2 * scale;
	const inside = height - 4 * scale;
	sheet.fill(tone, left, top, solid, inside);
	if (isFresh) {
		const middle = y + Math.floor((height - LINE) / 2);
		sheet.fill(tone, left + solid, middle, ahead - solid, LINE);
		const mark = ahead < 2 * scale ? 0 : ahead - 2 * scale;
		sheet.fill(tone, left + mark, top, 2 * scale, inside);
	}
	if (hour.limitWh === undefined) return;
	const at = left + Math.round(room * STEP_AT);
	sheet.fill(PAPER, at - scale, y, 3 * scale + 1, height);
	sheet.fill(INK, at, y - scale, scale + 1, height + 2 * scale);
}

function pixels(wh: number, limit: number, room: number): number {
	const length = limit > 0 ? Math.round((wh * room * STEP_AT) / limit) : room;
	return length < room ? length : room;
}
