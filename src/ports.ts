/**
 * What the app needs from a machine. Types only: `src/device` and `host-sim` fill them in.
 *
 * The machine also calls the app: `receive` with octets from the HAN port, `tick` once a second,
 * `server.accept` with each TCP connection, `press` and `hold` with the button, and sets `network` and
 * the time of day as it learns them.
 */
import type { DisplayOptions } from "./display/display.ts";
import type { Encode } from "./http/reply.ts";
import type { Slots } from "./settings/slots.ts";
import type { Flash } from "./storage/flash.ts";

/** A display, the fonts that suit it, and whether a button is beside it. */
export type DisplayPort = DisplayOptions;

export interface Ports {
	/** Where hours are kept, `REGION` octets of it (src/storage/layout.ts). Left out: nothing is kept. */
	readonly storage?: Flash | undefined;
	/** Where the owner's settings are kept. Left out: they last until the power goes. */
	readonly slots?: Slots | undefined;
	readonly encode: Encode;
	/** Left out where no display is fitted. */
	readonly display?: DisplayPort | undefined;
}
