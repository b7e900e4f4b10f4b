/** Keys that people read off a display and type: no letters that look like digits. */
import type { Random } from "../model/random.ts";

const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
const LENGTH = 12;

/** Twelve of 32 characters: 60 bits, which WPA2 makes slow to try. */
export function makeKey(random: Random): string {
	let key = "";
	while (key.length < LENGTH) key += LETTERS.charAt(random(LETTERS.length));
	return key;
}
