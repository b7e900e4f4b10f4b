/**
 * `glimt sim --setup`: the device's access point without the radio. Its page is served on loopback, with
 * invented networks around, so that it can be looked at and gone through. The network `Hytta` has the
 * password `hemmelig`; all others refuse theirs, or cannot be reached.
 */
import { randomInt } from "node:crypto";
import { App } from "../src/app.ts";
import { HouseNet, type WiFi } from "../src/house-net.ts";
import type { Found } from "../src/net/scan.ts";
import type { Slots } from "../src/settings/slots.ts";
import { type Listening, listen } from "./listener.ts";
import { portsOf } from "./machine.ts";
import { FrameBuffer } from "./screen.ts";

export const AROUND: readonly Found[] = [
	{ ssid: "Hytta", rssi: -48, isOpen: false },
	{ ssid: "Naboens nett", rssi: -67, isOpen: false },
	{ ssid: "Ålesund gjestenett", rssi: -79, isOpen: true },
];
const PASSWORD = "hemmelig";
const SCAN_MS = 1500;
const JOIN_MS = 2000;
const TICK_MS = 1000;

export interface SetUpOptions {
	readonly port: number;
	readonly slots: Slots;
	/** Told what happens, a line each. */
	readonly say: (line: string) => void;
}

export interface SimulatedSetUp extends Listening {
	readonly app: App;
	readonly url: string;
}

/** Serves at once; ends with `close`. */
export async function openSetUp({ port, slots, say }: SetUpOptions): Promise<SimulatedSetUp> {
	const now = () => performance.now();
	const app = new App({ ...portsOf(new FrameBuffer()), slots }, {}, now());
	const endpoint = await listen(app.server, { port, nextFree: true });
	const url = `http://127.0.0.1:${endpoint.port}/`;
	const timers = new Set<NodeJS.Timeout>();
	const later = (ms: number, run: () => void) => timers.add(setTimeout(run, ms));
	const wifi: WiFi = {
		join: (ssid, password) =>
			later(JOIN_MS, () => {
				if (ssid === "Hytta" && password === PASSWORD) net.joined("192.0.2.7", now());
				else
					net.failed(
						AROUND.some((found) => found.ssid === ssid),
						now(),
					);
				say(`joining ${ssid}: ${app.network.phase}`);
			}),
		leave: () => {},
		openAccessPoint: (ssid, key) => say(`access point ${ssid} with the key ${key}: ${url}`),
		closeAccessPoint: () => say("access point off"),
		scan: () =>
			later(SCAN_MS, () => {
				for (const found of AROUND) net.found(found);
				net.scanned();
			}),
	};
	const options = { wifi, random: randomInt, accessPoint: "Glimt-1A2B", origin: url.slice(0, -1) };
	const net = new HouseNet(app, options, now());
	app.onSettings = () => net.follow(now());
	net.start(now());
	say(`owner's code ${app.ownerCode}`);
	const ticks = setInterval(() => net.tick(now()), TICK_MS);
	const close = () => {
		clearInterval(ticks);
		for (const timer of timers) clearTimeout(timer);
		return endpoint.close();
	};
	return { port: endpoint.port, close, app, url };
}
