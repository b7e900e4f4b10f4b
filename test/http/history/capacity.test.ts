import assert from "node:assert/strict";
import { DEFAULT_TARIFF, type Tariff } from "../../../src/ledger/capacity.ts";
import { FakeHistory, hourAt } from "../../support/history.ts";

const NOW = hourAt(2026, 1, 31, 13);
const PRICED: Tariff = {
	steps: DEFAULT_TARIFF.steps,
	prices: [12500, 21000, 35000, 49000, 63000, 77000, 120000, 160000, 200000, 300000],
};

/** Peaks of 6, 5 and 4 kWh on three days, of which one is the owner's word; one hour is left out. */
function history(tariff?: Tariff): FakeHistory {
	const kept = new FakeHistory(NOW, tariff);
	kept.putAll(hourAt(2025, 12, 31, 23), NOW, 500);
	kept.put(hourAt(2026, 1, 12, 17), 6000);
	kept.put(hourAt(2026, 1, 12, 18), 5900);
	kept.put(hourAt(2026, 1, 20, 23), 9000, (record) => {
		record.isCorrected = true;
		record.ownerWh = 5000;
	});
	kept.put(hourAt(2026, 1, 25, 8), 4000);
	kept.put(hourAt(2026, 1, 26, 8), 9999, (record) => {
		record.isStruckOut = true;
	});
	return kept;
}

const PEAKS =
	'"peaks":[{"day":"2026-01-12","start":"2026-01-12T17:00:00Z","importWh":6000,"importQuality":"measured"},' +
	'{"day":"2026-01-21","start":"2026-01-20T23:00:00Z","importWh":5000,"importQuality":"measured","notes":["corrected"]},' +
	'{"day":"2026-01-25","start":"2026-01-25T08:00:00Z","importWh":4000,"importQuality":"measured"}],' +
	'"leftOut":{"struckOut":1,"clockMoved":0,"gap":0}';

describe("GET /api/v1/capacity", () => {
	it("tells the month's step, its peaks and what this hour may still take, as JSON", () => {
		assert.equal(
			history().text("/capacity"),
			'{"month":"2026-01","meanW":5000,"step":{"fromW":5000,"toW":10000},' +
				`${PEAKS},"thisHour":{"start":"2026-01-31T13:00:00Z","secondsLeft":2400,` +
				'"importWh":800,"forecastWh":2400,"stepFromW":5000,"nextStepW":10000,' +
				'"limitWh":19000,"allowedW":27300,"reachesNextStep":false}}',
		);
	});

	it("tells what the step costs, and the next, when prices are set", () => {
		const { step, thisHour } = history(PRICED).json("/capacity.json");
		assert.equal(step.priceOre, 35000);
		assert.equal(thisHour.nextStepCostOre, 14000);
	});

	it("tells the peaks as CSV", () => {
		assert.equal(
			history().text("/capacity.csv"),
			"day,start,importWh,importQuality,notes\n" +
				"2026-01-12,2026-01-12T17:00:00Z,6000,measured,\n" +
				"2026-01-21,2026-01-20T23:00:00Z,5000,measured,corrected\n" +
				"2026-01-25,2026-01-25T08:00:00Z,4000,measured,\n",
		);
	});

	it("reads the hours of a month past in shares", () => {
		const kept = new FakeHistory(hourAt(2026, 2, 3, 5));
		kept.putAll(hourAt(2025, 12, 31, 23), hourAt(2026, 2, 3, 5), 500);
		kept.put(hourAt(2026, 1, 12, 17), 6000);
		// The last hour of January in Oslo, and the first of February.
		kept.put(hourAt(2026, 1, 31, 22), 3000);
		kept.put(hourAt(2026, 1, 31, 23), 8000);
		const body = kept.answer("/capacity?month=2026-01")?.body;
		assert.ok(typeof body === "object" && "next" in body);
		let turns = 0;
		let text = body.next();
		for (; text === ""; text = body.next()) turns++;
		assert.ok(turns >= 744 / 48 - 1, `${turns}`);
		assert.equal(body.next(), undefined);
		const { month, meanW, peaks, thisHour } = JSON.parse(text ?? "");
		assert.deepEqual([month, meanW, peaks.length, thisHour], ["2026-01", 3167, 3, undefined]);
		assert.equal(peaks[1].start, "2026-01-31T22:00:00Z");
		assert.match(
			kept.text("/capacity.csv?month=2026-01"),
			/\n2026-01-31,2026-01-31T22:00:00Z,3000,/,
		);
	});

	it("has no step in a month without peaks", () => {
		assert.equal(
			history().text("/capacity?month=2025-06"),
			'{"month":"2025-06","peaks":[],"leftOut":{"struckOut":0,"clockMoved":0,"gap":0}}',
		);
		assert.equal(
			history().text("/capacity.csv?month=2027-06"),
			"day,start,importWh,importQuality,notes\n",
		);
	});

	it("is 400 for what is no month, and 503 until the hours are read", () => {
		const kept = history();
		const [status, body] = kept.ask("/capacity?month=2026-01-15");
		assert.equal(status, 400);
		assert.match(body, /month is such as 2026-01\./);
		kept.isRead = false;
		assert.equal(kept.ask("/capacity")[0], 503);
		assert.deepEqual(kept.answer("/capacity")?.headers, ["Retry-After: 30"]);
	});
});
