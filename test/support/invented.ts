/** Readings that no meter sent, for the tests of outputs. The ids are invented. */
import type { History } from "../../src/http/history/history.ts";
import { Report } from "../../src/http/reading.ts";
import type { Sources } from "../../src/http/sources.ts";
import { Counts } from "../../src/model/counts.ts";
import { type ClockRule, DATE_TIME_SIZE, type DateTime } from "../../src/model/date-time.ts";
import type { Label } from "../../src/model/label.ts";
import { INDEX, type QuantityName } from "../../src/model/quantity.ts";
import type { List } from "../../src/model/reading.ts";
import { Store } from "../../src/model/store.ts";
import { settingsOf } from "./settings.ts";

export interface Invented {
	readonly list: Exclude<List, 0>;
	/** Milliseconds, monotonic. */
	readonly at: number;
	readonly vendor: string;
	readonly type?: string;
	readonly id?: string;
	readonly version?: string;
	readonly number?: number;
	/** Year, month, day, hour, minute, second. */
	readonly clock?: readonly [number, number, number, number, number, number];
	readonly frameClock?: Invented["clock"];
	readonly rule?: ClockRule;
	readonly l2VoltageNotMeasured?: boolean;
	readonly l2CurrentNotMeasured?: boolean;
	/** In the units of `QUANTITIES`. */
	readonly values: Readonly<Partial<Record<QuantityName, number>>>;
}

/** A store that has kept these, oldest first. */
export function storeOf(...readings: readonly Invented[]): Store {
	const store = new Store();
	for (const invented of readings) keep(store, invented);
	return store;
}

export function keep(store: Store, invented: Invented): void {
	const reading = store.spare;
	reading.clear();
	reading.list = invented.list;
	reading.receivedAt = invented.at;
	reading.vendor = invented.vendor;
	reading.clockRule = invented.rule;
	reading.meterNumber = invented.number;
	reading.l2VoltageNotMeasured = invented.l2VoltageNotMeasured ?? false;
	reading.l2CurrentNotMeasured = invented.l2CurrentNotMeasured ?? false;
	setLabel(reading.meterType, invented.type);
	setLabel(reading.meterId, invented.id);
	setLabel(reading.listVersion, invented.version);
	setClock(reading.clock, invented.clock);
	setClock(reading.frameClock, invented.frameClock);
	for (const [name, value] of Object.entries(invented.values)) {
		reading.values[INDEX[name as QuantityName]] = value;
	}
	store.keep();
}

function setLabel(label: Label, text: string | undefined): void {
	if (text === undefined) return;
	const octets = Uint8Array.from(text, (character) => character.charCodeAt(0));
	label.set(new DataView(octets.buffer), 0, octets.length);
}

function setClock(clock: DateTime, at: Invented["clock"]): void {
	if (at === undefined) return;
	const [year, month, day, hour, minute, second] = at;
	const octets = new Uint8Array(DATE_TIME_SIZE);
	octets.set([year >> 8, year & 0xff, month, day, 0xff, hour, minute, second, 0xff, 0x80, 0, 0xff]);
	clock.set(new DataView(octets.buffer), 0);
}

const AIDON = {
	vendor: "Aidon",
	type: "6525",
	id: "7359990000000001",
	version: "AIDON_V0001",
	rule: "normalTime",
} as const;
const AIDON_PHASES = {
	currentL1: 9300,
	currentL2: 1800,
	currentL3: 4100,
	voltageL1: 231400,
	voltageL2: 229900,
	voltageL3: 232000,
} as const;

/** The registers of an hour ago, phases of 7 s and power of 2 s before `NOW`. */
export const AIDON_THREE_PHASE: readonly Invented[] = [
	{
		...AIDON,
		list: 3,
		at: 11_000,
		clock: [2026, 1, 31, 13, 0, 0],
		values: {
			...AIDON_PHASES,
			activePowerImport: 2980,
			activePowerExport: 0,
			reactivePowerImport: 0,
			reactivePowerExport: 187,
			activeEnergyImport: 48_215_670,
			activeEnergyExport: 0,
			reactiveEnergyImport: 1_207_430,
			reactiveEnergyExport: 3_051_980,
		},
	},
	{
		...AIDON,
		list: 2,
		at: 3_603_000,
		values: {
			...AIDON_PHASES,
			activePowerImport: 3389,
			activePowerExport: 0,
			reactivePowerImport: 0,
			reactivePowerExport: 203,
		},
	},
	{ vendor: "Aidon", list: 1, at: 3_608_000, values: { activePowerImport: 3417 } },
];

/** A net of three wires: the meter does not measure the voltage to L2. */
export const KAIFA_IT: readonly Invented[] = [
	{
		list: 2,
		at: 3_606_000,
		vendor: "Kaifa",
		type: "MA304H3E",
		id: "6970630000000001",
		version: "KFM_001",
		rule: "civilTime",
		frameClock: [2026, 1, 31, 13, 59, 50],
		l2VoltageNotMeasured: true,
		values: {
			activePowerImport: 1204,
			activePowerExport: 0,
			reactivePowerImport: 95,
			reactivePowerExport: 0,
			currentL1: 3457,
			currentL2: 2108,
			currentL3: 1563,
			voltageL1: 236400,
			voltageL2: 0,
			voltageL3: 237100,
		},
	},
];

/** One phase in the sun: a list 2 that says export, and a list 1, which then says 0. */
export const EXPORTING: readonly Invented[] = [
	{
		...AIDON,
		type: "6515",
		id: "7359990000000002",
		list: 2,
		at: 3_602_000,
		values: {
			activePowerImport: 0,
			activePowerExport: 4268,
			reactivePowerImport: 112,
			reactivePowerExport: 0,
			currentL1: -18_300,
			voltageL1: 233_500,
		},
	},
	{ vendor: "Aidon", list: 1, at: 3_609_500, values: { activePowerImport: 0 } },
];

/** Milliseconds, monotonic: when the requests of the tests are answered. */
export const NOW = 3_610_000;
/** 2026-01-31T13:00:10Z, which is `NOW`. */
const UTC_NOW = 1_769_864_410_000;

export interface Circumstances {
	readonly now?: number;
	readonly counts?: Counts;
	readonly serverCounts?: Readonly<Record<string, number>>;
	readonly knowsTime?: boolean;
	readonly history?: History;
}

/** What the routes may see of a store, an hour after the start. */
export function sourcesOf(store: Store, circumstances: Circumstances = {}): Sources {
	const { now = NOW, counts = new Counts(), serverCounts = {}, knowsTime = true } = circumstances;
	const { history } = circumstances;
	const utcAt = (ms: number) => (knowsTime ? UTC_NOW + ms - NOW : undefined);
	return {
		store,
		counts,
		parity: "even",
		restartReason: undefined,
		serverCounts,
		version: "0.1.0",
		startedAt: 0,
		now,
		utcAt,
		report: new Report(),
		history,
		settings: settingsOf({}),
	};
}
