import assert from "node:assert/strict";
import { ESTIMATED, GAP, type HourRecord } from "../../../src/ledger/hour.ts";
import { FakeHistory, hourAt } from "../../support/history.ts";

const NOW = hourAt(2026, 1, 31, 13);
const HEADER =
	"start,end,importWh,importQuality,exportWh,exportQuality,importPeakW,exportPeakW,notes";

/** Two hours whole, one missing, a gap of which nothing is known, and one in progress. */
function history(): FakeHistory {
	const kept = new FakeHistory(NOW);
	kept.put(NOW - 4, 1500);
	kept.put(NOW - 3, 1600, (record) => {
		record.export.quality = ESTIMATED;
	});
	kept.put(NOW - 1, 0, empty);
	return kept;
}

function empty(record: HourRecord): void {
	for (const energy of record.energies) energy.clear();
}

describe("GET /api/v1/hours", () => {
	it("tells each hour of the day that is kept, as JSON", () => {
		assert.equal(
			history().text("/hours"),
			'{"from":"2026-01-30T23:00:00Z","to":"2026-01-31T14:00:00Z","hours":[' +
				'{"start":"2026-01-31T09:00:00Z","end":"2026-01-31T10:00:00Z","importWh":1500,' +
				'"importQuality":"measured","exportWh":10,"exportQuality":"measured",' +
				'"importPeakW":1700,"exportPeakW":70},' +
				'{"start":"2026-01-31T10:00:00Z","end":"2026-01-31T11:00:00Z","importWh":1600,' +
				'"importQuality":"measured","exportWh":10,"exportQuality":"estimated",' +
				'"importPeakW":1800,"exportPeakW":70},' +
				'{"start":"2026-01-31T12:00:00Z","end":"2026-01-31T13:00:00Z",' +
				'"importQuality":"gap","exportQuality":"gap"},' +
				'{"start":"2026-01-31T13:00:00Z","end":"2026-01-31T14:00:00Z","importWh":800,' +
				'"importQuality":"estimated","exportWh":10,"exportQuality":"estimated",' +
				'"importPeakW":1000,"exportPeakW":70,"notes":["open"]}]}',
		);
	});

	it("tells the same as CSV", () => {
		assert.equal(
			history().text("/hours.csv"),
			`${HEADER}\n` +
				"2026-01-31T09:00:00Z,2026-01-31T10:00:00Z,1500,measured,10,measured,1700,70,\n" +
				"2026-01-31T10:00:00Z,2026-01-31T11:00:00Z,1600,measured,10,estimated,1800,70,\n" +
				"2026-01-31T12:00:00Z,2026-01-31T13:00:00Z,,gap,,gap,,,\n" +
				"2026-01-31T13:00:00Z,2026-01-31T14:00:00Z,800,estimated,10,estimated,1000,70,open\n",
		);
	});

	it("ends before the hour that `to` begins", () => {
		const kept = history();
		const { hours } = kept.json("/hours?from=2026-01-31T09:00:00Z&to=2026-01-31T10:00:00Z");
		assert.equal(hours.length, 1);
		assert.equal(hours[0].importWh, 1500);
	});

	it("shows what was told of a gap", () => {
		const kept = history();
		kept.put(NOW - 1, 340, (record) => {
			record.import.quality = GAP;
			record.import.covered = 900;
		});
		const [hour] = kept.json("/hours?from=2026-01-31T12:00:00Z&to=2026-01-31T13:00:00Z").hours;
		assert.equal(hour.importWh, 340);
		assert.equal(hour.importQuality, "gap");
		assert.equal(hour.importPeakW, 540);
	});

	it("shows the hour in progress once, newer than it is kept", () => {
		const kept = history();
		kept.put(NOW, 300, (record) => {
			record.isOpen = true;
		});
		const { hours } = kept.json("/hours?from=2026-01-31T13:00:00Z");
		assert.deepEqual(
			hours.map((hour: { importWh: number }) => hour.importWh),
			[800],
		);
	});

	it("says October's double hour twice, each by its own start", () => {
		const kept = new FakeHistory(NOW);
		const midnight = hourAt(2025, 10, 25, 22);
		kept.putAll(midnight, midnight + 26, 100);
		const { from, to, hours } = kept.json("/hours?from=2025-10-26&to=2025-10-27");
		assert.deepEqual([from, to], ["2025-10-25T22:00:00Z", "2025-10-26T23:00:00Z"]);
		assert.equal(hours.length, 25);
		assert.equal(new Set(hours.map(({ start }: { start: string }) => start)).size, 25);
	});

	it("is empty where nothing is kept", () => {
		const kept = history();
		assert.equal(kept.text("/hours.csv?from=2020-01&to=2020-02"), `${HEADER}\n`);
		assert.deepEqual(kept.json("/hours?from=2030-01&to=2030-02").hours, []);
		assert.equal(kept.json("/hours?from=2020-01&to=2030-01").hours.length, 4);
	});

	it("goes on where the hour ends while it is told", () => {
		const kept = history();
		kept.putAll(NOW - 200, NOW, 1000);
		const body = kept.answer("/hours.csv?from=2026-01-23")?.body;
		assert.ok(typeof body === "object" && "next" in body);
		let text = body.next() ?? "";
		kept.put(NOW, 1234);
		kept.open?.clear(NOW + 1);
		for (let piece = body.next(); piece !== undefined; piece = body.next()) text += piece;
		const rows = text.trim().split("\n");
		assert.match(rows.at(-1) ?? "", /^2026-01-31T13:00:00Z,2026-01-31T14:00:00Z,1234,/);
		assert.equal(new Set(rows).size, rows.length);
	});

	it("is 503 while the time is unknown, and 400 with a sentence for a bad range", () => {
		const kept = history();
		for (const path of ["/hours", "/days", "/months", "/voltage.csv"]) {
			const reply = kept.answer(`${path}?from=tomorrow`);
			assert.equal(reply?.status, 400);
			assert.match(String(reply?.body), /from and to are such as 2026-01-31/);
		}
		kept.open = undefined;
		for (const path of ["/hours", "/days", "/months", "/voltage.csv", "/capacity"]) {
			const reply = kept.answer(path);
			assert.equal(reply?.status, 503, path);
			assert.deepEqual(reply?.headers, ["Retry-After: 10"]);
		}
	});
});
