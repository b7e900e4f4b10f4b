import assert from "node:assert/strict";
import { Replay } from "../../host-sim/replay.ts";
import { type Push, Simulation, type Source } from "../../host-sim/simulation.ts";
import { App } from "../../src/app.ts";
import { OCTET_MS } from "../../src/han/hdlc.ts";
import { encode } from "../support/fake-connection.ts";
import { AIDON_LIST_1, joined, KAIFA_LIST_1, octets } from "../support/frames.ts";

const START = Date.UTC(2026, 0, 31, 12);

class Pushes implements Source {
	readonly #pushes: Push[];
	constructor(...pushes: Push[]) {
		this.#pushes = pushes;
	}
	next(): Push {
		return this.#pushes.shift() ?? { atMs: Number.POSITIVE_INFINITY, octets: AIDON_LIST_1 };
	}
}

describe("a simulation", () => {
	it("brings each octet at 2400 baud, in the chunks of the device's UART", () => {
		const app = new App({ encode }, {}, 0);
		const chunks: [size: number, at: number][] = [];
		const receive = app.receive.bind(app);
		app.receive = (chunk, start, end, now) => {
			if (end > start) chunks.push([end - start, Math.round(now)]);
			receive(chunk, start, end, now);
		};
		const long = new Uint8Array(300);
		const simulation = new Simulation(app, new Pushes({ atMs: START + 1000, octets: long }), START);
		simulation.runUntil(60_000);
		assert.deepEqual(chunks, [
			[96, Math.round(1000 + 96 * OCTET_MS)],
			[96, Math.round(1000 + 192 * OCTET_MS)],
			[96, Math.round(1000 + 288 * OCTET_MS)],
			[12, Math.round(1000 + 304 * OCTET_MS)],
		]);
	});

	it("ticks the app once a second and tells it the time of day", () => {
		const app = new App({ encode }, {}, 0);
		let ticks = 0;
		const tick = app.tick.bind(app);
		app.tick = (now) => {
			assert.equal(now, ++ticks * 1000);
			tick(now);
		};
		new Simulation(app, new Pushes(), START).runUntil(3_600_000);
		assert.equal(ticks, 3600);
		assert.equal(app.utcAt(0), START);
	});

	it("is the same in one stride as in many", () => {
		const run = (stride: number) => {
			const app = new App({ encode }, {}, 0);
			const simulation = new Simulation(app, new Replay(AIDON_LIST_1, START), START);
			for (let now = 0; now < 60_000; now += stride) simulation.runUntil(Math.min(now, 60_000));
			simulation.runUntil(60_000);
			return { ...app.counts, receivedAt: app.store.live.receivedAt };
		};
		assert.deepEqual(run(7), run(60_000));
		assert.equal(run(60_000).readings, 24);
	});
});

describe("a replay", () => {
	const all = (replay: Replay, count: number) => Array.from({ length: count }, () => replay.next());

	it("begins a frame every 2.5 s, noise and all, and then begins again", () => {
		const noise = octets("01 02 03");
		const replay = new Replay(joined(noise, AIDON_LIST_1, KAIFA_LIST_1, noise), START);
		const pushes = all(replay, 4);
		assert.deepEqual(
			pushes.map(({ atMs, octets }) => [atMs - START, octets.length]),
			[
				[0, 47],
				[2500, 41],
				[5000, 3],
				[7500, 47],
			],
		);
	});

	it("waits for the line when a frame takes longer than that", () => {
		const replay = new Replay(new Uint8Array(600), START);
		const [first, second] = all(replay, 2);
		assert.ok((second?.atMs ?? 0) - (first?.atMs ?? 0) >= 600 * OCTET_MS + 500);
	});

	it("refuses a capture without octets", () => {
		assert.throws(() => new Replay(new Uint8Array(0), START), /no octets/);
	});
});
