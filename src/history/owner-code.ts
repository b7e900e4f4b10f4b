/** The code that its owner shows to change what is kept. Wrong ones are few, and then it waits. */

const TRIES = 5;
const WAIT_MS = 60_000;

/** `none`: there is no code, so nobody is the owner. */
export type Admission = "owner" | "wrong" | "locked" | "none";

export class OwnerCode {
	#code: string;
	#left = TRIES;
	#lockedAt = 0;

	/** An empty code admits nobody. */
	constructor(code: string) {
		this.#code = code;
	}

	get code(): string {
		return this.#code;
	}

	set(code: string): void {
		this.#code = code;
	}

	/** `now` is monotonic. After five wrong ones a minute must pass before another is looked at. */
	admits(shown: string, now: number): Admission {
		if (this.#code === "") return "none";
		if (this.#left === 0) {
			if (now - this.#lockedAt < WAIT_MS) return "locked";
			this.#left = TRIES;
		}
		if (shown === this.#code) {
			this.#left = TRIES;
			return "owner";
		}
		// Who shows none has not tried.
		if (shown === "") return "wrong";
		this.#left--;
		this.#lockedAt = now;
		return "wrong";
	}
}
