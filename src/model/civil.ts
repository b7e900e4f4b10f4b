/**
 * Days and civil dates by the proleptic Gregorian calendar, without `Date`. A day is a whole number
 * since 1970-01-01; a date is one integer, `year << 16 | month << 8 | day`, as in `DateTime`.
 */

export const HOUR_SECONDS = 3600;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
export const DAY_HOURS = 24;
/** Days in 400 years, after which the calendar repeats. */
const ERA_DAYS = 146_097;
/** Days from 0000-03-01 to 1970-01-01. Years start in March, so that a leap day ends one. */
const EPOCH_DAYS = 719_468;

/** The date of a day, from year 0 to 32767. */
export function dateOf(day: number): number {
	const days = day + EPOCH_DAYS;
	const era = Math.floor(days / ERA_DAYS);
	const dayOfEra = days - era * ERA_DAYS;
	const yearOfEra = Math.floor(
		(dayOfEra -
			Math.floor(dayOfEra / 1460) +
			Math.floor(dayOfEra / 36_524) -
			Math.floor(dayOfEra / 146_096)) /
			365,
	);
	const dayOfYear =
		dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
	const dayOfMonth = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
	const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
	const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
	return (year << 16) | (month << 8) | dayOfMonth;
}

/** The day of a date; one past the month's end runs on into the next month. */
export function dayOf(year: number, month: number, dayOfMonth: number): number {
	const marchYear = month <= 2 ? year - 1 : year;
	const marchMonth = month <= 2 ? month + 9 : month - 3;
	const era = Math.floor(marchYear / 400);
	const yearOfEra = marchYear - era * 400;
	const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + dayOfMonth - 1;
	const dayOfEra =
		365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * ERA_DAYS + dayOfEra - EPOCH_DAYS;
}

export function yearOf(date: number): number {
	return date >> 16;
}

/** 1 to 12. */
export function monthOf(date: number): number {
	return (date >> 8) & 0xff;
}

export function dayOfMonthOf(date: number): number {
	return date & 0xff;
}
