/**
 * An SSD1306 by its contrast, which the SDK's driver sets once: a second client of the driver's bus, with
 * its pins and clock, so that both share it. What it offers is told in ../types.d.ts.
 */
import config from "mc/config";
import I2C from "pins/i2c";

const ADDRESS = 0x3c;
/** Before a command. */
const CONTROL = 0x00;
const SET_CONTRAST = 0x81;
/** The driver's own, of displays with a charge pump. */
const FULL = 0xcf;

export default class Dimmer {
	#bus;

	constructor() {
		// A display that does not answer for once stays as it is.
		this.#bus = new I2C({ ...config.contrast, address: ADDRESS, throw: false });
	}

	write(percent) {
		this.#bus.write(CONTROL, SET_CONTRAST, Math.round((FULL * percent) / 100));
	}
}
