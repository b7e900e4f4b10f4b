/**
 * The device's entry. It exports a function, so that it can be preloaded: nothing happens when it
 * is imported, and the SDK calls it at start.
 */
import Timer from "timer";
import { App } from "./app.ts";
import { Clock } from "./device/clock.ts";
import { encode } from "./device/encode.ts";
import { openFlash } from "./device/flash.ts";
import { openHanPort } from "./device/han-port.ts";
import { openListener } from "./device/listener.ts";
import { openDisplay } from "./device/screen.ts";

const TICK_MS = 1000;

export default function main(): void {
	const clock = new Clock();
	const app = new App({ encode, display: openDisplay(), storage: openFlash() }, {}, clock.now());
	const han = openHanPort(app, clock);
	openListener(app, clock);
	Timer.repeat(() => {
		// What waits came before now: it is no silence.
		han.tick();
		app.tick(clock.now());
		app.server.tick(clock.now());
	}, TICK_MS);
}
