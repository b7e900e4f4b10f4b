/**
 * Names and decimals of readings in JSON, the same in `glimt decode` and in the API. Here integers
 * in W, var, Wh, varh, mA and mV become numbers in W, var, Wh, varh, A and V.
 */
import { QUANTITIES, type Unit } from "../model/quantity.ts";
import type { Reading } from "../model/reading.ts";

const SUFFIXES: Readonly<Record<Unit, string>> = Object.freeze({
	W: "W",
	var: "Var",
	Wh: "Wh",
	varh: "Varh",
	mA: "A",
	mV: "V",
	permille: "",
});

/** `currentL1A`, `activePowerImportW`: the key of each row of `QUANTITIES`. */
export const KEYS: readonly string[] = Object.freeze(
	QUANTITIES.map(({ name, unit }) => name + SUFFIXES[unit]),
);

/** The number JSON shows for quantity `index`; undefined when the push did not carry it. */
export function decimal(reading: Readonly<Reading>, index: number): number | undefined {
	const value = reading.values[index];
	const shift = QUANTITIES[index]?.shift ?? 0;
	// A division by 1000 gives the double nearest to the decimal, so 9300 mA prints as 9.3.
	return value === undefined || shift === 0 ? value : value / 10 ** shift;
}
