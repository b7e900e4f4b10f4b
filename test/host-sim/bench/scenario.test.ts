import assert from "node:assert/strict";
import { durationOf, durationText } from "../../../host-sim/bench/duration.ts";
import { runScenario } from "../../../host-sim/bench/run-scenario.ts";
import { scenarioOf } from "../../../host-sim/bench/scenario.ts";
import { nodeEngine } from "../../../host-sim/engines.ts";
import type { FrameBuffer } from "../../../host-sim/screen.ts";

const GOOD = {
	title: "a minute",
	why: "a test",
	meter: "kaifa-ma304h4",
	start: "2026-01-31T12:00:00Z",
	run: "1m1s",
	at: [{ time: "30s", do: "reboot" }],
	expect: [{ figure: "restarts", equals: 1 }],
};

const HOUR = "2026-01-31T12:00:00Z";
const DAY = "2026-01-31";

const read = (changed: object) => scenarioOf(JSON.stringify({ ...GOOD, ...changed }));
const run = (expect: object[], engine = nodeEngine) => runScenario(read({ expect }), engine);

describe("a scenario's file", () => {
	it("is read with its defaults, in the order of time", () => {
		const { meter: _meter, ...rest } = GOOD;
		const at = [
			{ time: "40s", do: "wifi" },
			{ time: "1.5s", do: "bitErrors", perMillion: 7 },
		];
		const scenario = scenarioOf(JSON.stringify({ ...rest, at }));
		assert.deepEqual(scenario, {
			title: "a minute",
			why: "a test",
			meter: "aidon-6534",
			parity: undefined,
			seed: 1,
			startMs: Date.UTC(2026, 0, 31, 12),
			runMs: 61_000,
			actions: [
				{ at: 1500, what: { do: "bitErrors", perMillion: 7 } },
				{ at: 40_000, what: { do: "wifi", isUp: false, address: "same" } },
			],
			expectations: [{ at: 61_000, what: { figure: "restarts", equals: 1 } }],
		});
	});

	it("says where it is wrong and what is allowed", () => {
		const wrong: [changed: object, message: RegExp][] = [
			[{ house: 1 }, /^house: a scenario has title, why, meter, /],
			[{ title: "" }, /^title is ""; say a text/],
			[{ meter: "nokia" }, /^meter: no meter is called nokia; there are aidon-6515/],
			[{ seed: 1.5 }, /^seed is 1.5; say a whole number from 0/],
			[{ start: "noon" }, /^start is "noon"; say a time in UTC, such as 2026-03-29T00:30:00Z/],
			[{ start: "2026-13-01T00:00:00Z" }, /^start is /],
			[{ run: 60 }, /^run is 60; say a time such as 90s, 10m or 1h30m/],
			[{ at: {} }, /^at: say a list/],
			[{ at: [7] }, /^at\[0\]: say an object/],
			[{ at: [{ do: "reboot" }] }, /^at\[0\].time is undefined; say a time/],
			[{ at: [{ time: "2m", do: "reboot" }] }, /^at\[0\].time is 2m, and the scenario ends before/],
			[
				{ at: [{ time: "1s", do: "explode" }] },
				/^at\[0\]: no action is called "explode"; there are load/,
			],
			[
				{ at: [{ time: "1s", do: "reboot", ms: 1 }] },
				/^at\[0\]: reboot has no ms; it has offSeconds/,
			],
			[{ expect: [] }, /^expect: say at least one thing/],
			[{ expect: [{}] }, /^expect\[0\]: say one of get, figure, display, hour, day, month/],
			[{ expect: [{ get: "/", figure: "lost", equals: 0 }] }, /^expect\[0\]: say one of get/],
			[{ expect: [{ get: "reading", equals: 1 }] }, /^expect\[0\]: get is "reading"; say a path/],
			[{ expect: [{ get: "/" }] }, /^expect\[0\]: say one of equals, atLeast/],
			[{ expect: [{ get: "/", is: 200 }] }, /^expect\[0\]: is: an expectation has get, figure/],
			[
				{ expect: [{ figure: "luck", equals: 1 }] },
				/^expect\[0\]: figure is "luck"; say one of pushes/,
			],
			[
				{ expect: [{ figure: "lost", path: "a", equals: 1 }] },
				/^expect\[0\]: path is "a"; it is a text/,
			],
			[{ expect: [{ display: "red" }] }, /^expect\[0\]: display is "red"; say one of off, nothing/],
			[{ expect: [{ figure: "lost", near: 3 }] }, /^expect\[0\]: near: say within what/],
			[{ expect: [{ figure: "lost", atMost: "3" }] }, /^expect\[0\]: atMost is "3"; say a number/],
			[{ expect: [{ figure: "lost", isPresent: 1 }] }, /^expect\[0\]: isPresent is 1; say true/],
			[
				{ expect: [{ get: "/", path: "a", meter: "watts" }] },
				/^expect\[0\]: meter is "watts"; say one of activePowerImportW/,
			],
			[
				{ expect: [{ hour: "noon", field: "importWh" }] },
				/^expect\[0\]: hour is "noon"; say one such/,
			],
			[
				{ expect: [{ day: "2026-1-1", field: "importWh" }] },
				/^expect\[0\]: day is "2026-1-1"; say one/,
			],
			[
				{ expect: [{ month: "May", field: "importWh" }] },
				/^expect\[0\]: month is "May"; say one such/,
			],
			[
				{ expect: [{ hour: HOUR, equals: 1 }] },
				/^expect\[0\]: field is undefined; say one of importWh/,
			],
			[
				{ expect: [{ day: DAY, field: "notes" }] },
				/^expect\[0\]: field is "notes"; say one of importWh/,
			],
			[
				{ expect: [{ get: "/", field: "importWh" }] },
				/^expect\[0\]: field is "importWh"; it goes with/,
			],
			[
				{ expect: [{ hour: HOUR, field: "importWh" }] },
				/^expect\[0\]: say one of equals, .*truth$/,
			],
			[
				{ expect: [{ day: DAY, hours: 2, field: "importWh" }] },
				/^expect\[0\]: hours is 2; it is a whole number beside hour/,
			],
			[
				{ expect: [{ month: "2026-01", peak: 4, field: "start" }] },
				/^expect\[0\]: peak is 4; it is 1, 2 or 3 beside month/,
			],
			[
				{ expect: [{ hour: HOUR, field: "notes", truth: "house" }] },
				/^expect\[0\]: truth is "house"; it is "house", of importWh, exportWh, start/,
			],
			[
				{ expect: [{ hour: HOUR, field: "importWh", truth: "home" }] },
				/^expect\[0\]: truth is "home"; it is "house"/,
			],
		];
		for (const [changed, message] of wrong) assert.throws(() => read(changed), { message });
		assert.throws(() => scenarioOf("{"), /^Error: not JSON: /);
		assert.throws(() => scenarioOf("[]"), /^Error: a scenario is an object with title/);
	});
});

describe("a scenario's verdict", () => {
	it("tells of each thing that did not hold: when, what was found, what was expected", async () => {
		const { isMet, failures } = await run([
			{ figure: "restarts", equals: 0 },
			{ time: "29s", get: "/healthz", equals: 503 },
			{ time: "29s", get: "/api/v1/reading", path: "meter.vendor", equals: "Aidon" },
			{ get: "/api/v1/reading", path: "meter.colour", isPresent: true },
			{ get: "/api/v1/status", path: "time", isPresent: false },
			{ get: "/api/v1/status", path: "uptimeSeconds", atLeast: 31 },
			{ get: "/api/v1/status", path: "uptimeSeconds", atMost: 29 },
			{ get: "/api/v1/status", path: "uptimeSeconds", near: 35, within: 4 },
			{ get: "/api/v1/reading", path: "power.list", meter: "voltageL1V" },
			{ display: "stale" },
		]);
		assert.equal(isMet, false);
		const told = failures.map((line) => line.replace(/\d{3}(\.\d)?, the meter/, "N, the meter"));
		assert.deepEqual(told, [
			"at 29s: the status of /healthz is 200, expected 503",
			'at 29s: meter.vendor of /api/v1/reading is "Kaifa", expected "Aidon"',
			"at 1m1s: restarts is 1, expected 0",
			"at 1m1s: meter.colour of /api/v1/reading is absent, expected something",
			'at 1m1s: time of /api/v1/status is "2026-01-31T12:01:01Z", expected nothing',
			"at 1m1s: uptimeSeconds of /api/v1/status is 30, expected at least 31",
			"at 1m1s: uptimeSeconds of /api/v1/status is 30, expected at most 29",
			"at 1m1s: uptimeSeconds of /api/v1/status is 30, expected 35 ± 4",
			"at 1m1s: power.list of /api/v1/reading is 2, expected N, the meter's voltageL1V",
			"at 1m1s: the display is fresh, expected stale",
		]);
	});

	it("tells of hours, days and peaks that are not as the house had them", async () => {
		const hour = "2026-01-31T11:00:00Z";
		const expect = [
			{ hour, field: "importWh", truth: "house", within: 10 },
			{ hour, field: "importWh", truth: "house" },
			{ hour, hours: 2, field: "importWh", equals: 3 },
			{ hour, hours: 3, field: "importQuality", equals: "measured" },
			{ hour, field: "notes", isPresent: true },
			{ day: DAY, field: "importWh", equals: 3 },
			{ day: DAY, field: "measuredHours", equals: 24 },
			{ day: "2026-02-01", field: "gapHours", equals: 0 },
			{ month: "2026-01", peak: 1, field: "start", truth: "house" },
		];
		const told = await runScenario(
			read({ start: "2026-01-31T11:30:00Z", run: "31m", at: [], expect }),
			nodeEngine,
		);
		const failures = told.failures.map((line) => line.replace(/\b\d+(\.\d)?(?=, )/g, "N"));
		assert.deepEqual(failures, [
			"at 31m: importWh of 2026-01-31T11:00:00Z is N, expected N, the house's",
			"at 31m: importWh of 2 hours from 2026-01-31T11:00:00Z is N, expected 3",
			'at 31m: importQuality of 3 hours from 2026-01-31T11:00:00Z is "gap", expected "measured"',
			"at 31m: notes of 2026-01-31T11:00:00Z is absent, expected something",
			"at 31m: importWh of 2026-01-31 is N, expected 3",
			"at 31m: measuredHours of 2026-01-31 is N, expected 24",
			"at 31m: gapHours of 2026-02-01 is absent, expected 0",
			'at 31m: start of peak 1 of 2026-01 is absent, expected "2026-01-31T11:00:00Z", the house\'s',
		]);
	});

	it("is kept when all holds", async () => {
		const verdict = await run([{ figure: "restarts", equals: 1 }]);
		assert.deepEqual(verdict.failures, []);
		assert.equal(verdict.isMet, true);
		assert.equal(verdict.title, "a minute");
	});

	it("tells of a reading that the meter never sent", async () => {
		const lying = (screen: FrameBuffer) => {
			const engine = nodeEngine(screen);
			const receive = engine.app.receive.bind(engine.app);
			engine.app.receive = (chunk, start, end, now) => {
				receive(chunk, start, end, now);
				const { store } = engine.app as unknown as { store: { live: { values: number[] } } };
				if (now > 10_000) store.live.values[0] = 123_456;
			};
			return engine;
		};
		const { failures } = await run([{ figure: "restarts", equals: 1 }], lying);
		assert.match(failures[0] ?? "", /^a reading was invented: .*"activePowerImportW":123456/);
		const [failure] = (await run([{ figure: "invented", equals: 0 }], lying)).failures;
		assert.match(failure ?? "", /^at 1m1s: invented is \d+, expected 0/);
	});

	it("tells of an app that fails", async () => {
		const failing = (screen: FrameBuffer) => {
			const engine = nodeEngine(screen);
			engine.app.tick = (now) => {
				if (now >= 20_000) throw new Error("oh no");
			};
			return engine;
		};
		const { failures } = await run([{ figure: "restarts", equals: 1 }], failing);
		assert.deepEqual(failures, ["after 20s: oh no"]);
	});
});

describe("a scenario's time", () => {
	it("is in days, hours, minutes, seconds and milliseconds", () => {
		assert.equal(durationOf("1d2h3m4.5s6ms"), 93_784_506);
		assert.equal(durationOf("500ms"), 500);
		assert.equal(durationText(93_784_500), "1d2h3m4s500ms");
		assert.equal(durationText(0), "0s");
		for (const wrong of ["", "10", "s", "1s 2m", "-1s", 10, undefined]) {
			assert.equal(durationOf(wrong), undefined, String(wrong));
		}
	});
});
