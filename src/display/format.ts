/** Numbers as the display writes them. XS has no Intl. */
import type { Words } from "./words.ts";

/** U+2212, the typographic minus. */
const MINUS = "−";

/** Whether `watts` is written in kW: from 1 kW on, rounded as the number is. */
export function isKilowatts(watts: number): boolean {
	return watts >= 1000 || watts <= -1000;
}

/** `850` W, or three digits of kW: `2,41`, `17,3`, `105`. */
export function power(watts: number, words: Words): string {
	const size = watts < 0 ? -watts : watts;
	const sign = watts < 0 ? MINUS : "";
	if (!isKilowatts(watts)) return `${sign}${size}`;
	if (size < 9995) return `${sign}${decimals(Math.round(size / 10), 100, words)}`;
	if (size < 99_950) return `${sign}${decimals(Math.round(size / 100), 10, words)}`;
	return `${sign}${Math.round(size / 1000)}`;
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
	if (seconds < 60) return `${seconds} ${words.second}`;
	if (seconds < 3600) return `${Math.floor(seconds / 60)} ${words.minute}`;
	if (seconds < 86_400) return `${Math.floor(seconds / 3600)} ${words.hour}`;
	return `${Math.floor(seconds / 86_400)} ${words.day}`;
}
