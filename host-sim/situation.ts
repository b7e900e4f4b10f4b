/**
 * What a house, its meter and the network are like at one moment, put before the display by hand.
 * Portable, because XS is measured with it.
 */
import type { Display } from "../src/display/display.ts";
import { VIEWS, type ViewName } from "../src/display/navigation.ts";
import type { KnownHours, Shown } from "../src/display/view.ts";
import type { Words } from "../src/display/words.ts";
import { Capacity } from "../src/ledger/capacity.ts";
import { HourRecord, MEASURED } from "../src/ledger/hour.ts";
import { Recent, TEN_SECONDS_MS } from "../src/ledger/recent.ts";
import { ThisHour } from "../src/ledger/this-hour.ts";
import { HOUR_MS } from "../src/model/civil.ts";
import { Counts } from "../src/model/counts.ts";
import { type Network, NO_NETWORK } from "../src/model/network.ts";
import { INDEX, type QuantityName } from "../src/model/quantity.ts";
import type { List, Reading } from "../src/model/reading.ts";
import { Store } from "../src/model/store.ts";

export interface Situation {
	/** Net W of the last reading; without it none has come. */
	readonly watts?: number;
	/** Since that reading. */
	readonly ageMs?: number;
	readonly vendor?: string;
	/** Of the meter; its last four digits are seen. */
	readonly id?: string;
	/** mV, mA and whether L2 is measured, for list 2; the lists that have come. */
	readonly values?: Partial<Record<QuantityName, number>>;
	readonly isItNet?: boolean;
	readonly isL2CurrentUnmeasured?: boolean;
	readonly lists?: readonly List[];
	/** Seconds into the hour, and Wh that it holds. Left out: as `history` says. */
	readonly seconds?: number;
	readonly wh?: number;
	/** Wh of the month's highest hours before. */
	readonly peaks?: readonly number[];
	/** Why no hour is known. */
	readonly history?: "none" | "noTime" | "reading";
	/** Net W so many minutes ago, over the last two hours; undefined is a gap. */
	readonly curve?: (minutesAgo: number) => number | undefined;
	readonly network?: Network;
	readonly ownerCode?: string;
	readonly restartReason?: string;
	readonly counts?: Partial<Counts>;
	/** Since the start, and the last octet if any; left out, a minute in which octets came. */
	readonly silentMs?: number;
}

export interface Scene extends Situation {
	readonly name: string;
	readonly view: ViewName;
}

/** Half past five in the evening in Oslo, on a 22nd of November. */
const HOUR = Math.floor(Date.UTC(2026, 10, 22, 16) / HOUR_MS);
const NOW = 3 * HOUR_MS;
const DAY = 24;
const MINUTE_MS = 60_000;
const PHASE_VALUES = Object.freeze({
	voltageL1: 231_200,
	voltageL2: 229_800,
	voltageL3: 232_400,
	currentL1: 3200,
	currentL2: 6100,
	currentL3: 1400,
});

/** What the display is shown in a situation. */
export function shownOf(situation: Situation, words: Words): Shown {
	const counts = Object.assign(new Counts(), situation.counts);
	const store = new Store();
	for (const list of listsOf(situation)) keep(store, list, situation);
	if (store.live.list !== 0) counts.octets += 100;
	return {
		store,
		counts,
		network: situation.network ?? JOINED,
		ownerCode: situation.ownerCode ?? "",
		restartReason: situation.restartReason,
		history: historyOf(situation),
		words,
		now: NOW,
		utcAt: () => undefined,
	};
}

/** When the display must have been made. */
export function startOf({ silentMs = MINUTE_MS }: Situation): number {
	return NOW - silentMs;
}

/** Lets a display see all that led there, and brings it to the view. Throws where it cannot. */
export function bring(display: Display, shown: Shown, scene: Scene): void {
	const counts = scene.silentMs === undefined ? new Counts() : shown.counts;
	// Of the code, two are taken for its steps.
	for (let i = 0; i < 3; i++) display.show({ ...shown, counts, now: startOf(scene) });
	display.show(shown);
	for (let i = 0; i < VIEWS.length && display.view !== scene.view; i++) display.press(shown);
	if (display.view !== scene.view) throw new Error(`${scene.name}: no ${scene.view}`);
}

export const JOINED: Network = Object.freeze({
	phase: "joined",
	address: "192.168.1.20",
	ssid: "Hjemme",
	key: "",
});

export { NO_NETWORK };

function listsOf({ watts, lists }: Situation): readonly List[] {
	return watts === undefined ? [] : (lists ?? [3, 1, 2]);
}

function keep(store: Store, list: List, scene: Situation): void {
	const { watts = 0, ageMs = 0, vendor = "Aidon", id = "7359990000001742" } = scene;
	const reading: Reading = store.spare;
	reading.clear();
	reading.list = list;
	reading.vendor = vendor;
	reading.receivedAt = NOW - ageMs - AGES[list];
	reading.values[INDEX.activePowerImport] = Math.max(watts, 0);
	if (list > 1) {
		reading.values[INDEX.activePowerExport] = Math.max(-watts, 0);
		const octets = Uint8Array.from(id, (character) => character.charCodeAt(0));
		reading.meterId.set(new DataView(octets.buffer), 0, octets.length);
		for (const [name, value] of Object.entries(scene.values ?? PHASE_VALUES)) {
			reading.values[INDEX[name as QuantityName]] = value;
		}
		reading.l2VoltageNotMeasured = scene.isItNet === true;
		reading.l2CurrentNotMeasured = scene.isL2CurrentUnmeasured === true;
	}
	store.keep();
}

/** Of each list, beside that of the newest. */
const AGES: Readonly<Record<List, number>> = Object.freeze({ 0: 0, 1: 2000, 2: 0, 3: 1_790_000 });

function historyOf(scene: Situation): KnownHours | undefined {
	const { history, seconds = 1800, wh = 900, watts = 0, peaks = [4310, 3870, 3120] } = scene;
	if (history === "none") return undefined;
	const recent = recentOf(scene);
	if (history === "noTime") {
		return { open: undefined, recent, capacity: undefined, thisHour: undefined };
	}
	const open = new HourRecord();
	open.clear(HOUR);
	open.isOpen = true;
	open.import.wh = wh;
	if (history === "reading") return { open, recent, capacity: undefined, thisHour: undefined };
	const capacity = capacityOf(peaks);
	const thisHour = new ThisHour();
	thisHour.look(open, seconds, watts, capacity);
	return { open, recent, capacity, thisHour };
}

/** Each on a day of its own, before this one. */
function capacityOf(peaks: readonly number[]): Capacity {
	const capacity = new Capacity();
	capacity.begin();
	peaks.forEach((wh, i) => {
		const record = new HourRecord();
		record.clear(HOUR - (peaks.length - i) * DAY * 3 + i);
		record.import.wh = wh;
		record.import.covered = 3600;
		record.import.quality = MEASURED;
		capacity.take(record);
	});
	capacity.end();
	return capacity;
}

function recentOf({ curve }: Situation): Recent {
	const recent = new Recent();
	if (curve === undefined) return recent;
	for (let at = NOW - 2 * HOUR_MS; at < NOW; at += TEN_SECONDS_MS) {
		const watts = curve((NOW - at) / 60_000);
		if (watts !== undefined) recent.add(at, at + TEN_SECONDS_MS, watts);
	}
	recent.advance(NOW);
	return recent;
}
