import assert from "node:assert/strict";
import { TestBench } from "../../support/bench.ts";

describe("the bench", () => {
	const benches: TestBench[] = [];
	const setUp = () => {
		const test = new TestBench();
		benches.push(test);
		return test;
	};
	afterEach(async () => {
		for (const bench of benches.splice(0)) await bench.close();
	});

	it("knows what lasts until it is undone", () => {
		const { bench } = setUp();
		bench.act({ do: "car" });
		bench.act({ do: "bitErrors", perMillion: 5 });
		bench.act({ do: "meterSwap" });
		assert.deepEqual(bench.lasting, [
			{ do: "car", isOn: true },
			{ do: "bitErrors", perMillion: 5 },
		]);
		bench.act({ do: "car", isOn: false });
		bench.act({ do: "bitErrors", perMillion: 0 });
		assert.deepEqual(bench.lasting, []);
	});

	it("knows when what lasts for a time is over", () => {
		const { bench, world } = setUp();
		bench.act({ do: "silence", seconds: 5 });
		bench.act({ do: "blockCallback", ms: 10 });
		bench.act({ do: "list3Missing", times: 1 });
		world.runUntil(4000);
		assert.deepEqual(
			bench.lasting.map((action) => action.do),
			["silence", "list3Missing"],
		);
		world.runUntil(6000);
		assert.deepEqual(bench.lasting, [{ do: "list3Missing", times: 1 }]);
		world.runUntil(3_600_000);
		assert.deepEqual(bench.lasting, []);
	});

	it("logs what was done in virtual time, and of a drag only its end", () => {
		const { bench, world } = setUp();
		for (const l1 of [100, 200, 300]) bench.act({ do: "load", l1 });
		world.runUntil(7000);
		bench.act({ do: "load", l1: 0 });
		bench.setClock({ jump: "hour" });
		const log = bench.log.map(({ utcMs, did }) => [
			new Date(utcMs).toISOString().slice(11, 19),
			did,
		]);
		assert.deepEqual(log, [
			["16:30:00", { do: "load", l1: 300, l2: 0, l3: 0 }],
			["16:30:07", { do: "load", l1: 0, l2: 0, l3: 0 }],
			["16:30:07", { jump: "hour" }],
		]);
		for (let i = 0; i < 200; i++) bench.act({ do: "meterSwap" });
		assert.equal(bench.log.length, 100);
	});

	it("says what is no change of the clock, and what is", () => {
		const { bench } = setUp();
		const wrong = [
			{},
			null,
			"pause",
			{ speed: 0 },
			{ speed: "fast" },
			{ speed: null },
			{ paused: 1 },
			{ jump: "year" },
			{ speed: 1, paused: true },
		];
		for (const value of wrong)
			assert.throws(() => bench.setClock(value), /"jump": one of minute, hour, day, dst/);
		assert.equal(bench.doings, 0);
	});

	it("lets stalled clients go in real time where clients of other processes are served", () => {
		const { bench, world } = setUp();
		world.network.tick(1000);
		world.runUntil(3_600_000);
		bench.act({ do: "stalledClients", count: 6 });
		assert.equal(world.get("/healthz").status, 503);
		for (let now = 2000; now <= 60_000; now += 1000) world.network.tick(now);
		assert.equal(world.get("/healthz").status, 200);
		const { http } = world.get("/api/v1/status").json as { http: { timeouts: number } };
		assert.equal(http.timeouts, 6);
	});
});
