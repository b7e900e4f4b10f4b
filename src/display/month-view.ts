/** The month's three highest hours, each on a day of its own, their mean and the step it is in. */
import type { Capacity } from "../ledger/capacity.ts";
import { DAY_HOURS, dateOf, dayOfMonthOf, monthOf } from "../model/civil.ts";
import { localDayOf, localHourOf } from "../time/oslo.ts";
import { SPACE, step, thousands } from "./format.ts";
import { missing } from "./outlook.ts";
import { MEDIUM, type Sheet, SMALL } from "./sheet.ts";
import { drawMessage, drawTitle } from "./title.ts";
import { FAINT, INK } from "./tones.ts";
import type { Shown } from "./view.ts";
import type { Words } from "./words.ts";

const PEAKS = 3;

export function drawMonth(sheet: Sheet, shown: Shown): void {
	const { words, history } = shown;
	drawTitle(sheet, words.month, "");
	const capacity = history?.capacity;
	if (capacity === undefined) drawMessage(sheet, missing(history, shown));
	else if (capacity.count === 0) drawMessage(sheet, words.noPeaks);
	else drawPeaks(sheet, words, capacity);
}

function drawPeaks(sheet: Sheet, words: Words, capacity: Readonly<Capacity>): void {
	const { scale } = sheet;
	const bottom = sheet.height - sheet.heightOf(MEDIUM);
	const top = sheet.heightOf(SMALL) + scale;
	const pitch = Math.floor((bottom - 2 * scale - top) / PEAKS);
	for (let i = 0; i < capacity.count; i++) {
		const { hour, wh } = capacity.peaks[i as 0];
		const y = top + i * pitch;
		const place = sheet.text(`${i + 1}`, SMALL, FAINT, 0, y) + 4 * scale;
		sheet.text(dateText(hour, words), SMALL, INK, place, y);
		if (scale > 1) {
			const start = localHourOf(hour) % DAY_HOURS;
			sheet.text(`${start}–${start + 1}`, SMALL, FAINT, place + 42 * scale, y);
		}
		sheet.textTo(sheet.width, `${thousands(wh, words)}${SPACE}kW`, SMALL, INK, y);
	}
	sheet.fill(FAINT, 0, bottom - 2 * scale, sheet.width, scale);
	const down = bottom + sheet.ascentOf(MEDIUM) - sheet.ascentOf(SMALL);
	const wide = sheet.text(words.mean, SMALL, FAINT, 0, down);
	const mean = thousands(capacity.mean, words);
	sheet.text(mean, MEDIUM, INK, wide + 4 * scale, bottom);
	sheet.textTo(sheet.width, stepText(capacity, words), SMALL, INK, down);
}

/** `12. nov`, `12 Nov`. */
function dateText(hour: number, words: Words): string {
	const date = dateOf(localDayOf(hour));
	return `${dayOfMonthOf(date)}${words.dateDot}${SPACE}${words.months[monthOf(date) - 1]}`;
}

/** The step that the mean is in: `5–10 kW`. */
function stepText({ tariff, step: index }: Readonly<Capacity>, words: Words): string {
	const { steps } = tariff;
	const from = index === 0 ? 0 : (steps[index - 1] as number);
	const to = steps[index];
	if (to === undefined) return `>${step(from, words)}${SPACE}kW`;
	return `${step(from, words)}–${step(to, words)}${SPACE}kW`;
}
