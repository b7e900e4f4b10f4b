/** Moments of virtual time that one wants to see, and so to be just before. */
import { localMs } from "../meters/clock.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Left before the moment, to see it come. */
const LEAD_MS = 10_000;

const MOMENTS = Object.freeze({
	minute: (utcMs: number) => utcMs + MINUTE_MS,
	/** List 3 comes after it. */
	hour: (utcMs: number) => nextHour(utcMs + LEAD_MS) - LEAD_MS,
	day: (utcMs: number) => utcMs + DAY_MS,
	/** Norwegian clocks are set forward or back. */
	dst: (utcMs: number) => nextClockChange(utcMs + LEAD_MS) - LEAD_MS,
});

export type Jump = keyof typeof MOMENTS;

export function isJump(name: unknown): name is Jump {
	return typeof name === "string" && Object.hasOwn(MOMENTS, name);
}

export const JUMPS: readonly string[] = Object.freeze(Object.keys(MOMENTS));

/** Where a jump from `utcMs` ends; all in milliseconds since 1970. */
export function momentAfter(jump: Jump, utcMs: number): number {
	return MOMENTS[jump](utcMs);
}

/** Milliseconds that Norwegian civil time is ahead of UTC. */
export function civilOffset(utcMs: number): number {
	return localMs(utcMs, "civilTime") - utcMs;
}

/** When Norwegian clocks are set next, after `utcMs`. */
export function nextClockChange(utcMs: number): number {
	let hour = nextHour(utcMs);
	while (civilOffset(hour) === civilOffset(hour - 1)) hour += HOUR_MS;
	return hour;
}

function nextHour(utcMs: number): number {
	return (Math.floor(utcMs / HOUR_MS) + 1) * HOUR_MS;
}
