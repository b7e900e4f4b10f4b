/** Whose meter is heard, how old its lists are, and in words what is wrong on the line. */
import type { Label } from "../model/label.ts";
import { BETWEEN, MEMORY_FULL, TOO_OFTEN } from "../model/restarts.ts";
import { STALE_MS } from "../model/store.ts";
import { age, NOTHING } from "./format.ts";
import { CLOSED_MS, type LineWatch, SILENT_MS } from "./line-watch.ts";
import { type Sheet, SMALL } from "./sheet.ts";
import { drawTitle } from "./title.ts";
import { EXPORT, FAINT, INK, OVER, type Tone } from "./tones.ts";
import type { Shown } from "./view.ts";
import type { Words } from "./words.ts";

const LISTS = 3;
const ROWS = 5;
/** Of an id, the last so many digits are shown. */
const SEEN = 4;

export function drawMeter(sheet: Sheet, shown: Shown, line: LineWatch): void {
	const { words, store } = shown;
	const { detailed, live } = store;
	const id = detailed.list === 0 ? "" : masked(detailed.meterId);
	drawTitle(sheet, live.list === 0 ? words.meter : makerName(live.vendor), id);
	const pitch = Math.floor((sheet.height - sheet.heightOf(SMALL)) / (ROWS - 1));
	for (let i = 0; i < LISTS; i++) {
		const reading = store.latest[i as 0];
		const old = shown.now - reading.receivedAt;
		const text = reading.list === 0 ? NOTHING : age(old, words);
		const y = (1 + i) * pitch;
		sheet.text(`${words.list} ${i + 1}`, SMALL, FAINT, 0, y);
		sheet.textTo(sheet.width, text, SMALL, i < 2 && old > STALE_MS ? FAINT : INK, y);
	}
	const fault = faultOf(words, line, shown);
	const told = fault === words.noFaults ? (restartOf(sheet, shown) ?? fault) : fault;
	sheet.text(told, SMALL, toneOf(told, words), 0, (ROWS - 1) * pitch);
}

/** The worst that is wrong, or that nothing is. */
function faultOf(words: Words, { silentMs, trouble }: LineWatch, { store, counts }: Shown): string {
	if (silentMs >= CLOSED_MS && store.live.list === 0) return words.portClosed;
	if (silentMs >= SILENT_MS || counts.octets === 0) return words.noMeter;
	if (trouble === "none") return store.live.list === 0 ? words.listening : words.noFaults;
	return trouble === "noise" ? words.noise : words.parity;
}

/** Why the app was restarted, as far as there is room. */
function restartOf(sheet: Sheet, { restartReason, words }: Shown): string | undefined {
	if (restartReason === undefined) return undefined;
	const text = `${words.restarted} ${reasonIn(words, restartReason)}`;
	let end = 0;
	let room = sheet.width;
	for (; end < text.length; end++) {
		room -= sheet.widthOf(text.charAt(end), SMALL);
		if (room < 0) break;
	}
	return text.slice(0, end);
}

/** Of an exception its own words, without the engine's before them. */
function reasonIn(words: Words, reason: string): string {
	if (reason === MEMORY_FULL) return words.memoryFull;
	if (reason === TOO_OFTEN) return words.tooOften;
	const end = reason.indexOf(BETWEEN);
	return end < 0 ? reason : reason.slice(end + BETWEEN.length);
}

function toneOf(fault: string, words: Words): Tone {
	if (fault === words.noFaults) return EXPORT;
	return fault === words.listening ? INK : OVER;
}

/** `…1234`: enough to tell it from the neighbour's, and no more. */
function masked(id: Readonly<Label>): string {
	let length = 0;
	while (id.at(length) >= 0) length++;
	if (length <= SEEN) return "";
	let text = "…";
	for (let i = length - SEEN; i < length; i++) text += String.fromCharCode(id.at(i));
	return text;
}

function makerName(vendor: string): string {
	return vendor === "LandisGyr(Embriq)" ? "Landis+Gyr" : vendor;
}
