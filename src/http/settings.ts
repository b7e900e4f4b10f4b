/** `GET` and `PUT /api/v1/settings`: what the owner decides. */
import { type Gate, ownerRefusal } from "./owner.ts";
import { problem } from "./problem.ts";
import type { Reply, Request } from "./reply.ts";
import { liveJson } from "./sources.ts";

/** What the routes may see of the settings, and do to them. */
export interface SettingsSource extends Gate {
	/** Without secrets. */
	told(): object;
	/** Changes what `given` names, and keeps it. */
	change(given: unknown): SettingsOutcome;
}

export interface SettingsOutcome {
	/** `newer`: only a newer firmware may write them. `failed`: they could not be kept. */
	readonly status: "kept" | "wrong" | "newer" | "failed";
	/** A sentence for each thing that is wrong. */
	readonly faults: readonly string[];
	/** Settings that were changed and hold after a restart only. */
	readonly afterRestart: readonly string[];
}

/** JSON of ours has three brackets; many would lie on each other on the stack of who reads them. */
const MOST_BRACKETS = 40;

const ONLY_PUT = problem(405, "Method Not Allowed", "Settings are read, or put.", [
	"Allow: GET, HEAD, PUT",
]);
const NO_JSON = problem(400, "Bad Request", "The body is not JSON.");
const NEWER = problem(
	409,
	"Conflict",
	"A newer firmware wrote these settings in a form that this one must not touch; put it back first.",
);
const FAILED = problem(500, "Internal Server Error", "The settings could not be written.");

export function settingsReply(settings: SettingsSource, request: Request): Reply {
	const { method } = request;
	if (method === "PUT") return ownerRefusal(settings, request) ?? put(settings, request.body);
	if (method !== "GET" && method !== "HEAD") return ONLY_PUT;
	return liveJson(JSON.stringify(settings.told()));
}

function put(settings: SettingsSource, body: string): Reply {
	const given = parsed(body);
	if (given === undefined) return NO_JSON;
	const { status, faults, afterRestart } = settings.change(given);
	switch (status) {
		case "wrong":
			return problem(400, "Bad Request", faults.join(" "));
		case "newer":
			return NEWER;
		case "failed":
			return FAILED;
		case "kept":
			return liveJson(
				JSON.stringify({ status: "done", ...(afterRestart.length > 0 && { afterRestart }) }),
			);
	}
}

/** Undefined of what is no JSON. */
function parsed(body: string): unknown {
	if (body.split(/[[{]/, MOST_BRACKETS + 2).length > MOST_BRACKETS + 1) return undefined;
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}
