/**
 * Power now as the one big number, with an arrow and a word while the house exports; beneath it the
 * hour in progress against the next step, or in words what is missing. Too old, it is `--` and its age.
 */
import type { ThisHour } from "../ledger/this-hour.ts";
import { age, isKilowatts, NOTHING, power, SPACE, step } from "./format.ts";
import { type LineWatch, SILENT_MS } from "./line-watch.ts";
import { missing, outlookOf, room, roomText, toneOf } from "./outlook.ts";
import { MEDIUM, NUMBER, type Sheet, SMALL } from "./sheet.ts";
import { drawStepBar } from "./step-bar.ts";
import { EXPORT, FAINT, IMPORT, INK, PAPER, type Tone } from "./tones.ts";
import { freshPower, type Shown } from "./view.ts";

/** Rows of the arrow's head, for scale 1. */
const HEAD = 5;
const STEM = 5;

export function drawNow(sheet: Sheet, shown: Shown, line: LineWatch): void {
	const hour = shown.history?.thisHour;
	const watts = freshPower(shown);
	if (watts === undefined) drawNothing(sheet, shown);
	else drawNumber(sheet, shown, watts, hour ? toneOf(outlookOf(hour)) : IMPORT);
	const bottom = sheet.height - sheet.heightOf(SMALL);
	const trouble = watts === undefined ? troubleOf(shown, line) : "";
	if (trouble !== "") sheet.text(trouble, SMALL, INK, 0, bottom);
	else if (hour === undefined) {
		sheet.text(missing(shown.history, shown), SMALL, FAINT, 0, bottom);
	} else drawHour(sheet, shown, hour);
}

function drawNumber(sheet: Sheet, shown: Shown, watts: number, outlook: Tone): void {
	const { words } = shown;
	const { scale } = sheet;
	const tone = watts < 0 ? EXPORT : outlook;
	// As wide for W as for kW, so that the number stands still.
	const column = sheet.widthOf("kW", MEDIUM) + 2 * scale;
	const left = sheet.width - column;
	const number = power(watts, words);
	const top = scale;
	sheet.textTo(left - scale, number, NUMBER, tone, top);
	const unitTop = top + sheet.ascentOf(NUMBER) - sheet.ascentOf(MEDIUM);
	sheet.text(isKilowatts(watts) ? "kW" : "W", MEDIUM, INK, left + scale, unitTop);
	if (watts >= 0) return;
	const middle = left + scale + Math.floor((column - scale) / 2) - scale;
	drawArrow(sheet, middle, top);
	const wide = sheet.widthOf(words.exporting, SMALL);
	const wordLeft = Math.min(middle - Math.floor(wide / 2), sheet.width - wide);
	sheet.text(words.exporting, SMALL, tone, wordLeft, top + (HEAD + STEM) * scale);
}

/** Upwards, out of the house. */
function drawArrow(sheet: Sheet, middle: number, top: number): void {
	const { scale } = sheet;
	for (let row = 0; row < HEAD; row++) {
		sheet.fill(EXPORT, middle - row * scale, top + row * scale, (2 * row + 1) * scale, scale);
	}
	sheet.fill(EXPORT, middle - scale, top + HEAD * scale, 3 * scale, STEM * scale);
}

function drawNothing(sheet: Sheet, shown: Shown): void {
	const { scale } = sheet;
	const reading = shown.store.power;
	const old = reading.list === 0 ? "" : age(shown.now - reading.receivedAt, shown.words);
	const down = sheet.ascentOf(NUMBER) - sheet.ascentOf(MEDIUM);
	sheet.textTo(sheet.width, old, MEDIUM, INK, scale + down);
	const unit = sheet.widthOf("kW", MEDIUM) + 3 * scale;
	sheet.textTo(sheet.width - unit, NOTHING, NUMBER, FAINT, scale);
}

/** Why there is nothing new. */
function troubleOf({ words }: Shown, { silentMs, trouble }: LineWatch): string {
	if (silentMs >= SILENT_MS) return words.noMeter;
	if (trouble === "none") return words.listening;
	return trouble === "noise" ? words.noise : words.parity;
}

function drawHour(sheet: Sheet, shown: Shown, hour: Readonly<ThisHour>): void {
	const { scale } = sheet;
	const { words } = shown;
	if (scale > 1) drawRoom(sheet, shown, hour);
	const line = sheet.heightOf(SMALL);
	const height = scale > 1 ? 14 : 10;
	const outlook = outlookOf(hour);
	const next = hour.nextStep;
	const name = next === undefined ? "" : step(next, words);
	// As wide for each outlook, so that the bar stands still.
	const wide = Math.max(
		sheet.widthOf(`${words.over}${SPACE}${name}`, SMALL),
		sheet.widthOf(`${words.near}${SPACE}${name}`, SMALL),
	);
	const left = sheet.width - wide - 2 * scale;
	const y = sheet.height - height - scale;
	drawStepBar(sheet, hour, true, y, left - 3 * scale, height);
	if (next === undefined) return;
	const textTop = y + Math.floor((height - line) / 2);
	if (outlook === "clear") {
		sheet.textTo(sheet.width - scale, `${name}${SPACE}kW`, SMALL, INK, textTop);
		return;
	}
	sheet.fill(toneOf(outlook), left, y - scale, sheet.width - left, height + 2 * scale);
	const said = `${words[outlook]}${SPACE}${name}`;
	sheet.textTo(sheet.width - scale, said, SMALL, PAPER, textTop);
}

/** What may be switched on, and for how long. */
function drawRoom(sheet: Sheet, shown: Shown, hour: Readonly<ThisHour>): void {
	const { words } = shown;
	const watts = room(hour, shown);
	const y = sheet.heightOf(NUMBER) - 1;
	if (watts !== undefined) {
		const word = watts < 0 ? words.lower : words.free;
		sheet.text(`${word} ${roomText(watts, words)}`, SMALL, toneOf(outlookOf(hour)), 0, y);
	} else if (hour.nextStep === undefined) sheet.text(words.topStep, SMALL, INK, 0, y);
	const left = age(hour.secondsLeft * 1000, words);
	sheet.textTo(sheet.width, `${left} ${words.left}`, SMALL, FAINT, y);
}
