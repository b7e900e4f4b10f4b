/** A meter's wall clock: UTC to local time, and the 12 octets of a COSEM date-time. */
import type { DateTime } from "../../src/model/date-time.ts";
import { OctetWriter } from "./octet-writer.ts";
import type { Profile, Schedule } from "./profile.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const UNSPECIFIED_DEVIATION = -0x8000;
const MARCH = 2;
const OCTOBER = 9;

type ClockForm = Pick<Profile, "sunday" | "weekdayLagMs" | "hundredths" | "deviation" | "status">;

/** Local time as if it were UTC: `new Date(...)` of it shows the wall clock in its UTC fields. */
export function localMs(utcMs: number, clock: Schedule["clock"]): number {
	return utcMs + (clock === "civilTime" && isSummerTime(utcMs) ? 2 : 1) * HOUR_MS;
}

/** Directive 2000/84/EC: from the last Sunday of March to that of October, at 01:00 UTC. */
function isSummerTime(utcMs: number): boolean {
	const year = new Date(utcMs).getUTCFullYear();
	return utcMs >= lastSunday(year, MARCH) && utcMs < lastSunday(year, OCTOBER);
}

function lastSunday(year: number, month: number): number {
	const lastDay = Date.UTC(year, month + 1, 0, 1);
	return lastDay - new Date(lastDay).getUTCDay() * DAY_MS;
}

/** Sets `clock` to local time, with the deviation and status the meter would send. */
export function stampClock(clock: DateTime, local: number, form: ClockForm): void {
	const date = new Date(local);
	const octets = dateTime(date, form, form.deviation ?? UNSPECIFIED_DEVIATION, form.status);
	clock.set(new DataView(octets.buffer), 0);
}

/** What the meter sends for `clock`: the deviation and status are the clock's own. */
export function dateTimeOctets(clock: DateTime, form: ClockForm): Uint8Array {
	if (!clock.isSet) throw new RangeError("the reading lacks the clock that the meter sends");
	const { year, month, day, hour, minute, second } = clock;
	const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
	return dateTime(date, form, clock.deviation ?? UNSPECIFIED_DEVIATION, clock.status);
}

function dateTime(date: Date, form: ClockForm, deviation: number, status: number): Uint8Array {
	const weekday = new Date(date.getTime() - form.weekdayLagMs).getUTCDay();
	const into = new OctetWriter();
	into.integer(date.getUTCFullYear(), 2);
	into.u8(date.getUTCMonth() + 1);
	into.u8(date.getUTCDate());
	into.u8(weekday === 0 ? form.sunday : weekday);
	into.u8(date.getUTCHours());
	into.u8(date.getUTCMinutes());
	into.u8(date.getUTCSeconds());
	into.u8(form.hundredths);
	into.integer(deviation, 2);
	into.u8(status);
	return into.octets;
}
