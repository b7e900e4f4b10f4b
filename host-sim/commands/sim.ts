/** `glimt sim`: a virtual meter or a capture, the app, its endpoint and its display. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { World } from "../bench/world.ts";
import type { Capture } from "../captures/capture.ts";
import { engineNamed } from "../engines.ts";
import { readCapture } from "../input.ts";
import { listen } from "../listener.ts";
import { servePicture } from "../picture-server.ts";
import { Terminal } from "../terminal.ts";

const CANNOT_RUN = 2;
/** Beside the command: `build/host/glimt.mjs` and `build/xs`. */
const XS_FOLDER = join(import.meta.dirname, "..", "xs");
/** Real time between two looks at the clock: 40 a second, as smooth as a terminal is. */
const FRAME_MS = 25;
/** At full speed, virtual time run before HTTP and the terminal get their turn: some 20 ms. */
const STRIDE_MS = 600_000;

interface SimOptions {
	readonly meter: string;
	readonly capture: string | undefined;
	/** Virtual time to real time; Infinity is as fast as it goes. */
	readonly speed: number;
	readonly port: number;
	readonly seed: number;
	readonly isHeadless: boolean;
	readonly engine: string;
}

export async function runSim(words: string[]): Promise<number> {
	try {
		const options = optionsOf(words);
		await simulate(options, worldOf(options));
		return 0;
	} catch (error) {
		process.stderr.write(`glimt sim: ${(error as Error).message}\n`);
		return CANNOT_RUN;
	}
}

function optionsOf(words: string[]): SimOptions {
	const { values } = parseArgs({
		args: words,
		options: {
			meter: { type: "string", default: "aidon-6534" },
			capture: { type: "string" },
			speed: { type: "string", default: "1" },
			port: { type: "string", default: "8080" },
			seed: { type: "string", default: "1" },
			headless: { type: "boolean", default: false },
			engine: { type: "string", default: "node" },
		},
	});
	const speed = values.speed === "max" ? Number.POSITIVE_INFINITY : Number(values.speed);
	if (!(speed > 0)) throw new Error(`--speed ${values.speed}: say a number above 0, or max`);
	return {
		engine: values.engine,
		meter: values.meter,
		capture: values.capture,
		speed,
		port: integer("--port", values.port, 0xffff),
		seed: integer("--seed", values.seed, 0xffff_ffff),
		isHeadless: values.headless || !process.stdout.isTTY,
	};
}

function integer(name: string, text: string, most: number): number {
	const value = Number(text);
	if (text !== "" && Number.isInteger(value) && value >= 0 && value <= most) return value;
	throw new Error(`${name} ${text}: say a whole number from 0 to ${most}`);
}

function worldOf({ capture, meter, seed, engine }: SimOptions): World {
	return new World({
		meter,
		...(capture !== undefined && { capture: captureOf(capture) }),
		seed,
		startMs: Date.now(),
		engine: engineNamed(engine, XS_FOLDER),
	});
}

function captureOf(file: string): Capture {
	const capture = readCapture(file);
	if (capture.isForeign) process.stderr.write(`glimt sim: ${file}: ${capture.understood}\n`);
	return capture;
}

async function simulate(options: SimOptions, world: World): Promise<void> {
	const { screen } = world;
	const endpoint = await listen(world.network, { port: options.port, nextFree: true });
	const picture = await servePicture(screen, endpoint.port + 1);
	const lines = [
		`${options.capture ?? options.meter} at ${options.speed === Infinity ? "full" : options.speed}× speed; Ctrl-C ends`,
		`endpoint  http://127.0.0.1:${endpoint.port}/`,
		`display   http://127.0.0.1:${picture.port}/display.png`,
	];
	const terminal = options.isHeadless ? undefined : new Terminal(process.stdout, screen);
	if (!terminal) process.stdout.write(`${lines.join("\n")}\n`);
	await runUntilInterrupted(world, options.speed, () => {
		world.look();
		terminal?.show(lines);
	});
	terminal?.close();
	picture.close();
	await endpoint.close();
	await world.close();
}

/** Runs in real time times `speed`, or as fast as it goes, until Ctrl-C. */
function runUntilInterrupted(world: World, speed: number, shown: () => void): Promise<void> {
	const start = performance.now();
	return new Promise((resolve) => {
		let timer: NodeJS.Timeout | NodeJS.Immediate;
		const isPaced = Number.isFinite(speed);
		const advance = () => {
			const elapsed = (performance.now() - start) * speed;
			world.runUntil(isPaced ? elapsed : world.now + STRIDE_MS);
			shown();
			timer = isPaced ? setTimeout(advance, FRAME_MS) : setImmediate(advance);
		};
		const stop = () => {
			clearTimeout(timer as NodeJS.Timeout);
			clearImmediate(timer as NodeJS.Immediate);
			for (const signal of SIGNALS) process.off(signal, stop);
			resolve();
		};
		for (const signal of SIGNALS) process.on(signal, stop);
		advance();
	});
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
