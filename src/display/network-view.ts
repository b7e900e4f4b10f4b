/**
 * How the device is reached, with a QR code: of its page, or of its own network while it is set up.
 * The code is made anew only when what it says changes, ahead of being shown.
 */
import type { Network } from "../model/network.ts";
import { QrCode } from "./qr-code.ts";
import { type Sheet, SMALL } from "./sheet.ts";
import { drawMessage, drawTitle } from "./title.ts";
import { FAINT, INK, type Tone } from "./tones.ts";
import type { Shown } from "./view.ts";
import type { Words } from "./words.ts";

/** What a Wi-Fi code must have a backslash before. */
const SPECIAL = '\\;,:"';
/** Modules around a code that should be light; on a small display what there is room for. */
const QUIET = 4;
const MOST_LINES = 2;
const NO_LINES: readonly string[] = Object.freeze([]);

export class NetworkView {
	readonly #code = new QrCode();
	#network: Network | undefined = undefined;
	#text = "";
	/** Of `#network`, as wide as there is room beside the code; empty until drawn. */
	#first: readonly string[] = NO_LINES;
	#second: readonly string[] = NO_LINES;

	/** A step towards the code; false when there was nothing to do. */
	prepare(network: Network): boolean {
		if (network !== this.#network) {
			this.#network = network;
			this.#text = textOf(network);
			this.#first = NO_LINES;
		}
		return this.#text !== "" && this.#code.step(this.#text);
	}

	draw(sheet: Sheet, { network, words, ownerCode }: Shown): void {
		const { phase } = network;
		if (phase === "none" || phase === "joining") {
			drawTitle(sheet, words.network, "");
			drawMessage(sheet, phase === "none" ? words.noNetwork : words.joining);
			if (phase === "joining") drawSsid(sheet, network.ssid);
			return;
		}
		const left = this.#drawCode(sheet);
		const isJoined = phase === "joined";
		if (this.#first.length === 0) {
			const room = sheet.width - left;
			this.#first = wrapped(sheet, isJoined ? network.address : network.ssid, room);
			this.#second = wrapped(sheet, isJoined ? network.ssid : network.key, room);
		}
		if (isJoined) this.#drawPage(sheet, words, ownerCode, left);
		else this.#drawJoin(sheet, words, left);
	}

	/** With the owner's code, where there is one: who sees the display is at home. A long one they made themselves. */
	#drawPage(sheet: Sheet, words: Words, code: string, left: number): void {
		const line = sheet.heightOf(SMALL);
		sheet.text(words.page, SMALL, FAINT, left, 0);
		drawLines(sheet, this.#first, INK, left, line);
		const last = sheet.height - line;
		const isShown = code !== "" && left + sheet.widthOf(code, SMALL) <= sheet.width;
		if (!isShown) sheet.text(this.#second[0] ?? "", SMALL, FAINT, left, last);
		else {
			sheet.text(words.code, SMALL, FAINT, left, last - line);
			sheet.text(code, SMALL, INK, left, last);
		}
	}

	/** A long name takes the place of the word before it. */
	#drawJoin(sheet: Sheet, words: Words, left: number): void {
		const line = sheet.heightOf(SMALL);
		const isLong = this.#first.length > 1;
		if (!isLong) sheet.text(words.joinHere, SMALL, FAINT, left, 0);
		const top = drawLines(sheet, this.#first, INK, left, isLong ? 0 : line);
		sheet.text(words.key, SMALL, FAINT, left, top);
		drawLines(sheet, this.#second, INK, left, top + line);
	}

	/** As large as there is room for. Answers where text may begin. */
	#drawCode(sheet: Sheet): number {
		const code = this.#code;
		if (code.size === 0) return 0;
		const { height, scale } = sheet;
		code.scale = Math.floor(height / (code.size + 2));
		const border = Math.floor((height - code.size * code.scale) / 2);
		code.border = Math.min(border, QUIET * code.scale);
		const whole = code.size * code.scale + 2 * code.border;
		sheet.paint(code, 0, Math.floor((height - whole) / 2), whole, whole);
		return whole + 4 * scale;
	}
}

function textOf(network: Network): string {
	if (network.phase === "joined") return `http://${network.address}/`;
	return network.phase === "accessPoint" ? joinText(network) : "";
}

/** `WIFI:T:WPA;S:…;P:…;;`, as phones read it. */
function joinText({ ssid, key }: Network): string {
	return `WIFI:T:WPA;S:${escaped(ssid)};P:${escaped(key)};;`;
}

function escaped(text: string): string {
	let safe = "";
	for (const character of text) safe += SPECIAL.includes(character) ? `\\${character}` : character;
	return safe;
}

function drawSsid(sheet: Sheet, ssid: string): void {
	const wide = sheet.widthOf(ssid, SMALL);
	const x = Math.max(0, Math.floor((sheet.width - wide) / 2));
	sheet.text(ssid, SMALL, FAINT, x, Math.floor((sheet.height + sheet.heightOf(SMALL)) / 2));
}

/** Beneath each other. Answers where they end. */
function drawLines(
	sheet: Sheet,
	lines: readonly string[],
	tone: Tone,
	x: number,
	y: number,
): number {
	const line = sheet.heightOf(SMALL);
	let at = y;
	for (let i = 0; i < lines.length; i++, at += line) {
		sheet.text(lines[i] as string, SMALL, tone, x, at);
	}
	return at;
}

/** In lines no wider than `room`, broken after a dot where there is one; two at most. */
function wrapped(sheet: Sheet, text: string, room: number): readonly string[] {
	const lines: string[] = [];
	let part = "";
	for (const character of text) {
		if (sheet.widthOf(part + character, SMALL) <= room) {
			part += character;
			continue;
		}
		const end = part.lastIndexOf(".") + 1 || part.length;
		lines.push(part.slice(0, end));
		if (lines.length === MOST_LINES) return lines;
		part = part.slice(end) + character;
	}
	lines.push(part);
	return lines;
}
