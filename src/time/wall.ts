/** From what a meter's wall clock says to UTC, in milliseconds since 1970. */
import { DAY_HOURS, dayOf, HOUR_MS } from "../model/civil.ts";
import type { ClockRule, DateTime } from "../model/date-time.ts";
import { earliestHour, latestHour } from "./oslo.ts";

/** How a wall clock is read: by its maker's rule, or by one that network time has shown to hold. */
export type Basis = ClockRule | "utc" | "summerTime";

/** In the order in which they are tried, and kept in a record as 1 and up. */
export const BASES: readonly Basis[] = Object.freeze([
	"normalTime",
	"civilTime",
	"utc",
	"summerTime",
	"deviation",
]);

const MINUTE_MS = 60_000;
const NORMAL_MINUTES = -60;

/** What the wall says as if it were UTC. */
export function wallMs(text: Readonly<DateTime>): number {
	const day = dayOf(text.year, text.month, text.day);
	return ((day * DAY_HOURS + text.hour) * 60 + text.minute) * MINUTE_MS + text.second * 1000;
}

/** The first moment at which the wall says this. */
export function earliestUtc(text: Readonly<DateTime>, basis: Basis): number {
	const wall = wallMs(text);
	switch (basis) {
		case "normalTime":
			return wall - HOUR_MS;
		case "civilTime":
			return atHour(wall, earliestHour(Math.floor(wall / HOUR_MS)));
		case "utc":
			return wall;
		case "summerTime":
			return wall - 2 * HOUR_MS;
		case "deviation":
			return wall + (text.deviation ?? NORMAL_MINUTES) * MINUTE_MS;
	}
}

/** The last such moment: an hour after the first in October's double hour, else the same. */
export function latestUtc(text: Readonly<DateTime>, basis: Basis): number {
	if (basis !== "civilTime") return earliestUtc(text, basis);
	const wall = wallMs(text);
	return atHour(wall, latestHour(Math.floor(wall / HOUR_MS)));
}

function atHour(wall: number, hour: number): number {
	return hour * HOUR_MS + (wall - Math.floor(wall / HOUR_MS) * HOUR_MS);
}
