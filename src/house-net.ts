/**
 * The device in the house's net: the link and, while it is an access point, its set-up page. What only
 * the set-up needs is made when that begins and let go when it ends.
 */
import type { App } from "./app.ts";
import { Portal, type SetUp } from "./http/set-up/portal.ts";
import type { Random } from "./model/random.ts";
import { makeKey } from "./net/key.ts";
import { Link } from "./net/link.ts";
import type { Radio } from "./net/radio.ts";
import { type Found, ScanList } from "./net/scan.ts";
import { isSsid } from "./settings/right.ts";

/** The machine's Wi-Fi. */
export interface WiFi extends Radio {
	/** Looks for networks: each is told with `found`, and then that all are, with `scanned`. */
	scan(): void;
}

export interface HouseNetOptions {
	readonly wifi: WiFi;
	readonly random: Random;
	/** The access point's name. */
	readonly accessPoint: string;
	/**
	 * Chosen by who flashed a board that has no display to show one: the access point's, and the first
	 * owner's code. 8 to 32 of the characters of such a code.
	 */
	readonly key?: string | undefined;
	/** Of the set-up page. */
	readonly origin: string;
}

export class HouseNet implements SetUp {
	readonly #app: App;
	readonly #options: HouseNetOptions;
	readonly #link: Link;
	/** While the device is an access point. */
	#list: ScanList | undefined = undefined;
	#isScanning = false;
	#now: number;

	constructor(app: App, options: HouseNetOptions, now: number) {
		const { wifi, random, accessPoint, key } = options;
		this.#app = app;
		this.#options = options;
		this.#now = now;
		this.#link = new Link({
			radio: {
				join: (ssid, password) => wifi.join(ssid, password),
				leave: () => wifi.leave(),
				openAccessPoint: (ssid, key) => this.#open(ssid, key),
				closeAccessPoint: () => this.#close(),
			},
			random,
			accessPoint,
			key,
			onChange: (network) => {
				app.network = network;
			},
		});
	}

	/** Begins, and makes the owner's code if there is none. */
	start(now: number): void {
		this.#now = now;
		const { settings } = this.#app;
		const { random, key } = this.#options;
		settings.ensureOwnerCode(random, key);
		const { ssid, password } = settings.current;
		this.#link.start(ssid, password, now);
	}

	tick(now: number): void {
		this.#now = now;
		this.#link.tick(now);
	}

	/** The owner's settings have changed. */
	follow(now: number): void {
		const { ssid, password } = this.#app.settings.current;
		this.#link.follow(ssid, password, now);
	}

	/** Told by the Wi-Fi, as those below. */
	joined(address: string, now: number): void {
		this.#link.joined(address, now);
	}

	failed(isPassword: boolean, now: number): void {
		this.#link.failed(isPassword, now);
	}

	/** One whose name cannot be chosen is left out. */
	found(network: Found): void {
		if (isSsid(network.ssid)) this.#list?.add(network);
	}

	scanned(): void {
		this.#isScanning = false;
		this.#list?.end();
	}

	get networks(): readonly Found[] {
		return this.#list?.networks ?? [];
	}

	get ssid(): string {
		return this.#app.settings.current.ssid;
	}

	get failure(): SetUp["failure"] {
		return this.#link.failure;
	}

	scan(): void {
		if (this.#isScanning || this.#list === undefined) return;
		this.#isScanning = true;
		this.#list.begin();
		this.#options.wifi.scan();
	}

	choose(ssid: string, password: string, language: string | undefined): readonly string[] {
		const given = { ssid, password, ...(language !== undefined && { language }) };
		const { status, faults } = this.#app.settings.change(given);
		if (status === "newer") return ["A newer firmware wrote the settings; put it back first."];
		if (status === "failed") return ["The settings could not be written."];
		if (faults.length === 0) this.#link.choose(ssid, password, this.#now);
		return faults;
	}

	#open(ssid: string, key: string): void {
		const { wifi, origin, random } = this.#options;
		this.#list = new ScanList();
		this.#app.portal = new Portal(this, origin, makeKey(random));
		wifi.openAccessPoint(ssid, key);
		this.scan();
	}

	#close(): void {
		this.#options.wifi.closeAccessPoint();
		this.#app.portal = undefined;
		this.#list = undefined;
		this.#isScanning = false;
	}
}
