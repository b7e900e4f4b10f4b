/** A world with a hand on it: what it was told, what of that lasts, and how fast it lives. */
import type { Push } from "../simulation.ts";
import { ACTIONS, type Action, type ActionName, type ActionRule } from "./actions.ts";
import { isJump, JUMPS, type Jump, momentAfter } from "./moments.ts";
import { Pace } from "./pace.ts";
import type { World } from "./world.ts";

const LOG_LENGTH = 100;
/** A slider that is dragged says a lot: within so much virtual time only the last of it is kept. */
const DRAG_MS = 60_000;

/** One of them. */
export type ClockChange =
	| { readonly speed: number | "max" }
	| { readonly paused: boolean }
	| { readonly jump: Jump };

export interface Entry {
	/** Virtual time of day, in milliseconds since 1970. */
	readonly utcMs: number;
	readonly did: Action | ClockChange;
}

interface Lasting {
	readonly action: Action;
	/** Of the meter, before it was done. */
	readonly pushes: number;
}

export class Bench {
	readonly world: World;
	readonly pace: Pace;
	/** Oldest first; of more than 100 the oldest are forgotten. */
	readonly log: Entry[] = [];
	/** The newest push that left the meter. */
	lastPush: Push | undefined = undefined;
	/** Done so far: what is shown is old when this is higher. */
	doings = 0;
	readonly #lasting = new Map<ActionName, Lasting>();

	/** `speed` is virtual time to real time; Infinity is as fast as it goes. */
	constructor(world: World, speed: number, realMs?: () => number) {
		this.world = world;
		this.pace = new Pace(world, speed, realMs);
		world.watch = {
			onPush: (push) => {
				this.lastPush = push;
			},
		};
	}

	/** What was done and is not over. */
	get lasting(): readonly Action[] {
		for (const [name, lasting] of this.#lasting) {
			if (isOver(this.world, lasting)) this.#lasting.delete(name);
		}
		return Array.from(this.#lasting.values(), ({ action }) => action);
	}

	/** Does something at once. Throws an Error for what is no action, in words for people. */
	act(value: unknown): void {
		const action = this.world.act(value);
		const { off } = ACTIONS[action.do] as ActionRule;
		const isOff = off !== undefined && Object.entries(off).every(([key, to]) => action[key] === to);
		const isDrag = !isOff && this.#lasting.has(action.do);
		if (isOff) this.#lasting.delete(action.do);
		else if (off) this.#lasting.set(action.do, { action, pushes: this.world.pushes });
		this.#note(action, isDrag);
	}

	/** Changes how time goes. Throws an Error for what is no such change, in words for people. */
	setClock(value: unknown): void {
		const change = clockChangeOf(value);
		const { pace, world } = this;
		// Before it: a jump is told from where it begins.
		this.#note(change, false);
		if ("speed" in change) pace.speed = change.speed === "max" ? Infinity : change.speed;
		else if ("paused" in change) pace.isPaused = change.paused;
		else pace.jump(momentAfter(change.jump, world.utcMs) - world.utcMs);
	}

	/** Lives what is due, and brings the display up to date. */
	turn(): void {
		this.pace.turn();
		this.world.look();
	}

	#note(did: Entry["did"], isDrag: boolean): void {
		const { utcMs } = this.world;
		const last = this.log.at(-1);
		const isSame = last && "do" in last.did && "do" in did && last.did.do === did.do;
		if (isDrag && isSame && utcMs - last.utcMs < DRAG_MS) this.log.pop();
		this.log.push({ utcMs, did });
		if (this.log.length > LOG_LENGTH) this.log.shift();
		this.doings++;
	}
}

/** Whether what lasts for a time, or for so many times, has come to its end. */
function isOver(world: World, { action, pushes }: Lasting): boolean {
	switch (action.do) {
		case "silence":
			return world.utcMs >= world.line.silentUntilMs;
		case "list3Repeat":
			return world.meter.faults.list3Repeats === 0;
		case "list3Missing":
			return world.meter.faults.list3Missing === 0;
		case "blockCallback":
			return world.pushes > pushes;
		default:
			return false;
	}
}

function clockChangeOf(value: unknown): ClockChange {
	const change = (typeof value === "object" && value !== null ? value : {}) as Record<
		string,
		unknown
	>;
	const [key, ...more] = Object.keys(change);
	const to = key === undefined ? undefined : change[key];
	if (more.length === 0) {
		if (key === "speed" && (to === "max" || (typeof to === "number" && to > 0 && to < Infinity)))
			return { speed: to };
		if (key === "paused" && typeof to === "boolean") return { paused: to };
		if (key === "jump" && isJump(to)) return { jump: to };
	}
	throw new Error(
		`a change of the clock is { "speed": a number above 0 or "max" }, { "paused": true or false } or { "jump": one of ${JUMPS.join(", ")} }`,
	);
}
