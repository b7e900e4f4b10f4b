import assert from "node:assert/strict";
import guide from "../../docs/api.md";
import { answer } from "../../src/http/api.ts";
import { httpCounts } from "../../src/http/counts.ts";
import { KEYS } from "../../src/http/json.ts";
import type { Reply } from "../../src/http/reply.ts";
import { DEFAULT_TARIFF } from "../../src/ledger/capacity.ts";
import { Counts } from "../../src/model/counts.ts";
import { QUANTITIES } from "../../src/model/quantity.ts";
import type { Store } from "../../src/model/store.ts";
import { STALE_MS } from "../../src/model/store.ts";
import { asking, bodyOf } from "../support/asking.ts";
import { FakeHistory, hourAt } from "../support/history.ts";
import {
	AIDON_THREE_PHASE,
	type Circumstances,
	EXPORTING,
	type Invented,
	KAIFA_IT,
	keep,
	NOW,
	sourcesOf,
	storeOf,
} from "../support/invented.ts";

const READING = "/api/v1/reading";
const LIST_1: Invented = {
	vendor: "Aidon",
	list: 1,
	at: NOW - 2000,
	values: { activePowerImport: 3417 },
};

function get(path: string, store: Store, circumstances: Circumstances = {}): Reply {
	const from = sourcesOf(store, circumstances);
	return answer(from, asking(path, { now: from.now }));
}

/** The body of a reply with text, parsed. */
function json(reply: Reply) {
	assert.equal(typeof reply.body, "string");
	return JSON.parse(reply.body as string);
}

function readingOf(readings: readonly Invented[], circumstances: Circumstances = {}) {
	return json(get(READING, storeOf(...readings), circumstances));
}

function status(): Reply {
	const counts = new Counts();
	Object.assign(counts, { octets: 356_821, frames: 1802, readings: 1802, noiseOctets: 31 });
	counts.badFcs = 1;
	const serverCounts = { ...httpCounts(), connections: 12, requests: 1803 };
	return get("/api/v1/status", storeOf(...AIDON_THREE_PHASE), {
		counts,
		serverCounts,
		history: new FakeHistory(hourAt(2026, 1, 31, 13)),
	});
}

/** A Saturday afternoon whose month is known, and what it costs. */
function keeping(): FakeHistory {
	const open = hourAt(2026, 1, 31, 13);
	const prices = [12500, 21000, 35000, 49000, 63000, 77000, 120000, 160000, 200000, 300000];
	const history = new FakeHistory(open, { ...DEFAULT_TARIFF, prices });
	history.putAll(hourAt(2025, 12, 31, 23), open - 2, 1150);
	history.put(hourAt(2026, 1, 12, 17), 6120);
	history.put(hourAt(2026, 1, 20, 16), 7000, (record) => {
		record.isCorrected = true;
		record.ownerWh = 4980;
	});
	history.put(hourAt(2026, 1, 25, 8), 4210);
	history.put(open - 3, 1840, (record) => {
		Object.assign(record.phases[0], {
			lowest: 2284,
			mean: 2312,
			highest: 2339,
			heard: 60,
		});
	});
	history.put(open - 1, 0, (record) => {
		for (const energy of record.energies) energy.clear();
	});
	history.recent.add(3_580_000, 3_590_000, 3390);
	history.recent.add(3_590_000, 3_600_000, -420);
	history.recent.advance(NOW);
	return history;
}

/** A reply of the history, whole. */
function kept(path: string, bearer?: string): Reply {
	const history = keeping();
	const from = { ...sourcesOf(storeOf()), history };
	const method = bearer === undefined ? "GET" : "PUT";
	const reply = answer(from, asking(path, { method, bearer: bearer ?? "" }));
	return { ...reply, body: bodyOf(reply) };
}

const LATE = "from=2026-01-31T10:00:00Z&to=2026-01-31T14:00:00Z";

function settings(method: "GET" | "PUT", body: string): Reply {
	const request = asking("/api/v1/settings", { method, body, bearer: "12345678" });
	return answer(sourcesOf(storeOf()), request);
}

/** What each example in docs/api.md shows. */
const CASES: ReadonlyMap<string, () => Reply> = new Map([
	["aidon-three-phase", () => get(READING, storeOf(...AIDON_THREE_PHASE))],
	["exporting", () => get(READING, storeOf(...EXPORTING))],
	["kaifa-it-net", () => get(READING, storeOf(...KAIFA_IT))],
	["first-list-1", () => get(READING, storeOf(LIST_1))],
	["unknown-time", () => get(READING, storeOf(LIST_1), { knowsTime: false })],
	["no-reading", () => get(READING, storeOf())],
	["status", status],
	["healthy", () => get("/healthz", storeOf(LIST_1))],
	["stale", () => get("/healthz", storeOf(LIST_1), { now: LIST_1.at + 47_000 })],
	["hours", () => kept(`/api/v1/hours?${LATE}`)],
	["days", () => kept("/api/v1/days?from=2026-01-31")],
	["months", () => kept("/api/v1/months?from=2026-01")],
	["capacity", () => kept("/api/v1/capacity")],
	["voltage", () => kept(`/api/v1/voltage?${LATE}`)],
	["power", () => kept("/api/v1/power")],
	["bad-range", () => kept("/api/v1/hours?from=yesterday")],
	["done", () => kept("/api/v1/hours/2026-01-31T10:00:00Z?importWh=1900", "4711")],
	["wrong-code", () => kept("/api/v1/hours/2026-01-31T10:00:00Z?importWh=1900", "0000")],
	["settings", () => settings("GET", "")],
	["wrong-settings", () => settings("PUT", '{"fuseAmperes":7,"language":"sv"}')],
	["after-restart", () => settings("PUT", '{"fuseAmperes":25}')],
	["not-found", () => get("/api/v2/reading", storeOf())],
]);

describe("docs/api.md", () => {
	const examples = [...guide.matchAll(/<!-- case: (\S+) -->\n```json\n([^`]*)\n```/g)];

	it("has an example of each case, and no other block of JSON", () => {
		const names = examples.map(([, name]) => name);
		assert.deepEqual(names.sort(), [...CASES.keys()].sort());
		assert.equal(guide.split("```json").length - 1, CASES.size);
	});

	for (const [name, reply] of CASES) {
		it(`shows what the code answers: ${name}`, () => {
			const example = examples.find(([, of]) => of === name)?.[2] ?? "";
			const body = reply().body as string;
			assert.equal(example, JSON.stringify(JSON.parse(body), undefined, 2));
			assert.equal(body, JSON.stringify(JSON.parse(example)));
		});
	}

	it("shows each table as CSV", () => {
		const shown = [...guide.matchAll(/```csv\nGET (\S+)\n([^`]*)```/g)];
		assert.equal(shown.length, 3);
		for (const [, path, csv] of shown) assert.equal(kept(path as string).body, csv);
	});

	it("names each column of the history", () => {
		for (const path of ["hours", "days", "months", "capacity", "voltage", "power"]) {
			const [header = ""] = (kept(`/api/v1/${path}.csv`).body as string).split("\n");
			for (const column of header.split(",")) {
				assert.ok(guide.includes(`\`${column}\``), `${path}: ${column}`);
			}
		}
	});

	it("names each field of a reading in a row with its unit and OBIS code", () => {
		const rows = guide.split("\n").filter((line) => line.startsWith("| `"));
		QUANTITIES.forEach(({ c, d }, index) => {
			const row = rows.find((line) => line.includes(`\`${KEYS[index]}\``)) ?? "";
			assert.ok(row.includes(` ${c}.${d}.0`), `${KEYS[index]}: ${row}`);
		});
	});
});

describe("GET /api/v1/reading", () => {
	it("is 503 before the first reading, with when to try again", () => {
		const reply = get(READING, storeOf());
		assert.equal(reply.status, 503);
		assert.equal(reply.type, "application/problem+json");
		assert.deepEqual(reply.headers, ["Retry-After: 10"]);
		assert.match(json(reply).detail, /no reading has come/i);
	});

	it("leaves out what the meter has not sent", () => {
		assert.deepEqual(Object.keys(readingOf([LIST_1])), ["power"]);
		assert.deepEqual(Object.keys(readingOf(KAIFA_IT)), ["meter", "power", "phases"]);
		const body = get(READING, storeOf(...KAIFA_IT)).body as string;
		assert.ok(!body.includes("null"));
	});

	it("does not mix values of an older list into the power of a list 1", () => {
		const { power } = readingOf(AIDON_THREE_PHASE);
		assert.deepEqual(Object.keys(power), ["list", "at", "ageSeconds", "activePowerImportW"]);
		assert.equal(power.list, 1);
	});

	it("passes over a list 1 of 0 W while the house exports", () => {
		const { power } = readingOf(EXPORTING);
		assert.equal(power.list, 2);
		assert.equal(power.activePowerExportW, 4268);
		assert.equal(power.ageSeconds, 8);
	});

	it("believes a list 1 of 0 W once the export is forgotten", () => {
		const [list2, list1] = EXPORTING as [Invented, Invented];
		const { power } = readingOf([list2, { ...list1, at: list2.at + 120_000 }], {
			now: list2.at + 120_000,
		});
		assert.equal(power.list, 1);
		assert.equal(power.activePowerImportW, 0);
	});

	it("keeps a measured 0 and leaves out the 0 of what is not measured", () => {
		const { phases, power } = readingOf(KAIFA_IT);
		assert.equal(phases.voltageL2V, undefined);
		assert.equal(phases.l2VoltageNotMeasured, true);
		assert.equal(phases.currentL2A, 2.108);
		assert.equal(phases.l2CurrentNotMeasured, undefined);
		assert.equal(power.activePowerExportW, 0);
	});

	it("says when L2's current is not measured", () => {
		const it = { ...(KAIFA_IT[0] as Invented), l2CurrentNotMeasured: true };
		const { phases } = readingOf([{ ...it, values: { ...it.values, currentL2: 0 } }]);
		assert.equal(phases.currentL2A, undefined);
		assert.equal(phases.l2CurrentNotMeasured, true);
	});

	it("dates each part by its own list", () => {
		const { power, phases, energy } = readingOf(AIDON_THREE_PHASE);
		assert.deepEqual([power.list, power.ageSeconds, power.at], [1, 2, "2026-01-31T13:00:08Z"]);
		assert.deepEqual([phases.list, phases.ageSeconds, phases.at], [2, 7, "2026-01-31T13:00:03Z"]);
		assert.deepEqual(
			[energy.list, energy.ageSeconds, energy.at],
			[3, 3599, "2026-01-31T12:00:11Z"],
		);
	});

	it("counts an age in whole seconds passed, never below 0", () => {
		const ageAt = (now: number) => readingOf([LIST_1], { now }).power.ageSeconds;
		assert.equal(ageAt(LIST_1.at + 999), 0);
		assert.equal(ageAt(LIST_1.at + 1000), 1);
		assert.equal(ageAt(LIST_1.at - 5), 0);
	});

	it("has ages but no dates while the time of day is unknown", () => {
		const reading = readingOf(AIDON_THREE_PHASE, { knowsTime: false });
		for (const part of ["power", "phases", "energy"]) {
			assert.equal(reading[part].at, undefined);
			assert.equal(typeof reading[part].ageSeconds, "number");
		}
	});

	it("gives exact decimals", () => {
		const values = { activeEnergyImport: 42_949_672_950, currentL1: 100, voltageL1: 230_050 };
		const body = get(READING, storeOf({ list: 3, at: NOW, vendor: "Kaifa", values })).body;
		assert.match(body as string, /"currentL1A":0\.1,"voltageL1V":230\.05\}/);
		assert.match(body as string, /"activeEnergyImportWh":42949672950\}/);
	});

	it("takes the meter number where there is no id, and leaves out an empty type", () => {
		const list2 = { list: 2, at: NOW, values: { activePowerImport: 1 } } as const;
		const number = readingOf([{ ...list2, vendor: "Kamstrup", number: 12_345_678 }]);
		assert.deepEqual(number.meter, { vendor: "Kamstrup", id: "12345678" });
		const empty = readingOf([{ ...list2, vendor: "LandisGyr(Embriq)", type: "" }]);
		assert.deepEqual(empty.meter, { vendor: "LandisGyr(Embriq)" });
	});

	it("names the meter by the newest reading that has a name", () => {
		const store = storeOf(...AIDON_THREE_PHASE);
		keep(store, { vendor: "Aidon", list: 2, at: NOW, values: { activePowerImport: 5 } });
		assert.equal(json(get(READING, store)).meter.id, "7359990000000001");
		const list2: Invented = { vendor: "Aidon", type: "6534", list: 2, at: NOW, values: {} };
		const both = storeOf(list2, { vendor: "Aidon", id: "1", list: 3, at: NOW, values: {} });
		assert.deepEqual(json(get(READING, both)).meter, { vendor: "Aidon", model: "6534", id: "1" });
	});

	it("takes the clock of the push where the list has none, and its rule only with a clock", () => {
		const list3 = { list: 3, at: NOW, vendor: "Kaifa", values: { activeEnergyImport: 1 } } as const;
		const clocked = { ...list3, rule: "civilTime", frameClock: [2026, 7, 1, 9, 0, 10] } as const;
		const { energy } = readingOf([clocked]);
		assert.equal(energy.meterClock, "2026-07-01T09:00:10");
		assert.equal(energy.meterClockRule, "civilTime");
		const bare = readingOf([{ ...list3, rule: "civilTime" }]).energy;
		assert.equal(bare.meterClockRule, undefined);
	});
});

describe("GET /healthz", () => {
	const at = (age: number) => get("/healthz", storeOf(LIST_1), { now: LIST_1.at + age });

	it("is 200 until a reading is stale", () => {
		assert.equal(at(STALE_MS).status, 200);
		assert.equal(at(STALE_MS + 1).status, 503);
		assert.deepEqual(at(STALE_MS + 1).headers, ["Retry-After: 10"]);
	});

	it("is 503 before the first reading", () => {
		assert.equal(get("/healthz", storeOf()).status, 503);
	});
});

describe("Routes", () => {
	it("accept a slash at the end", () => {
		for (const path of [READING, "/api/v1/status", "/healthz"]) {
			const store = storeOf(LIST_1);
			assert.deepEqual(get(`${path}/`, store), get(path, store));
		}
	});

	it("cannot be deleted", () => {
		const from = sourcesOf(storeOf());
		for (const path of ["/", READING, "/healthz"]) {
			assert.equal(answer(from, asking(path, { method: "DELETE" })).status, 405);
		}
	});

	it("tell what may be asked of them when it is something else", () => {
		const from = sourcesOf(storeOf(), { history: new FakeHistory(hourAt(2026, 1, 31, 13)) });
		const allowed = (path: string) => answer(from, asking(path, { method: undefined }));
		for (const [path, methods] of [
			["/", "GET, HEAD"],
			[READING, "GET, HEAD"],
			["/api/v1/events/", "GET, HEAD"],
			["/api/v1/hours.csv", "GET, HEAD"],
			["/api/v1/settings", "GET, HEAD, PUT"],
			["/api/v1/history", "DELETE"],
			["/api/v1/hours/2026-01-31T10:00:00Z", "PUT"],
		] as const) {
			const { status, headers } = allowed(path);
			assert.deepEqual([status, headers], [405, [`Allow: ${methods}`]], path);
		}
		assert.equal(allowed("/nothing").status, 404);
	});

	it("are 404 where there is none, whatever the name", () => {
		for (const path of ["/api", "/constructor", "/__proto__", "/favicon.ico", "/API/v1/reading"]) {
			const reply = get(path, storeOf(LIST_1));
			assert.equal(reply.status, 404, path);
			assert.equal(reply.type, "application/problem+json");
		}
	});

	it("forbid copies of what is live", () => {
		assert.ok(get(READING, storeOf(LIST_1)).headers?.includes("Cache-Control: no-store"));
	});

	it("tell the age of only those lists that have come", () => {
		assert.deepEqual(json(get("/api/v1/status", storeOf(LIST_1))).lists, { 1: { ageSeconds: 2 } });
	});
});
