/**
 * An app on a wire, in virtual time: what a source pushes comes through the ESP32's UART, and the app
 * is ticked once a second. Starts nothing: whoever owns it says how far to run.
 */
import type { App } from "../src/app.ts";
import { Uart } from "./bench/uart.ts";

const TICK_MS = 1000;

export interface Push {
	/** Milliseconds since 1970 in virtual time, when the first octet leaves. */
	readonly atMs: number;
	readonly octets: Uint8Array;
	/** Time of an octet on the line; that of 8E1 at 2400 baud when left out. */
	readonly octetMs?: number;
}

/** What pushes. It is asked for a push only once its time has come, so that it may change till then. */
export interface Source {
	/** When the next push leaves at the earliest; never goes back. */
	readonly dueMs: number;
	/** The next push. One without octets is none. */
	next(): Push;
}

/** The app, on this engine or another. */
export type Dongle = Pick<App, "receive" | "tick">;

/** As much is read at once, as on the device (src/device/han-port.ts). */
const CHUNK = 128;

export class Simulation {
	readonly uart: Uart;
	/** How long JavaScript is busy, in milliseconds, when the UART calls back next. */
	blockMs = 0;
	readonly #app: Dongle;
	#nextTick = TICK_MS;
	#now = 0;
	/** Till when JavaScript is busy, if the UART is calling. */
	#busyUntil = 0;
	/** What happens later, soonest first. */
	readonly #later: { readonly at: number; readonly run: () => void }[] = [];

	/** `startMs` is the virtual time of day at 0, in milliseconds since 1970. */
	constructor(app: Dongle, source: Source, startMs: number) {
		this.#app = app;
		this.uart = new Uart(source, startMs);
	}

	/** Milliseconds of virtual time run so far. */
	get now(): number {
		return this.#now;
	}

	/** Does something in `ms`. */
	later(ms: number, run: () => void): void {
		const at = this.#now + ms;
		const index = this.#later.findIndex((other) => other.at > at);
		this.#later.splice(index < 0 ? this.#later.length : index, 0, { at, run });
	}

	/** Runs all that happens up to `until`, in milliseconds from the start. */
	runUntil(until: number): void {
		const { uart } = this;
		for (;;) {
			const wire = uart.nextAt;
			const script = uart.isCalling ? this.#busyUntil : this.#nextTick;
			const next = Math.min(wire, script);
			const event = this.#later[0];
			if (event !== undefined && event.at < next && event.at <= until) this.#happen(event);
			else if (next > until) break;
			else if (wire <= script) this.#hear(wire);
			else if (uart.isCalling) this.#deliver(script);
			else this.#tick(script);
		}
		this.#now = Math.max(this.#now, until);
	}

	#happen({ at, run }: { readonly at: number; readonly run: () => void }): void {
		this.#later.shift();
		this.#now = Math.max(this.#now, at);
		run();
	}

	#hear(at: number): void {
		const { uart } = this;
		const wasCalling = uart.isCalling;
		this.#now = Math.max(this.#now, at);
		uart.listen(this.#now);
		if (wasCalling || !uart.isCalling) return;
		this.#busyUntil = this.#now + this.blockMs;
		this.blockMs = 0;
		if (this.#busyUntil === this.#now) this.#deliver(this.#now);
	}

	#deliver(at: number): void {
		const { uart } = this;
		this.#now = Math.max(this.#now, at);
		uart.listen(this.#now);
		const waitedMs = this.#now - uart.calledAt;
		for (let at = 0; at < uart.count; at += CHUNK) {
			this.#app.receive(uart.ring, at, Math.min(at + CHUNK, uart.count), this.#now, waitedMs);
		}
		uart.read();
		// Of the ticks that were due while it was busy only one comes.
		const late = Math.floor((this.#now - this.#nextTick) / TICK_MS);
		if (late > 0) this.#nextTick += late * TICK_MS;
	}

	#tick(at: number): void {
		this.#now = Math.max(this.#now, at);
		this.#app.tick(this.#now);
		this.#nextTick += TICK_MS;
	}
}
