/**
 * Every quantity a meter may send, once. Decoders find a quantity by its OBIS code, JSON names it
 * after its row, and a `Reading` keeps its value at the row's index.
 *
 * OBIS is matched on C.D.E; E is always 0 here. A and B vary by maker (Aidon 1-0, Kamstrup 1-1).
 */

/** The unit of the integers in a `Reading`. `permille` is for power factors. */
export type Unit = "W" | "var" | "Wh" | "varh" | "mA" | "mV" | "permille";

export interface Quantity {
	readonly name: string;
	/** OBIS value group C. */
	readonly c: number;
	/** OBIS value group D: 7 is instantaneous, 8 is a time integral (a register). */
	readonly d: number;
	readonly unit: Unit;
	/** DLMS unit code (IEC 62056-6-2, table of units): what a scaler_unit must say. */
	readonly unitCode: number;
	/** Power of ten from the SI unit to ours: 3 for mA and mV, because 1 A is 10³ mA. */
	readonly shift: number;
}

const INSTANT = 7;
const REGISTER = 8;

const UNITS: Readonly<Record<Unit, readonly [unitCode: number, shift: number]>> = Object.freeze({
	W: Object.freeze([27, 0] as const),
	var: Object.freeze([29, 0] as const),
	Wh: Object.freeze([30, 0] as const),
	varh: Object.freeze([32, 0] as const),
	mA: Object.freeze([33, 3] as const),
	mV: Object.freeze([35, 3] as const),
	permille: Object.freeze([255, 3] as const),
});

/** A function, so that no array is left at module scope, where the device would keep it in RAM. */
const rows = () =>
	[
		["activePowerImport", 1, INSTANT, "W"],
		["activePowerExport", 2, INSTANT, "W"],
		["reactivePowerImport", 3, INSTANT, "var"],
		["reactivePowerExport", 4, INSTANT, "var"],
		["currentL1", 31, INSTANT, "mA"],
		["currentL2", 51, INSTANT, "mA"],
		["currentL3", 71, INSTANT, "mA"],
		["voltageL1", 32, INSTANT, "mV"],
		["voltageL2", 52, INSTANT, "mV"],
		["voltageL3", 72, INSTANT, "mV"],
		["activeEnergyImport", 1, REGISTER, "Wh"],
		["activeEnergyExport", 2, REGISTER, "Wh"],
		["reactiveEnergyImport", 3, REGISTER, "varh"],
		["reactiveEnergyExport", 4, REGISTER, "varh"],
		["activePowerImportL1", 21, INSTANT, "W"],
		["activePowerExportL1", 22, INSTANT, "W"],
		["reactivePowerImportL1", 23, INSTANT, "var"],
		["reactivePowerExportL1", 24, INSTANT, "var"],
		["activePowerImportL2", 41, INSTANT, "W"],
		["activePowerExportL2", 42, INSTANT, "W"],
		["reactivePowerImportL2", 43, INSTANT, "var"],
		["reactivePowerExportL2", 44, INSTANT, "var"],
		["activePowerImportL3", 61, INSTANT, "W"],
		["activePowerExportL3", 62, INSTANT, "W"],
		["reactivePowerImportL3", 63, INSTANT, "var"],
		["reactivePowerExportL3", 64, INSTANT, "var"],
		["activeEnergyImportL1", 21, REGISTER, "Wh"],
		["activeEnergyExportL1", 22, REGISTER, "Wh"],
		["activeEnergyImportL2", 41, REGISTER, "Wh"],
		["activeEnergyExportL2", 42, REGISTER, "Wh"],
		["activeEnergyImportL3", 61, REGISTER, "Wh"],
		["activeEnergyExportL3", 62, REGISTER, "Wh"],
		["powerFactor", 13, INSTANT, "permille"],
		["powerFactorL1", 33, INSTANT, "permille"],
		["powerFactorL2", 53, INSTANT, "permille"],
		["powerFactorL3", 73, INSTANT, "permille"],
	] as const satisfies readonly (readonly [string, number, number, Unit])[];

export type QuantityName = ReturnType<typeof rows>[number][0];

export const QUANTITIES: readonly Quantity[] = Object.freeze(
	rows().map(([name, c, d, unit]) =>
		Object.freeze({ name, c, d, unit, unitCode: UNITS[unit][0], shift: UNITS[unit][1] }),
	),
);

/** Index of each quantity in `QUANTITIES` and in `Reading.values`. */
export const INDEX = Object.freeze(
	Object.fromEntries(rows().map(([name], index) => [name, index])),
) as Readonly<Record<QuantityName, number>>;

/** Above every C we know, so that the look-up tables stay small. */
const MAX_C = 73;

const byC = (d: number): readonly number[] =>
	Object.freeze(
		Array.from({ length: MAX_C + 1 }, (_, c) =>
			QUANTITIES.findIndex((q) => q.c === c && q.d === d),
		),
	);

const INSTANTS = byC(INSTANT);
const REGISTERS = byC(REGISTER);

/** Index of the quantity with OBIS C.D.E packed as `c << 16 | d << 8 | e`, or -1. */
export function quantityAt(obis: number): number {
	const c = obis >> 16;
	const de = obis & 0xffff;
	if (c > MAX_C) return -1;
	if (de === INSTANT << 8) return INSTANTS[c] as number;
	return de === REGISTER << 8 ? (REGISTERS[c] as number) : -1;
}
