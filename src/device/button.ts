/** The board's button, which pulls its pin low. */
import config from "mc/config";
import Digital from "pins/digital";
import Timer from "timer";
import { Press, type Pressed } from "../model/press.ts";
import type { Clock } from "./clock.ts";

/** From the manifest's configuration. */
interface ButtonConfig {
	readonly pin: number;
	/** The chip has one for this pin; otherwise the board has. */
	readonly pullUp: boolean;
}

const LOOK_MS = 25;

/** Does nothing where no button is configured. */
export function openButton(told: Pressed, clock: Clock): void {
	const button = config["button"] as ButtonConfig | undefined;
	if (button === undefined) return;
	const press = new Press(told);
	const pin = new Digital(button.pin, button.pullUp ? Digital.InputPullUp : Digital.Input);
	Timer.repeat(() => press.look(pin.read() === 0, clock.now()), LOOK_MS);
}
