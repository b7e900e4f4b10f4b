/**
 * Volt and ampere of each phase, and the one that carries most marked. What an IT net's meter does
 * not measure is said, and what a list left out is missing.
 */

import { INDEX } from "../model/quantity.ts";
import type { Reading } from "../model/reading.ts";
import { STALE_MS } from "../model/store.ts";
import { age, milli, NOTHING, SPACE } from "./format.ts";
import { MEDIUM, type Sheet, SMALL } from "./sheet.ts";
import { drawMessage, drawTitle } from "./title.ts";
import { FAINT, INK, PAPER } from "./tones.ts";
import type { Shown } from "./view.ts";

const PHASES = 3;
const NAMES = Object.freeze(["L1", "L2", "L3"] as const);
const VOLTAGES = Object.freeze([INDEX.voltageL1, INDEX.voltageL2, INDEX.voltageL3] as const);
const CURRENTS = Object.freeze([INDEX.currentL1, INDEX.currentL2, INDEX.currentL3] as const);

export function drawPhases(sheet: Sheet, shown: Shown): void {
	const { words, store } = shown;
	const reading = store.detailed;
	const count = reading.list === 0 ? 0 : phasesOf(reading);
	if (count === 0) {
		drawTitle(sheet, words.phases, "");
		drawMessage(sheet, words.noPhases);
		return;
	}
	const oldMs = shown.now - reading.receivedAt;
	const isOld = oldMs > STALE_MS;
	const net = reading.l2VoltageNotMeasured ? words.itNet : "";
	drawTitle(sheet, words.phases, isOld ? age(oldMs, words) : net);
	const top = sheet.heightOf(SMALL);
	const pitch = Math.floor((sheet.height - top) / PHASES);
	const loaded = isOld || count < 2 ? -1 : loadedOf(reading);
	// One alone stands in the middle.
	const first = count === 1 ? top + pitch : top;
	for (let i = 0; i < count; i++) {
		drawPhase(sheet, shown, i as 0, first + i * pitch, isOld ? undefined : reading, i === loaded);
	}
}

/** 1, 3, or 0 where none is told. */
function phasesOf(reading: Readonly<Reading>): number {
	if (isTold(reading, 1) || isTold(reading, 2)) return PHASES;
	return isTold(reading, 0) ? 1 : 0;
}

function isTold({ values }: Readonly<Reading>, phase: 0 | 1 | 2): boolean {
	return values[VOLTAGES[phase]] !== undefined || values[CURRENTS[phase]] !== undefined;
}

/** The phase with most ampere; -1 where none has any. */
function loadedOf({ values }: Readonly<Reading>): number {
	let most = 0;
	let loaded = -1;
	for (let i = 0; i < PHASES; i++) {
		const current = values[CURRENTS[i as 0]] ?? 0;
		if (current > most) {
			most = current;
			loaded = i;
		}
	}
	return loaded;
}

function drawPhase(
	sheet: Sheet,
	shown: Shown,
	phase: 0 | 1 | 2,
	y: number,
	reading: Readonly<Reading> | undefined,
	isLoaded: boolean,
): void {
	const { scale } = sheet;
	const name = NAMES[phase];
	const wide = sheet.widthOf("L2", MEDIUM) + 4 * scale;
	if (isLoaded) sheet.fill(INK, 0, y, wide, sheet.heightOf(MEDIUM) - scale);
	sheet.text(name, MEDIUM, isLoaded ? PAPER : INK, 2 * scale, y);
	const isL2 = phase === 1;
	const volts = isL2 && reading?.l2VoltageNotMeasured === true;
	const amperes = isL2 && reading?.l2CurrentNotMeasured === true;
	const middle = Math.floor((sheet.width * 23) / 40);
	const voltage = reading?.values[VOLTAGES[phase]];
	const current = reading?.values[CURRENTS[phase]];
	const volt = voltage === undefined ? undefined : `${Math.round(voltage / 1000)}${SPACE}V`;
	const ampere = current === undefined ? undefined : `${milli(current, shown.words)}${SPACE}A`;
	const isOld = reading === undefined;
	if (!(volts && amperes)) drawValue(sheet, shown, middle, y, volts, volt, isOld);
	drawValue(sheet, shown, sheet.width, y, amperes, ampere, isOld);
}

function drawValue(
	sheet: Sheet,
	{ words }: Shown,
	right: number,
	y: number,
	isNotMeasured: boolean,
	value: string | undefined,
	isOld: boolean,
): void {
	if (value !== undefined && !isNotMeasured) sheet.textTo(right, value, MEDIUM, INK, y);
	else if (isOld) sheet.textTo(right, NOTHING, MEDIUM, FAINT, y);
	else {
		const text = isNotMeasured ? words.notMeasured : words.missing;
		sheet.textTo(right, text, SMALL, FAINT, y + sheet.ascentOf(MEDIUM) - sheet.ascentOf(SMALL));
	}
}
