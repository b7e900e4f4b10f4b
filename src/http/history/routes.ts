/** The routes of the history. */
import { DAY_HOURS } from "../../model/civil.ts";
import { localDayOf, startOfDay } from "../../time/oslo.ts";
import { problem } from "../problem.ts";
import { BAD_METHOD, ONLY_DELETE, ONLY_PUT } from "../refusals.ts";
import { isReading, type Reply, type Request } from "../reply.ts";
import { capacityReply } from "./capacity.ts";
import type { History } from "./history.ts";
import { hoursTable } from "./hours.ts";
import { change, forget } from "./owner.ts";
import { powerTable } from "./power.ts";
import { monthAsked, rangeOf } from "./query.ts";
import { daysTable, monthsTable } from "./sums.ts";
import { type Table, tableReply } from "./table.ts";
import { voltageTable } from "./voltage.ts";

const HOUR = "/hours/";
const CSV = ".csv";
const JSON_ENDING = ".json";

/** Of so many days `/days` and `/months` tell when nobody says from when. */
const DAYS = 31;
const DAYS_OF_MONTHS = 400;

const NO_TIME = problem(
	503,
	"Service Unavailable",
	"The time is not known yet: neither the network nor the meter has told it.",
	["Retry-After: 10"],
);
const NOT_READ = problem(
	503,
	"Service Unavailable",
	"The hours of this month are being read; ask again in half a minute.",
	["Retry-After: 30"],
);
const BAD_RANGE = problem(
	400,
	"Bad Request",
	"from and to are such as 2026-01-31, 2026-01 or 2026-01-31T12:00:00Z, and from is before to.",
);
const BAD_MONTH = problem(400, "Bad Request", "month is such as 2026-01.");

/** What the history needs to know of a request. */
export interface Asked {
	readonly request: Request;
	/** Without `/api/v1`. */
	readonly path: string;
	utcAt(monotonicMs: number): number | undefined;
	/** Milliseconds, monotonic: what the recent power is dated by. */
	readonly now: number;
}

type Route = (history: History, asked: Asked, isCsv: boolean) => Reply;

/** Undefined for a path that is not the history's. */
export function answerHistory(history: History, asked: Asked): Reply | undefined {
	const { request, path } = asked;
	const { method } = request;
	if (path === "/history") return method === "DELETE" ? forget(history, request) : ONLY_DELETE;
	if (path.startsWith(HOUR)) {
		return method === "PUT" ? change(history, request, path.slice(HOUR.length)) : ONLY_PUT;
	}
	// A form is asked for by the path's ending, or else by the Accept field.
	const ending = endingOf(path);
	const route = routeOf(path.slice(0, path.length - ending.length));
	if (route === undefined) return undefined;
	if (!isReading(method)) return BAD_METHOD;
	return route(history, asked, ending === CSV || (ending === "" && request.wantsCsv));
}

function endingOf(path: string): string {
	if (path.endsWith(CSV)) return CSV;
	return path.endsWith(JSON_ENDING) ? JSON_ENDING : "";
}

function routeOf(path: string): Route | undefined {
	switch (path) {
		case "/hours":
			return ranged(hoursTable, dayOfLast);
		case "/voltage":
			return ranged(voltageTable, dayOfLast);
		case "/days":
			return ranged(daysTable, (last) => startOfDay(localDayOf(last) - DAYS + 1));
		case "/months":
			return ranged(monthsTable, (last) => last - DAYS_OF_MONTHS * DAY_HOURS);
		case "/power":
			return power;
		case "/capacity":
			return capacity;
		default:
			return undefined;
	}
}

function dayOfLast(last: number): number {
	return startOfDay(localDayOf(last));
}

/** `begin`: where it begins when nobody says so, by its last hour. */
function ranged(
	table: (history: History, from: number, to: number) => Table,
	begin: (last: number) => number,
): Route {
	return (history, { request }, isCsv) => {
		const { open } = history;
		if (open === undefined) return NO_TIME;
		const range = rangeOf(request.query, open.hour + 1, begin);
		if (range === undefined) return BAD_RANGE;
		return tableReply(table(history, range.from, range.to), isCsv);
	};
}

function power(history: History, { now, utcAt }: Asked, isCsv: boolean): Reply {
	return tableReply(powerTable(history, now, utcAt), isCsv);
}

function capacity(history: History, { request }: Asked, isCsv: boolean): Reply {
	const { open } = history;
	if (open === undefined) return NO_TIME;
	const month = monthAsked(request.query, open.hour);
	if (month === undefined) return BAD_MONTH;
	return capacityReply(history, open.hour, month, isCsv) ?? NOT_READ;
}
