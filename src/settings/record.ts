/**
 * The record that settings are kept in, version 1. Numbers go low octet first.
 *
 * ```
 *  0   47 4C 53 54    "GLST"
 *  4   01             format that the writer wrote
 *  5   01             lowest format that can read it
 *  6   2A 00          octets of JSON
 *  8   07 00 00 00    generation: one more than that of the record before
 * 12   7B ...         JSON in UTF-8: an object of what differs from the defaults
 * 12+n 4A C9 EA 55    CRC-32 of all before
 * ```
 */
import { utf8Text } from "../model/utf8.ts";
import { crc32 } from "../storage/crc.ts";

export const FORMAT = 1;
const MAGIC = Object.freeze([0x47, 0x4c, 0x53, 0x54] as const);
const HEAD = 12;
const CHECK = 4;

export interface SettingsRecord {
	readonly generation: number;
	/** Undefined where only a newer firmware can read it. */
	readonly values: Readonly<Record<string, unknown>> | undefined;
}

export function encodeRecord(json: Uint8Array, generation: number): Uint8Array {
	const octets = new Uint8Array(HEAD + json.length + CHECK);
	const view = new DataView(octets.buffer);
	octets.set(MAGIC);
	view.setUint8(4, FORMAT);
	view.setUint8(5, FORMAT);
	view.setUint16(6, json.length, true);
	view.setUint32(8, generation, true);
	octets.set(json, HEAD);
	const end = HEAD + json.length;
	view.setInt32(end, crc32(octets, 0, end), true);
	return octets;
}

/** Undefined of what is no whole record. */
export function decodeRecord(octets: Uint8Array): SettingsRecord | undefined {
	const { length } = octets;
	if (length < HEAD + CHECK || MAGIC.some((octet, i) => octets[i] !== octet)) return undefined;
	const view = new DataView(octets.buffer, octets.byteOffset, length);
	const end = HEAD + view.getUint16(6, true);
	if (end + CHECK !== length || view.getInt32(end, true) !== crc32(octets, 0, end))
		return undefined;
	const generation = view.getUint32(8, true);
	if (view.getUint8(5) > FORMAT) return { generation, values: undefined };
	const values = objectOf(utf8Text(octets, HEAD, end));
	return values && { generation, values };
}

function objectOf(json: string | undefined): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(json ?? "");
		const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
		return isObject ? (value as Record<string, unknown>) : undefined;
	} catch {
		return undefined;
	}
}
