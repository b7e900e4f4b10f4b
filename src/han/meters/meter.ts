/** What a maker's file provides, and what several of them need. */
import { INDEX, QUANTITIES, type Quantity, type Unit } from "../../model/quantity.ts";
import type { Reading } from "../../model/reading.ts";
import type { Cursor } from "../cursor.ts";
import { scale } from "../scale.ts";

/**
 * Powers of ten, in W, var, A, V, Wh and varh, for meters that send no scaler and whose firmware or
 * transformers differ from the maker's rule. Left out: the maker's rule (../../../docs/meters.md).
 */
export interface Scalers {
	readonly power?: number;
	readonly current?: number;
	readonly voltage?: number;
	readonly energy?: number;
}

/** One layout of a data-notification's body. */
export interface Meter {
	/** Looks without reading. */
	matches(body: Cursor): boolean;
	/** Fills `into`, which is clear, and leaves `body` not `ok` when something is impossible. */
	decode(body: Cursor, into: Reading, scalers: Scalers): void;
}

/** C.D.E of objects that are not quantities, packed as `Cursor.obis` answers. */
const LIST_VERSION = (0 << 16) | (2 << 8) | 129;
/** Kamstrup's id; the others use 96.1.0. */
const METER_ID = (0 << 16) | (0 << 8) | 5;
const DEVICE_ID = (96 << 16) | (1 << 8) | 0;
/** Kamstrup's type; the others use 96.1.7. */
const METER_TYPE = (96 << 16) | (1 << 8) | 1;
const DEVICE_TYPE = (96 << 16) | (1 << 8) | 7;
const METER_NUMBER = (0 << 16) | (0 << 8) | 1;
const CLOCK = (1 << 16) | (0 << 8) | 0;

/** Reads the value of an object that is not a quantity, and passes over one we do not know. */
export function readObject(from: Cursor, into: Reading, obis: number): void {
	if (obis === LIST_VERSION) from.label(into.listVersion);
	else if (obis === DEVICE_ID || obis === METER_ID) from.label(into.meterId);
	else if (obis === DEVICE_TYPE || obis === METER_TYPE) from.label(into.meterType);
	else if (obis === CLOCK) from.clock(into.clock);
	else if (obis === METER_NUMBER) into.meterNumber = from.number();
	else from.skip();
}

/** No wishes of the user's: the maker's rule holds throughout. */
export const NO_SCALERS: Scalers = Object.freeze({});

/** What `scalers` say of a unit; nothing of power factors. */
function scalerOf(scalers: Scalers, unit: Unit): number | undefined {
	if (unit === "mA") return scalers.current;
	if (unit === "mV") return scalers.voltage;
	if (unit === "Wh" || unit === "varh") return scalers.energy;
	return unit === "permille" ? undefined : scalers.power;
}

/** Powers of ten from a maker's raw numbers to our units, by quantity; `factor` for power factors. */
export function exponentsOf(scalers: Required<Scalers>, factor: number): readonly number[] {
	return Object.freeze(
		QUANTITIES.map(({ unit, shift }) => (scalerOf(scalers, unit) ?? factor) + shift),
	);
}

/** The user's wish for quantity `index`, from raw to our unit, or `exponent` where there is none. */
export function wished(scalers: Scalers, index: number, exponent: number): number {
	if (scalers === NO_SCALERS) return exponent;
	const { unit, shift } = QUANTITIES[index] as Quantity;
	const own = scalerOf(scalers, unit);
	return own === undefined ? exponent : own + shift;
}

/** Stores `raw * 10^exponent` as quantity `index`; an impossible one fails the list. */
export function store(
	from: Cursor,
	into: Reading,
	index: number,
	raw: number,
	exponent: number,
): void {
	const value = scale(raw, exponent);
	if (value === undefined) from.fail();
	else into.values[index] = value;
}

const { voltageL1, voltageL2, voltageL3 } = INDEX;

/** Notes L2's voltage as not measured where the meter sends 0 for it and volts for the others. */
export function noteThreeWires(into: Reading): void {
	const values = into.values;
	into.l2VoltageNotMeasured =
		values[voltageL2] === 0 && (values[voltageL1] ?? 0) > 0 && (values[voltageL3] ?? 0) > 0;
}
