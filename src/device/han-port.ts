/** The UART that hears the meter. Never writes: the HAN port is one-way. */
import config from "mc/config";
import Uart from "uart";
import type { App } from "../app.ts";
import type { Parity } from "../han/line.ts";
import type { Clock } from "./clock.ts";
import { note, noted } from "./notes.ts";

/** Pin and port of the board, from the manifest's configuration. */
interface HanConfig {
	readonly receive?: number;
	readonly port?: number;
}

/** As much is read at once. */
const CHUNK = 128;
const BAUD = 2400;

/** With what good frames came when the app last ran. */
export function notedParity(): Parity | undefined {
	const parity = noted("parity");
	return parity === "even" || parity === "none" ? parity : undefined;
}

/** Hands over what arrives. Throws an Error where the port cannot be had. */
export function openHanPort(app: App, clock: Clock): HanPort {
	return new HanPort(app, clock);
}

class HanPort {
	readonly #app: App;
	readonly #clock: Clock;
	readonly #chunk = new Uint8Array(CHUNK);
	readonly #uart: Uart;
	#parity: Parity;
	/** Of `line.worked`, so that flash is asked only for another. */
	#noted: Parity | undefined = undefined;

	constructor(app: App, clock: Clock) {
		const han = config["han"] as HanConfig | undefined;
		this.#app = app;
		this.#clock = clock;
		this.#parity = app.parity;
		this.#uart = new Uart({
			receive: han?.receive,
			port: han?.port,
			// The module's TXD idles low (`npm run build -- --board NAME --invert`).
			invert: config["hanInvert"] === "true",
			// In the SDK's simulator on Linux: the path of a serial device (`mcconfig … hanDevice=/dev/…`).
			device: config["hanDevice"] as string | undefined,
			baud: BAUD,
			data: 8,
			parity: app.parity,
			stop: 1,
			onReadable: () => this.#read(),
		});
	}

	/** Once a second, before the app's own: what waits, the UART's counts, and the parity it is to have. */
	tick(): void {
		this.#read();
		const { counts, parity, line } = this.#app;
		if (line.worked !== undefined && line.worked !== this.#noted) {
			this.#noted = line.worked;
			note("parity", line.worked);
		}
		counts.parityErrors = this.#uart.parityErrors;
		counts.framingErrors = this.#uart.framingErrors;
		counts.overflows = this.#uart.overflows;
		if (parity === this.#parity) return;
		this.#parity = parity;
		this.#uart.configure({ parity });
	}

	#read(): void {
		const waited = this.#uart.waited;
		const now = this.#clock.now();
		for (let count = this.#uart.read(this.#chunk); count; count = this.#uart.read(this.#chunk)) {
			this.#app.receive(this.#chunk, 0, count, now, waited);
		}
	}
}
