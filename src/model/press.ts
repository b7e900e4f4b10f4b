/** A button's level to what was meant by it: a short press, or one that is held. */

/** Who is told, at `now` (milliseconds, monotonic). */
export interface Pressed {
	/** It was pressed and let go. */
	press(now: number): void;
	/** It has been down for two seconds; `press` is not told of it. */
	hold(now: number): void;
}

/** Contacts bounce for some milliseconds. */
const STEADY_MS = 40;
const HOLD_MS = 2000;

export class Press {
	readonly #told: Pressed;
	/** As last seen, since when, and as it is taken to be. */
	#seen = false;
	#since = 0;
	#isDown = false;
	#downAt = 0;
	#isHeld = false;

	constructor(told: Pressed) {
		this.#told = told;
	}

	/** Some 40 times a second, and at least every 100 ms. */
	look(isDown: boolean, now: number): void {
		if (isDown !== this.#seen) {
			this.#seen = isDown;
			this.#since = now;
		}
		if (isDown !== this.#isDown && now - this.#since >= STEADY_MS) this.#turn(isDown, now);
		if (this.#isDown && !this.#isHeld && now - this.#downAt >= HOLD_MS) {
			this.#isHeld = true;
			this.#told.hold(now);
		}
	}

	#turn(isDown: boolean, now: number): void {
		this.#isDown = isDown;
		if (isDown) {
			this.#downAt = this.#since;
			this.#isHeld = false;
		} else if (!this.#isHeld) this.#told.press(now);
	}
}
