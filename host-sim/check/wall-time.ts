/** Dates and times as exports write them. */
import { dateOf, dayOf } from "../../src/model/civil.ts";

const DAY_MINUTES = 1440;

export interface WallTime {
	/** Since 1970, as the wall says. */
	readonly minutes: number;
	/** Minutes ahead of UTC, where it is told. */
	readonly offset: number | undefined;
}

const ISO =
	/^(\d{4})-(\d\d)-(\d\d)(?:[T ]+(\d\d?)[:.](\d\d)(?:[:.]\d\d(?:[.,]\d+)?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i;
const NORWEGIAN =
	/^(\d\d?)\.(\d\d?)\.(\d{4}|\d\d)(?:,?\s+(?:kl\.?\s*)?(\d\d?)[:.](\d\d)(?:[:.]\d\d)?)?$/i;
const OF_DAY =
	/^(?:kl\.?\s*)?(\d\d?)(?:[:.](\d\d)(?:[:.]\d\d)?)?(?:\s*[-–]\s*\d\d?(?:[:.]\d\d)*)?$/i;

/** `dd.mm.yyyy HH:MM`, or `yyyy-mm-dd HH:MM` with or without an offset; a date alone is its midnight. */
export function wallTimeOf(text: string): WallTime | undefined {
	const iso = ISO.exec(text);
	if (iso) {
		const [, year, month, day, hour, minute, zone] = iso;
		return wallTime([year, month, day], [hour, minute], zone);
	}
	const norwegian = NORWEGIAN.exec(text);
	if (!norwegian) return undefined;
	const [, day, month, year = "", hour, minute] = norwegian;
	return wallTime([year.length === 2 ? `20${year}` : year, month, day], [hour, minute], undefined);
}

/** Minutes into a day: `13:00`, `13:00-14:00`, `13-14` or `13`. */
export function minutesOfDay(text: string): number | undefined {
	const found = OF_DAY.exec(text);
	return found ? minutesOf(found[1], found[2]) : undefined;
}

type Text = string | undefined;

function wallTime(date: [Text, Text, Text], time: [Text, Text], zone: Text): WallTime | undefined {
	const [year, month, day] = date.map(Number) as [number, number, number];
	const days = dayOf(year, month, day);
	const isDate = month >= 1 && month <= 12 && dateOf(days) === ((year << 16) | (month << 8) | day);
	const minutes = minutesOf(...time);
	if (!isDate || minutes === undefined) return undefined;
	return { minutes: days * DAY_MINUTES + minutes, offset: zone ? offsetOf(zone) : undefined };
}

function minutesOf(hour: Text = "0", minute: Text = "0"): number | undefined {
	const minutes = Number(hour) * 60 + Number(minute);
	return Number(minute) < 60 && minutes <= DAY_MINUTES ? minutes : undefined;
}

function offsetOf(zone: string): number {
	if (/z/i.test(zone)) return 0;
	const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(":", ""))];
	return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}
