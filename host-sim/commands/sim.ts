/** `glimt sim`: a virtual meter or a capture, the app, its endpoint and its display. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { JournalHours } from "../../src/history/journal-hours.ts";
import { LedgerState } from "../../src/ledger/state.ts";
import { HOUR_MS } from "../../src/model/civil.ts";
import type { Flash } from "../../src/storage/flash.ts";
import { REGION } from "../../src/storage/layout.ts";
import { Bench } from "../bench/bench.ts";
import { servePage } from "../bench/page-server.ts";
import { World } from "../bench/world.ts";
import type { Capture } from "../captures/capture.ts";
import { engineNamed } from "../engines.ts";
import { FileFlash } from "../file-flash.ts";
import { readCapture } from "../input.ts";
import { listenToKeys } from "../keys.ts";
import { listen } from "../listener.ts";
import { openSetUp } from "../set-up.ts";
import { FileSlots, MemorySlots } from "../slots.ts";
import { Terminal } from "../terminal.ts";
import { OWNER_CODE } from "../xs/messages.ts";

const CANNOT_RUN = 2;
/** Beside the command: `build/host/glimt.mjs` and `build/xs`. */
const XS_FOLDER = join(import.meta.dirname, "..", "xs");
/** Real time between two looks at the clock: 40 a second, as smooth as a terminal is. */
const FRAME_MS = 25;
const DEFAULT_METER = "aidon-6534";
/** The bench is on the next. */
const LAST_PORT = 0xfffe;

interface SimOptions {
	readonly meter: string;
	readonly capture: string | undefined;
	/** Virtual time to real time; Infinity is as fast as it goes. */
	readonly speed: number;
	readonly port: number;
	readonly seed: number;
	readonly isHeadless: boolean;
	/** Only the access point's page, and no meter. */
	readonly isSetUp: boolean;
	readonly engine: string;
	/** A file that keeps what the app keeps; without one it is forgotten at the end. */
	readonly storage: string | undefined;
	/** The same of the settings; by default beside `storage`. */
	readonly settings: string | undefined;
}

export async function runSim(words: string[]): Promise<number> {
	try {
		const options = optionsOf(words);
		if (options.isSetUp) await setUp(options);
		else await simulate(options, worldOf(options));
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
			meter: { type: "string" },
			capture: { type: "string" },
			speed: { type: "string", default: "1" },
			port: { type: "string", default: "8080" },
			seed: { type: "string", default: "1" },
			headless: { type: "boolean", default: false },
			engine: { type: "string", default: "node" },
			storage: { type: "string" },
			settings: { type: "string" },
			setup: { type: "boolean", default: false },
		},
	});
	const speed = values.speed === "max" ? Number.POSITIVE_INFINITY : Number(values.speed);
	if (!(speed > 0)) throw new Error(`--speed ${values.speed}: say a number above 0, or max`);
	if (values.meter !== undefined && values.capture !== undefined) {
		throw new Error("say --meter or --capture, not both");
	}
	return {
		engine: values.engine,
		storage: values.storage,
		isSetUp: values.setup,
		settings: values.settings ?? (values.storage && `${values.storage}.settings`),
		meter: values.meter ?? DEFAULT_METER,
		capture: values.capture,
		speed,
		port: integer("--port", values.port, LAST_PORT),
		seed: integer("--seed", values.seed, 0xffff_ffff),
		isHeadless: values.headless || !process.stdout.isTTY,
	};
}

function integer(name: string, text: string, most: number): number {
	const value = Number(text);
	if (text !== "" && Number.isInteger(value) && value >= 0 && value <= most) return value;
	throw new Error(`${name} ${text}: say a whole number from 0 to ${most}`);
}

function worldOf({ capture, meter, seed, engine, storage, settings }: SimOptions): World {
	const flash = storage === undefined ? undefined : new FileFlash(storage, REGION);
	return new World({
		meter,
		...(capture !== undefined && { capture: captureOf(capture) }),
		...(flash !== undefined && { storage: flash }),
		...(settings !== undefined && { slots: new FileSlots(settings) }),
		seed,
		startMs: flash === undefined ? Date.now() : startAfter(flash, Date.now()),
		engine: engineNamed(engine, XS_FOLDER),
	});
}

/** Now; or the hour after the last one kept, where virtual time has been further than that. */
function startAfter(flash: Flash, now: number): number {
	const state = new LedgerState();
	if (!new JournalHours(flash).getState(state) || state.open === undefined) return now;
	return now < state.open * HOUR_MS ? (state.open + 1) * HOUR_MS : now;
}

function captureOf(file: string): Capture {
	const capture = readCapture(file);
	if (capture.isForeign) process.stderr.write(`glimt sim: ${file}: ${capture.understood}\n`);
	return capture;
}

async function setUp({ port, settings }: SimOptions): Promise<void> {
	const slots = settings === undefined ? new MemorySlots() : new FileSlots(settings);
	const say = (line: string) => process.stdout.write(`${line}\n`);
	const served = await openSetUp({ port, slots, say });
	await new Promise<void>((resolve) => {
		for (const signal of SIGNALS) process.once(signal, () => resolve());
	});
	await served.close();
}

async function simulate(options: SimOptions, world: World): Promise<void> {
	const bench = new Bench(world, options.speed);
	const endpoint = await listen(world.network, { port: options.port, nextFree: true });
	const page = await servePage(bench, endpoint.port + 1).catch(async (error) => {
		await endpoint.close();
		throw error;
	});
	const lines = [
		`${options.capture ?? options.meter} at ${options.speed === Infinity ? "full" : options.speed}× speed; space is the button, Ctrl-C ends`,
		`endpoint  http://127.0.0.1:${endpoint.port}/`,
		`bench     http://127.0.0.1:${page.port}/`,
		`owner     code ${OWNER_CODE}: corrects hours and deletes them (docs/api.md)`,
	];
	const terminal = options.isHeadless ? undefined : new Terminal(process.stdout, world.screen);
	if (!terminal) process.stdout.write(`${lines.join("\n")}\n`);
	await runUntilInterrupted(bench, () => terminal?.show(lines));
	terminal?.close();
	page.close();
	await endpoint.close();
	await world.close();
}

/** Gives turns until Ctrl-C. */
function runUntilInterrupted(bench: Bench, shown: () => void): Promise<void> {
	return new Promise((resolve) => {
		let timer: NodeJS.Timeout | NodeJS.Immediate;
		const advance = () => {
			bench.turn();
			shown();
			timer = bench.pace.isFlatOut ? setImmediate(advance) : setTimeout(advance, FRAME_MS);
		};
		const stop = () => {
			closeKeys();
			clearTimeout(timer as NodeJS.Timeout);
			clearImmediate(timer as NodeJS.Immediate);
			for (const signal of SIGNALS) process.off(signal, stop);
			resolve();
		};
		for (const signal of SIGNALS) process.on(signal, stop);
		const closeKeys = listenToKeys(() => bench.act({ do: "press" }), stop);
		advance();
	});
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
