/**
 * Kaifa: the inverse of `src/han/meters/kaifa.ts`.
 *
 * ```
 * structure n { value... }           by position: Norway, and most of Sweden
 * structure 36 { (OBIS, value)... }  the rest of Sweden
 * ```
 */
import { OCTET_STRING, STRUCTURE, UINT32, UINT64 } from "../../src/han/cursor.ts";
import type { Reading } from "../../src/model/reading.ts";
import { sent, writeValue } from "./encoder.ts";
import { type ObjectCodes, obisOf } from "./obis.ts";
import type { OctetWriter } from "./octet-writer.ts";
import { every, hourly, type Item, LIST_2, LIST_3, onePhase, type Profile } from "./profile.ts";

const OBJECTS: ObjectCodes = Object.freeze({
	listVersion: [1, 0, 0, 2, 129, 255],
	meterId: [0, 0, 96, 1, 0, 255],
	meterType: [0, 0, 96, 1, 7, 255],
	clock: [0, 0, 1, 0, 0, 255],
});

function writeValues(
	into: OctetWriter,
	profile: Profile,
	reading: Readonly<Reading>,
	items: readonly Item[],
): void {
	const values = items.filter((item) => sent(profile, reading, item) !== "absent");
	into.elements(STRUCTURE, values.length);
	for (const item of values) writeValue(into, profile, reading, item);
}

function writePairs(
	into: OctetWriter,
	profile: Profile,
	reading: Readonly<Reading>,
	items: readonly Item[],
): void {
	const pairs = items.filter((item) => sent(profile, reading, item) !== "absent");
	into.elements(STRUCTURE, 2 * pairs.length);
	for (const item of pairs) {
		into.obis(obisOf(OBJECTS, 1, 0, item));
		writeValue(into, profile, reading, item);
	}
}

/** MA304H4, 4-wire. */
export const KAIFA_TN = Object.freeze<Profile>({
	name: "kaifa-ma304h4",
	vendor: "Kaifa",
	network: "TN",
	solarPeak: 0,
	transformerRatio: 1,
	texts: { listVersion: "KFM_001", meterId: "6970631000000029", meterType: "MA304H4" },
	layout: writeValues,
	lists: { 1: ["activePowerImport"], 2: LIST_2, 3: LIST_3 },
	exponents: { W: 0, var: 0, Wh: 0, varh: 0, mA: -3, mV: -1, permille: -2 },
	tags: {
		W: UINT32,
		var: UINT32,
		Wh: UINT32,
		varh: UINT32,
		mA: UINT32,
		mV: UINT32,
		permille: UINT32,
	},
	unmeasured: {},
	signedCurrents: false,
	textTag: OCTET_STRING,
	padTo: {},
	invokeId: 0x4000_0000,
	headerClock: "tagged",
	sunday: 7,
	// Seen 20 s after midnight (no/kaifa-ma304h3e-it-list2-c); no capture tells when it follows.
	weekdayLagMs: 30_000,
	hundredths: 0xff,
	deviation: undefined,
	status: 0,
	parity: "even",
	hdlc: { destination: [0x01], source: [0x02, 0x01], control: 0x10 },
	schedule: {
		beats: { 1: every(2000), 2: every(10_000), 3: hourly(10) },
		list3ReplacesList2: true,
		clock: "civilTime",
		clockText: "sent",
		registers: "sent",
		refreshMs: 1000,
	},
});

/** MA304H3E, 3-wire: the voltage to L2 is not measured. */
export const KAIFA_IT = Object.freeze<Profile>({
	...KAIFA_TN,
	name: "kaifa-ma304h3e",
	network: "IT",
	texts: { listVersion: "KFM_001", meterId: "6970631000000012", meterType: "MA304H3E" },
	unmeasured: { voltageL2: "zero" },
});

export const KAIFA_1_PHASE = Object.freeze<Profile>({
	...KAIFA_TN,
	name: "kaifa-ma105h2e",
	network: "1-phase",
	texts: { listVersion: "KFM_001", meterId: "6970631000000036", meterType: "MA105H2E" },
	unmeasured: onePhase("absent"),
});

/** Sweden, by position: list 3 is all it sends. Normal time. */
export const KAIFA_SE = Object.freeze<Profile>({
	...KAIFA_TN,
	name: "kaifa-se",
	texts: { listVersion: "KFM_001", meterId: "7340150000000013", meterType: "MA304H4D" },
	lists: { 3: LIST_3 },
	hdlc: { destination: [0x01], source: [0x00, 0x01], control: 0x10 },
	schedule: { ...KAIFA_TN.schedule, beats: { 3: every(10_000) }, clock: "normalTime" },
});

/** Sweden, MA304T4 behind transformers: registers in 64 bits. */
export const KAIFA_SE_CT = Object.freeze<Profile>({
	...KAIFA_SE,
	name: "kaifa-se-ct",
	transformerRatio: 20,
	texts: { listVersion: "KFM_001", meterId: "7340150000000020", meterType: "MA304T4" },
	tags: { ...KAIFA_SE.tags, Wh: UINT64, varh: UINT64 },
});

/** Sweden, pairs: no time in the header, and a deviation of UTC+1 in summer too. */
export const KAIFA_SE_OBIS = Object.freeze<Profile>({
	...KAIFA_SE,
	name: "kaifa-se-obis",
	texts: { listVersion: "KFM_001", meterId: "7340150000000037", meterType: "MA304H4" },
	layout: writePairs,
	headerClock: "none",
	deviation: -60,
});
