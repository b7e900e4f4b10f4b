import assert from "node:assert/strict";
import { powerTable } from "../../../src/http/history/power.ts";
import { tableReply } from "../../../src/http/history/table.ts";
import { Recent } from "../../../src/ledger/recent.ts";
import { bodyOf } from "../../support/asking.ts";
import { FakeHistory, hourAt } from "../../support/history.ts";

/** 2026-01-31T13:00:00Z at 0. */
const START = hourAt(2026, 1, 31, 13) * 3_600_000;

function text(recent: Recent, now: number, isCsv: boolean, knowsTime = true): string {
	const history = Object.assign(new FakeHistory(0), { recent });
	const utcAt = (ms: number) => (knowsTime ? START + ms : undefined);
	return bodyOf(tableReply(powerTable(history, now, utcAt), isCsv));
}

/** 10 s of 1500 W, 10 s of silence, 10 s of export, and 5 s more. */
function told(): Recent {
	const recent = new Recent();
	recent.add(0, 10_000, 1500);
	recent.add(20_000, 30_000, -420);
	recent.add(30_000, 35_000, 900);
	return recent;
}

describe("GET /api/v1/power", () => {
	it("tells the mean of each 10 s that is over, import above 0 and export below, as JSON", () => {
		assert.equal(
			text(told(), 35_900, false),
			'{"periodSeconds":10,"power":[{"at":"2026-01-31T13:00:00Z","ageSeconds":35,"powerW":1500},' +
				'{"at":"2026-01-31T13:00:20Z","ageSeconds":15,"powerW":-420}]}',
		);
	});

	it("tells the same as CSV", () => {
		assert.equal(
			text(told(), 35_900, true),
			"at,ageSeconds,powerW\n2026-01-31T13:00:00Z,35,1500\n2026-01-31T13:00:20Z,15,-420\n",
		);
	});

	it("needs no time of day", () => {
		assert.equal(text(told(), 35_900, true, false), "at,ageSeconds,powerW\n,35,1500\n,15,-420\n");
		const kept = new FakeHistory(0);
		kept.open = undefined;
		assert.equal(kept.text("/power"), '{"periodSeconds":10,"power":[]}');
	});

	it("goes back two hours", () => {
		const recent = new Recent();
		const now = 5 * 3_600_000;
		recent.add(0, now, 1000);
		const { power } = JSON.parse(text(recent, now, false));
		assert.equal(power.length, 720);
		assert.deepEqual(power[0], { at: "2026-01-31T16:00:00Z", ageSeconds: 7200, powerW: 1000 });
		assert.equal(power.at(-1).ageSeconds, 10);
	});
});
