/**
 * All there is, in virtual time: a house, its meter, the line, the UART, the machine with the app on
 * an engine, and the network. It starts nothing: whoever owns it says how far to run and what happens.
 * The same options and the same actions at the same times give the same octets.
 */

import type { Parity } from "../../src/han/line.ts";
import type { Reading } from "../../src/model/reading.ts";
import type { Slots } from "../../src/settings/slots.ts";
import type { Flash as FlashPort } from "../../src/storage/flash.ts";
import { REGION } from "../../src/storage/layout.ts";
import type { Capture } from "../captures/capture.ts";
import type { Engine, MakeEngine } from "../engines.ts";
import type { Guests } from "../house/loads.ts";
import type { House } from "../house.ts";
import { profileNamed } from "../meters/profiles.ts";
import { replayOf } from "../replay.ts";
import { FrameBuffer } from "../screen.ts";
import { type Push, Simulation } from "../simulation.ts";
import { MemorySlots } from "../slots.ts";
import { houseOf, VirtualMeter } from "../virtual-meter.ts";
import { type Action, actionOf } from "./actions.ts";
import { EFFECTS } from "./effects.ts";
import { Flash } from "./flash.ts";
import { Line } from "./line.ts";
import { Machine, START_MS } from "./machine.ts";
import { type Answer, Network } from "./network.ts";
import { Storage } from "./storage.ts";
import type { Uart } from "./uart.ts";

const NO_OCTETS = new Uint8Array(0);

export interface WorldOptions {
	/** A virtual meter's name. */
	readonly meter: string;
	/** Played in place of the meter, over and over. */
	readonly capture?: Capture;
	readonly seed: number;
	/** What the app remembers of the line; as the meter sends when left out. */
	readonly parity?: Parity | "unknown" | undefined;
	/** Virtual time of day at the start, in milliseconds since 1970. */
	readonly startMs: number;
	/** The app as it is after a start, drawing on `screen`. */
	readonly engine: MakeEngine;
	/** In place of the machine's own flash, which is erased at first: it outlives the world. */
	readonly storage?: FlashPort;
	/** In place of the machine's own, which are empty at first. */
	readonly slots?: Slots;
	/** Clients are only those inside: the server keeps its deadlines in virtual time. */
	readonly isClosed?: boolean;
}

/** For whoever wants to know. */
export interface WorldWatch {
	/** A frame leaves the meter; whoever asks `meter.reading` is told what is in it. */
	readonly onPush?: (push: Push) => void;
	/** The app has taken octets. */
	readonly onReceived?: (app: Engine["app"]) => void;
	/** The app is about to lose all it knows. */
	readonly onEnd?: () => void;
}

export class World {
	readonly screen = new FrameBuffer();
	readonly line: Line;
	readonly machine: Machine;
	readonly network: Network;
	watch: WorldWatch = {};
	/** Frames that have left the meter. */
	pushes = 0;
	/** The newest of them, flag to flag. */
	lastFrame: Uint8Array = NO_OCTETS;
	readonly #options: WorldOptions;
	readonly #meter: VirtualMeter | undefined;
	/** Undefined where a capture is replayed. */
	readonly house: House | undefined;
	readonly #simulation: Simulation;
	/** What a start remembers of the line. */
	#worked: Parity | undefined;

	constructor(options: WorldOptions) {
		const { meter, capture, seed, startMs } = options;
		this.#options = options;
		if (capture === undefined) {
			const profile = profileNamed(meter);
			this.house = houseOf(profile, seed, startMs);
			this.#meter = new VirtualMeter(profile, this.house, startMs);
		}
		const source = capture === undefined ? this.meter : replayOf(capture, startMs);
		this.#worked = options.parity === "unknown" ? undefined : (options.parity ?? this.#sentParity);
		const isMisheard = () => this.#sentParity === "none" && this.machine.parity === "even";
		this.line = new Line(source, seed, isMisheard, (push) => this.#sent(push));
		const flash = new Flash(REGION, seed);
		const storage = new Storage(flash);
		const slots = options.slots ?? new MemorySlots();
		this.machine = new Machine({
			makeEngine: () =>
				options.engine(this.screen, options.storage ?? storage, slots, this.#worked),
			flash,
			onStart: () => this.network.started(),
			onEnd: () => this.#ending(),
			onPowerCut: () => {
				this.machine.powerOff();
				this.startIn(START_MS);
			},
		});
		this.#simulation = new Simulation(this.#dongle(), this.line, startMs);
		this.network = new Network(
			this.machine,
			() => this.now,
			() => this.utcMs,
		);
		this.machine.start(0);
	}

	/** Milliseconds of virtual time run so far. */
	get now(): number {
		return this.#simulation.now;
	}

	/** Virtual time of day, in milliseconds since 1970. */
	get utcMs(): number {
		return this.#options.startMs + this.now;
	}

	get uart(): Uart {
		return this.#simulation.uart;
	}

	/** Throws an Error where a capture is replayed. */
	get meter(): VirtualMeter {
		if (this.#meter === undefined) throw new Error("a capture is replayed: there is no meter");
		return this.#meter;
	}

	/** What the newest push of the meter told; as of the next push it is another. */
	get told(): Readonly<Reading> {
		return this.meter.reading;
	}

	/** Runs all that happens up to `until`, in milliseconds from the start. */
	runUntil(until: number): void {
		this.#simulation.runUntil(until);
	}

	/** Does something at once. Throws an Error for what is no action, in words for people. */
	act(action: unknown): Action {
		const checked = actionOf(action);
		const effect = EFFECTS[checked.do] as (world: World, parameters: Action) => void;
		effect(this, checked);
		return checked;
	}

	/** As a client on the network asks; status 0 is no answer. */
	get(path: string): Answer {
		return this.network.get(path);
	}

	/** Brings `screen` up to date. */
	look(): void {
		this.machine.look();
	}

	/** Resolves when nothing of it runs any more. */
	async close(): Promise<void> {
		await this.machine.close();
	}

	/** For actions: something besides the house's own life takes or gives power. */
	host(guests: Partial<Guests>): void {
		this.meter.live(this.utcMs);
		this.house?.host(guests);
	}

	/** For actions: the UART's next callback takes so long. */
	block(ms: number): void {
		this.#simulation.blockMs = ms;
	}

	/** For actions: power goes at a storage operation. Throws an Error where storage was lent. */
	cutStorage(operation: number, donePart: number): void {
		if (this.#options.storage !== undefined) {
			throw new Error("no power cut in a file (--storage); leave --storage out for that");
		}
		this.machine.flash.cutAt(operation, donePart);
	}

	/** For actions: power is back in `ms`. */
	startIn(ms: number): void {
		this.#simulation.later(ms, () => {
			// What the UART holds came before.
			this.uart.read();
			this.machine.start(this.now);
		});
	}

	#dongle() {
		const { machine } = this;
		const { isClosed } = this.#options;
		return {
			receive: (chunk: Uint8Array, start: number, end: number, now: number, waitedMs = 0) => {
				machine.receive(chunk, start, end, now, waitedMs);
				if (this.watch.onReceived && machine.app) this.watch.onReceived(machine.app);
			},
			tick: (now: number) => {
				machine.tick(now);
				if (isClosed) machine.app?.server.tick(machine.appTime(now));
				this.network.tickTime();
			},
		};
	}

	#sent(push: Push): void {
		this.pushes++;
		this.lastFrame = push.octets;
		this.watch.onPush?.(push);
	}

	/** As the meter sends now. */
	get #sentParity(): Parity {
		const own = this.#meter?.profile.parity ?? "even";
		if (!this.line?.state.hasWrongParity) return own;
		return own === "even" ? "none" : "even";
	}

	#ending(): void {
		this.#worked = this.machine.parity;
		this.watch.onEnd?.();
		this.network.drop();
		this.uart.read();
		this.screen.pixels.fill(0);
	}
}
