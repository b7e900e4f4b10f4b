import assert from "node:assert/strict";
import { ESTIMATED, GAP } from "../../../src/ledger/hour.ts";
import { FakeHistory, hourAt } from "../../support/history.ts";

/** 14:00 in Oslo. */
const NOW = hourAt(2026, 1, 31, 13);
const MIDNIGHT = hourAt(2026, 1, 30, 23);

describe("GET /api/v1/days", () => {
	function history(): FakeHistory {
		const kept = new FakeHistory(NOW);
		kept.putAll(MIDNIGHT - 20, NOW, 1000);
		kept.put(MIDNIGHT - 1, 700, (record) => {
			record.import.quality = ESTIMATED;
		});
		kept.put(MIDNIGHT, 900, (record) => {
			record.isCorrected = true;
			record.ownerWh = 500;
		});
		return kept;
	}

	it("sums the days of which something is kept, as JSON", () => {
		assert.equal(
			history().text("/days"),
			'{"from":"2025-12-31T23:00:00Z","to":"2026-01-31T14:00:00Z","days":[' +
				'{"day":"2026-01-30","importWh":19700,"exportWh":200,"gapHours":4,' +
				'"estimatedHours":1,"mixedHours":0,"measuredHours":19,"correctedHours":0},' +
				'{"day":"2026-01-31","importWh":14300,"exportWh":150,"gapHours":0,' +
				'"estimatedHours":1,"mixedHours":0,"measuredHours":14,"correctedHours":1,' +
				'"notes":["open"]}]}',
		);
	});

	it("sums them as CSV", () => {
		assert.equal(
			history().text("/days.csv"),
			"day,importWh,exportWh,gapHours,estimatedHours,mixedHours,measuredHours,correctedHours,notes\n" +
				"2026-01-30,19700,200,4,1,0,19,0,\n" +
				"2026-01-31,14300,150,0,1,0,14,1,open\n",
		);
	});

	it("are whole, whatever part of them is asked for", () => {
		const kept = history();
		const whole = kept.json("/days?from=2026-01-30&to=2026-01-31");
		assert.equal(whole.days.length, 1);
		assert.equal(whole.to, "2026-01-30T23:00:00Z");
		const part = "/days?from=2026-01-30T12:00:00Z&to=2026-01-30T13:00:00Z";
		assert.deepEqual(kept.json(part), whole);
	});

	it("have 23 hours in March and 25 in October, all of them in the sum", () => {
		const kept = new FakeHistory(NOW);
		for (const [first, path, hours] of [
			[hourAt(2025, 3, 29, 23), "/days?from=2025-03-30&to=2025-03-31", 23],
			[hourAt(2025, 10, 25, 22), "/days?from=2025-10-26&to=2025-10-27", 25],
		] as const) {
			kept.putAll(first - 30, first + 60, 100);
			const { days } = kept.json(path);
			assert.equal(days.length, 1);
			assert.equal(days[0].measuredHours, hours);
			assert.equal(days[0].importWh, 100 * hours);
			assert.equal(days[0].gapHours, 0);
		}
	});

	it("leave out a sum of nothing, and tell of no day before the first that is kept", () => {
		const kept = new FakeHistory(NOW);
		kept.put(hourAt(2026, 1, 10, 12), 500);
		kept.put(hourAt(2026, 1, 12, 12), 0, (record) => {
			for (const energy of record.energies) energy.clear();
		});
		const { days } = kept.json("/days?from=2026-01-01&to=2026-01-13");
		assert.deepEqual(
			days.map(({ day, importWh, gapHours }: Record<string, unknown>) => [day, importWh, gapHours]),
			[
				["2026-01-10", 500, 23],
				["2026-01-11", undefined, 24],
				["2026-01-12", undefined, 24],
			],
		);
	});

	it("are open on the day of the hour in progress alone, from its first hour to the one asked for", () => {
		const kept = new FakeHistory(MIDNIGHT);
		const today = '"day":"2026-01-31","importWh":800';
		assert.match(
			kept.text("/days?from=2026-01-31"),
			new RegExp(`\\[{${today}.*"notes":\\["open"\\]}`),
		);
		kept.putAll(MIDNIGHT - 24, MIDNIGHT, 100);
		const { days } = kept.json("/days");
		assert.deepEqual(
			days.map(({ day, notes }: Record<string, unknown>) => [day, notes]),
			[
				["2026-01-30", undefined],
				["2026-01-31", ["open"]],
			],
		);
		const first = "/days?from=2026-01-30T23:00:00Z&to=2026-01-31T00:00:00Z";
		assert.deepEqual(kept.json(first).days, [days[1]]);
	});

	it("know what the owner alone has told", () => {
		const kept = new FakeHistory(NOW);
		kept.put(hourAt(2026, 1, 10, 12), 0, (record) => {
			for (const energy of record.energies) energy.clear();
			record.isCorrected = true;
		});
		const { days } = kept.json("/days?from=2026-01-10&to=2026-01-11");
		assert.deepEqual([days[0].importWh, days[0].gapHours, days[0].correctedHours], [0, 24, 1]);
	});

	it("show what was told of a day of gaps", () => {
		const kept = new FakeHistory(NOW);
		kept.put(hourAt(2026, 1, 10, 12), 50, (record) => {
			record.import.quality = GAP;
			record.export.clear();
		});
		const { days } = kept.json("/days?from=2026-01-10&to=2026-01-11");
		assert.deepEqual([days[0].importWh, days[0].gapHours], [50, 24]);
	});

	it("are empty where nothing is kept, or nothing is asked for", () => {
		const kept = new FakeHistory(NOW);
		assert.deepEqual(kept.json("/days?from=2025-01&to=2025-02").days, []);
		assert.deepEqual(kept.json("/days?from=2030-01&to=2030-02").days, []);
		assert.equal(kept.text("/days.csv?to=1970-01-01").split("\n").length, 2);
	});

	it("are the last 31 by themselves", () => {
		const kept = new FakeHistory(NOW);
		kept.putAll(NOW - 60 * 24, NOW, 100);
		const { days } = kept.json("/days");
		assert.equal(days.length, 31);
		assert.equal(days[0].day, "2026-01-01");
		assert.equal(days[0].gapHours, 0);
	});

	it("come in shares, so that others get their turn", () => {
		const kept = new FakeHistory(NOW);
		kept.putAll(NOW - 370 * 24, NOW, 100);
		const body = kept.answer("/days.csv?from=2025-02")?.body;
		assert.ok(typeof body === "object" && "next" in body);
		let turns = 0;
		let sinceTurn = 0;
		for (let piece = body.next(); piece !== undefined; piece = body.next()) {
			sinceTurn = piece === "" ? 0 : sinceTurn + 1;
			if (piece === "") turns++;
			// Two days are 48 hours, and a row is 40 octets.
			assert.ok(sinceTurn <= 1 && piece.length < 250, piece);
		}
		assert.ok(turns >= (364 * 24) / 48, `${turns}`);
	});
});

describe("GET /api/v1/months", () => {
	function history(): FakeHistory {
		const kept = new FakeHistory(NOW);
		kept.putAll(hourAt(2025, 11, 30, 23), NOW, 100);
		return kept;
	}

	it("sums the months of Oslo, as JSON", () => {
		assert.equal(
			history().text("/months?from=2025-12"),
			'{"from":"2025-11-30T23:00:00Z","to":"2026-01-31T14:00:00Z","months":[' +
				'{"month":"2025-12","importWh":74400,"exportWh":7440,"gapHours":0,' +
				'"estimatedHours":0,"mixedHours":0,"measuredHours":744,"correctedHours":0},' +
				'{"month":"2026-01","importWh":74200,"exportWh":7350,"gapHours":0,' +
				'"estimatedHours":1,"mixedHours":0,"measuredHours":734,"correctedHours":0,' +
				'"notes":["open"]}]}',
		);
	});

	it("sums them as CSV", () => {
		assert.equal(
			history().text("/months.csv"),
			"month,importWh,exportWh,gapHours,estimatedHours,mixedHours,measuredHours,correctedHours,notes\n" +
				"2025-12,74400,7440,0,0,0,744,0,\n" +
				"2026-01,74200,7350,0,1,0,734,0,open\n",
		);
	});

	it("are a year and more by themselves, and the first is a part where that is all", () => {
		const kept = new FakeHistory(NOW);
		kept.putAll(hourAt(2025, 1, 11), NOW, 100);
		const { months } = kept.json("/months");
		assert.equal(months.length, 13);
		assert.equal(months[0].month, "2025-01");
		assert.equal(months[0].gapHours, 10 * 24 + 1);
	});
});
