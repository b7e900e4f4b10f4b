/** Whether the hour in progress ends below the next step of the tariff. */
import type { ThisHour } from "../ledger/this-hour.ts";
import { SPACE, thousands } from "./format.ts";
import { IMPORT, NEAR, OVER, type Tone } from "./tones.ts";
import { freshPower, type KnownHours, type Shown } from "./view.ts";
import type { Words } from "./words.ts";

/** Of what the hour may hold: a forecast above it is near the step. */
const NEAR_SHARE = 0.9;
/** W, which is what two decimals of kW can tell. */
const GRAIN = 10;
/** W, from which on it does not matter how much is free. */
const PLENTY = 25_000;

export type Outlook = "clear" | "near" | "over";

export function outlookOf({ limitWh, reaches, forecastWh }: Readonly<ThisHour>): Outlook {
	if (limitWh === undefined) return "clear";
	if (reaches) return "over";
	return forecastWh > limitWh * NEAR_SHARE ? "near" : "clear";
}

export function toneOf(outlook: Outlook): Tone {
	if (outlook === "over") return OVER;
	return outlook === "near" ? NEAR : IMPORT;
}

/**
 * W that may be switched on until the hour's end without reaching the step, in whole tens and never
 * more than that; negative is what must be switched off. Undefined where there is no step, or no
 * power known.
 */
export function room(hour: Readonly<ThisHour>, shown: Shown): number | undefined {
	const watts = freshPower(shown);
	if (hour.allowed === undefined || watts === undefined) return undefined;
	return Math.floor((hour.allowed - (watts > 0 ? watts : 0)) / GRAIN) * GRAIN;
}

/** `2,10 kW`, of what is free or too much; `>25 kW` is plenty. */
export function roomText(watts: number, words: Words): string {
	if (watts > PLENTY) return `>${PLENTY / 1000}${SPACE}kW`;
	return `${thousands(watts < 0 ? -watts : watts, words)}${SPACE}kW`;
}

/** Why nothing can be said of the hour. */
export function missing(history: KnownHours | undefined, shown: Shown): string {
	const { words } = shown;
	if (history === undefined) return words.noHours;
	return history.open === undefined ? words.noTime : words.readingHours;
}
