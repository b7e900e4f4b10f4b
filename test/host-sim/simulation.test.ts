import assert from "node:assert/strict";
import { captureOf } from "../../host-sim/input.ts";
import { Replay, replayOf } from "../../host-sim/replay.ts";
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
	get dueMs(): number {
		return this.#pushes[0]?.atMs ?? Number.POSITIVE_INFINITY;
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
			...Array.from({ length: 9 }, (_, i) => [32, Math.round(1000 + 32 * (i + 1) * OCTET_MS)]),
			[12, Math.round(1000 + 304 * OCTET_MS)],
		]);
	});

	it("ticks the app once a second", () => {
		const app = new App({ encode }, {}, 0);
		let ticks = 0;
		const tick = app.tick.bind(app);
		app.tick = (now) => {
			assert.equal(now, ++ticks * 1000);
			tick(now);
		};
		new Simulation(app, new Pushes(), START).runUntil(3_600_000);
		assert.equal(ticks, 3600);
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

describe("a UART", () => {
	/** The sizes and times of what the app gets of `pushes` when its first callback takes `blockMs`. */
	const chunks = (blockMs: number, ...pushes: Push[]): [size: number, at: number][] => {
		const app = new App({ encode }, {}, 0);
		const result: [size: number, at: number][] = [];
		app.receive = (_chunk, start, end, now) => result.push([end - start, Math.round(now)]);
		const simulation = new Simulation(app, new Pushes(...pushes), START);
		simulation.blockMs = blockMs;
		simulation.runUntil(60_000);
		lost = simulation.uart.lost;
		return result;
	};
	let lost = 0;
	const burst = (atMs: number, size: number, octetMs?: number): Push => ({
		atMs: START + atMs,
		octets: new Uint8Array(size),
		...(octetMs && { octetMs }),
	});
	const at = (ms: number, octets: number) => Math.round(ms + octets * OCTET_MS);

	it("keeps what comes while its callback is late, and it is read 128 octets at a time", () => {
		assert.deepEqual(chunks(at(0, 138), burst(0, 200)), [
			[128, Math.round(32 * OCTET_MS + at(0, 138))],
			[42, Math.round(32 * OCTET_MS + at(0, 138))],
			[30, at(0, 204)],
		]);
		assert.equal(lost, 0);
	});

	it("says how long the first octet has waited", () => {
		const app = new App({ encode }, {}, 0);
		const waited: number[] = [];
		app.receive = (_chunk, _start, _end, _now, waitedMs) => waited.push(Math.round(waitedMs ?? 0));
		const simulation = new Simulation(app, new Pushes(burst(0, 10), burst(5000, 10)), START);
		simulation.blockMs = 3000;
		simulation.runUntil(60_000);
		assert.deepEqual(waited, [3000, 0]);
	});

	it("loses what comes while it holds 2048 octets", () => {
		const got = chunks(20_000, burst(0, 1500), burst(7500, 1500));
		assert.equal(
			got.reduce((sum, [size]) => sum + size, 0),
			2048,
		);
		assert.equal(lost, 952);
	});

	it("calls back between two bursts only where the line idles for 4 octets", () => {
		assert.deepEqual(chunks(0, burst(0, 10), burst(12 * OCTET_MS, 10)), [[20, at(0, 26)]]);
		assert.deepEqual(chunks(0, burst(0, 10), burst(14 * OCTET_MS, 10)), [
			[10, at(0, 14)],
			[10, at(0, 28)],
		]);
	});

	it("takes octets without parity in a tenth less time", () => {
		assert.deepEqual(chunks(0, burst(0, 20, 10_000 / 2400)), [[20, 100]]);
	});

	it("hears nothing of what is cut, in the middle of a burst too", () => {
		const app = new App({ encode }, {}, 0);
		const simulation = new Simulation(app, new Pushes(burst(0, 100)), START);
		simulation.runUntil(40 * OCTET_MS);
		simulation.uart.cut(simulation.now, 70 * OCTET_MS);
		simulation.runUntil(5000);
		assert.equal(app.counts.octets, 70);
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

describe("a replay with times", () => {
	/** How many octets came when, in milliseconds from the start. */
	const delivered = (text: string, until: number): [size: number, at: number][] => {
		const chunks: [size: number, at: number][] = [];
		const dongle = {
			receive: (_: Uint8Array, start: number, end: number, now: number) => {
				chunks.push([end - start, now]);
			},
			tick: () => {},
			setTime: () => {},
		};
		const source = replayOf(captureOf(Buffer.from(text)), START);
		new Simulation(dongle, source, START).runUntil(until);
		return chunks;
	};
	const IDLE_MS = 4 * OCTET_MS;
	const HEAD = "# glimt capture 1\n";

	it("ends each chunk when it was handed over, and begins again after a rest", () => {
		const chunks = delivered(`${HEAD}0.500 7E A0\n0.750 27\n3.250 01 02\n`, 7000);
		const near = (at: number) => Math.round(at + IDLE_MS);
		assert.deepEqual(
			chunks.map(([size, at]) => [size, Math.round(at)]),
			[
				[2, near(500)],
				[1, near(750)],
				[2, near(3250)],
				[2, near(3250 + 2500 + 500)],
				[1, near(3250 + 2500 + 750)],
			],
		);
	});

	it("gives the first chunk of a log the time it takes", () => {
		const [first, second] = delivered(`14:32:22 ${"7E ".repeat(20)}\n14:32:24 A0\n`, 4000);
		assert.equal(Math.round(first?.[1] ?? 0), Math.round(20 * OCTET_MS + IDLE_MS));
		assert.equal(Math.round((second?.[1] ?? 0) - (first?.[1] ?? 0)), 2000);
	});

	it("never brings octets faster than the line does", () => {
		const text = `${HEAD}1.000 ${"7E ".repeat(60).trim()}\n1.001 ${"7E ".repeat(60).trim()}\n`;
		const all = delivered(text, 2000);
		// One after the other: the UART calls back at 32, and 4 octets after the last.
		assert.deepEqual(
			all.map(([size]) => size),
			[32, 32, 32, 24],
		);
		assert.ok((all[3]?.[1] ?? 0) - (all[0]?.[1] ?? 0) >= 92 * OCTET_MS - 0.001);
	});

	it("reads the same frames as without times", () => {
		const hex = Buffer.from(joined(AIDON_LIST_1, KAIFA_LIST_1)).toString("hex");
		const chunks = (hex.match(/.{2,16}/g) ?? []).map(
			(chunk, i) => `${(1 + i / 25).toFixed(3)} ${chunk.replace(/(..)(?=.)/g, "$1 ")}\n`,
		);
		const app = new App({ encode }, {}, 0);
		const source = replayOf(captureOf(Buffer.from(HEAD + chunks.join(""))), START);
		new Simulation(app, source, START).runUntil(4000);
		assert.equal(app.counts.readings, 2);
		assert.equal(app.counts.noiseOctets, 0);
	});
});
