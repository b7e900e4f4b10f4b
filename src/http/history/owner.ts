/** What only the owner may do: correct an hour, strike one out, forget everything. */
import { ownerRefusal } from "../owner.ts";
import { problem } from "../problem.ts";
import type { Reply, Request } from "../reply.ts";
import type { History } from "./history.ts";
import { decoded, hourOf, parameter } from "./query.ts";

const DONE: Reply = Object.freeze({
	status: 200,
	type: "application/json",
	body: '{"status":"done"}',
});

const NO_HOUR = problem(404, "Not Found", "Nothing is kept of this hour, or it is not over yet.");
const BAD_HOUR = problem(
	400,
	"Bad Request",
	"An hour is named by its start in UTC, as in /api/v1/hours/2026-01-31T12:00:00Z.",
);
const NO_WORD = problem(
	400,
	"Bad Request",
	"Say one of importWh=<whole Wh below 1000000>, importWh= to take it back, struckOut=true and struckOut=false.",
);

/** `DELETE /api/v1/history` */
export function forget(history: History, request: Request): Reply {
	const refused = ownerRefusal(history, request);
	if (refused !== undefined) return refused;
	history.forget();
	return DONE;
}

/** `PUT /api/v1/hours/<start>?importWh=1234`, or `?struckOut=true`; `start` as it was sent. */
export function change(history: History, request: Request, start: string): Reply {
	const refused = ownerRefusal(history, request);
	if (refused !== undefined) return refused;
	const hour = hourOf(decoded(start));
	if (hour === undefined) return BAD_HOUR;
	const isDone = say(history, hour, request.query);
	if (isDone === undefined) return NO_WORD;
	return isDone ? DONE : NO_HOUR;
}

/** False where there is no such hour; undefined where the query says nothing, or two things. */
function say(history: History, hour: number, query: string): boolean | undefined {
	const struckOut = parameter(query, "struckOut");
	const importWh = parameter(query, "importWh");
	if ((struckOut === undefined) === (importWh === undefined)) return undefined;
	if (importWh !== undefined) {
		if (!/^\d{0,6}$/.test(importWh)) return undefined;
		return history.correct(hour, importWh === "" ? undefined : Number(importWh));
	}
	if (struckOut !== "true" && struckOut !== "false") return undefined;
	return history.strikeOut(hour, struckOut === "true");
}
