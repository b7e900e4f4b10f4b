/**
 * Aidon 6515 to 6550 (`AIDON_V0001`) and the Swedish RF2 (27 elements, no list version or id):
 * self-describing.
 *
 * ```
 * array n { structure 2 { OBIS, text or clock } | structure 3 { OBIS, number, scaler_unit } }
 * ```
 *
 * Currents are signed and negative on export (FFCD is -5.1 A). Three-wire meters (6525, 6540) leave
 * out L2's current, or send 0 for it by Aidon's first paper. The clock keeps normal time all year and
 * its deviation field is not to be believed (+60 in 2019, 0 later).
 */
import { INDEX, QUANTITIES, type Quantity, quantityAt } from "../../model/quantity.ts";
import type { Reading } from "../../model/reading.ts";
import { ARRAY, type Cursor, ENUM, INT8, OBIS_HEAD, STRUCTURE } from "../cursor.ts";
import { type Meter, readObject, store } from "./meter.ts";

/** `02 03 09 06`, a measurement up to its OBIS code, of which C.D.E.F are the last four octets. */
const MEASUREMENT = (STRUCTURE << 24) | (3 << 16) | OBIS_HEAD;
const OBIS_AT = 6;
const OBIS_END = 10;
/** `02 02 | 0F exponent 16 unit`. */
const SCALER_UNIT = 6;
const SCALER_HEAD = (STRUCTURE << 8) | 2;
/** Its last four octets, without exponent and unit. */
const SCALER = (INT8 << 24) | (ENUM << 8);
const SCALER_MASK = 0xff00ff00 | 0;
/** With a number of two octets. */
const MIN_MEASUREMENT = OBIS_END + 2 + SCALER_UNIT;

const TYPE_6525: readonly number[] = Object.freeze([0x36, 0x35, 0x32, 0x35]);
const TYPE_6540: readonly number[] = Object.freeze([0x36, 0x35, 0x34, 0x30]);

const { currentL1, currentL2, currentL3 } = INDEX;

/** The elements of a self-describing list; Landis+Gyr's E350 sends the same. */
export function decodeElements(from: Cursor, into: Reading): void {
	for (let left = from.elements(ARRAY); left > 0 && from.ok; --left) {
		if (!readMeasurement(from, into)) readElement(from, into);
	}
}

/**
 * Reads a structure of OBIS code, number and scaler_unit in one go, for they are most of a list.
 * False where something else comes next: nothing has been read then.
 */
function readMeasurement(from: Cursor, into: Reading): boolean {
	const start = from.at;
	const view = from.view;
	if (start + MIN_MEASUREMENT > from.end || view.getInt32(start) !== MEASUREMENT) return false;
	from.at = start + OBIS_END;
	const raw = from.number();
	const at = from.at;
	const scaler = at + SCALER_UNIT <= from.end ? view.getInt32(at + 2) : 0;
	if ((scaler & SCALER_MASK) !== SCALER || view.getUint16(at) !== SCALER_HEAD) from.fail();
	else {
		from.at = at + SCALER_UNIT;
		const index = quantityAt(view.getInt32(start + OBIS_AT) >>> 8);
		if (index < 0) return true;
		const quantity = QUANTITIES[index] as Quantity;
		if ((scaler & 0xff) !== quantity.unitCode) from.fail();
		else store(from, into, index, raw, ((scaler << 8) >> 24) + quantity.shift);
	}
	return true;
}

/** A text or a clock. */
function readElement(from: Cursor, into: Reading): void {
	if (from.elements(STRUCTURE) !== 2) from.fail();
	readObject(from, into, from.obis());
}

export const aidon: Meter = Object.freeze({
	matches: (body: Cursor) => body.peek() === ARRAY,

	decode(from: Cursor, into: Reading) {
		into.vendor = "Aidon";
		into.clockRule = "normalTime";
		decodeElements(from, into);
		const values = into.values;
		into.l2CurrentNotMeasured =
			(values[currentL2] === undefined || (values[currentL2] === 0 && hasThreeWires(into))) &&
			values[currentL1] !== undefined &&
			values[currentL3] !== undefined;
	},
});

function hasThreeWires({ meterType }: Reading): boolean {
	return meterType.startsWith(TYPE_6525) || meterType.startsWith(TYPE_6540);
}
