/**
 * Kamstrup Omnipower: the inverse of `src/han/meters/kamstrup.ts`.
 *
 * ```
 * structure n { version, (OBIS, value)... }
 * ```
 *
 * In place of a pair that a 1-phase meter does not measure go two null-data.
 */
import { NULL_DATA, STRUCTURE, UINT16, UINT32, VISIBLE_STRING } from "../../src/han/cursor.ts";
import type { Reading } from "../../src/model/reading.ts";
import { sent, writeValue } from "./encoder.ts";
import { type ObjectCodes, obisOf } from "./obis.ts";
import type { OctetWriter } from "./octet-writer.ts";
import {
	every,
	hourly,
	ITEMS,
	type Item,
	LIST_2,
	LIST_3,
	onePhase,
	type Profile,
} from "./profile.ts";

const OBJECTS: ObjectCodes = Object.freeze({
	meterId: [1, 1, 0, 0, 5, 255],
	meterType: [1, 1, 96, 1, 1, 255],
	meterNumber: [1, 1, 0, 0, 1, 255],
	clock: [0, 1, 1, 0, 0, 255],
});

function writePairs(
	into: OctetWriter,
	profile: Profile,
	reading: Readonly<Reading>,
	items: readonly Item[],
): void {
	const pairs = items.filter(
		(item) => item !== "listVersion" && sent(profile, reading, item) !== "absent",
	);
	into.elements(STRUCTURE, 1 + 2 * pairs.length);
	writeValue(into, profile, reading, "listVersion");
	for (const item of pairs) {
		if (sent(profile, reading, item) === "null-data") {
			into.u8(NULL_DATA);
			into.u8(NULL_DATA);
		} else {
			into.obis(obisOf(OBJECTS, 1, 1, item));
			writeValue(into, profile, reading, item);
		}
	}
}

/** 684, 4-wire, Norway. */
export const KAMSTRUP_TN = Object.freeze<Profile>({
	name: "kamstrup-6841131",
	vendor: "Kamstrup",
	network: "TN",
	solarPeak: 0,
	transformerRatio: 1,
	texts: {
		listVersion: "Kamstrup_V0001",
		meterId: "5706560000000027",
		meterType: "6841131BN243101040",
	},
	layout: writePairs,
	lists: { 2: LIST_2, 3: LIST_3 },
	exponents: { W: 0, var: 0, Wh: 1, varh: 1, mA: -2, mV: 0, permille: -2 },
	tags: {
		W: UINT32,
		var: UINT32,
		Wh: UINT32,
		varh: UINT32,
		mA: UINT32,
		mV: UINT16,
		permille: UINT16,
	},
	unmeasured: {},
	signedCurrents: false,
	textTag: VISIBLE_STRING,
	padTo: {},
	invokeId: 0,
	headerClock: "untagged",
	sunday: 7,
	weekdayLagMs: 0,
	hundredths: 0xff,
	deviation: undefined,
	status: 0,
	parity: "none",
	hdlc: { destination: [0x2b], source: [0x21], control: 0x13 },
	schedule: {
		beats: { 2: every(10_000), 3: hourly(5) },
		list3ReplacesList2: false,
		clock: "normalTime",
		clockText: "sent",
		registers: "sent",
		refreshMs: 1000,
	},
});

/** 684, 3-wire: it calculates the voltage to L2 itself. */
export const KAMSTRUP_IT = Object.freeze<Profile>({
	...KAMSTRUP_TN,
	name: "kamstrup-6841121",
	network: "IT",
	texts: {
		listVersion: "Kamstrup_V0001",
		meterId: "5706560000000010",
		meterType: "6841121BN243101040",
	},
});

/** 686, 1-phase. */
export const KAMSTRUP_1_PHASE = Object.freeze<Profile>({
	...KAMSTRUP_TN,
	name: "kamstrup-6861111",
	network: "1-phase",
	texts: {
		listVersion: "Kamstrup_V0001",
		meterId: "5706560000000034",
		meterType: "6861111BN242101040",
	},
	unmeasured: onePhase("null-data"),
});

const perPhase = <Name extends string>(name: Name) =>
	[`${name}L1`, `${name}L2`, `${name}L3`] as const;

/** The DLMS push list of Denmark and Switzerland: 65 elements, no id and no type, always list 3. */
export const KAMSTRUP_PUSH = Object.freeze<Profile>({
	...KAMSTRUP_TN,
	name: "kamstrup-dk-push",
	texts: { listVersion: "Kamstrup_V0001" },
	meterNumber: 10_000_015,
	lists: {
		3: [
			"listVersion",
			...ITEMS.ENERGIES,
			"meterNumber",
			...ITEMS.POWERS,
			"clock",
			...ITEMS.VOLTAGES,
			...ITEMS.CURRENTS,
			...perPhase("activePowerImport"),
			...perPhase("powerFactor"),
			"powerFactor",
			...perPhase("activePowerExport"),
			...perPhase("activeEnergyExport"),
			...perPhase("activeEnergyImport"),
		],
	},
	schedule: { ...KAMSTRUP_TN.schedule, beats: { 3: every(10_000) } },
});
