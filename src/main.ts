/**
 * The device's entry. It exports a function, so that it can be preloaded: nothing happens when it
 * is imported, and the SDK calls it at start. The meter is heard and shown at once; the network comes at
 * the first tick.
 */
import Timer from "timer";
import { App, type Settings } from "./app.ts";
import { openButton } from "./device/button.ts";
import { Clock } from "./device/clock.ts";
import { encode } from "./device/encode.ts";
import { openFlash } from "./device/flash.ts";
import { notedParity, openHanPort } from "./device/han-port.ts";
import { openLight } from "./device/light.ts";
import { openNetwork } from "./device/network.ts";
import { SLOTS } from "./device/preferences.ts";
import { openRestarts } from "./device/restarts.ts";
import { openDisplay } from "./device/screen.ts";

const TICK_MS = 1000;

export default function main(): void {
	const clock = new Clock();
	const restarts = openRestarts(clock.now());
	// By itself: what fails below shall not keep safe mode for ever.
	Timer.repeat(() => restarts.tick(clock.now()), TICK_MS);
	const parity = notedParity();
	const settings: Settings = {
		...(parity && { parity }),
		...(restarts.reason && { restartReason: restarts.reason }),
	};
	// Neither hours nor network where the app has fallen again and again.
	const storage = restarts.isSafe ? undefined : openFlash();
	const ports = { encode, display: openDisplay(), storage, slots: SLOTS };
	const app = new App(ports, settings, clock.now());
	const han = openHanPort(app, clock);
	openLight(app, clock);
	openButton(app, clock);
	let tickNetwork: (() => void) | undefined;
	Timer.repeat(() => {
		// What waits came before now: it is no silence.
		han.tick();
		app.tick(clock.now());
		app.server.tick(clock.now());
		if (restarts.isSafe) return;
		tickNetwork ??= openNetwork(app, clock);
		tickNetwork();
	}, TICK_MS);
}
