/**
 * `npm run bench`: how fast octets become readings on this machine, against a bare table CRC-16 over
 * the same octets in the same run; and whether a million frames leave anything on the heap. With
 * `--json` as one object. Speeds depend on the machine, ratios hardly.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { FCS_START, FCS_TABLE } from "../src/han/fcs.ts";
import { Receiver } from "../src/han/receiver.ts";
import { Counts } from "../src/model/counts.ts";
import { Store } from "../src/model/store.ts";
import { wordsRead } from "./bench-words.ts";
import { readCapture } from "./input.ts";

const OWN_CAPTURES = join("test", "captures");
const STREAMS = join("..", "shared", "captures", "streams");

/** Long enough for a clock of microseconds, short enough to be seldom interrupted. */
const OCTETS_A_ROUND = 400_000;
/** The best of so many rounds, because others use this machine too. */
const ROUNDS = 25;
/** What one read of the UART may hold. */
const CHUNK = 128;
const HEAP_FRAMES = 1_000_000;

interface Speed {
	readonly name: string;
	readonly octets: number;
	readonly decodeOctetsPerSecond: number;
	readonly crcOctetsPerSecond: number;
	/** Time of decoding to time of the bare CRC. */
	readonly ratio: number;
}

interface Heap {
	readonly frames: number;
	readonly growthOctets: number;
	readonly growthOctetsPerFrame: number;
}

function main(): void {
	const { values } = wordsRead(() =>
		parseArgs({ options: { json: { type: "boolean", default: false } } }),
	);
	const speeds = inputs().map(([name, octets]) => measure(name, octets));
	const heap = measureHeap();
	const worstRatio = Math.max(...speeds.map(({ ratio }) => ratio));
	if (values.json) process.stdout.write(`${JSON.stringify({ speeds, worstRatio, heap })}\n`);
	else print(speeds, worstRatio, heap);
}

/** List 2 of every capture of our own, and the streams of real meters where they are. */
function inputs(): [name: string, octets: Uint8Array][] {
	const own = readdirSync(OWN_CAPTURES)
		.map((meter) => join(OWN_CAPTURES, meter, "list-2.hex"))
		.filter(existsSync);
	const streams = existsSync(STREAMS) ? readdirSync(STREAMS).sort() : [];
	const real = streams.filter((name) => name.endsWith(".hex")).map((name) => join(STREAMS, name));
	return [...own, ...real].map((file) => [file, readCapture(file).octets]);
}

function measure(name: string, octets: Uint8Array): Speed {
	const times = Math.max(1, Math.floor(OCTETS_A_ROUND / octets.length));
	const total = times * octets.length;
	const receiver = new Receiver(new Store(), new Counts());
	let decodeMs = Number.POSITIVE_INFINITY;
	let crcMs = Number.POSITIVE_INFINITY;
	for (let round = 0; round < ROUNDS; round++) {
		decodeMs = Math.min(
			decodeMs,
			time(() => receive(receiver, octets, times)),
		);
		crcMs = Math.min(
			crcMs,
			time(() => crc(octets, times)),
		);
	}
	return {
		name,
		octets: total,
		decodeOctetsPerSecond: Math.round((total * 1000) / decodeMs),
		crcOctetsPerSecond: Math.round((total * 1000) / crcMs),
		ratio: Number((decodeMs / crcMs).toFixed(2)),
	};
}

function time(work: () => void): number {
	const start = performance.now();
	work();
	return performance.now() - start;
}

function receive(receiver: Receiver, octets: Uint8Array, times: number): void {
	for (let i = 0; i < times; i++) {
		for (let at = 0; at < octets.length; at += CHUNK) {
			receiver.receive(octets, at, Math.min(at + CHUNK, octets.length), 0);
		}
	}
}

/** What comes of the CRC is kept, so that the loop is not thrown away as useless. */
const kept = new Uint16Array(1);

function crc(octets: Uint8Array, times: number): void {
	for (let i = 0; i < times; i++) {
		let fcs = FCS_START;
		for (let at = 0; at < octets.length; at++) {
			fcs = (fcs >> 8) ^ (FCS_TABLE[(fcs ^ (octets[at] as number)) & 0xff] as number);
		}
		kept[0] = fcs;
	}
}

function measureHeap(): Heap {
	const { gc } = globalThis;
	if (gc === undefined) throw new Error("run with node --expose-gc, as npm run bench does");
	const own = inputs().filter(([name]) => name.startsWith(OWN_CAPTURES));
	const receiver = new Receiver(new Store(), new Counts());
	const rounds = (frames: number) => {
		for (let i = 0; i < frames; i += own.length) {
			for (const [, octets] of own) receiver.receive(octets, 0, octets.length, 0);
		}
	};
	rounds(HEAP_FRAMES / 10);
	gc();
	const before = process.memoryUsage().heapUsed;
	rounds(HEAP_FRAMES);
	gc();
	const growthOctets = process.memoryUsage().heapUsed - before;
	const growthOctetsPerFrame = Number((growthOctets / HEAP_FRAMES).toFixed(4));
	return { frames: HEAP_FRAMES, growthOctets, growthOctetsPerFrame };
}

function print(speeds: readonly Speed[], worstRatio: number, heap: Heap): void {
	const width = Math.max(...speeds.map(({ name }) => name.length));
	const mega = (value: number) => (value / 1e6).toFixed(1).padStart(7);
	const lines = speeds.map(
		({ name, decodeOctetsPerSecond, crcOctetsPerSecond, ratio }) =>
			`${name.padEnd(width)} ${mega(decodeOctetsPerSecond)} ${mega(crcOctetsPerSecond)}   ${ratio.toFixed(2)}`,
	);
	process.stdout.write(
		[
			`${"".padEnd(width)}  decode     CRC   ratio   (million octets a second)`,
			...lines,
			`worst ratio ${worstRatio.toFixed(2)}`,
			`heap after ${heap.frames} frames: ${heap.growthOctets} octets more, ${heap.growthOctetsPerFrame} a frame`,
			"",
		].join("\n"),
	);
}

main();
