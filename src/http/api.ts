/**
 * The routes: what is known, as replies. The guide for users is ../../docs/api.md, and a test holds
 * it to what is written here.
 */
import { type Counts, FAULTS } from "../model/counts.ts";
import { QUANTITIES } from "../model/quantity.ts";
import type { Reading } from "../model/reading.ts";
import { STALE_MS, type Store } from "../model/store.ts";
import { utcText } from "../model/utc.ts";
import { decimal, KEYS } from "./json.ts";
import { PAGE } from "./page.ts";
import { problem } from "./problem.ts";
import type { Reply, Request } from "./reply.ts";

/** What the routes may see. */
export interface Sources {
	readonly store: Store;
	readonly counts: Counts;
	/** Fault and connection counts of the server. */
	readonly serverCounts: Readonly<Record<string, number>>;
	readonly version: string;
	/** Milliseconds, monotonic. */
	readonly startedAt: number;
	/** Milliseconds, monotonic: what the readings are dated by. */
	readonly now: number;
	/** Milliseconds since 1970 at a moment of the monotonic clock; undefined while unknown. */
	utcAt(monotonicMs: number): number | undefined;
	readonly report: Report;
}

/** All that is known of the meter, as JSON that is made once for all who ask at one moment. */
export class Report {
	#text = "";
	#sequence = -1;
	#now = -1;
	#utc: number | undefined = undefined;

	text(from: Sources): string {
		const { store, now } = from;
		const utc = from.utcAt(now);
		if (store.sequence !== this.#sequence || now !== this.#now || utc !== this.#utc) {
			this.#text = JSON.stringify(known(from));
			this.#sequence = store.sequence;
			this.#now = now;
			this.#utc = utc;
		}
		return this.#text;
	}
}

type Route = (from: Sources) => Reply;
type Fields = Record<string, string | number | boolean | undefined>;

/** By then a list 2 has come from a meter that sends. */
const RETRY = Object.freeze(["Retry-After: 10"]);
/** A browser that lost the feed comes back after so long. */
const RETRY_MS = "retry: 3000\n\n";
/** A copy of a reading is an old reading. */
const LIVE = Object.freeze(["Cache-Control: no-store", "X-Content-Type-Options: nosniff"]);

/** OBIS value group D of registers. */
const REGISTER = 8;
const indices = (wanted: (index: number) => boolean): readonly number[] =>
	Object.freeze([...KEYS.keys()].filter(wanted));
const isRegister = (index: number) => QUANTITIES[index]?.d === REGISTER;
const isOfPhase = (index: number) => /L[123]$/.test(QUANTITIES[index]?.name ?? "");

const TOTAL_POWERS = indices((index) => !isRegister(index) && !isOfPhase(index));
const OF_PHASES = indices((index) => !isRegister(index) && isOfPhase(index));
const REGISTERS = indices(isRegister);

/** A function rather than a map, which the device would keep in RAM. */
function routeOf(path: string): Route | undefined {
	switch (path) {
		case "/":
			return page;
		case "/api/v1/reading":
			return reading;
		case "/api/v1/status":
			return status;
		case "/api/v1/events":
			return events;
		case "/api/v1/raw":
			return raw;
		case "/healthz":
			return health;
		default:
			return undefined;
	}
}

/** The reply to a request, whatever its path. */
export function answer(from: Sources, request: Request): Reply {
	const { path } = request;
	const route = routeOf(path) ?? (path.endsWith("/") ? routeOf(path.slice(0, -1)) : undefined);
	if (route === undefined) {
		return problem(
			404,
			"Not Found",
			"There is nothing at this path; docs/api.md tells what is where.",
		);
	}
	return route(from);
}

function page(): Reply {
	return PAGE;
}

function reading(from: Sources): Reply {
	return from.store.live.list === 0 ? noReading() : json(from.report.text(from));
}

function known(from: Sources): object {
	const { store } = from;
	return {
		meter: meter(store),
		power: part(from, store.power, TOTAL_POWERS),
		phases: phases(from),
		energy: energy(from),
	};
}

/** What is known now, and then again with each reading. */
function events(from: Sources): Reply {
	const body = from.store.live.list === 0 ? RETRY_MS : RETRY_MS + eventOf(from);
	return { status: 200, type: "text/event-stream", body, headers: LIVE, feed: "events" };
}

/** The reading as a server-sent event (WHATWG HTML, 9.2). There is one. */
export function eventOf(from: Sources): string {
	return `event: reading\ndata: ${from.report.text(from)}\n\n`;
}

function raw(): Reply {
	return { status: 200, type: "application/octet-stream", body: "", headers: LIVE, feed: "raw" };
}

/**
 * Only lists 2 and 3 name the meter; in list 1 the maker is a guess from the layout.
 *
 * The id is personal data: with it and a supplier's help a home can be found. Which clients may see
 * it will be asked of the user, client by client; until then every client on the net may.
 */
function meter(store: Store): Fields | undefined {
	const newer = store.detailed;
	if (newer.list === 0) return undefined;
	const older = newer === store.latest[1] ? store.latest[2] : store.latest[1];
	// A text may be sent empty: Landis+Gyr's type.
	const newest = (text: (reading: Readonly<Reading>) => string | undefined) =>
		text(newer) || text(older) || undefined;
	return {
		vendor: newest(({ vendor }) => vendor),
		model: newest(({ meterType }) => meterType.toText()),
		id: newest(({ meterId, meterNumber }) => meterId.toText() || meterNumber?.toString()),
		listVersion: newest(({ listVersion }) => listVersion.toText()),
	};
}

function phases(from: Sources): Fields | undefined {
	const { detailed } = from.store;
	const { l2VoltageNotMeasured, l2CurrentNotMeasured } = detailed;
	const fields = part(from, detailed, OF_PHASES);
	if (fields === undefined) return undefined;
	// What is not measured is sent as 0, and 0 is a measurement.
	if (l2VoltageNotMeasured) {
		delete fields["voltageL2V"];
		fields["l2VoltageNotMeasured"] = true;
	}
	if (l2CurrentNotMeasured) {
		delete fields["currentL2A"];
		fields["l2CurrentNotMeasured"] = true;
	}
	return fields;
}

function energy(from: Sources): Fields | undefined {
	const list3 = from.store.latest[2];
	const clock = list3.clock.toText() ?? list3.frameClock.toText();
	return part(from, list3, REGISTERS, {
		meterClock: clock,
		meterClockRule: clock === undefined ? undefined : list3.clockRule,
	});
}

/** Some values of one list with its date, or undefined when it has none of them. */
function part(
	from: Sources,
	reading: Readonly<Reading>,
	wanted: readonly number[],
	more?: Fields,
): Fields | undefined {
	if (reading.list === 0) return undefined;
	const sent = wanted.filter((index) => reading.values[index] !== undefined);
	if (sent.length === 0) return undefined;
	const fields: Fields = {
		list: reading.list,
		at: utc(from, reading.receivedAt),
		ageSeconds: seconds(reading.receivedAt, from.now),
		...more,
	};
	for (const index of sent) fields[KEYS[index] as string] = decimal(reading, index);
	return fields;
}

function status(from: Sources): Reply {
	const { store, counts, now } = from;
	const kept = store.latest.filter(({ list }) => list !== 0);
	const told = {
		name: "glimt",
		version: from.version,
		uptimeSeconds: seconds(from.startedAt, now),
		time: utc(from, now),
		wire: {
			octets: counts.octets,
			frames: counts.frames,
			readings: counts.readings,
			faults: Object.fromEntries(FAULTS.map((fault) => [fault, counts[fault]])),
		},
		lists: Object.fromEntries(
			kept.map(({ list, receivedAt }) => [list, { ageSeconds: seconds(receivedAt, now) }]),
		),
		http: from.serverCounts,
	};
	return json(JSON.stringify(told));
}

function health({ store, now }: Sources): Reply {
	if (store.live.list === 0) return noReading();
	const age = now - store.live.receivedAt;
	if (age <= STALE_MS) return json('{"status":"ok"}');
	const detail = `The last reading came ${Math.floor(age / 1000)} seconds ago; check the cable to the meter.`;
	return problem(503, "Service Unavailable", detail, RETRY);
}

function noReading(): Reply {
	return problem(503, "Service Unavailable", "No reading has come from the meter yet.", RETRY);
}

function json(body: string): Reply {
	return { status: 200, type: "application/json", body, headers: LIVE };
}

function utc(from: Sources, monotonicMs: number): string | undefined {
	const ms = from.utcAt(monotonicMs);
	return ms === undefined ? undefined : utcText(ms);
}

/** Whole seconds; a reading may come while its request is on the way, and is then 0 s old. */
function seconds(since: number, now: number): number {
	return Math.max(0, Math.floor((now - since) / 1000));
}
