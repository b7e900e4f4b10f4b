/** Replies that say what is wrong, as problem details (RFC 9457). */
import type { Reply } from "./reply.ts";

/** A problem of type `about:blank`. The detail is a sentence for whoever reads the client's log. */
export function problem(
	status: number,
	title: string,
	detail: string,
	headers: readonly string[] = [],
): Reply {
	return Object.freeze({
		status,
		type: "application/problem+json",
		body: JSON.stringify({ type: "about:blank", title, status, detail }),
		headers: Object.freeze(headers),
	});
}
