/**
 * What a virtual meter is: all that its frames hold beside a reading, as named facts. Two profiles
 * that differ in a quirk differ in one field; none holds octets of a frame.
 */
import type { ClockRule } from "../../src/model/date-time.ts";
import type { QuantityName, Unit } from "../../src/model/quantity.ts";
import type { Reading } from "../../src/model/reading.ts";
import type { OctetWriter } from "./octet-writer.ts";

export type ListNumber = 1 | 2 | 3;

/** Wires between transformer and house: one phase; three without neutral; three and neutral. */
export type Network = "1-phase" | "IT" | "TN";

export type Text = "listVersion" | "meterId" | "meterType";

/** What a list is made of. */
export type Item = Text | "meterNumber" | "clock" | QuantityName;

/** What is sent for something the meter does not measure; `null-data` is a pair of them. */
export type Missing = "absent" | "zero" | "null-data";

/** Writes a list's body from the reading's items. */
export type Layout = (
	into: OctetWriter,
	profile: Profile,
	reading: Readonly<Reading>,
	items: readonly Item[],
) => void;

export interface Hdlc {
	/** Addresses with their end bit, as on the wire. */
	readonly destination: readonly number[];
	readonly source: readonly number[];
	readonly control: number;
}

/** Sent every `everyMs`, `atMs` past a whole one of them in UTC: all wall clocks differ by hours. */
export interface Beat {
	readonly everyMs: number;
	readonly atMs: number;
}

/** When a maker's meters send; a list without a beat is never sent. */
export interface Schedule {
	readonly beats: Readonly<Partial<Record<ListNumber, Beat>>>;
	/** List 3 goes out in place of the list 2 due with it; else after it. */
	readonly list3ReplacesList2: boolean;
	/** What wall clock the meter keeps; undefined where no source says. */
	readonly clock: Exclude<ClockRule, "deviation"> | undefined;
	/** List 3's clock reads the whole hour, or the second it is sent in. */
	readonly clockText: "hour" | "sent";
	/** List 3's registers are those of the whole hour, or of the moment it is sent. */
	readonly registers: "hour" | "sent";
	/** How often the meter measures anew. */
	readonly refreshMs: number;
}

export interface Profile {
	/** As `glimt sim --meter` takes it, and the folder of its captures. */
	readonly name: string;
	/** As decoders name the maker. */
	readonly vendor: string;
	readonly network: Network;
	/** Peak power of the house's solar cells, in W; 0 for none. */
	readonly solarPeak: number;
	/** Primary to secondary current of the transformers before it, which it knows nothing of. */
	readonly transformerRatio: number;

	readonly texts: Readonly<Partial<Record<Text, string>>>;
	readonly meterNumber?: number;

	readonly layout: Layout;
	/** Order within each list the meter sends. */
	readonly lists: Readonly<Partial<Record<ListNumber, readonly Item[]>>>;
	/** Power of ten of the raw number, in W, var, Wh, varh, A, V and 1, by our unit. */
	readonly exponents: Readonly<Record<Unit, number>>;
	/** A-XDR tag of numbers, by our unit. */
	readonly tags: Readonly<Record<Unit, number>>;
	readonly unmeasured: Readonly<Partial<Record<Item, Missing>>>;
	/** Currents carry the sign of their phase's power. */
	readonly signedCurrents: boolean;

	readonly textTag: number;
	/** Octets that NULs fill a text up to. */
	readonly padTo: Readonly<Partial<Record<Text, number>>>;

	readonly invokeId: number;
	/** The APDU header's date-time: none (00), tagged (09 0C) or only sized (0C). */
	readonly headerClock: "none" | "tagged" | "untagged";
	/** What weekday a Sunday is. */
	readonly sunday: 0 | 7;
	/** For how long after midnight the weekday is still yesterday's. */
	readonly weekdayLagMs: number;
	readonly hundredths: number;
	/** Minutes a stamped clock says it deviates; undefined is unspecified (0x8000). */
	readonly deviation: number | undefined;
	/** Clock status octet of a stamped clock. */
	readonly status: number;

	/** Octets on the line are 8N1 or 8E1, at 2400 baud. */
	readonly parity: "none" | "even";
	readonly hdlc: Hdlc;
	readonly schedule: Schedule;
}

const POWERS = [
	"activePowerImport",
	"activePowerExport",
	"reactivePowerImport",
	"reactivePowerExport",
] as const;
const CURRENTS = ["currentL1", "currentL2", "currentL3"] as const;
const VOLTAGES = ["voltageL1", "voltageL2", "voltageL3"] as const;
const ENERGIES = [
	"activeEnergyImport",
	"activeEnergyExport",
	"reactiveEnergyImport",
	"reactiveEnergyExport",
] as const;

/** Groups of items in the order every maker sends them. */
export const ITEMS = Object.freeze({ POWERS, CURRENTS, VOLTAGES, ENERGIES });

/** List 2 and 3 as all three makers order them in Norway. */
export const LIST_2: readonly Item[] = Object.freeze([
	"listVersion",
	"meterId",
	"meterType",
	...POWERS,
	...CURRENTS,
	...VOLTAGES,
]);
export const LIST_3: readonly Item[] = Object.freeze([...LIST_2, "clock", ...ENERGIES]);

/** What a 1-phase meter does not measure. */
export function onePhase(missing: Missing): Profile["unmeasured"] {
	return Object.freeze({
		currentL2: missing,
		currentL3: missing,
		voltageL2: missing,
		voltageL3: missing,
	});
}

const HOUR_MS = 3_600_000;
const BAUD = 2400;

export function every(everyMs: number, atMs = 0): Beat {
	return Object.freeze({ everyMs, atMs });
}

export function hourly(secondPastHour: number): Beat {
	return every(HOUR_MS, secondPastHour * 1000);
}

/** Milliseconds of an octet on the line: start, data, parity if any, and stop bit. */
export function octetMs({ parity }: Profile): number {
	return ((parity === "even" ? 11 : 10) * 1000) / BAUD;
}
