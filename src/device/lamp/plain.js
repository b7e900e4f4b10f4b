/** A plain lamp, lit by a high pin. What it offers is told in ../types.d.ts. */
import Digital from "pins/digital";

export default class Lamp {
	#pin;

	constructor(pin) {
		this.#pin = new Digital(pin, Digital.Output);
	}

	write(isLit) {
		this.#pin.write(isLit ? 1 : 0);
	}
}
