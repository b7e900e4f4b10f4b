/** Words on the display, in bokmål and English. */

export type Language = "nb" | "en";

export interface Words {
	/** No octet has come yet. */
	readonly noMeter: string;
	/** Octets come, but no reading yet. */
	readonly listening: string;
	/** Beside the number while the house exports. */
	readonly exporting: string;
	readonly decimal: string;
	/** Units of an age. */
	readonly second: string;
	readonly minute: string;
	readonly hour: string;
	readonly day: string;
}

export const WORDS: Readonly<Record<Language, Words>> = Object.freeze({
	nb: Object.freeze({
		noMeter: "Ingen måler",
		listening: "Lytter…",
		exporting: "ut",
		decimal: ",",
		second: "s",
		minute: "min",
		hour: "t",
		day: "d",
	}),
	en: Object.freeze({
		noMeter: "No meter",
		listening: "Listening…",
		exporting: "out",
		decimal: ".",
		second: "s",
		minute: "min",
		hour: "h",
		day: "d",
	}),
});
