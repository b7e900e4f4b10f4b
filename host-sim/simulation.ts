/**
 * An app on a wire, in virtual time: what a source pushes arrives at 2400 baud in the chunks that
 * the ESP32's UART would hand over, and the app is ticked once a second. Starts nothing: whoever
 * owns it says how far to run.
 */
import type { App } from "../src/app.ts";
import { OCTET_MS } from "../src/han/hdlc.ts";

/** The UART calls back at so many octets, or when the line has been idle for 4 octets. */
const FIFO_THRESHOLD = 96;
const IDLE_OCTETS = 4;
const TICK_MS = 1000;

export interface Push {
	/** Milliseconds since 1970 in virtual time, when the first octet leaves. */
	readonly atMs: number;
	readonly octets: Uint8Array;
}

/** What pushes: pushes never overlap and `atMs` never goes back. */
export interface Source {
	next(): Push;
}

/** The app, on this engine or another. */
export type Dongle = Pick<App, "receive" | "tick" | "setTime">;

export class Simulation {
	readonly #app: Dongle;
	readonly #source: Source;
	readonly #startMs: number;
	#push: Push;
	#sent = 0;
	#nextTick = TICK_MS;
	#now = 0;

	/** `startMs` is the virtual time of day at 0, in milliseconds since 1970. */
	constructor(app: Dongle, source: Source, startMs: number) {
		this.#app = app;
		this.#source = source;
		this.#startMs = startMs;
		this.#push = source.next();
		app.setTime(startMs, 0);
	}

	/** Milliseconds of virtual time run so far. */
	get now(): number {
		return this.#now;
	}

	/** Runs all that happens up to `until`, in milliseconds from the start. */
	runUntil(until: number): void {
		for (;;) {
			const size = Math.min(FIFO_THRESHOLD, this.#push.octets.length - this.#sent);
			const arrival = this.#arrivalOf(size);
			if (Math.min(arrival, this.#nextTick) > until) break;
			if (arrival <= this.#nextTick) this.#deliver(size, arrival);
			else this.#tick();
		}
		this.#now = Math.max(this.#now, until);
	}

	#arrivalOf(size: number): number {
		const { atMs, octets } = this.#push;
		const sent = this.#sent + size;
		const isLast = sent === octets.length && size < FIFO_THRESHOLD;
		return atMs - this.#startMs + (sent + (isLast ? IDLE_OCTETS : 0)) * OCTET_MS;
	}

	#deliver(size: number, now: number): void {
		const { octets } = this.#push;
		this.#now = Math.max(this.#now, now);
		this.#app.receive(octets, this.#sent, this.#sent + size, this.#now);
		this.#sent += size;
		if (this.#sent === octets.length) {
			this.#push = this.#source.next();
			this.#sent = 0;
		}
	}

	#tick(): void {
		this.#now = this.#nextTick;
		this.#app.tick(this.#now);
		this.#nextTick += TICK_MS;
	}
}
