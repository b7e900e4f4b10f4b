/** What views have in common: a line that names them, and a sentence in place of what is missing. */
import { type Sheet, SMALL } from "./sheet.ts";
import { FAINT, INK } from "./tones.ts";

/** At the top; `aside` stands at its end. */
export function drawTitle(sheet: Sheet, title: string, aside: string): void {
	sheet.text(title, SMALL, FAINT, 0, 0);
	if (aside !== "") sheet.textTo(sheet.width, aside, SMALL, FAINT, 0);
}

/** In the middle. */
export function drawMessage(sheet: Sheet, text: string): void {
	const x = Math.floor((sheet.width - sheet.widthOf(text, SMALL)) / 2);
	sheet.text(text, SMALL, INK, x, Math.floor((sheet.height - sheet.heightOf(SMALL)) / 2));
}
