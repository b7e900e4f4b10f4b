/**
 * Aidon 65xx: the inverse of `src/han/meters/aidon.ts`.
 *
 * ```
 * array n { structure 2 { OBIS, text or clock } | structure 3 { OBIS, number, scaler_unit } }
 * ```
 */
import {
	ARRAY,
	ENUM,
	INT8,
	INT16,
	STRUCTURE,
	UINT16,
	UINT32,
	VISIBLE_STRING,
} from "../../src/han/cursor.ts";
import { INDEX, QUANTITIES, type QuantityName } from "../../src/model/quantity.ts";
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
	listVersion: [1, 1, 0, 2, 129, 255],
	meterId: [0, 0, 96, 1, 0, 255],
	meterType: [0, 0, 96, 1, 7, 255],
	clock: [0, 0, 1, 0, 0, 255],
});

/** A self-describing list. */
export function writeElements(
	into: OctetWriter,
	profile: Profile,
	reading: Readonly<Reading>,
	items: readonly Item[],
): void {
	const elements = items.filter((item) => sent(profile, reading, item) !== "absent");
	into.elements(ARRAY, elements.length);
	for (const item of elements) {
		const quantity = QUANTITIES[INDEX[item as QuantityName]];
		into.elements(STRUCTURE, quantity ? 3 : 2);
		into.obis(obisOf(OBJECTS, 1, 0, item));
		writeValue(into, profile, reading, item);
		if (quantity) writeScaler(into, profile.exponents[quantity.unit], quantity.unitCode);
	}
}

function writeScaler(into: OctetWriter, exponent: number, unitCode: number): void {
	into.elements(STRUCTURE, 2);
	into.u8(INT8);
	into.integer(exponent, 1);
	into.u8(ENUM);
	into.u8(unitCode);
}

/** A 4-wire meter; what Landis+Gyr's E350 starts from too. */
export const AIDON_TN = Object.freeze<Profile>({
	name: "aidon-6534",
	vendor: "Aidon",
	network: "TN",
	solarPeak: 0,
	transformerRatio: 1,
	texts: { listVersion: "AIDON_V0001", meterId: "7359990000000022", meterType: "6534" },
	layout: writeElements,
	lists: { 1: ["activePowerImport"], 2: LIST_2, 3: LIST_3 },
	exponents: { W: 0, var: 0, Wh: 1, varh: 1, mA: -1, mV: -1, permille: -2 },
	tags: {
		W: UINT32,
		var: UINT32,
		Wh: UINT32,
		varh: UINT32,
		mA: INT16,
		mV: UINT16,
		permille: UINT16,
	},
	unmeasured: {},
	signedCurrents: true,
	textTag: VISIBLE_STRING,
	padTo: {},
	invokeId: 0x4000_0000,
	headerClock: "none",
	sunday: 0,
	weekdayLagMs: 0,
	hundredths: 0xff,
	deviation: 0,
	status: 0,
	parity: "even",
	hdlc: { destination: [0x41], source: [0x08, 0x83], control: 0x13 },
	schedule: {
		beats: { 1: every(2500), 2: every(10_000), 3: hourly(10) },
		list3ReplacesList2: true,
		clock: "normalTime",
		clockText: "hour",
		registers: "hour",
		refreshMs: 500,
	},
});

/** Three wires: no current in L2. */
export const AIDON_IT = Object.freeze<Profile>({
	...AIDON_TN,
	name: "aidon-6525",
	network: "IT",
	texts: { listVersion: "AIDON_V0001", meterId: "7359990000000039", meterType: "6525" },
	unmeasured: { currentL2: "absent" },
});

export const AIDON_1_PHASE = Object.freeze<Profile>({
	...AIDON_TN,
	name: "aidon-6515",
	network: "1-phase",
	texts: { listVersion: "AIDON_V0001", meterId: "7359990000000015", meterType: "6515" },
	unmeasured: onePhase("absent"),
});

const PER_PHASE: readonly Item[] = Object.freeze(
	(["L1", "L2", "L3"] as const).flatMap((phase) =>
		ITEMS.POWERS.map((power) => `${power}${phase}` as const),
	),
);

/** Sweden (RF2): 27 elements without version, id and type, and nothing else. */
export const AIDON_SE = Object.freeze<Profile>({
	...AIDON_TN,
	name: "aidon-se",
	texts: {},
	lists: {
		3: [
			"clock",
			...ITEMS.POWERS,
			...ITEMS.CURRENTS,
			...ITEMS.VOLTAGES,
			...PER_PHASE,
			...ITEMS.ENERGIES,
		],
	},
	exponents: { ...AIDON_TN.exponents, Wh: 0, varh: 0 },
	deviation: undefined,
	status: 0xff,
	schedule: {
		...AIDON_TN.schedule,
		beats: { 3: every(10_000) },
		clockText: "sent",
		registers: "sent",
	},
});
