/** UTC without `Date`. */
import { DAY_MS, dateOf, dayOfMonthOf, monthOf, yearOf } from "./civil.ts";

/** RFC 3339 of milliseconds since 1970, to the second: `2026-01-31T12:00:10Z`. */
export function utcText(ms: number): string {
	const days = Math.floor(ms / DAY_MS);
	const date = dateOf(days);
	const seconds = Math.floor(ms / 1000) - days * 86_400;
	const hour = Math.floor(seconds / 3600);
	const minute = Math.floor(seconds / 60) % 60;
	return `${padded(yearOf(date), 4)}-${padded(monthOf(date), 2)}-${padded(dayOfMonthOf(date), 2)}T${padded(hour, 2)}:${padded(minute, 2)}:${padded(seconds % 60, 2)}Z`;
}

function padded(value: number, digits: number): string {
	return String(value).padStart(digits, "0");
}
