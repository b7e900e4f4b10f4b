/**
 * Starts that ended early, and why the last one did: an app that falls again and again shall not do so
 * for ever. Three starts in a row that each lasted less than a minute make the next one safe: it only
 * reads the meter and shows what was wrong, and goes on after an exception. Whatever ended them counts,
 * power cuts too; a start that lasts a minute without an exception is forgiven all. Safe mode lasts an
 * hour: what was wrong may have passed, and nobody may see that it wants to be switched off and on.
 */

/** What outlives a restart. The machine keeps it, as well as it can at such a moment. */
export interface RestartNotes {
	/** Starts in a row that have not lasted. */
	readonly starts: number;
	/** Why the last one ended; "" when nobody could tell. */
	readonly reason: string;
}

const LASTING_MS = 60_000;
const SAFE_MS = 3_600_000;
const EARLY_STARTS = 3;
/** In the engine's words. At no other end can it go on. */
const EXCEPTION = "unhandled exception";
/** A line of text; the flash takes 4000 octets, the display less. */
const REASON_LENGTH = 120;

/** The engine's reason that people may meet. */
export const MEMORY_FULL = "memory full";
/** Ours, of starts of which none could tell: the power failed, or what is not JavaScript. */
export const TOO_OFTEN = "too often";
/** What is between the engine's reason and the exception's words. */
export const BETWEEN = ": ";

export class Restarts {
	/** Start only what reads the meter and shows it. */
	readonly isSafe: boolean;
	/** Why the app was restarted; undefined when it was not, or, outside safe mode, nobody could tell. */
	readonly reason: string | undefined;
	readonly #keep: (notes: RestartNotes) => void;
	readonly #starts: number;
	readonly #startedAt: number;
	#hasLasted = false;
	#isEnding = false;
	#isOver = false;

	/** Begins a start at `now` (milliseconds, monotonic), after what `notes` tell; `keep` keeps others. */
	constructor(notes: RestartNotes, keep: (notes: RestartNotes) => void, now: number) {
		this.isSafe = notes.starts >= EARLY_STARTS;
		this.reason = notes.reason || (this.isSafe ? TOO_OFTEN : undefined);
		this.#keep = keep;
		this.#starts = Math.min(notes.starts, EARLY_STARTS) + 1;
		this.#startedAt = now;
		keep({ starts: this.#starts, reason: notes.reason });
	}

	/** Once a second, whatever else fails. Throws an Error when safe mode is over, which is to end the app. */
	tick(now: number): void {
		const ms = now - this.#startedAt;
		if (this.isSafe && ms >= SAFE_MS) {
			this.#isOver = true;
			this.#keep({ starts: 0, reason: this.reason ?? "" });
			throw new Error("safe mode is over");
		}
		if (this.#hasLasted || this.#isEnding || ms < LASTING_MS) return;
		this.#hasLasted = true;
		this.#keep({ starts: 0, reason: "" });
	}

	/**
	 * The app is about to end: `why` in the engine's words, with the exception, if there is one. Where no
	 * memory is left to say so, that ends it once more, and is not told again. Answers whether it shall go on
	 * all the same.
	 */
	end(why: string, exception: unknown): boolean {
		if (this.#isOver) return false;
		const goesOn = this.isSafe && why === EXCEPTION;
		if (this.#isEnding) return goesOn;
		this.#isEnding = true;
		const starts = this.#hasLasted ? 0 : this.#starts;
		this.#keep({ starts, reason: reasonOf(why, exception) });
		return goesOn;
	}
}

function reasonOf(why: string, exception: unknown): string {
	const text = exception === undefined ? why : `${why}${BETWEEN}${exception}`;
	return text.slice(0, REASON_LENGTH);
}
