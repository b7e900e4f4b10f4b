/** What a query asks for, in whole hours since 1970, UTC. */
import { DAY_HOURS, dateOf, dayOf, dayOfMonthOf, monthOf } from "../../model/civil.ts";
import { startOfDay } from "../../time/oslo.ts";

/** Hours from the first up to that after the last; none when they are the same. */
export interface Range {
	readonly from: number;
	readonly to: number;
}

/**
 * The hours of which some part is from `from` up to `to`, and none that begin at `end` or later.
 * Without `to` it is `end`; without `from` it is `begin` of the last hour. Undefined for what cannot
 * be read, and where `from` is not before `to`.
 */
export function rangeOf(
	query: string,
	end: number,
	begin: (last: number) => number,
): Range | undefined {
	const from = parameter(query, "from");
	const to = parameter(query, "to");
	const asked = to === undefined ? end : momentOf(to);
	if (asked === undefined) return undefined;
	const after = Math.max(0, Math.min(Math.ceil(asked), end));
	const first = from === undefined ? begin(after - 1) : momentOf(from);
	if (first === undefined || (from !== undefined && to !== undefined && first >= asked)) {
		return undefined;
	}
	return { from: Math.max(0, Math.min(Math.floor(first), after)), to: after };
}

/** The first hour of `?month=2026-01`; `byDefault` without one, undefined for what is none. */
export function monthAsked(query: string, byDefault: number): number | undefined {
	const month = parameter(query, "month");
	if (month === undefined) return byDefault;
	return /^\d{4}-\d\d$/.test(month) ? momentOf(month) : undefined;
}

/** The hour that begins at `2026-01-31T12:00:00Z`; undefined for what is no hour's begin. */
export function hourOf(text: string): number | undefined {
	const hour = text.endsWith("Z") ? momentOf(text) : undefined;
	return Number.isInteger(hour) ? hour : undefined;
}

/** The value of a parameter, decoded; undefined where there is none. Of two the first counts. */
export function parameter(query: string, name: string): string | undefined {
	for (const pair of query.split("&")) {
		const [key, value = ""] = pair.split("=");
		if (key === name) return decoded(value);
	}
	return undefined;
}

/** ASCII that is percent-encoded; what is not stays as it is. */
export function decoded(text: string): string {
	return text.replace(/%([0-7][0-9A-Fa-f])/g, (_, digits: string) =>
		String.fromCharCode(Number.parseInt(digits, 16)),
	);
}

/** Hours, with their fraction, up to a moment, or to where a day or month begins in Oslo. */
function momentOf(text: string): number | undefined {
	// `2026`-`01`[-`31`[T`12`[:`00`[:`00`]]Z]]. Not at module scope: the SDK's engine runs no expression
	// that is preloaded (docs/device-checks.md).
	const form = /^(\d{4})-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d(?:\.\d+)?))?)?Z)?)?$/;
	const [, year, month, day, hour, minute = "0", second = "0"] = form.exec(text) ?? [];
	if (year === undefined) return undefined;
	const [m, d] = [Number(month), Number(day ?? 1)];
	const days = dayOf(Number(year), m, d);
	const date = dateOf(days);
	// Of the 31st of February nothing is known.
	if (monthOf(date) !== m || dayOfMonthOf(date) !== d) return undefined;
	if (hour === undefined) return startOfDay(days);
	const [h, seconds] = [Number(hour), Number(minute) * 60 + Number(second)];
	if (h >= DAY_HOURS || Number(minute) >= 60 || Number(second) >= 60) return undefined;
	return days * DAY_HOURS + h + seconds / 3600;
}
