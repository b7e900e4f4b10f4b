/**
 * The machine that the app runs on: it starts and ends the app, which forgets all, and keeps the
 * flash. Times are in milliseconds from the start of the world; the app's own begin anew at each start.
 */
import type { Parity } from "../../src/han/line.ts";
import type { Engine } from "../engines.ts";
import type { Dongle } from "../simulation.ts";
import type { Flash } from "./flash.ts";

/** From power to the app's first line. */
export const START_MS = 1000;

export interface MachineOptions {
	/** The app as it is after a start. */
	readonly makeEngine: () => Engine;
	readonly flash: Flash;
	/** The app runs, and knows nothing yet. */
	readonly onStart: () => void;
	/** The app is about to lose all it knows. */
	readonly onEnd: () => void;
	/** The power has gone in the middle of something. */
	readonly onPowerCut: () => void;
}

export class Machine implements Dongle {
	/** Starts after the first. */
	restarts = 0;
	readonly flash: Flash;
	readonly #options: MachineOptions;
	/** Undefined while the power is gone. */
	#engine: Engine | undefined = undefined;
	#startedAt = 0;
	#hasStarted = false;
	readonly #ended: Promise<void>[] = [];

	constructor(options: MachineOptions) {
		this.#options = options;
		this.flash = options.flash;
	}

	get app(): Engine["app"] | undefined {
		return this.#engine?.app;
	}

	/** The app's own monotonic time. */
	appTime(now: number): number {
		return now - this.#startedAt;
	}

	/** Does nothing where it runs already. */
	start(now: number): void {
		if (this.#engine !== undefined) return;
		this.flash.powerOn();
		this.#engine = this.#options.makeEngine();
		this.#startedAt = now;
		if (this.#hasStarted) this.restarts++;
		this.#hasStarted = true;
		this.#options.onStart();
	}

	/** State is lost, storage is kept. Does nothing where the power is gone already. */
	powerOff(): void {
		const engine = this.#engine;
		if (engine === undefined) return;
		this.#options.onEnd();
		this.#leave(engine);
	}

	/** The app runs out of memory. */
	exhaust(): void {
		const engine = this.#engine;
		if (engine === undefined) return;
		this.#options.onEnd();
		engine.exhaust();
		this.#leave(engine);
	}

	/** What its UART expects. */
	get parity(): Parity {
		return this.#engine?.app.parity ?? "even";
	}

	receive(chunk: Uint8Array, start: number, end: number, now: number, waitedMs: number): void {
		this.#engine?.app.receive(chunk, start, end, now - this.#startedAt, waitedMs);
		this.#checkPower();
	}

	tick(now: number): void {
		this.#engine?.app.tick(now - this.#startedAt);
		this.#checkPower();
	}

	/** Brings the screen up to date. */
	look(): void {
		this.#engine?.look();
	}

	/** Resolves when nothing of it runs any more. */
	async close(): Promise<void> {
		if (this.#engine !== undefined) this.#leave(this.#engine);
		await Promise.all(this.#ended);
	}

	#leave(engine: Engine): void {
		this.#engine = undefined;
		this.#ended.push(engine.close());
	}

	#checkPower(): void {
		if (this.#engine !== undefined && this.flash.isOff) this.#options.onPowerCut();
	}
}
