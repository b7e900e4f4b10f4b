/**
 * Landis+Gyr E350 with the Embriq module (`EMBRIQ_V1_1`, Norway). Aidon's layout with a current
 * scaler of -2, an id padded with NULs, a type of `ZFF1` or four NULs, and on three-wire nets 0 for
 * what it does not measure in L2. Its list 1 is Aidon's to the octet. List 3 was never captured,
 * and no source tells its clock.
 */
import { INDEX } from "../../model/quantity.ts";
import type { Reading } from "../../model/reading.ts";
import type { Cursor } from "../cursor.ts";
import { decodeElements } from "./aidon.ts";
import { type Meter, noteThreeWires } from "./meter.ts";

/** "EMBRIQ", in two words that overlap. */
const EMBR = 0x454d4252;
const BRIQ = 0x42524951;
/** After `01 n 02 02 09 06 <OBIS> 0A 0B`. */
const LIST_VERSION_AT = 14;

export const landisGyr: Meter = Object.freeze({
	matches: (body: Cursor) =>
		body.word(LIST_VERSION_AT) === EMBR && body.word(LIST_VERSION_AT + 2) === BRIQ,

	decode(from: Cursor, into: Reading) {
		into.vendor = "LandisGyr(Embriq)";
		decodeElements(from, into);
		noteThreeWires(into);
		into.l2CurrentNotMeasured = into.l2VoltageNotMeasured && into.values[INDEX.currentL2] === 0;
	},
});
