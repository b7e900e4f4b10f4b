/** One PDU to a reading, for tests of decoders. */
import { Cursor } from "../../src/han/cursor.ts";
import { decodeApdu } from "../../src/han/list.ts";
import type { Scalers } from "../../src/han/meters/meter.ts";
import { Counts } from "../../src/model/counts.ts";
import { QUANTITIES } from "../../src/model/quantity.ts";
import { Reading } from "../../src/model/reading.ts";
import { octets } from "./frames.ts";

export interface Decoding {
	readonly isReading: boolean;
	readonly reading: Reading;
	readonly counts: Counts;
}

/** Decodes an APDU: the data-notification's header without date-time, then `body`. */
export function decodeBody(body: string, scalers: Scalers = {}): Decoding {
	return decodeHex(`0F 40000000 00 ${body}`, scalers);
}

export function decodeHex(apdu: string, scalers: Scalers = {}): Decoding {
	const from = octets(apdu);
	const cursor = new Cursor();
	const reading = new Reading();
	const counts = new Counts();
	cursor.over(from, new DataView(from.buffer), 0, from.length);
	const isReading = decodeApdu(cursor, reading, counts, scalers);
	return { isReading, reading, counts };
}

/** Only the values that were sent, by name. */
export function valuesOf(reading: Reading): Record<string, number> {
	const values: Record<string, number> = {};
	QUANTITIES.forEach(({ name }, index) => {
		const value = reading.values[index];
		if (value !== undefined) values[name] = value;
	});
	return values;
}

/** Hex of a visible-string (0A) or octet-string (09). */
export function text(tag: "09" | "0A", value: string): string {
	let hex = "";
	for (let i = 0; i < value.length; i++) hex += value.charCodeAt(i).toString(16).padStart(2, "0");
	return `${tag} ${value.length.toString(16).padStart(2, "0")} ${hex}`;
}

/** Hex of a u32 (06). */
export function u32(value: number): string {
	return `06 ${value.toString(16).padStart(8, "0")}`;
}
