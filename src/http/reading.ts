/** `GET /api/v1/reading` and `/api/v1/events`: what the meter said last. */
import { QUANTITIES } from "../model/quantity.ts";
import type { Reading } from "../model/reading.ts";
import type { Store } from "../model/store.ts";
import { decimal, KEYS } from "./json.ts";
import type { Reply } from "./reply.ts";
import { LIVE, liveJson, momentText, noReading, type Sources, secondsSince } from "./sources.ts";

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

type Fields = Record<string, string | number | boolean | undefined>;

/** A browser that lost the feed comes back after so long. */
const RETRY_MS = "retry: 3000\n\n";

/** OBIS value group D of registers. */
const REGISTER = 8;
const indices = (wanted: (index: number) => boolean): readonly number[] =>
	Object.freeze([...KEYS.keys()].filter(wanted));
const isRegister = (index: number) => QUANTITIES[index]?.d === REGISTER;
const isOfPhase = (index: number) => /L[123]$/.test(QUANTITIES[index]?.name ?? "");

const TOTAL_POWERS = indices((index) => !isRegister(index) && !isOfPhase(index));
const OF_PHASES = indices((index) => !isRegister(index) && isOfPhase(index));
const REGISTERS = indices(isRegister);

export function reading(from: Sources): Reply {
	return from.store.live.list === 0 ? noReading() : liveJson(from.report.text(from));
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
export function events(from: Sources): Reply {
	const body = from.store.live.list === 0 ? RETRY_MS : RETRY_MS + eventOf(from);
	return { status: 200, type: "text/event-stream", body, headers: LIVE, feed: "events" };
}

/** The reading as a server-sent event (WHATWG HTML, 9.2). There is one. */
export function eventOf(from: Sources): string {
	return `event: reading\ndata: ${from.report.text(from)}\n\n`;
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
		at: momentText(from, reading.receivedAt),
		ageSeconds: secondsSince(reading.receivedAt, from.now),
		...more,
	};
	for (const index of sent) fields[KEYS[index] as string] = decimal(reading, index);
	return fields;
}
