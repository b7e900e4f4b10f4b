/**
 * Kaifa (`KFM_001`). Norway and most of Sweden: values by position, no OBIS, no scaler.
 *
 * ```
 * structure  1 { P+ }
 * structure  9 { version, id, type, P+ P- Q+ Q-, I1, U1 }                    1-phase
 * structure 13 { version, id, type, P+ P- Q+ Q-, I1 I2 I3, U1 U2 U3 }        3-phase
 * structure 14, 18 { the same, clock, A+ A- R+ R- }                          list 3
 * ```
 *
 * Sweden also has pairs of OBIS and value, 18 of them in a structure of 36. Scales are the maker's
 * in both: W, var, mA, 0.1 V, Wh; energies may be u64 (MA304T4).
 *
 * Three-wire meters send 0 for L2's voltage; MA304T3 (CT) also for its current. On four wires a 0 is
 * a phase without voltage. Norwegian meters keep civil time; Swedish ones (ids from 7340) normal time,
 * told by the deviation when it is there.
 */
import { INDEX, quantityAt } from "../../model/quantity.ts";
import type { Reading } from "../../model/reading.ts";
import { type Cursor, OCTET_STRING, STRUCTURE, UINT32 } from "../cursor.ts";
import { scale } from "../scale.ts";
import {
	exponentsOf,
	type Meter,
	NO_SCALERS,
	noteThreeWires,
	readObject,
	type Scalers,
	store,
	wished,
} from "./meter.ts";

/** "KFM", as every list version begins. */
export const KFM: readonly number[] = Object.freeze([0x4b, 0x46, 0x4d]);
/** `09 06 01 00 00 02 81 FF`, the list version's OBIS, in two words. */
const OBIS_SIZE = 6;
const VERSION_1 = 0x09060100;
const VERSION_2 = 0x000281ff;
/** The same as a number. */
const KFM_WORD = 0x4b464d;
/** "7340", as Swedish meter ids begin. */
const SWEDISH: readonly number[] = Object.freeze([0x37, 0x33, 0x34, 0x30]);

const EXPONENTS = exponentsOf({ power: 0, current: -3, voltage: -1, energy: 0 }, -3);

/** With its tag. */
const UINT32_SIZE = 5;

/** In a type such as MA304T3: how it measures, T behind transformers, and how many wires the net has. */
const LETTER_AT = 5;
const WIRES_AT = 6;
const LETTER_T = 0x54;
const THREE = 0x33;
const FOUR = 0x34;

const I = INDEX;
const POWERS = Object.freeze([
	I.activePowerImport,
	I.activePowerExport,
	I.reactivePowerImport,
	I.reactivePowerExport,
]);
const ONE_PHASE = Object.freeze([...POWERS, I.currentL1, I.voltageL1]);
const THREE_PHASE = Object.freeze([
	...POWERS,
	I.currentL1,
	I.currentL2,
	I.currentL3,
	I.voltageL1,
	I.voltageL2,
	I.voltageL3,
]);
const LIST_1_ORDER = Object.freeze([I.activePowerImport]);
/** After the clock, in list 3. */
export const ENERGIES: readonly number[] = Object.freeze([
	I.activeEnergyImport,
	I.activeEnergyExport,
	I.reactiveEnergyImport,
	I.reactiveEnergyExport,
]);

/**
 * The quantities of a list by position, by its number of elements: after three texts where there are
 * more than one, and with a clock before the energies. Undefined for a number Kaifa does not send.
 */
export function orderOf(elements: number): readonly number[] | undefined {
	if (elements === 9 || elements === 14) return ONE_PHASE;
	if (elements === 13 || elements === 18) return THREE_PHASE;
	return elements === 1 ? LIST_1_ORDER : undefined;
}

export const kaifa: Meter = Object.freeze({
	matches(body: Cursor) {
		if (body.peek() !== STRUCTURE) return false;
		const tag = body.peek(2);
		if (tag === UINT32) return body.peek(1) === 1;
		if (tag !== OCTET_STRING) return false;
		// Only the last three octets of a word are "KFM".
		if ((body.word(3) & 0xffffff) === KFM_WORD) return true;
		return isPairs(body) && (body.word(11) & 0xffffff) === KFM_WORD;
	},

	decode(from: Cursor, into: Reading, scalers: Scalers) {
		into.vendor = "Kaifa";
		const hasPairs = from.octets[from.at + 3] === OBIS_SIZE && isPairs(from);
		const elements = from.elements(STRUCTURE);
		const order = orderOf(elements);
		if (hasPairs) readPairs(from, into, elements, scalers);
		else if (order === undefined) from.fail();
		else if (elements === 1) readValues(from, into, order, scalers);
		else readList(from, into, order, elements, scalers);
		if (elements === 1) into.clockRule = "civilTime";
		else describe(into);
	},
});

function isPairs(body: Cursor): boolean {
	return body.word(2) === VERSION_1 && body.word(6) === VERSION_2 && body.peek(10) === OCTET_STRING;
}

function readList(
	from: Cursor,
	into: Reading,
	order: readonly number[],
	elements: number,
	scalers: Scalers,
): void {
	from.label(into.listVersion);
	from.label(into.meterId);
	from.label(into.meterType);
	readValues(from, into, order, scalers);
	if (elements === 3 + order.length) return;
	from.clock(into.clock);
	readValues(from, into, ENERGIES, scalers);
}

function readValues(from: Cursor, into: Reading, order: readonly number[], scalers: Scalers): void {
	const done = scalers === NO_SCALERS ? readRun(from, into, order) : 0;
	for (let i = done; i < order.length; i++) readValue(from, into, order[i] as number, scalers);
}

/** Reads 32-bit numbers, which nearly all are, in one go; another type ends it. How many there were. */
function readRun(from: Cursor, into: Reading, order: readonly number[]): number {
	const octets = from.octets;
	const view = from.view;
	const values = into.values;
	const last = from.end - UINT32_SIZE;
	const count = order.length;
	let at = from.at;
	let i = 0;
	let index = 0;
	let exponent = 0;
	while (i < count && at <= last && octets[at] === UINT32) {
		index = order[i] as number;
		exponent = EXPONENTS[index] as number;
		values[index] = view.getUint32(at + 1);
		if (exponent !== 0) values[index] = scale(values[index] as number, exponent);
		at += UINT32_SIZE;
		++i;
	}
	from.at = at;
	return i;
}

function readPairs(from: Cursor, into: Reading, elements: number, scalers: Scalers): void {
	if (elements % 2 !== 0) from.fail();
	for (let left = elements; left > 0 && from.ok; left -= 2) {
		const obis = from.obis();
		const index = quantityAt(obis);
		if (index < 0) readObject(from, into, obis);
		else readValue(from, into, index, scalers);
	}
}

function readValue(from: Cursor, into: Reading, index: number, scalers: Scalers): void {
	const exponent = wished(scalers, index, EXPONENTS[index] as number);
	store(from, into, index, from.number(), exponent);
}

/** What the meter's type and id say about its net and clock. */
function describe(into: Reading): void {
	const wires = into.meterType.at(WIRES_AT);
	if (wires !== FOUR) noteThreeWires(into);
	const isT3 = wires === THREE && into.meterType.at(LETTER_AT) === LETTER_T;
	into.l2CurrentNotMeasured = isT3 && into.values[I.currentL2] === 0;
	if (!into.meterId.startsWith(SWEDISH)) {
		into.clockRule = "civilTime";
		return;
	}
	const deviation = into.clock.deviation ?? into.frameClock.deviation;
	const isTold = deviation !== undefined && Math.abs(deviation) <= 720;
	into.clockRule = isTold ? "deviation" : "normalTime";
}
