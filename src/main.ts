/**
 * The device's entry. It exports a function, so that it can be preloaded: nothing happens when it
 * is imported, and the SDK calls it at start. The meter is heard and shown at once; the network comes at
 * the first tick.
 */
import Timer from "timer";
import { App } from "./app.ts";
import { Clock } from "./device/clock.ts";
import { encode } from "./device/encode.ts";
import { openFlash } from "./device/flash.ts";
import { openHanPort } from "./device/han-port.ts";
import { openNetwork } from "./device/network.ts";
import { SLOTS } from "./device/preferences.ts";
import { openDisplay } from "./device/screen.ts";

const TICK_MS = 1000;

export default function main(): void {
	const clock = new Clock();
	const ports = { encode, display: openDisplay(), storage: openFlash(), slots: SLOTS };
	const app = new App(ports, {}, clock.now());
	openHanPort(app, clock);
	let tickNetwork: (() => void) | undefined;
	Timer.repeat(() => {
		app.tick(clock.now());
		app.server.tick(clock.now());
		tickNetwork ??= openNetwork(app, clock);
		tickNetwork();
	}, TICK_MS);
}
