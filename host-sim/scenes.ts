/** Situations to look at on the display: what the house and the machine do until it is drawn. */
import { App } from "../src/app.ts";
import type { Language } from "../src/display/words.ts";
import { INDEX } from "../src/model/quantity.ts";
import { Reading } from "../src/model/reading.ts";
import { House } from "./house.ts";
import { portsOf } from "./machine.ts";
import { encode } from "./meters/encoder.ts";
import { present } from "./meters/present.ts";
import { profileNamed } from "./meters/profiles.ts";
import { FrameBuffer } from "./screen.ts";

export interface Scene {
	readonly name: string;
	/** Net W, one push after the other; export is negative. */
	readonly watts?: readonly number[];
	readonly meter?: string;
	readonly language?: Language;
	readonly isOffline?: boolean;
	/** Octets that are no frame. */
	readonly noise?: number;
	/** Silence at the end. */
	readonly silenceMs?: number;
}

export const SCENES: readonly Scene[] = Object.freeze([
	{ name: "no-meter", isOffline: true },
	{ name: "no-meter-en", language: "en" },
	{ name: "listening", noise: 50 },
	{ name: "0-w", watts: [0] },
	{ name: "85-w", watts: [85] },
	{ name: "850-w", watts: [850] },
	{ name: "2410-w", watts: [2410] },
	{ name: "2410-w-en", watts: [2410], language: "en", meter: "kaifa-ma304h3e" },
	{ name: "9990-w", watts: [9990] },
	{ name: "17300-w", watts: [17_300], meter: "kamstrup-6841131" },
	{ name: "63000-w", watts: [63_000], meter: "landisgyr-e350-it" },
	{ name: "105000-w", watts: [105_000] },
	{ name: "export-85-w", watts: [-85] },
	{ name: "export-3060-w", watts: [-3060] },
	{ name: "export-17300-w-en", watts: [-17_300], language: "en" },
	{ name: "scale-kept", watts: [17_300, 850] },
	{ name: "offline", watts: [2410], isOffline: true },
	{ name: "stale-45-s", watts: [2410], silenceMs: 45_000 },
	{ name: "stale-3-h", watts: [-3060], silenceMs: 3 * 3_600_000 },
]);

const PUSH_MS = 10_000;
/** Any day: no clock is shown. */
const START_MS = Date.UTC(2026, 0, 31, 12);

/** Plays the scene on a display that takes whole updates, or only what has changed. */
export function play(scene: Scene, isWhole = true): FrameBuffer {
	const screen = new FrameBuffer();
	const { encode: utf8, display } = portsOf(screen);
	const ports = { encode: utf8, display: display && { ...display, isWhole } };
	const app = new App(ports, { language: scene.language ?? "nb" }, 0);
	app.isOnline = !scene.isOffline;
	let now = 0;
	const hear = (octets: Uint8Array) => app.receive(octets, 0, octets.length, now);
	if (scene.noise !== undefined) hear(new Uint8Array(scene.noise).fill(0x55));
	for (const watts of scene.watts ?? []) {
		now += PUSH_MS;
		hear(frame(scene.meter ?? "aidon-6534", watts));
	}
	const end = now + (scene.silenceMs ?? 0);
	for (; now <= end; now += 1000) app.tick(now);
	return screen;
}

/** List 2 of that meter in a house that takes so many W. */
function frame(meter: string, watts: number): Uint8Array {
	const profile = profileNamed(meter);
	const { network, solarPeak } = profile;
	const reading = new Reading();
	new House({ seed: 1, network, solarPeak, startMs: START_MS }).read(reading);
	reading.values[INDEX.activePowerImport] = Math.max(watts, 0);
	reading.values[INDEX.activePowerExport] = Math.max(-watts, 0);
	present({ ...profile, transformerRatio: 1 }, reading, 2, START_MS);
	return encode(profile, reading, 2);
}
