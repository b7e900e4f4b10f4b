/**
 * Civil time in Norway by rule: directive 2000/84/EC, normal time (UTC+1) with summer time (UTC+2)
 * from the last Sunday of March to that of October, both at 01:00 UTC.
 *
 * An hour is a whole number of UTC hours since 1970. A local hour is the same number read off the
 * wall: it leaps over one in March and says one twice in October.
 */
import { DAY_HOURS, dateOf, dayOf, monthOf, yearOf } from "../model/civil.ts";

const MARCH = 3;
const OCTOBER = 10;
/** 1970-01-01 was a Thursday: `(day + 4) % 7` is 0 on Sundays. */
const THURSDAY = 4;
const SWITCH_HOUR = 1;

/** Hours that Oslo's wall is ahead of UTC in an hour: 1 or 2. */
export function osloOffset(hour: number): 1 | 2 {
	const year = yearOf(dateOf(Math.floor(hour / DAY_HOURS)));
	return hour >= switchHour(year, MARCH) && hour < switchHour(year, OCTOBER) ? 2 : 1;
}

/** 01:00 UTC on the last Sunday of a month of 31 days. */
function switchHour(year: number, month: number): number {
	const last = dayOf(year, month, 31);
	return (last - ((last + THURSDAY) % 7)) * DAY_HOURS + SWITCH_HOUR;
}

export function localHourOf(hour: number): number {
	return hour + osloOffset(hour);
}

/**
 * The first hour at which Oslo's wall says `localHour`. One that the wall leaps over in March is read
 * as on a wall that was not changed.
 */
export function earliestHour(localHour: number): number {
	return osloOffset(localHour - 2) === 2 ? localHour - 2 : localHour - 1;
}

/** The last such hour: another than `earliestHour` only in October's double hour. */
export function latestHour(localHour: number): number {
	return osloOffset(localHour - 1) === 1 ? localHour - 1 : earliestHour(localHour);
}

/** The day in Oslo that an hour belongs to. */
export function localDayOf(hour: number): number {
	return Math.floor(localHourOf(hour) / DAY_HOURS);
}

/** The hour at which a day begins in Oslo. It has 23, 24 or 25 hours until the next begins. */
export function startOfDay(day: number): number {
	return earliestHour(day * DAY_HOURS);
}

/** The hour at which the month of a date begins in Oslo. */
export function startOfMonth(date: number): number {
	return startOfDay(dayOf(yearOf(date), monthOf(date), 1));
}

/** The hour at which the month after that of a date begins in Oslo. */
export function startOfNextMonth(date: number): number {
	const month = monthOf(date);
	const year = yearOf(date);
	return startOfDay(month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1));
}
