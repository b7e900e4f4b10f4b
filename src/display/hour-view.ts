/** The hour in progress: what it holds, what it will, and the kW left until the next step. */
import type { ThisHour } from "../ledger/this-hour.ts";
import { age, NOTHING, SPACE, step, thousands } from "./format.ts";
import { missing, outlookOf, room, roomText, toneOf } from "./outlook.ts";
import { MEDIUM, type Sheet, SMALL } from "./sheet.ts";
import { drawStepBar } from "./step-bar.ts";
import { drawMessage, drawTitle } from "./title.ts";
import { FAINT, INK, type Tone } from "./tones.ts";
import { freshPower, type Shown } from "./view.ts";

const ROWS = 3;

export function drawHourView(sheet: Sheet, shown: Shown): void {
	const { words } = shown;
	const hour = shown.history?.thisHour;
	if (hour === undefined) {
		drawTitle(sheet, words.thisHour, "");
		drawMessage(sheet, missing(shown.history, shown));
		return;
	}
	drawTitle(sheet, words.thisHour, age(hour.secondsLeft * 1000, words));
	const barHeight = 7 * sheet.scale;
	const barTop = sheet.height - barHeight - sheet.scale;
	const top = sheet.heightOf(SMALL);
	const pitch = Math.floor((barTop - sheet.scale - top) / ROWS);
	const isFresh = freshPower(shown) !== undefined;
	const forecast = isFresh ? energy(hour.forecastWh, shown) : NOTHING;
	drawRow(sheet, top, words.soFar, energy(hour.wh, shown), INK);
	const tone = isFresh ? toneOf(outlookOf(hour)) : FAINT;
	drawRow(sheet, top + pitch, words.forecast, forecast, tone);
	drawLeft(sheet, shown, hour, tone, top + 2 * pitch);
	drawStepBar(sheet, hour, isFresh, barTop, sheet.width, barHeight);
}

function energy(wh: number, { words }: Shown): string {
	return `${thousands(wh, words)}${SPACE}kWh`;
}

/** W that are free, not those that may be taken in all: it is what can be switched on. */
function drawLeft(
	sheet: Sheet,
	shown: Shown,
	hour: Readonly<ThisHour>,
	tone: Tone,
	y: number,
): void {
	const { words } = shown;
	if (hour.nextStep === undefined) {
		sheet.text(words.topStep, SMALL, INK, 0, y + sheet.ascentOf(MEDIUM) - sheet.ascentOf(SMALL));
		return;
	}
	const watts = room(hour, shown);
	const text = watts === undefined ? NOTHING : roomText(watts, words);
	const sign = watts !== undefined && watts < 0 ? "−" : "";
	const label = `${words.until} ${step(hour.nextStep, words)}${SPACE}kW`;
	drawRow(sheet, y, label, `${sign}${text}`, tone);
}

/** A name and its value, on one line. */
function drawRow(sheet: Sheet, y: number, name: string, value: string, tone: Tone): void {
	const down = sheet.ascentOf(MEDIUM) - sheet.ascentOf(SMALL);
	sheet.text(name, SMALL, FAINT, 0, y + down);
	sheet.textTo(sheet.width, value, MEDIUM, tone, y);
}
