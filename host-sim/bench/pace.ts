/**
 * How fast a world lives: in real time times a speed, not at all, or on the way to a moment as fast
 * as it goes. It starts nothing: whoever owns it gives it turns, and has the thread back soon.
 */
import type { World } from "./world.ts";

/** Real time that a turn may take; HTTP and the terminal wait meanwhile. */
const TURN_MS = 20;
/** Virtual time between two looks at the real clock: some milliseconds. */
const STRIDE_MS = 60_000;

export class Pace {
	readonly #world: Pick<World, "now" | "runUntil">;
	readonly #realMs: () => number;
	#turnedAt: number;
	/** Virtual time that is due, and less than a millisecond. */
	#owed = 0;
	#speed: number;
	#isPaused = false;
	#jump: { readonly from: number; readonly to: number } | undefined = undefined;

	/** `speed` is virtual time to real time; Infinity is as fast as it goes. */
	constructor(
		world: Pick<World, "now" | "runUntil">,
		speed: number,
		realMs = () => performance.now(),
	) {
		this.#world = world;
		this.#speed = speed;
		this.#realMs = realMs;
		this.#turnedAt = realMs();
	}

	get speed(): number {
		return this.#speed;
	}
	set speed(speed: number) {
		this.#speed = speed;
		this.#isPaused = false;
	}

	get isPaused(): boolean {
		return this.#isPaused;
	}
	/** A pause ends a jump too. */
	set isPaused(isPaused: boolean) {
		this.#isPaused = isPaused;
		this.#jump = undefined;
	}

	/** How much of a jump is done, 0 to 1; undefined when there is none. */
	get jumped(): number | undefined {
		if (this.#jump === undefined) return undefined;
		const { from, to } = this.#jump;
		return (this.#world.now - from) / (to - from);
	}

	/** Whether the next turn is wanted at once. */
	get isFlatOut(): boolean {
		return this.#jump !== undefined || (this.#speed === Infinity && !this.#isPaused);
	}

	/** Lives so many virtual milliseconds as fast as it goes; then as before. */
	jump(ms: number): void {
		const { now } = this.#world;
		this.#jump = { from: now, to: now + ms };
	}

	/** Lives what is due. What a slow machine has no time for is not made up for. */
	turn(): void {
		const world = this.#world;
		const at = this.#realMs();
		const target = this.#jump?.to ?? this.#targetAfter(at - this.#turnedAt);
		this.#turnedAt = at;
		while (world.now < target && this.#realMs() - at < TURN_MS) {
			world.runUntil(Math.min(target, world.now + STRIDE_MS));
		}
		if (this.#jump && world.now >= this.#jump.to) this.#jump = undefined;
	}

	/** In whole milliseconds, as the house counts in them. */
	#targetAfter(passedMs: number): number {
		const { now } = this.#world;
		if (this.#isPaused) return now;
		if (this.#speed === Infinity) return Infinity;
		const due = this.#owed + passedMs * this.#speed;
		this.#owed = due % 1;
		return now + Math.floor(due);
	}
}
