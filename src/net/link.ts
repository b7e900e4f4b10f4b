/**
 * The device's way into the house's net: it joins, joins again, and opens an access point for its set-up.
 *
 * ```
 * start ── no network set up ─────────────────────▶ ACCESS_POINT ── 10 min ──▶ OFF, or JOINING
 *   └───▶ JOINING ── address ──▶ JOINED                  │ ▲
 *           ▲  │ refused, or 30 s    │ lost              │ │ chosen network not joined in a minute
 *           │  ▼                     ▼                   ▼ │ (or refused its password)
 *           └── WAITING ◀────────────┘              CLOSING ──▶ JOINING
 *                  └── never joined in 5 min since the start, once ──▶ ACCESS_POINT
 * ```
 *
 * Another network that is chosen elsewhere is LEAVING for three seconds, WAITING for the radio to have
 * left, and then JOINING. Where it is not joined in a minute, the access point opens.
 *
 * It waits a random time up to 1 s · 2^n, at most 5 minutes: so not all devices ask at once when a
 * street has its power back. n begins anew once it was joined for a minute.
 */
import { type Network, NO_NETWORK } from "../model/network.ts";
import type { Random } from "../model/random.ts";
import { makeKey } from "./key.ts";
import { type Radio, SET_UP_ADDRESS } from "./radio.ts";

const OFF = 0;
const JOINING = 1;
const JOINED = 2;
const WAITING = 3;
const ACCESS_POINT = 4;
const CLOSING = 5;
const LEAVING = 6;

/** Association, keys and DHCP take some 5 s; a slow router's DHCP three times that. */
const JOIN_MS = 30_000;
const FIRST_WAIT_MS = 1000;
const MOST_WAIT_MS = 300_000;
/** Joined for so long is no failure any more. */
const STABLE_MS = 60_000;
/** A router takes some minutes to start, as after a power cut for the whole house. */
const HELP_MS = 300_000;
const OPEN_MS = 600_000;
/** A chosen network gets so long until the access point comes back. */
const TRIAL_MS = 60_000;
/** From the choice to the end of what it came over, so that who chose has the answer. */
const CLOSING_MS = 3000;

/** Why the network that was chosen last has not been joined. */
export type LinkFailure = "" | "password" | "unreachable";

export interface LinkOptions {
	readonly radio: Radio;
	readonly random: Random;
	/** Of the access point. */
	readonly accessPoint: string;
	/** Of the access point; without it one is made at each start. */
	readonly key?: string | undefined;
	/** Told at each change. */
	readonly onChange: (network: Network) => void;
}

export class Link {
	network: Network = NO_NETWORK;
	failure: LinkFailure = "";
	readonly #options: LinkOptions;
	/** The same from start to power-off, so that a phone finds its way back. */
	readonly #key: string;
	#ssid = "";
	#password = "";
	#state = OFF;
	/** When the state ends by itself. */
	#until = Number.POSITIVE_INFINITY;
	#startedAt = 0;
	#joinedAt = 0;
	/** Failures in a row. */
	#failures = 0;
	#hasJoined = false;
	#hasHelped = false;
	/** When a network that was chosen in the access point must have been joined. */
	#trialUntil = Number.POSITIVE_INFINITY;

	constructor(options: LinkOptions) {
		this.#options = options;
		this.#key = options.key ?? makeKey(options.random);
	}

	/** `now` is monotonic milliseconds, as everywhere. */
	start(ssid: string, password: string, now: number): void {
		this.#startedAt = now;
		this.#ssid = ssid;
		this.#password = password;
		if (ssid === "") this.#open(now);
		else this.#join(now);
	}

	/** These are the owner's settings now; nothing happens where the network is the same. */
	follow(ssid: string, password: string, now: number): void {
		if (ssid !== this.#ssid || password !== this.#password) this.choose(ssid, password, now);
	}

	/** The network is to be joined now, the same again too. */
	choose(ssid: string, password: string, now: number): void {
		this.#ssid = ssid;
		this.#password = password;
		this.failure = "";
		this.#failures = 0;
		this.#hasJoined = false;
		const isSetUp = this.#state === ACCESS_POINT || this.#state === CLOSING;
		this.#enter(isSetUp ? CLOSING : LEAVING, now + CLOSING_MS);
		if (ssid !== "") this.#trialUntil = now + CLOSING_MS + TRIAL_MS;
	}

	/** The radio has joined, and has an address. */
	joined(address: string, now: number): void {
		if (this.#state !== JOINING && this.#state !== JOINED) return;
		this.failure = "";
		this.#hasJoined = true;
		this.#trialUntil = Number.POSITIVE_INFINITY;
		if (this.#state === JOINING) this.#joinedAt = now;
		this.#enter(JOINED, Number.POSITIVE_INFINITY, address);
	}

	/** The radio could not join, or has lost the network. */
	failed(isPassword: boolean, now: number): void {
		if (this.#state === JOINED) {
			if (now - this.#joinedAt > STABLE_MS) this.#failures = 0;
		} else if (this.#state === JOINING) this.failure = isPassword ? "password" : "unreachable";
		else return;
		if (isPassword && this.#trialUntil !== Number.POSITIVE_INFINITY) this.#trialUntil = now;
		this.#wait(now);
	}

	/** Once a second. */
	tick(now: number): void {
		if (this.#state === JOINING || this.#state === WAITING) {
			if (this.#isHopeless(now)) {
				this.#open(now);
				return;
			}
		}
		if (now < this.#until) return;
		switch (this.#state) {
			case JOINING:
				this.#options.radio.leave();
				this.failed(false, now);
				return;
			case LEAVING:
				this.#options.radio.leave();
				// The radio tells in a while that it has left, which is no failure of what is joined next.
				if (this.#ssid === "") this.#enter(OFF, Number.POSITIVE_INFINITY);
				else this.#enter(WAITING, now);
				return;
			case WAITING:
				this.#goOn(now);
				return;
			default:
				this.#options.radio.closeAccessPoint();
				this.#goOn(now);
		}
	}

	/** It is time for the access point; a network that was just chosen gets its own time. */
	#isHopeless(now: number): boolean {
		if (this.#trialUntil !== Number.POSITIVE_INFINITY) return now >= this.#trialUntil;
		return !this.#hasJoined && !this.#hasHelped && now - this.#startedAt >= HELP_MS;
	}

	/** With the network that is chosen, if one is. */
	#goOn(now: number): void {
		if (this.#ssid === "") this.#enter(OFF, Number.POSITIVE_INFINITY);
		else this.#join(now);
	}

	#join(now: number): void {
		this.#enter(JOINING, now + JOIN_MS);
		this.#options.radio.join(this.#ssid, this.#password);
	}

	#wait(now: number): void {
		const most = Math.min(MOST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures);
		this.#failures++;
		this.#enter(WAITING, now + this.#options.random(most));
	}

	#open(now: number): void {
		const { radio, accessPoint } = this.#options;
		if (this.#state !== OFF) radio.leave();
		this.#hasHelped = true;
		this.#trialUntil = Number.POSITIVE_INFINITY;
		this.#failures = 0;
		radio.openAccessPoint(accessPoint, this.#key);
		this.#enter(ACCESS_POINT, now + OPEN_MS);
	}

	#enter(state: number, until: number, address = ""): void {
		this.#state = state;
		this.#until = until;
		const network = this.#seen(address);
		const { phase, ssid } = this.network;
		const isSame =
			network.phase === phase && network.ssid === ssid && network.address === this.network.address;
		if (isSame) return;
		this.network = network;
		this.#options.onChange(network);
	}

	#seen(address: string): Network {
		switch (this.#state) {
			case OFF:
				return NO_NETWORK;
			case JOINED:
				return { phase: "joined", address, ssid: this.#ssid, key: "" };
			case ACCESS_POINT:
			case CLOSING: {
				const ssid = this.#options.accessPoint;
				return { phase: "accessPoint", address: SET_UP_ADDRESS, ssid, key: this.#key };
			}
			default:
				return { phase: "joining", address: "", ssid: this.#ssid, key: "" };
		}
	}
}
