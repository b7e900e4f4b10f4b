/** The lamp on boards that have one (lamp/), so seldom told that it costs nothing while nothing changes. */
import Lamp from "lamp";
import config from "mc/config";
import Timer from "timer";
import type { App } from "../app.ts";
import { isLit } from "../model/status-light.ts";
import { STALE_MS } from "../model/store.ts";
import type { Clock } from "./clock.ts";

/** As long as its shortest flash. */
const LOOK_MS = 50;

/** Does nothing where no light is configured. */
export function openLight(app: App, clock: Clock): void {
	const pin = config["light"] as number | undefined;
	if (pin === undefined) return;
	const lamp = new Lamp(pin);
	let wasLit = false;
	Timer.repeat(() => {
		const now = clock.now();
		const { list, receivedAt } = app.store.live;
		const heardAt = list === 0 ? undefined : receivedAt;
		const isFresh = now - receivedAt <= STALE_MS;
		const isOn = isLit({ heardAt, isFresh, isOnline: app.network.phase === "joined" }, now);
		if (isOn === wasLit) return;
		wasLit = isOn;
		lamp.write(isOn);
	}, LOOK_MS);
}
