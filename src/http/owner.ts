/** Requests for the owner alone: who shows no code, or a wrong one, is refused. */
import { problem } from "./problem.ts";
import type { Reply, Request } from "./reply.ts";

/** Who knows the owner's code. */
export interface Gate {
	/** Whether this is the owner's code. */
	admits(bearer: string): "owner" | "wrong" | "locked" | "none";
}

const NO_CODE = problem(
	403,
	"Forbidden",
	"No owner's code is set on this device, so nothing that is kept can be changed.",
);
const WRONG = problem(
	401,
	"Unauthorized",
	"This needs the owner's code, in the field Authorization: Bearer <code>.",
	['WWW-Authenticate: Bearer realm="glimt"'],
);
const LOCKED = problem(429, "Too Many Requests", "Too many wrong codes; wait a minute.", [
	"Retry-After: 60",
]);
/** Why the request may not be done; undefined when it may. */
export function ownerRefusal(by: Gate, { bearer }: Request): Reply | undefined {
	switch (by.admits(bearer)) {
		case "owner":
			return undefined;
		case "none":
			return NO_CODE;
		case "locked":
			return LOCKED;
		case "wrong":
			return WRONG;
	}
}
