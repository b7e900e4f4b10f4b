/**
 * Aidon 6515 to 6550 (`AIDON_V0001`) and the Swedish RF2 (27 elements, no list version or id):
 * self-describing.
 *
 * ```
 * array n { structure 2 { OBIS, text or clock } | structure 3 { OBIS, number, scaler_unit } }
 * ```
 *
 * Currents are signed and negative on export (FFCD is -5.1 A). Three-wire meters leave out L2's
 * current. The clock keeps normal time all year and its deviation field is not to be believed
 * (+60 in 2019, 0 later).
 */
import { INDEX, QUANTITIES, type Quantity, quantityAt } from "../../model/quantity.ts";
import type { Reading } from "../../model/reading.ts";
import { ARRAY, type Cursor, STRUCTURE } from "../cursor.ts";
import { type Meter, readObject, store } from "./meter.ts";

const { currentL1, currentL2, currentL3 } = INDEX;

/** The elements of a self-describing list; Landis+Gyr's E350 sends the same. */
export function decodeElements(from: Cursor, into: Reading): void {
	for (let left = from.elements(ARRAY); left > 0 && from.ok; left--) {
		if (from.measurement()) keep(from, into);
		else readElement(from, into);
	}
}

/** What `measurement` has read. */
function keep(from: Cursor, into: Reading): void {
	const index = quantityAt(from.code);
	if (index < 0) return;
	const quantity = QUANTITIES[index] as Quantity;
	if (from.unitCode !== quantity.unitCode) from.fail();
	else store(from, into, index, from.raw, from.exponent + quantity.shift);
}

/** A text, a clock, or what has a scaler and is no number. */
function readElement(from: Cursor, into: Reading): void {
	const items = from.elements(STRUCTURE);
	const obis = from.obis();
	if (items === 2) readObject(from, into, obis);
	else if (items === 3) {
		from.skip();
		from.skip();
	} else from.fail();
}

export const aidon: Meter = Object.freeze({
	matches: (body: Cursor) => body.peek() === ARRAY,

	decode(from: Cursor, into: Reading) {
		into.vendor = "Aidon";
		into.clockRule = "normalTime";
		decodeElements(from, into);
		const values = into.values;
		into.l2CurrentNotMeasured =
			values[currentL2] === undefined &&
			values[currentL1] !== undefined &&
			values[currentL3] !== undefined;
	},
});
