/** The UART that hears the meter. Never writes: the HAN port is one-way. */
import Serial from "embedded:io/serial";
import config from "mc/config";
import type { App } from "../app.ts";
import type { Clock } from "./clock.ts";

/** Pin and port of the board, from the manifest's configuration. */
interface HanConfig {
	readonly receive: number;
	readonly port: number;
}

/** The UART's receive FIFO is 128 octets, so one read always empties it. */
const FIFO = 128;
const BAUD = 2400;

/**
 * Hands over what arrives. 8N1 until we have our own serial class: the SDK's knows no parity, and an
 * 8E1 octet keeps its 8 data bits (docs/device-checks.md). Does nothing where no port is configured.
 */
export function openHanPort(app: App, clock: Clock): void {
	const han = config["han"] as HanConfig | undefined;
	// In the SDK's simulator on Linux: the path of a serial device (`mcconfig ... hanDevice=/dev/…`).
	const device = config["hanDevice"] as string | undefined;
	if (device !== undefined) openSimulated(app, clock, device);
	else if (han !== undefined) openUart(app, clock, han.receive, han.port);
}

function openUart(app: App, clock: Clock, receive: number, port: number): void {
	const chunk = new Uint8Array(FIFO);
	new Serial({
		receive,
		port,
		baud: BAUD,
		format: "buffer",
		onReadable() {
			app.receive(chunk, 0, this.read(chunk) ?? 0, clock.now());
		},
	});
}

/** The SDK's simulator on Linux takes a path for pins, and its `read` fills no buffer. */
function openSimulated(app: App, clock: Clock, device: string): void {
	const options = {
		device,
		baud: BAUD,
		format: "buffer" as const,
		onReadable(this: Serial) {
			const chunk = new Uint8Array(this.read() as ArrayBuffer);
			app.receive(chunk, 0, chunk.length, clock.now());
		},
	};
	// The typings know neither `device` nor that pins are then left out.
	new Serial(options as unknown as ConstructorParameters<typeof Serial>[0]);
}
