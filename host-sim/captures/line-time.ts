/** The time that a log puts in front of a line. */

export interface LineTime {
	readonly kind: "date and time" | "time of day" | "time since 1970" | "seconds";
	/** Milliseconds; from where they count depends on the kind. */
	readonly ms: number;
	/** The line without it. */
	readonly rest: string;
	/** `12:34:56` without brackets or decimals, which could be three octets too. */
	readonly isBare: boolean;
}

const CLOCK = String.raw`(\d\d?):([0-5]\d):([0-5]\d)(?:[.,](\d+))?`;
/** 9.12.2017, 12/9/2017 or Sep 12; which day it was matters only at midnight, and that shows. */
const DAY = String.raw`(?:\d\d?[./]\d\d?[./]\d{2,4},?|[A-Z][a-z]{2} +\d\d?)\s+`;
const END = String.raw`(?:[\])]|(?=$|\s|[:,;|-](?:\s|$)))\s*[:,;|-]?\s*`;

const DATE_TIME = new RegExp(
	String.raw`^[[(]?(\d{4})[-/.](\d\d)[-/.](\d\d)[T ]+${CLOCK} ?(Z|UTC|[+-]\d\d:?\d\d)?${END}`,
);
const TIME_OF_DAY = new RegExp(`^[[(]?(?:${DAY})?${CLOCK}(?: ?([AP])M)?${END}`);
/** Ten digits may also be five octets: then what follows would not be parted otherwise. */
const SINCE_1970 = new RegExp(
	String.raw`^[[(]?(\d{10}\.\d+|\d{13}(?:\.\d+)?|\d{10}(?=[\])]|\s+(?:[0-9a-f]{2}(?:[\s:,-]|$)|[0-9a-f]{12}|[^0-9a-f]|0x)))${END}`,
	"i",
);
const SECONDS = new RegExp(String.raw`^[[(]?\s*(\d+\.\d+) ?s?${END}`);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** 2001 and 2100 as seconds since 1970. */
const FIRST_SECOND = 1_000_000_000;
const LAST_SECOND = 4_102_444_800;

/** The time `text` begins with, or undefined where it begins with something else. */
export function lineTime(text: string): LineTime | undefined {
	const time = dateTime(text) ?? timeOfDay(text) ?? since1970(text) ?? seconds(text);
	const front = time ? text.slice(0, text.length - time.rest.length) : "";
	return /^[[(]/.test(front) === /[\])]/.test(front) ? time : undefined;
}

function dateTime(text: string): LineTime | undefined {
	const match = DATE_TIME.exec(text);
	if (!match) return undefined;
	const [whole, year, month, day, , , , , zone] = match;
	const dayMs = Date.UTC(Number(year), Number(month) - 1, Number(day));
	const ms = dayMs + clockMs(match.slice(4, 8)) - zoneMs(zone);
	return { kind: "date and time", ms, rest: text.slice(whole.length), isBare: false };
}

function timeOfDay(text: string): LineTime | undefined {
	const match = TIME_OF_DAY.exec(text);
	if (!match || Number(match[1]) > 23) return undefined;
	const [whole, hour, , , , half] = match;
	let ms = clockMs(match.slice(1, 5));
	if (half !== undefined) ms += ((half === "P" ? 12 : 0) - (hour === "12" ? 12 : 0)) * HOUR_MS;
	const isBare = /^\d\d:\d\d:\d\d[\s:,;|-]*$/.test(whole);
	return { kind: "time of day", ms, rest: text.slice(whole.length), isBare };
}

function since1970(text: string): LineTime | undefined {
	const [whole, number = ""] = SINCE_1970.exec(text) ?? [];
	if (whole === undefined) return undefined;
	const ms = Number(number) * (/^\d{13}/.test(number) ? 1 : 1000);
	if (ms < FIRST_SECOND * 1000 || ms > LAST_SECOND * 1000) return undefined;
	return { kind: "time since 1970", ms, rest: text.slice(whole.length), isBare: false };
}

function seconds(text: string): LineTime | undefined {
	const [whole, number] = SECONDS.exec(text) ?? [];
	if (whole === undefined) return undefined;
	const ms = Number(number) * 1000;
	return { kind: "seconds", ms, rest: text.slice(whole.length), isBare: false };
}

function clockMs([hour, minute, second, decimals = ""]: string[]): number {
	const ms = Number(`0.${decimals || 0}`) * 1000;
	return Number(hour) * HOUR_MS + Number(minute) * MINUTE_MS + Number(second) * 1000 + ms;
}

function zoneMs(zone: string | undefined): number {
	const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? "") ?? [];
	if (sign === undefined) return 0;
	const ms = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS;
	return sign === "-" ? -ms : ms;
}
