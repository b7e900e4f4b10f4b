/** What an off-the-shelf build is: a board that is bought, and what is connected to it. */
import type { ChipName } from "./chips.ts";

/** Of a wire. */
export type Colour =
	| "red"
	| "black"
	| "green"
	| "blue"
	| "yellow"
	| "white"
	| "orange"
	| "white-orange";

/** A pin that a wire of ours goes to. */
export interface Pin {
	/** Beside it on the board. */
	readonly printed: string;
	readonly gpio: number;
	/** Where that was read. Nobody has held the board against it (README.md). */
	readonly from: string;
	/** Where the board's own cable decides the colour. */
	readonly colour?: Colour;
}

/** A GPIO that the board itself uses. */
export interface Taken {
	readonly gpio: number;
	readonly by: string;
}

/** A 128×64 SSD1306 on I2C, connected by us. It may be left out: the app then starts without. */
export interface WiredDisplay {
	readonly place: "wired";
	readonly sda: Pin;
	readonly scl: Pin;
}

/** A display that is part of the board; the SDK's target configures it. */
interface BoardScreen {
	readonly place: "board";
	readonly width: number;
	readonly height: number;
}

/** The GPIOs of its bus, as the target has them: its contrast is set there. */
export interface BoardOled extends BoardScreen {
	readonly driver: "ssd1306";
	readonly sda: number;
	readonly scl: number;
}

/** Its backlight is lit by a high level. */
export interface BoardTft extends BoardScreen {
	readonly driver: "st7789";
	readonly backlight: number;
}

export type BoardDisplay = BoardOled | BoardTft;

/** A lamp on the board. */
export interface Light {
	readonly gpio: number;
	/** `plain` is lit by a high level; `rgb` is one LED with a chip that takes colours (WS2812 and its kin). */
	readonly kind: "plain" | "rgb";
}

export interface Build {
	/** Of its drawing. */
	readonly name: string;
	readonly title: string;
	/** How to tell it from its relatives when buying. */
	readonly buy: string;
	/** The Moddable SDK's. */
	readonly target: `esp32/${string}`;
	readonly chip: ChipName;
	/** What hears the module's TXD, and the UART it is given to. */
	readonly han: { readonly receive: Pin; readonly port: number };
	/** Printed beside what feeds module and display. */
	readonly supply: string;
	readonly ground: string;
	readonly display: WiredDisplay | BoardDisplay;
	/** By display, LEDs and buttons on the board. */
	readonly taken: readonly Taken[];
	/** The GPIO of the button that is ours, which pulls it low. */
	readonly button: number;
	readonly light?: Light;
	/** A wire or pin at hand that must not be connected. */
	readonly leaveOpen?: string;
	/** What else the target's configuration needs, and why. */
	readonly override?: { readonly config: Readonly<Record<string, unknown>>; readonly why: string };
	readonly notes: readonly string[];
}
