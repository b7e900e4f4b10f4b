/** The app on the engine of one's choice: Node's, or XS as on the device. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { App, type Settings } from "../src/app.ts";
import type { Parity } from "../src/han/line.ts";
import type { Slots } from "../src/settings/slots.ts";
import type { Flash } from "../src/storage/flash.ts";
import type { Served } from "./listener.ts";
import { portsOf } from "./machine.ts";
import type { FrameBuffer } from "./screen.ts";
import type { Dongle } from "./simulation.ts";
import { fontFiles } from "./xs/fonts.ts";
import { OWNER_CODE } from "./xs/messages.ts";
import { RemoteApp } from "./xs/remote-app.ts";

const SETTINGS: Settings = Object.freeze({ history: Object.freeze({ ownerCode: OWNER_CODE }) });

export interface Engine {
	readonly app: Dongle &
		Pick<App, "setTime" | "press" | "hold" | "view" | "network" | "parity"> & {
			readonly server: Served;
		};
	/** Brings `screen` up to date. */
	look(): void;
	/** Makes the app run out of memory, which ends it as on a device. */
	exhaust(): void;
	close(): Promise<void>;
}

/**
 * The app as it is after a start, drawing on `screen`, keeping hours in `flash` and settings in `slots`;
 * `parity` is what it remembers of the line.
 */
export type MakeEngine = (
	screen: FrameBuffer,
	flash?: Flash,
	slots?: Slots,
	parity?: Parity,
) => Engine;

export function nodeEngine(
	screen: FrameBuffer,
	flash?: Flash,
	slots?: Slots,
	parity?: Parity,
): Engine {
	const settings = { ...SETTINGS, ...(parity && { parity }) };
	const app = new App({ ...portsOf(screen), storage: flash, slots }, settings, 0);
	// Node's heap is not the device's: the app is only left.
	return { app, look: () => {}, exhaust: () => {}, close: () => Promise.resolve() };
}

/** What `npm run build:xs` makes in `folder`. Throws an Error where it has not. */
export function xsEngine(
	screen: FrameBuffer,
	folder: string,
	flash?: Flash,
	slots?: Slots,
	parity?: Parity,
): Engine {
	const host = join(folder, "glimt-xs");
	if (!existsSync(host)) throw new Error("XS is not built: npm run build:xs");
	const fonts = fontFiles(folder).map((file) => `--font=${file}`);
	const args = [`--creation=${creation()}`, ...fonts, join(folder, "app.js")];
	const app = new RemoteApp(host, args, { flash, slots, parity });
	return {
		app,
		look: () => screen.show(app.picture()),
		exhaust: () => app.exhaust(),
		close: async () => {
			await app.close();
		},
	};
}

const ENGINES = ["node", "xs"];

/** `node` or `xs`, which is in `folder`. Throws an Error for another name. */
export function engineNamed(name: string, folder: string): MakeEngine {
	if (!ENGINES.includes(name)) throw new Error(`--engine ${name}: say ${ENGINES.join(" or ")}`);
	return name === "xs"
		? (screen, flash, slots, parity) => xsEngine(screen, folder, flash, slots, parity)
		: nodeEngine;
}

interface Manifest {
	creation: {
		static: number;
		chunk: { initial: number; incremental: number };
		heap: { initial: number; incremental: number };
		stack: number;
		keys?: { initial: number; incremental: number };
	};
}

/** As in the SDK's manifest_base.json. */
const KEYS = { initial: 32, incremental: 32 };

/** The manifest's `creation`, as the host takes it. */
export function creation(manifest = "manifest.json"): string {
	const { creation } = JSON.parse(readFileSync(manifest, "utf8")) as Manifest;
	const { chunk, heap, stack, keys = KEYS } = creation;
	return [
		chunk.initial,
		chunk.incremental,
		heap.initial,
		heap.incremental,
		stack,
		keys.initial,
		keys.incremental,
		creation.static,
	].join(",");
}
