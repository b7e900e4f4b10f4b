/**
 * LLC, data-notification and body to a `Reading` (IEC 62056-5-3, IEC 62056-46).
 *
 * ```
 * E6 E7 00 | 0F | 40 00 00 00 | 00 or [09 | 19] 0C date-time | body
 *   LLC     tag   invoke id         the header's date-time    array or structure
 * ```
 */
import type { Counts, Fault } from "../model/counts.ts";
import { INDEX } from "../model/quantity.ts";
import type { List, Reading } from "../model/reading.ts";
import { type Cursor, DATE_TIME, NULL_DATA, OCTET_STRING } from "./cursor.ts";
import type { Meter, Scalers } from "./meters/meter.ts";
import { METERS } from "./meters/meters.ts";

export const DATA_NOTIFICATION = 0x0f;
const GENERAL_GLO_CIPHERING = 0xdb;
const GENERAL_BLOCK_TRANSFER = 0xe0;
const DATE_TIME_SIZE = 0x0c;
const INVOKE_ID_SIZE = 4;

const FIRST_REGISTER = INDEX.activeEnergyImport;
const LAST_REGISTER = INDEX.reactiveEnergyExport;

/**
 * Decodes an LLC PDU into `into`, whatever was there before. False when there is no reading in it:
 * the reason is counted and `into.list` is 0.
 */
export function decodePdu(from: Cursor, into: Reading, counts: Counts, scalers: Scalers): boolean {
	if (!from.llc()) return refuse(into, counts, "badLlc");
	return decodeApdu(from, into, counts, scalers);
}

/** The same for an APDU, without LLC. */
export function decodeApdu(from: Cursor, into: Reading, counts: Counts, scalers: Scalers): boolean {
	const tag = from.peek();
	if (tag === GENERAL_GLO_CIPHERING) return refuse(into, counts, "encrypted");
	if (tag === GENERAL_BLOCK_TRANSFER) return refuse(into, counts, "blockTransfer");
	if (tag !== DATA_NOTIFICATION) return refuse(into, counts, "unknownApdu");
	into.clear();
	readHeader(from, into);
	const meter = from.ok ? meterOf(from) : undefined;
	if (meter === undefined) return refuse(into, counts, from.ok ? "unknownLayout" : "badList");
	meter.decode(from, into, scalers);
	into.list = listOf(into);
	// A list holds nothing after its last element.
	if (!from.ok || from.left > 0 || into.list === 0) return refuse(into, counts, "badList");
	counts.readings++;
	return true;
}

function meterOf(body: Cursor): Meter | undefined {
	for (let i = 0; i < METERS.length; i++) {
		const meter = METERS[i] as Meter;
		if (meter.matches(body)) return meter;
	}
	return undefined;
}

function refuse(into: Reading, counts: Counts, fault: Fault): false {
	counts[fault]++;
	into.clear();
	return false;
}

/** Reads the data-notification's header; the cursor is then at the body. */
export function readHeader(from: Cursor, into: Reading): void {
	from.at += 1 + INVOKE_ID_SIZE;
	const tag = from.u8();
	if (tag === NULL_DATA) return;
	// Kaifa and old Kamstrup firmware tag the date-time 09, newer Kamstrup not at all
	// (captures/kaifa-ma304h4/list-1.hex, captures/kamstrup-6841131/list-2.hex).
	if (tag === OCTET_STRING) from.expect(DATE_TIME_SIZE);
	else if (tag !== DATE_TIME_SIZE && tag !== DATE_TIME) from.fail();
	from.dateTime(into.frameClock);
}

/** Told by what is in it: registers make list 3, a list version or the export list 2. */
function listOf(reading: Reading): List {
	const values = reading.values;
	for (let i = FIRST_REGISTER; i <= LAST_REGISTER; i++) if (values[i] !== undefined) return 3;
	if (reading.listVersion.isSet || values[INDEX.activePowerExport] !== undefined) return 2;
	return values[INDEX.activePowerImport] === undefined ? 0 : 1;
}
