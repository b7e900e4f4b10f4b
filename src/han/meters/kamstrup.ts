/**
 * Kamstrup Omnipower 684, 685 and 686 (`Kamstrup_V0001`): pairs of OBIS and value without scaler.
 *
 * ```
 * structure 25 or 35 { version, (OBIS, value)... }
 * ```
 *
 * One-phase meters put null-data pairs in place of L2 and L3; both nulls count. The DLMS push list
 * of Denmark and Switzerland (65 elements) adds values per phase and a meter number in place of the
 * id. The clock keeps normal time all year.
 *
 * Scales: W, var, 0.01 A, whole volts, 10 Wh. They differ by firmware and market, and nothing in
 * the frame tells (docs/meters.md), so:
 * - a voltage above 1000 is in 0.01 V (newer Danish firmware);
 * - type ..09x, sold in Sweden, counts single Wh;
 * - a current transformer meter, type 685, sends mA; without a type it is recognised by sending a
 *   current ten times what its power needs;
 * - the user's `Scalers` go before all that.
 */
import { INDEX, quantityAt } from "../../model/quantity.ts";
import type { Reading } from "../../model/reading.ts";
import {
	type Cursor,
	NULL_DATA,
	OBIS_HEAD,
	STRUCTURE,
	UINT16,
	UINT32,
	VISIBLE_STRING,
} from "../cursor.ts";
import { scale } from "../scale.ts";
import {
	exponentsOf,
	type Meter,
	NO_SCALERS,
	readObject,
	type Scalers,
	store,
	wished,
} from "./meter.ts";

/** "Kamstrup", in two words. */
const KAMS = 0x4b616d73;
const TRUP = 0x74727570;

/** No mains voltage is above 1000 V, and none in 0.01 V is below. */
const MAX_WHOLE_VOLTS = 1000;
/** `6841131BN245101092`: the last three digits are the market, 09x Sweden. */
const MARKET_AT = 15;

/** OBIS code 8, UINT16 3. */
const MIN_PAIR = 11;

const EXPONENTS = exponentsOf({ power: 0, current: -2, voltage: 0, energy: 1 }, -2);

const I = INDEX;
/** Currents, voltages and energies follow each other in `QUANTITIES`. */
const { currentL1, voltageL1, activeEnergyImport, reactiveEnergyExport } = INDEX;

export const kamstrup: Meter = Object.freeze({
	matches: (body: Cursor) =>
		body.word(4) === KAMS && body.word(8) === TRUP && body.peek(2) === VISIBLE_STRING,

	decode(from: Cursor, into: Reading, scalers: Scalers) {
		into.vendor = "Kamstrup";
		into.clockRule = "normalTime";
		let left = from.elements(STRUCTURE) - 1;
		from.label(into.listVersion);
		while (left > 0 && from.ok) {
			if (readQuantity(from, into, scalers)) left -= 2;
			else if (from.peek() === NULL_DATA) {
				from.pass(1);
				--left;
			} else {
				readPair(from, into, scalers);
				left -= 2;
			}
		}
		if (left !== 0) from.fail();
		if (scalers.current === undefined && !into.meterType.isSet) checkCurrents(into);
	},
});

/**
 * Reads the OBIS code and the unsigned number of a quantity in one go, for they are most of a list.
 * False where something else comes next: nothing has been read then.
 */
function readQuantity(from: Cursor, into: Reading, scalers: Scalers): boolean {
	const at = from.at;
	const end = from.end;
	const view = from.view;
	if (at + MIN_PAIR > end || view.getUint16(at) !== OBIS_HEAD) return false;
	const index = quantityAt(view.getInt32(at + 4) >>> 8);
	if (index < 0) return false;
	const tag = from.octets[at + 8];
	let raw = 0;
	if (tag === UINT16) {
		raw = view.getUint16(at + 9);
		from.at = at + 11;
	} else if (tag === UINT32 && at + 13 <= end) {
		raw = view.getUint32(at + 9);
		from.at = at + 13;
	} else return false;
	if (scalers !== NO_SCALERS) keep(from, into, index, raw, scalers);
	else if (EXPONENTS[index] === 0) into.values[index] = raw;
	else into.values[index] = scale(raw, exponent(index, raw, into));
	return true;
}

function readPair(from: Cursor, into: Reading, scalers: Scalers): void {
	const obis = from.obis();
	const index = quantityAt(obis);
	if (index < 0) {
		readObject(from, into, obis);
		return;
	}
	keep(from, into, index, from.number(), scalers);
}

function keep(from: Cursor, into: Reading, index: number, raw: number, scalers: Scalers): void {
	store(from, into, index, raw, wished(scalers, index, exponent(index, raw, into)));
}

function exponent(index: number, raw: number, into: Reading): number {
	const exponent = EXPONENTS[index] as number;
	if (index < currentL1 || index > reactiveEnergyExport) return exponent;
	if (index >= activeEnergyImport) return isSwedish(into) ? exponent - 1 : exponent;
	if (index >= voltageL1) return raw > MAX_WHOLE_VOLTS ? exponent - 2 : exponent;
	return hasTransformers(into) ? exponent - 1 : exponent;
}

/** Types 685. */
function hasTransformers(into: Reading): boolean {
	const meterType = into.meterType;
	return meterType.at(2) === 0x35 && meterType.at(1) === 0x38 && meterType.at(0) === 0x36;
}

function isSwedish(into: Reading): boolean {
	return into.meterType.at(MARKET_AT + 1) === 0x39 && into.meterType.at(MARKET_AT) === 0x30;
}

/** Below this many volt-amperes the ratio of volts times amperes to power says nothing. */
const MIN_APPARENT = 1000;
/** Midway, on a ratio scale, between 1 (right) and 10 (mA taken for 0.01 A). */
const TEN_TIMES = 5;

/**
 * A list without a type may come from a meter with current transformers, whose currents are in mA.
 * Power is the judge: each phase's own where it is sent, since phases may cancel in the sum.
 */
function checkCurrents(into: Reading): void {
	const v = into.values;
	const apparent = Math.max(
		Math.hypot(into.netPower ?? 0, size(v[I.reactivePowerImport]) - size(v[I.reactivePowerExport])),
		size(v[I.activePowerImportL1]) +
			size(v[I.activePowerExportL1]) +
			size(v[I.activePowerImportL2]) +
			size(v[I.activePowerExportL2]) +
			size(v[I.activePowerImportL3]) +
			size(v[I.activePowerExportL3]),
	);
	const milliVoltAmperes =
		size(v[I.currentL1]) * size(v[I.voltageL1]) +
		size(v[I.currentL2]) * size(v[I.voltageL2]) +
		size(v[I.currentL3]) * size(v[I.voltageL3]);
	if (apparent < MIN_APPARENT || milliVoltAmperes / 1e6 < TEN_TIMES * apparent) return;
	for (let i = I.currentL1; i <= I.currentL3; i++) {
		const current = v[i];
		if (current !== undefined) v[i] = Math.round(current / 10);
	}
}

function size(value: number | undefined): number {
	return Math.abs(value ?? 0);
}
