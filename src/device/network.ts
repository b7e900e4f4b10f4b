/**
 * The device's network, from Wi-Fi up. Sockets can be had only once there is an interface that is up,
 * so the listener and DNS are tried for at every tick until they are there.
 */
import config from "mc/config";
import type { App } from "../app.ts";
import { HouseNet } from "../house-net.ts";
import { accessPointOf, idOf } from "../net/announcement.ts";
import { SET_UP_ADDRESS } from "../net/radio.ts";
import { attempt } from "./attempt.ts";
import type { Clock } from "./clock.ts";
import { openDns } from "./dns.ts";
import { openListener } from "./listener.ts";
import { Mdns } from "./mdns.ts";
import { makeNtp } from "./ntp.ts";
import { random } from "./random.ts";
import { DeviceWiFi, stationMac } from "./wifi.ts";

/** Turns Wi-Fi on. What it answers wants to be called once a second. */
export function openNetwork(app: App, clock: Clock): () => void {
	const wifi = new DeviceWiFi(clock);
	const id = idOf(stationMac());
	const origin = `http://${SET_UP_ADDRESS}`;
	// `npm run flash -- --board NAME --key KEY`, for a board without a display.
	const key = config["setUpKey"] as string | undefined;
	const options = { wifi, random, accessPoint: accessPointOf(id), key, origin };
	const net = new HouseNet(app, options, clock.now());
	wifi.tell(net);
	app.onSettings = () => net.follow(clock.now());
	net.start(clock.now());
	const ntp = makeNtp(app, clock);
	const sockets = new Sockets(app, clock, id);
	return () => {
		net.tick(clock.now());
		sockets.tick();
		ntp.tick(app.network.phase === "joined", app.settings.current.timeServer, clock.now());
	};
}

/** Those that are open as long as the device is in a network, or is an access point. */
class Sockets {
	readonly #app: App;
	readonly #clock: Clock;
	readonly #id: string;
	#isListening = false;
	#dns: { close(): void } | undefined = undefined;
	#mdns: Mdns | undefined = undefined;
	/** That it announces, or tried to in this network; "" before. */
	#name = "";

	constructor(app: App, clock: Clock, id: string) {
		this.#app = app;
		this.#clock = clock;
		this.#id = id;
	}

	tick(): void {
		const { phase } = this.#app.network;
		if (!this.#isListening && (phase === "joined" || phase === "accessPoint")) {
			this.#isListening =
				attempt(() => {
					openListener(this.#app, this.#clock);
					return true;
				}) ?? false;
		}
		if (phase === "accessPoint") this.#dns ??= attempt(openDns);
		else {
			this.#dns?.close();
			this.#dns = undefined;
		}
		this.#announce(phase === "joined");
	}

	/** Tried once in a network: the SDK's module leaves a socket open where it fails. */
	#announce(isJoined: boolean): void {
		const name = isJoined ? this.#app.settings.current.name : "";
		if (name === this.#name) return;
		this.#name = name;
		this.#mdns?.close();
		this.#mdns = undefined;
		if (name === "") return;
		const announced = { name, id: this.#id, version: this.#app.version };
		this.#mdns = attempt(() => new Mdns(announced, Number(config["httpPort"])));
	}
}
