/**
 * One RGB LED that takes its colour over one wire (WS2812, SK6812), by the SDK's driver. What it offers is
 * told in ../types.d.ts.
 */
import NeoPixel from "neopixel";

/** Of 255: it stands in a hall cupboard, and its white is bright. */
const DIM = 24;

export default class Lamp {
	#led;
	#white;

	constructor(pin) {
		this.#led = new NeoPixel({ length: 1, pin, order: "GRB" });
		this.#led.brightness = 255;
		this.#white = this.#led.makeRGB(DIM, DIM, DIM);
	}

	write(isLit) {
		this.#led.setPixel(0, isLit ? this.#white : 0);
		this.#led.update();
	}
}
