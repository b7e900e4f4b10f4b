/** Every view in every situation that it must show well; drawn by `npm run screens`. */
import type { Network } from "../src/model/network.ts";
import { JOINED, NO_NETWORK, type Scene, type Situation } from "./situation.ts";

function scenes(view: Scene["view"], situations: Readonly<Record<string, Situation>>): Scene[] {
	return Object.entries(situations).map(([name, situation]) => ({ ...situation, name, view }));
}

const ACCESS_POINT: Network = Object.freeze({
	phase: "accessPoint",
	address: "192.168.4.1",
	ssid: "Glimt-A1B2",
	key: "k7m2p9xw",
});
const NO_PHASES = Object.freeze({});
/** A winter's evening: heating that comes and goes, and a dinner. */
const evening = (minutesAgo: number) =>
	900 + 700 * (Math.floor(minutesAgo / 9) % 2) + (minutesAgo > 30 && minutesAgo < 75 ? 2300 : 0);
/** Clouds before the sun. */
const sunny = (minutesAgo: number) =>
	minutesAgo % 40 < 12 ? 600 : Math.round(-3400 + 900 * Math.sin(minutesAgo / 7));

const NOWS = scenes("now", {
	"0-w": { watts: 0, wh: 120 },
	"85-w": { watts: 85, wh: 60 },
	"850-w": { watts: 850, wh: 610 },
	"2410-w": { watts: 2410, wh: 1480 },
	"near-5-kw": { watts: 6100, wh: 3200 },
	"over-5-kw": { watts: 9990, wh: 3600 },
	"past-5-kw": { watts: 1200, wh: 11_900 },
	"over-15-kw": { watts: 17_300, wh: 12_600, peaks: [12_100, 13_900, 14_400] },
	"over-50-kw": { watts: 63_000, wh: 34_000, peaks: [41_000, 45_000, 47_000] },
	"top-step": { watts: 105_000, wh: 56_000, peaks: [102_000, 110_000, 108_000] },
	"export-85-w": { watts: -85, wh: 40 },
	"export-3060-w": { watts: -3060, wh: 310 },
	"export-17300-w": { watts: -17_300, wh: 0 },
	"hour-begins": { watts: 2410, wh: 0, seconds: 5 },
	"hour-ends": { watts: 2410, wh: 2300, seconds: 3590 },
	"no-time": { watts: 2410, history: "noTime" },
	"no-hours": { watts: 2410, history: "none" },
	"hours-read": { watts: 2410, history: "reading" },
	"stale-45-s": { watts: 2410, ageMs: 45_000, silentMs: 45_000 },
	"stale-3-h": { watts: -3060, ageMs: 3 * 3_600_000, silentMs: 45_000 },
	"stale-noise": { watts: 2410, ageMs: 65_000, counts: { octets: 9000, noiseOctets: 8000 } },
	"stale-parity": { watts: 2410, ageMs: 65_000, counts: { octets: 9000, parityErrors: 4000 } },
});

const HOURS = scenes("hour", {
	clear: { watts: 2410, wh: 1480 },
	near: { watts: 6100, wh: 3200 },
	over: { watts: 17_300, wh: 12_600, peaks: [12_100, 13_900, 14_400] },
	"over-50-kw": { watts: 63_000, wh: 34_000, peaks: [41_000, 45_000, 47_000] },
	"top-step": { watts: 105_000, wh: 56_000, peaks: [102_000, 110_000, 108_000] },
	export: { watts: -3060, wh: 310 },
	begins: { watts: 850, wh: 0, seconds: 5 },
	stale: { watts: 2410, wh: 1480, ageMs: 45_000, silentMs: 45_000 },
	"no-time": { watts: 2410, history: "noTime" },
	"no-hours": { watts: 2410, history: "none" },
});

const PHASES = scenes("phases", {
	three: { watts: 2410 },
	"63-kw": {
		watts: 63_000,
		values: {
			...{ voltageL1: 224_100, voltageL2: 221_900, voltageL3: 225_000 },
			...{ currentL1: 91_200, currentL2: 101_400, currentL3: 89_900 },
		},
	},
	"one-phase": { watts: 1850, values: { voltageL1: 228_700, currentL1: 8100 } },
	"it-net": { watts: 2410, isItNet: true, values: { ...itValues(), currentL2: 6300 } },
	"it-net-two": { watts: 2410, isItNet: true, isL2CurrentUnmeasured: true, values: itValues() },
	"missing-phase": {
		watts: 2410,
		values: { voltageL1: 231_000, voltageL3: 230_100, currentL1: 4200, currentL3: 900 },
	},
	"dead-phase": {
		watts: 900,
		values: {
			...{ voltageL1: 231_000, voltageL2: 0, voltageL3: 230_100 },
			...{ currentL1: 4200, currentL2: 0, currentL3: 100 },
		},
	},
	stale: { watts: 2410, ageMs: 125_000, silentMs: 45_000 },
	none: { watts: 2410, values: NO_PHASES },
});

function itValues() {
	return { voltageL1: 231_000, voltageL2: 0, voltageL3: 229_400, currentL1: 7900, currentL3: 5500 };
}

const CURVES = scenes("twoHours", {
	evening: { watts: 2410, curve: evening },
	export: { watts: -3060, curve: sunny },
	"export-alone": { watts: -3060, curve: () => -4200 },
	gap: { watts: 2410, curve: (ago) => (ago > 40 && ago < 63 ? undefined : evening(ago)) },
	"0-w": { watts: 0, curve: () => 0 },
	"63-kw": { watts: 63_000, curve: (ago) => 63_000 - 500 * ago },
	begun: { watts: 2410, curve: (ago) => (ago > 7 ? undefined : 2410) },
	nothing: { watts: 2410 },
	"no-hours": { watts: 2410, history: "none" },
});

const MONTHS = scenes("month", {
	three: { watts: 2410 },
	high: { watts: 2410, peaks: [62_900, 58_100, 41_000] },
	"top-step": { watts: 2410, peaks: [102_000, 110_000, 108_000] },
	one: { watts: 2410, peaks: [1730] },
	none: { watts: 2410, peaks: [] },
	"no-time": { watts: 2410, history: "noTime" },
	"hours-read": { watts: 2410, history: "reading" },
	"no-hours": { watts: 2410, history: "none" },
});

const METERS = scenes("meter", {
	aidon: { watts: 2410 },
	kamstrup: { watts: 2410, vendor: "Kamstrup", lists: [3, 2], id: "5706560000009702" },
	"landis-gyr": { watts: 2410, vendor: "LandisGyr(Embriq)", lists: [1, 2] },
	"list-1-alone": { watts: 2410, vendor: "Kaifa", lists: [1] },
	stale: { watts: 2410, ageMs: 45_000, silentMs: 45_000 },
	noise: { watts: 2410, counts: { octets: 9000, frames: 20, badFcs: 9 } },
	parity: { watts: 2410, counts: { octets: 9000, parityErrors: 4000 } },
	restarted: { watts: 2410, restartReason: "memory full" },
	"restarted-why": { watts: 2410, restartReason: "unhandled exception: TypeError: no" },
	silent: { silentMs: 90_000 },
	"no-reading": { counts: { octets: 70 } },
});

const NETWORKS = scenes("network", {
	joined: { watts: 2410 },
	"owner-code": { watts: 2410, ownerCode: "40718266" },
	"long-address": {
		watts: 2410,
		ownerCode: "40718266",
		network: { ...JOINED, address: "192.168.100.200", ssid: "Familien Hansen på hytta" },
	},
	"access-point": { watts: 2410, network: ACCESS_POINT },
	"long-names": {
		watts: 2410,
		network: { ...ACCESS_POINT, ssid: "Glimt-A1B2C3", key: "k7m2-p9xw-4hq3" },
	},
	joining: { watts: 2410, network: { ...JOINED, phase: "joining", address: "" } },
	none: { watts: 2410, network: NO_NETWORK },
});

const WELCOMES = scenes("welcome", {
	start: { network: NO_NETWORK, silentMs: 1000 },
	"after-a-minute": { network: NO_NETWORK, silentMs: 61_000 },
	"after-a-minute-joined": { silentMs: 61_000 },
	listening: { counts: { octets: 70 } },
	noise: { counts: { octets: 9000, noiseOctets: 8000 } },
	parity: { counts: { octets: 9000, framingErrors: 4000 } },
	joining: { network: { ...JOINED, phase: "joining", address: "" }, silentMs: 1000 },
	"access-point": { network: ACCESS_POINT, silentMs: 1000 },
});

export const SCENES: readonly Scene[] = Object.freeze([
	...NOWS,
	...HOURS,
	...PHASES,
	...CURVES,
	...MONTHS,
	...METERS,
	...NETWORKS,
	...WELCOMES,
]);
