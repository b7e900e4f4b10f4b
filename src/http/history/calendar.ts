/** Days and months in Oslo, as the routes call them. */
import { dateOf, dayOfMonthOf, monthOf, yearOf } from "../../model/civil.ts";
import { localDayOf } from "../../time/oslo.ts";

/** `2026-01-31` of the day that an hour is in. */
export function dayText(hour: number): string {
	return `${monthText(hour)}-${padded(dayOfMonthOf(dateOf(localDayOf(hour))), 2)}`;
}

/** `2026-01` */
export function monthText(hour: number): string {
	const date = dateOf(localDayOf(hour));
	return `${padded(yearOf(date), 4)}-${padded(monthOf(date), 2)}`;
}

function padded(value: number, digits: number): string {
	return String(value).padStart(digits, "0");
}
