/**
 * The routes: what is known, as replies. The guide for users is ../../docs/api.md, and a test holds
 * it to what is written here.
 */
import { answerHistory } from "./history/routes.ts";
import { PAGE } from "./page.ts";
import { problem } from "./problem.ts";
import { events, reading } from "./reading.ts";
import { BAD_METHOD } from "./refusals.ts";
import { isReading, type Reply, type Request } from "./reply.ts";
import { settingsReply } from "./settings.ts";
import { LIVE, type Sources } from "./sources.ts";
import { health, status } from "./status.ts";

type Route = (from: Sources) => Reply;

const HISTORY_ROOT = "/api/v1";
const SETTINGS = "/api/v1/settings";
const NOTHING = problem(
	404,
	"Not Found",
	"There is nothing at this path; docs/api.md tells what is where.",
);

/** A function rather than a map, which the device would keep in RAM. */
function routeOf(path: string): Route | undefined {
	switch (path) {
		case "/":
			return page;
		case "/api/v1/reading":
			return reading;
		case "/api/v1/status":
			return status;
		case "/api/v1/events":
			return events;
		case "/api/v1/raw":
			return raw;
		case "/healthz":
			return health;
		default:
			return undefined;
	}
}

/** The reply to a request, whatever its path. */
export function answer(from: Sources, request: Request): Reply {
	const { path } = request;
	const bare = path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
	if (bare === SETTINGS) return settingsReply(from.settings, request);
	const route = routeOf(bare);
	if (route === undefined) return historyOf(from, request, bare) ?? NOTHING;
	return isReading(request.method) ? route(from) : BAD_METHOD;
}

function historyOf(from: Sources, request: Request, path: string): Reply | undefined {
	const { history, now } = from;
	if (history === undefined || !path.startsWith(`${HISTORY_ROOT}/`)) return undefined;
	return answerHistory(history, {
		request,
		path: path.slice(HISTORY_ROOT.length),
		utcAt: (monotonicMs) => from.utcAt(monotonicMs),
		now,
	});
}

function page(): Reply {
	return PAGE;
}

function raw(): Reply {
	return { status: 200, type: "application/octet-stream", body: "", headers: LIVE, feed: "raw" };
}
