/**
 * The project's own captures: the same few moments of a house, as every virtual meter tells them.
 * Meter ids, loads and registers are invented.
 */
import { Counts } from "../src/model/counts.ts";
import { INDEX, type QuantityName } from "../src/model/quantity.ts";
import { Reading } from "../src/model/reading.ts";
import { type Decoded, decode } from "./decode.ts";
import { type Legs, measure } from "./house/mains.ts";
import { encode } from "./meters/encoder.ts";
import { present } from "./meters/present.ts";
import type { ListNumber, Network, Profile } from "./meters/profile.ts";
import { PROFILES } from "./meters/profiles.ts";

export interface OwnCapture {
	/** Without extension, below `test/captures`: `kaifa-ma304h4/list-1`. */
	readonly path: string;
	readonly hex: string;
	readonly json: string;
}

/** What the house does on each leg, and when. */
interface Moment {
	readonly name: string;
	readonly list: ListNumber;
	readonly utcMs: number;
	readonly legs: Readonly<Record<Network, Legs>>;
}

const OCTETS_A_LINE = 16;
/** A house behind current transformers takes so many times more. */
const BIG_HOUSE = 10;

/** A winter afternoon; a Sunday before summer time; a Sunday evening in summer. */
const LIST_1_MS = Date.UTC(2026, 0, 17, 14, 32, 22);
const LIST_2_MS = Date.UTC(2026, 2, 8, 6, 15, 40);
const LIST_3_HOUR_MS = Date.UTC(2026, 6, 12, 16);

const MOMENTS: readonly Moment[] = Object.freeze([
	{
		name: "list-1",
		list: 1,
		utcMs: LIST_1_MS,
		legs: {
			"1-phase": { active: [3127], reactive: [214], volts: [229.4] },
			IT: { active: [1980, 640, 1215], reactive: [35, -60, 90], volts: [230.1, 231.6, 230.8] },
			TN: { active: [1460, 310, 2205], reactive: [-60, 85, 40], volts: [229.8, 232.1, 230.4] },
		},
	},
	{
		name: "list-2",
		list: 2,
		utcMs: LIST_2_MS,
		legs: {
			"1-phase": { active: [1386], reactive: [-97], volts: [231.2] },
			IT: { active: [905, 1310, 720], reactive: [-70, -45, 60], volts: [229.7, 228.9, 230.6] },
			TN: { active: [868, 1215, 402], reactive: [-48, -120, 31], volts: [231.6, 230.3, 232.7] },
		},
	},
	{
		name: "list-3",
		list: 3,
		utcMs: LIST_3_HOUR_MS,
		legs: {
			"1-phase": { active: [742], reactive: [168], volts: [232.5] },
			IT: { active: [410, 385, 560], reactive: [95, 70, -20], volts: [232.2, 231.4, 232.9] },
			TN: { active: [305, 520, 688], reactive: [110, -36, 142], volts: [233.1, 232.4, 231.8] },
		},
	},
]);

/** Solar cells give more than the house takes, on each phase. */
const EXPORT: Moment = Object.freeze({
	name: "list-2-export",
	list: 2,
	utcMs: Date.UTC(2026, 4, 24, 11, 20),
	legs: {
		"1-phase": { active: [-2264], reactive: [131], volts: [236.9] },
		IT: { active: [-1105, -980, -1320], reactive: [40, 55, -30], volts: [235.1, 236.2, 235.8] },
		TN: { active: [-1210, -865, -1398], reactive: [64, -22, 87], volts: [236.4, 235.7, 237.0] },
	},
});

/** 1918 W is 077E: a flag's octet inside the frame. */
const WITH_7E: Moment = Object.freeze({
	name: "list-2-with-7e",
	list: 2,
	utcMs: Date.UTC(2026, 9, 30, 20, 45, 30),
	legs: {
		"1-phase": { active: [1918], reactive: [-75], volts: [230.6] },
		IT: { active: [618, 885, 415], reactive: [-40, 25, -60], volts: [229.9, 230.7, 231.3] },
		TN: { active: [618, 885, 415], reactive: [-40, 25, -60], volts: [229.9, 230.7, 231.3] },
	},
});
const METER_WITH_7E = "kaifa-ma304h3e";

/** Wh and varh; a 1-phase meter has those of L1, a three-wire one those of no phase. */
const REGISTERS: Readonly<Partial<Record<QuantityName, number>>> = Object.freeze({
	activeEnergyImport: 48_213_467,
	activeEnergyExport: 3_104_998,
	reactiveEnergyImport: 2_716_041,
	reactiveEnergyExport: 5_390_872,
	activeEnergyImportL1: 15_870_114,
	activeEnergyImportL2: 17_402_353,
	activeEnergyImportL3: 14_941_000,
	activeEnergyExportL1: 1_035_226,
	activeEnergyExportL2: 998_410,
	activeEnergyExportL3: 1_071_362,
});

/** Every profile and list it sends, always in the same order and with the same content. */
export function ownCaptures(): OwnCapture[] {
	return PROFILES.flatMap((profile) =>
		momentsOf(profile).map((moment) => captureOf(profile, moment)),
	);
}

function momentsOf(profile: Profile): Moment[] {
	const moments = [...MOMENTS];
	if (profile.solarPeak > 0) moments.push(EXPORT);
	if (profile.name === METER_WITH_7E) moments.push(WITH_7E);
	return moments.filter(({ list }) => profile.lists[list] !== undefined);
}

function captureOf(profile: Profile, moment: Moment): OwnCapture {
	const { name, list, utcMs } = moment;
	const reading = new Reading();
	measure(reading, profile.network, scaled(profile, moment.legs[profile.network]));
	for (const [register, value] of Object.entries(REGISTERS)) {
		reading.values[INDEX[register as QuantityName]] = value;
	}
	const beat = profile.schedule.beats[list];
	present(profile, reading, list, utcMs + (list === 3 ? (beat?.atMs ?? 0) : 0));
	const octets = encode(profile, reading, list);
	const readings: Decoded[] = [];
	decode(octets, new Counts(), {}, (decoded) => readings.push(decoded));
	return {
		path: `${profile.name}/${name}`,
		hex: hexText(profile, list, octets),
		json: `${JSON.stringify(readings, undefined, "\t")}\n`,
	};
}

function scaled(profile: Profile, legs: Legs): Legs {
	const times = profile.transformerRatio > 1 ? BIG_HOUSE : 1;
	return {
		active: legs.active.map((watts) => watts * times),
		reactive: legs.reactive.map((vars) => vars * times),
		volts: legs.volts,
	};
}

function hexText(profile: Profile, list: ListNumber, octets: Uint8Array): string {
	const lines = [
		`# vendor: ${profile.vendor}`,
		`# list: ${list}`,
		`# network: ${profile.network}`,
		"# made by: host-sim/make-captures.ts; the meter and its house are invented",
	];
	for (let at = 0; at < octets.length; at += OCTETS_A_LINE) {
		const line = [...octets.subarray(at, at + OCTETS_A_LINE)];
		lines.push(line.map((octet) => octet.toString(16).padStart(2, "0").toUpperCase()).join(" "));
	}
	return `${lines.join("\n")}\n`;
}
