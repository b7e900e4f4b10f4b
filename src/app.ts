/**
 * The application: octets → reading → store → display and endpoint. The same on the device, in the
 * simulator and in CI. It reaches for nothing: octets, time and connections are handed to it.
 */
import { Display } from "./display/display.ts";
import type { ViewName } from "./display/navigation.ts";
import type { Shown } from "./display/view.ts";
import { type Language, WORDS, type Words } from "./display/words.ts";
import { Line, type Parity } from "./han/line.ts";
import type { Scalers } from "./han/meters/meter.ts";
import { Receiver } from "./han/receiver.ts";
import { Keeper, type KeeperOptions } from "./history/keeper.ts";
import { OwnerCode } from "./history/owner-code.ts";
import { answer } from "./http/api.ts";
import { eventOf, Report } from "./http/reading.ts";
import type { Encode } from "./http/reply.ts";
import { type HttpOptions, HttpServer } from "./http/server.ts";
import type { Portal } from "./http/set-up/portal.ts";
import type { Sources } from "./http/sources.ts";
import { Counts } from "./model/counts.ts";
import { type Network, NO_NETWORK } from "./model/network.ts";
import { Store } from "./model/store.ts";
import { OwnerSettings, tariffOf } from "./owner-settings.ts";
import type { Ports } from "./ports.ts";
import type { Settings as Chosen } from "./settings/settings.ts";
import { SettingsStore } from "./settings/store.ts";
import { VERSION } from "./version.ts";

/** What whoever makes the app decides, before the owner's settings. */
export interface Settings {
	/** Of the display, in place of what the owner has chosen. */
	readonly language?: Language;
	/** For meters whose frames carry no scaler and whose firmware differs from the maker's rule. */
	readonly scalers?: Scalers;
	/** With which good frames came when the app last ran: `line.worked` of then. */
	readonly parity?: Parity;
	readonly http?: HttpOptions;
	/** Why the app was restarted, for people to be told (src/model/restarts.ts). */
	readonly restartReason?: string;
	readonly history?: KeeperOptions;
}

/**
 * Sweden's longest list is 581 octets, Norway's 396. Longer claims are noise, and each would hold
 * good frames back until so many octets have come.
 */
const MAX_LENGTH = 700;
/** No meter we know segments on these nets; one frame's worth, so that memory stays small. */
const MAX_MESSAGE = 1024;
/**
 * 31 octets, 142 ms of them, may wait in the UART's FIFO (docs/architecture.md), and longer while flash
 * is erased; no two lists follow each other within 600 ms of silence.
 */
const GAP_MS = 590;

export class App implements Shown, Sources {
	readonly store = new Store();
	readonly counts = new Counts();
	readonly line: Line;
	readonly server: HttpServer;
	readonly report = new Report();
	/** Undefined without storage. */
	readonly history: Keeper | undefined;
	/** The owner's. */
	readonly settings: OwnerSettings;
	/** Set by the machine, called after each change of the owner's settings. */
	onSettings: (settings: Chosen) => void = () => {};
	words: Words;
	readonly version = VERSION;
	readonly startedAt: number;
	/** Why the app was restarted; undefined when it was not, or nobody could tell. */
	readonly restartReason: string | undefined;
	/** Set by the machine, a new one when anything in it changes. */
	network: Network = NO_NETWORK;
	/** Milliseconds, monotonic, as last told. */
	now: number;
	#utcOffset: number | undefined = undefined;
	readonly #encode: Encode;
	readonly #receiver: Receiver;
	/** Lent to say that nothing came. */
	readonly #noOctets = new Uint8Array(0);
	readonly #display: Display | undefined;
	readonly #owner: OwnerCode;
	#portal: Portal | undefined = undefined;

	constructor(ports: Ports, settings: Settings, now: number) {
		this.now = now;
		this.startedAt = now;
		this.#encode = ports.encode;
		this.restartReason = settings.restartReason;
		const store = new SettingsStore(ports.slots, ports.encode);
		const { settings: chosen } = store;
		this.line = new Line(chosen.parity || settings.parity);
		this.words = WORDS[settings.language ?? chosen.language];
		this.#receiver = new Receiver(this.store, this.counts, {
			maxLength: MAX_LENGTH,
			maxMessage: MAX_MESSAGE,
			gapMs: GAP_MS,
			...(settings.scalers && { scalers: settings.scalers }),
			onReading: (reading) => this.history?.hear(reading),
		});
		const ownerCode = chosen.ownerCode || (settings.history?.ownerCode ?? "");
		const kept = { fuseAmperes: chosen.fuseAmperes, tariff: tariffOf(chosen), ...settings.history };
		this.history = ports.storage && new Keeper(ports.storage, { ...kept, ownerCode }, now);
		this.#owner = this.history?.code ?? new OwnerCode(ownerCode);
		this.settings = new OwnerSettings(store, this.#owner, this);
		const { display } = ports;
		this.#display = display && new Display(display, now);
		this.server = new HttpServer(
			(request) => this.#portal?.answer(request) ?? answer(this, request),
			ports.encode,
			settings.http,
		);
		this.#display?.show(this);
	}

	/** What the display shows; undefined without one. */
	get view(): ViewName | undefined {
		return this.#display?.view;
	}

	/** What the UART is to expect. */
	get parity(): Parity {
		return this.line.parity;
	}

	get serverCounts(): Readonly<Record<string, number>> {
		return this.server.counts;
	}

	/** While the device is an access point; undefined to serve as always. */
	set portal(portal: Portal | undefined) {
		this.#portal = portal;
		this.server.foreign = portal?.foreign;
	}

	/** For the display alone, never served or logged; "" where none has been made. */
	get ownerCode(): string {
		return this.#owner.code;
	}

	/** Puts the owner's settings to use that have changed. */
	use(chosen: Chosen, before: Chosen): void {
		if (chosen.language !== before.language) this.words = WORDS[chosen.language];
		if (
			chosen.capacityStepsW !== before.capacityStepsW ||
			chosen.capacityPricesOre !== before.capacityPricesOre
		) {
			this.history?.setTariff(tariffOf(chosen));
		}
		this.onSettings(chosen);
	}

	/**
	 * Takes octets of `chunk` from `start` up to `end`, of which the last arrived at `now`, and the first
	 * waited for `waitedMs` in the UART's ring while we were busy.
	 */
	receive(chunk: Uint8Array, start: number, end: number, now: number, waitedMs = 0): void {
		this.now = now;
		const before = this.store.sequence;
		this.#receiver.receive(chunk, start, end, now, waitedMs);
		const { server } = this;
		// A copy: what a client has no room for waits, and the chunk does not.
		if (server.hears("raw")) server.publish("raw", chunk.slice(start, end), now);
		// All octets first: drawing takes longer than a read of the UART may wait.
		if (this.store.sequence === before) return;
		this.#display?.show(this);
		if (server.hears("events")) server.publish("events", this.#encode(eventOf(this)), now);
	}

	/** The button was pressed: the display's next view. */
	press(now: number): void {
		this.now = now;
		this.#display?.press(this);
	}

	/** The button is held; reserved for what has to be approved by hand. */
	hold(now: number): void {
		this.now = now;
		this.#display?.hold(this);
	}

	/** Once a second; the server is ticked by whoever lends it connections. */
	tick(now: number): void {
		this.now = now;
		this.line.tick(this.counts.octets, this.counts.frames, now);
		this.#receiver.receive(this.#noOctets, 0, 0, now);
		this.history?.tick(now);
		this.#display?.show(this);
	}

	/** Learns the time of day: milliseconds since 1970 at `now`. */
	setTime(utcMs: number, now: number): void {
		this.#utcOffset = utcMs - now;
		this.history?.setTime(utcMs, now);
	}

	/** By the ledger's clock, which knows the meter's; without a ledger as the network told. */
	utcAt(monotonicMs: number): number | undefined {
		const { history } = this;
		if (history !== undefined) return history.ledger.clock.utcAt(monotonicMs);
		return this.#utcOffset === undefined ? undefined : monotonicMs + this.#utcOffset;
	}
}
