/**
 * A reading to the frame a meter sends it in: the inverse of `src/han/list.ts` and `hdlc.ts`.
 *
 * ```
 * 7E | format | dest | source | control | HCS | E6 E7 00 | APDU | FCS | 7E
 *
 * APDU: 0F | invoke id | date-time | body
 * ```
 */
import { LLC, NULL_DATA, OCTET_STRING } from "../../src/han/cursor.ts";
import { checkSequence } from "../../src/han/fcs.ts";
import { DATA_NOTIFICATION } from "../../src/han/list.ts";
import { DATE_TIME_SIZE } from "../../src/model/date-time.ts";
import { INDEX, QUANTITIES, type QuantityName } from "../../src/model/quantity.ts";
import type { Reading } from "../../src/model/reading.ts";
import { dateTimeOctets } from "./clock.ts";
import { OctetWriter } from "./octet-writer.ts";
import type { Hdlc, Item, ListNumber, Missing, Profile } from "./profile.ts";

const FLAG = 0x7e;
const FORMAT_TYPE_3 = 0xa000;
/** Format, HCS and FCS, of 2 octets each, and control. */
const FRAME_OVERHEAD = 7;
/** 11-bit length field. */
const MAX_LENGTH = 0x7ff;

/**
 * The frame, from flag to flag, in which a meter of `profile` sends `reading` as `list`. Throws a
 * RangeError when the reading lacks something of the list or has a value the wire cannot hold.
 */
export function encode(profile: Profile, reading: Readonly<Reading>, list: ListNumber): Uint8Array {
	return frame(profile.hdlc, [...LLC, ...encodeApdu(profile, reading, list)]);
}

/** The same without HDLC and LLC. */
export function encodeApdu(
	profile: Profile,
	reading: Readonly<Reading>,
	list: ListNumber,
): Uint8Array {
	const items = profile.lists[list];
	if (!items) throw new RangeError(`${profile.name} does not send list ${list}`);
	const into = new OctetWriter();
	into.u8(DATA_NOTIFICATION);
	into.integer(profile.invokeId, 4);
	if (profile.headerClock === "none") into.u8(NULL_DATA);
	else {
		if (profile.headerClock === "tagged") into.u8(OCTET_STRING);
		into.u8(DATE_TIME_SIZE);
		into.raw(dateTimeOctets(reading.frameClock, profile));
	}
	profile.layout(into, profile, reading, items);
	return into.octets;
}

/** An HDLC frame, format type 3, around an information field. Octets are not stuffed. */
export function frame(hdlc: Hdlc, information: readonly number[]): Uint8Array {
	const { destination, source } = hdlc;
	const length = FRAME_OVERHEAD + destination.length + source.length + information.length;
	if (length > MAX_LENGTH) throw new RangeError(`a frame of ${length} octets`);
	const into = new OctetWriter();
	into.u8(FLAG);
	into.integer(FORMAT_TYPE_3 | length, 2);
	into.raw(destination);
	into.raw(source);
	into.u8(hdlc.control);
	check(into);
	into.raw(information);
	check(into);
	into.u8(FLAG);
	return into.octets;
}

/** The check sequence of all since the opening flag, low octet first. */
function check(into: OctetWriter): void {
	const octets = into.octets;
	const sequence = checkSequence(octets, 1, octets.length);
	into.u8(sequence & 0xff);
	into.u8(sequence >> 8);
}

/** Whether `item` goes out as a value, or what the meter sends in its place. */
export function sent(profile: Profile, reading: Readonly<Reading>, item: Item): "value" | Missing {
	if (has(reading, item)) return "value";
	const missing = profile.unmeasured[item];
	if (missing === undefined) {
		throw new RangeError(`${profile.name} sends ${item}, which the reading lacks`);
	}
	return missing;
}

function has(reading: Readonly<Reading>, item: Item): boolean {
	switch (item) {
		case "listVersion":
		case "meterId":
		case "meterType":
		case "clock":
			return reading[item].isSet;
		case "meterNumber":
			return reading.meterNumber !== undefined;
		default:
			return reading.get(item) !== undefined;
	}
}

/** Writes an item's value, tag and all. */
export function writeValue(
	into: OctetWriter,
	profile: Profile,
	reading: Readonly<Reading>,
	item: Item,
): void {
	switch (item) {
		case "listVersion":
		case "meterId":
		case "meterType":
			into.text(profile.textTag, reading[item], profile.padTo[item] ?? 0);
			break;
		case "clock":
			into.u8(OCTET_STRING);
			into.u8(DATE_TIME_SIZE);
			into.raw(dateTimeOctets(reading.clock, profile));
			break;
		case "meterNumber":
			into.number(profile.tags.W, reading.meterNumber ?? 0);
			break;
		default:
			into.number(profile.tags[unitOf(item)], rawNumber(profile, item, reading.get(item) ?? 0));
	}
}

function rawNumber(profile: Profile, name: QuantityName, value: number): number {
	const raw = value / stepOf(profile, name);
	if (!Number.isSafeInteger(raw)) {
		throw new RangeError(`${profile.name} cannot send ${value} ${unitOf(name)} as ${name}`);
	}
	return raw;
}

/** How finely the meter sends a quantity, in our unit. */
export function stepOf(profile: Profile, name: QuantityName): number {
	const shift = QUANTITIES[INDEX[name]]?.shift ?? 0;
	return 10 ** (profile.exponents[unitOf(name)] + shift);
}

function unitOf(name: QuantityName) {
	return (QUANTITIES[INDEX[name]] as (typeof QUANTITIES)[number]).unit;
}
