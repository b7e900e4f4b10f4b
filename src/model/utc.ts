/** UTC without `Date`: days and civil dates by the proleptic Gregorian calendar. */

const DAY_MS = 86_400_000;
/** Days in 400 years, after which the calendar repeats. */
const ERA_DAYS = 146_097;
/** Days from 0000-03-01 to 1970-01-01. Years start in March, so that a leap day ends one. */
const EPOCH_DAYS = 719_468;

/** RFC 3339 of milliseconds since 1970, to the second: `2026-01-31T12:00:10Z`. */
export function utcText(ms: number): string {
	const days = Math.floor(ms / DAY_MS) + EPOCH_DAYS;
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
	const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
	const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
	const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
	const seconds = Math.floor(ms / 1000) - (days - EPOCH_DAYS) * 86_400;
	const hour = Math.floor(seconds / 3600);
	const minute = Math.floor(seconds / 60) % 60;
	return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}T${padded(hour, 2)}:${padded(minute, 2)}:${padded(seconds % 60, 2)}Z`;
}

function padded(value: number, digits: number): string {
	return String(value).padStart(digits, "0");
}
