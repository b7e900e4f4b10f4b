/** A backlight by the share of time that it is lit. What it offers is told in ../types.d.ts. */
import config from "mc/config";
import PWM from "pins/pwm";

/** Of the SDK's PWM: always on. */
const FULL = 1023;

export default class Dimmer {
	/** Made when it is first told, since it is dark at first and the driver has lit the pin. */
	#pwm;

	write(percent) {
		this.#pwm ??= new PWM({ pin: config.backlight });
		this.#pwm.write(Math.round((FULL * percent) / 100));
	}
}
