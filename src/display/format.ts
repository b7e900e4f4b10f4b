/** Numbers as the display writes them. XS has no Intl. */
import type { Words } from "./words.ts";

/** U+2212, the typographic minus. */
const MINUS = "−";
/** U+00A0, which keeps number and unit together. */
export const SPACE = "\u00a0";
/** Said of what is not known. */
export const NOTHING = "--";

/** Whether `watts` is written in kW: from 1 kW on, rounded as the number is. */
export function isKilowatts(watts: number): boolean {
	return watts >= 1000 || watts <= -1000;
}

/** `850` W, or three digits of kW: `2,41`, `17,3`, `105`. */
export function power(watts: number, words: Words): string {
	const size = watts < 0 ? -watts : watts;
	const sign = watts < 0 ? MINUS : "";
	if (!isKilowatts(watts)) return `${sign}${size}`;
	return `${sign}${thousands(size, words)}`;
}

/** Three digits of so many thousands: `0,85`, `2,41`, `17,3`, `105`. Never negative. */
export function thousands(size: number, words: Words): string {
	if (size < 9995) return decimals(Math.round(size / 10), 100, words);
	if (size < 99_950) return decimals(Math.round(size / 100), 10, words);
	return `${Math.round(size / 1000)}`;
}

/** `5`, or `7,5`: where a step of the tariff begins, in kW. */
export function step(watts: number, words: Words): string {
	return watts % 1000 === 0 ? `${watts / 1000}` : decimals(Math.round(watts / 100), 10, words);
}

/** mA or mV with one decimal: `10,5`; whole from 100 on. */
export function milli(value: number, words: Words): string {
	const size = value < 0 ? -value : value;
	const sign = value < 0 ? MINUS : "";
	if (size >= 99_950) return `${sign}${Math.round(size / 1000)}`;
	return `${sign}${decimals(Math.round(size / 100), 10, words)}`;
}

/** `parts / whole`, where whole is 10 or 100, with all its decimals. */
function decimals(parts: number, whole: number, words: Words): string {
	const fraction = parts % whole;
	const zero = whole === 100 && fraction < 10 ? "0" : "";
	return `${(parts - fraction) / whole}${words.decimal}${zero}${fraction}`;
}

/** `45 s`, `3 min`, `2 t`: whole units passed, never more than has. */
export function age(ms: number, words: Words): string {
	const seconds = Math.floor(ms / 1000);
	if (seconds < 60) return `${seconds}${SPACE}${words.second}`;
	if (seconds < 3600) return `${Math.floor(seconds / 60)}${SPACE}${words.minute}`;
	if (seconds < 86_400) return `${Math.floor(seconds / 3600)}${SPACE}${words.hour}`;
	return `${Math.floor(seconds / 86_400)}${SPACE}${words.day}`;
}
