/**
 * Until the first reading: what there is to do, in order. A square is filled when it is done. After a
 * minute of silence it says what that may be; a closed port and a missing cable look the same from here.
 */
import { CLOSED_MS, type LineWatch } from "./line-watch.ts";
import { type Sheet, SMALL } from "./sheet.ts";
import { EXPORT, FAINT, INK, NEAR, PAPER, type Tone } from "./tones.ts";
import type { Shown } from "./view.ts";
import type { Words } from "./words.ts";

const ROWS = 5;

export function drawWelcome(sheet: Sheet, shown: Shown, line: LineWatch): void {
	const { words, counts, network } = shown;
	const { height } = sheet;
	const pitch = Math.floor((height - sheet.heightOf(SMALL)) / (ROWS - 1));
	const isLost = line.silentMs >= CLOSED_MS;
	if (isLost) {
		drawStep(sheet, words.noMeter, false, 0);
		sheet.text(words.portClosed, SMALL, NEAR, 0, pitch);
		sheet.text(words.askToOpen, SMALL, INK, 0, 2 * pitch);
		sheet.text(words.askToOpen2, SMALL, INK, 0, 3 * pitch);
	} else {
		const isHeard = counts.octets > 0;
		sheet.text(words.start, SMALL, FAINT, 0, 0);
		drawStep(sheet, isHeard ? words.meterConnected : words.noMeter, isHeard, pitch);
		drawStep(sheet, portText(words, line), false, 2 * pitch);
	}
	const isJoined = network.phase === "joined";
	drawStep(sheet, networkText(shown), isJoined, isLost ? 4 * pitch : 3 * pitch);
}

function portText(words: Words, { trouble }: LineWatch): string {
	if (trouble === "none") return words.listening;
	return trouble === "noise" ? words.noise : words.parity;
}

function networkText({ network, words }: Shown): string {
	if (network.phase === "joined") return network.address;
	if (network.phase === "joining") return words.joining;
	return network.phase === "accessPoint" ? `${words.joinHere} ${network.ssid}` : words.noNetwork;
}

/** A square, and what it stands for. */
function drawStep(sheet: Sheet, text: string, isDone: boolean, y: number): void {
	const { scale } = sheet;
	const tone: Tone = isDone ? EXPORT : FAINT;
	const side = (scale > 1 ? 6 : 5) * scale;
	const top = y + sheet.ascentOf(SMALL) - side - (scale > 1 ? scale : 0);
	sheet.fill(tone, 0, top, side, side);
	if (!isDone) sheet.fill(PAPER, scale, top + scale, side - 2 * scale, side - 2 * scale);
	sheet.text(text, SMALL, INK, side + (scale > 1 ? 4 * scale : 2), y);
}
