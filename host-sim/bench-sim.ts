/**
 * `npm run bench:sim`: how many times faster than life an Aidon home is simulated on this machine,
 * every octet through the app, its display drawn. A week, or `--days N`; with `--json` as one object.
 */
import { parseArgs } from "node:util";
import { World } from "./bench/world.ts";
import { positive, wordsRead } from "./bench-words.ts";
import { nodeEngine } from "./engines.ts";

const DAY_MS = 86_400_000;
/** As between two looks of `glimt sim --speed max`. */
const STRIDE_MS = 600_000;

interface Rate {
	readonly days: number;
	readonly frames: number;
	readonly readings: number;
	readonly octets: number;
	readonly seconds: number;
	/** Virtual time by real time. */
	readonly timesRealTime: number;
}

function measure(days: number): Rate {
	const world = new World({
		meter: "aidon-6534",
		seed: 1,
		startMs: Date.UTC(2026, 0, 1),
		engine: nodeEngine,
		isClosed: true,
	});
	const start = performance.now();
	for (let now = STRIDE_MS; now <= days * DAY_MS; now += STRIDE_MS) world.runUntil(now);
	const seconds = (performance.now() - start) / 1000;
	const { wire } = world.get("/api/v1/status").json as { wire: { readings: number } };
	return {
		days,
		frames: world.pushes,
		readings: wire.readings,
		octets: world.uart.arrived,
		seconds: Number(seconds.toFixed(2)),
		timesRealTime: Math.round((days * DAY_MS) / 1000 / seconds),
	};
}

const words = wordsRead(() => {
	const { values } = parseArgs({
		options: { json: { type: "boolean", default: false }, days: { type: "string", default: "7" } },
	});
	return { json: values.json, days: positive("--days", values.days) };
});
const rate = measure(words.days);
const { days, frames, readings, octets, seconds, timesRealTime } = rate;
process.stdout.write(
	words.json
		? `${JSON.stringify(rate)}\n`
		: `${days} days: ${frames} frames, ${readings} readings, ${octets} octets in ${seconds} s, ${timesRealTime} times real time\n`,
);
