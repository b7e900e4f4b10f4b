/** What came over HTTP, counted; the names are the keys in `GET /api/v1/status`. */

const NAMES = Object.freeze([
	/** Accepted or refused. */
	"connections",
	/** Whole and well formed, whatever the reply. */
	"requests",
	/** Connections turned away with 503: all were busy. */
	"refused",
	/** Idle connections closed in favour of a new one. */
	"evicted",
	/** Requests that did not end in time (408), and replies that nobody took. */
	"timeouts",
	/** Events and octets of a feed left out for a client that had not taken those before. */
	"unsent",
	/** Refused for their form: 400, 411, 413, 414, 431, 501 and 505. */
	"badRequests",
	/** Requests for a host that is not ours (421): perhaps DNS rebinding. */
	"misdirected",
	/** Replies that could not be made (500). */
	"failures",
] as const);

export type HttpCounts = Record<(typeof NAMES)[number], number>;

/** All at zero; no name can be added. */
export function httpCounts(): HttpCounts {
	return Object.seal(Object.fromEntries(NAMES.map((name) => [name, 0]))) as HttpCounts;
}
