/** What the server itself answers, before or instead of any route. */
import { problem } from "./problem.ts";
import type { Reply } from "./reply.ts";
import { REASONS } from "./response.ts";

function refusal(status: number, detail: string, headers: readonly string[] = []): Reply {
	return problem(status, REASONS[status] as string, detail, headers);
}

export const BAD_LINE = refusal(400, "The request line is not `method target HTTP-version`.");
export const BAD_TARGET = refusal(400, "The request target is neither a path nor an http URL.");
export const BAD_FIELD = refusal(400, "A header field is not `name: value`.");
export const BAD_VALUE = refusal(400, "A header field has a control character in it.");
export const BAD_HOST = refusal(400, "The Host field is not `host[:port]`, or there are two.");
export const NO_HOST = refusal(400, "An HTTP/1.1 request needs a Host field.");
export const BAD_LENGTH = refusal(400, "Content-Length is not a number, or there are two.");
export const BAD_CODING = refusal(400, "Transfer-Encoding cannot stand in this request.");
export const BAD_METHOD = refusal(405, "This can only be read.", ["Allow: GET, HEAD"]);
export const ONLY_DELETE = refusal(405, "This can only be deleted.", ["Allow: DELETE"]);
export const ONLY_PUT = refusal(405, "This can only be put.", ["Allow: PUT"]);
export const NO_PUT = refusal(405, "This can only be read, or posted to.", [
	"Allow: GET, HEAD, POST",
]);
export const TOO_SLOW = refusal(408, "The request did not come to its end in time.");
export const BAD_BODY = refusal(400, "The body is not text in UTF-8.");
export const NO_LENGTH = refusal(411, "A body needs a Content-Length here.");
export const LONG_BODY = refusal(413, "The body is longer than accepted here.");
export const LONG_TARGET = refusal(414, "The request target is longer than accepted here.");
export const MISDIRECTED = refusal(
	421,
	"The Host field names neither an address nor a local name, as in an attack by DNS rebinding. " +
		"Use the address, or a name that ends in .local.",
);
export const LONG_HEAD = refusal(431, "The request head is longer than accepted here.");
export const FAILED = refusal(500, "The reply could not be made: a fault in the firmware.");
export const BAD_BODY_CODING = refusal(501, "The Transfer-Encoding is not known here.");
export const BUSY = refusal(503, "All connections are in use.", ["Retry-After: 1"]);
export const FEEDS_TAKEN = refusal(503, "All feeds are in use; ask for the reading instead.", [
	"Retry-After: 10",
]);
export const BAD_VERSION = refusal(505, "Only HTTP/1.1 and HTTP/1.0 are understood here.");
