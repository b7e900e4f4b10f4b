import assert from "node:assert/strict";
import { FakeHistory, hourAt } from "../../support/history.ts";

const NOW = hourAt(2026, 1, 31, 13);

/** An IT net whose L2 is not measured, and an hour without voltages. */
function history(): FakeHistory {
	const kept = new FakeHistory(NOW);
	kept.put(NOW - 3, 1000);
	kept.put(NOW - 2, 1000, ({ phases }) => {
		const [l1, , l3] = phases;
		Object.assign(l1, { lowest: 2061, mean: 2302, highest: 2345, heard: 58, outside: 1, lost: 2 });
		Object.assign(l3, { lost: 60 });
	});
	return kept;
}

const NOTE =
	"An indication by the meter's own figures, not a measurement by EN 50160 nor of settlement " +
	"quality. The HAN port says nothing of earth faults.";

describe("GET /api/v1/voltage", () => {
	it("tells the phases of each hour in which they were told, and what that is not, as JSON", () => {
		assert.equal(
			history().text("/voltage"),
			'{"from":"2026-01-30T23:00:00Z","to":"2026-01-31T14:00:00Z",' +
				`"note":"${NOTE}","hours":[{"start":"2026-01-31T11:00:00Z","end":"2026-01-31T12:00:00Z",` +
				'"quality":"indication","lowestL1V":206.1,"meanL1V":230.2,"highestL1V":234.5,' +
				'"measuredL1Minutes":58,"outsideL1Minutes":1,"lostL1Minutes":2,' +
				'"measuredL3Minutes":0,"outsideL3Minutes":0,"lostL3Minutes":60}]}',
		);
	});

	it("says in each row of CSV that it is an indication", () => {
		const [header, ...rows] = history().text("/voltage.csv").split("\n");
		assert.equal(
			header,
			"start,end,quality,lowestL1V,meanL1V,highestL1V,measuredL1Minutes,outsideL1Minutes,lostL1Minutes," +
				"lowestL2V,meanL2V,highestL2V,measuredL2Minutes,outsideL2Minutes,lostL2Minutes," +
				"lowestL3V,meanL3V,highestL3V,measuredL3Minutes,outsideL3Minutes,lostL3Minutes,notes",
		);
		assert.deepEqual(rows, [
			"2026-01-31T11:00:00Z,2026-01-31T12:00:00Z,indication,206.1,230.2,234.5,58,1,2,,,,,,,,,,0,0,60,",
			"",
		]);
	});

	it("tells of an hour with one minute, heard or lost", () => {
		for (const minutes of [{ lowest: 2300, mean: 2300, highest: 2300, heard: 1 }, { lost: 1 }]) {
			const kept = new FakeHistory(NOW);
			kept.put(NOW - 1, 1000, ({ phases }) => void Object.assign(phases[1], minutes));
			const [hour] = kept.json("/voltage").hours;
			assert.equal(hour.measuredL2Minutes + hour.lostL2Minutes, 1);
			assert.equal(hour.meanL2V, "mean" in minutes ? 230 : undefined);
		}
	});

	it("marks the hour in progress", () => {
		const kept = history();
		Object.assign(kept.open?.phases[0] ?? {}, {
			lowest: 2300,
			mean: 2310,
			highest: 2320,
			heard: 9,
		});
		assert.match(kept.text("/voltage.csv"), /T14:00:00Z,indication,230,231,232,9,0,0,.*,open\n$/);
	});
});
