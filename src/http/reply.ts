/** What passes between the server and the routes. */

export type Method = "GET" | "HEAD" | "PUT" | "DELETE" | "POST";

/** Whether a request of this method changes nothing. */
export function isReading(method: Method | undefined): boolean {
	return method === "GET" || method === "HEAD";
}

/** A request whose head is whole and well formed. */
export interface Request {
	/** Undefined when it is any other: nothing is done for it, but its path tells which may come. */
	readonly method: Method | undefined;
	/** Decoded of nothing: as sent, from the slash up to `?`. */
	readonly path: string;
	/** After `?`, or empty. */
	readonly query: string;
	/** Asked for by the Accept field. */
	readonly wantsCsv: boolean;
	/** The code that the client shows, or empty. Secret. */
	readonly bearer: string;
	/** Of PUT and POST; else empty. */
	readonly body: string;
	/** Milliseconds, monotonic. */
	readonly now: number;
}

/** Text in pieces short enough to encode one at a time; ASCII, so that `size` is its octets. */
export interface Pieces {
	readonly pieces: readonly string[];
	readonly size: number;
}

/** Text that is made a piece at a time, when there is room to send it; a piece is about a kilobyte. */
export interface Stream {
	/** Undefined after the last. Empty when there is more to do first: then it is asked again soon. */
	next(): string | undefined;
}

/** What is sent on as it happens: a server-sent event for each reading; the octets of the HAN port. */
export type Feed = "events" | "raw";

export interface Reply {
	readonly status: number;
	/** Media type. */
	readonly type: string;
	readonly body: string | Pieces | Stream;
	/** The body does not end: what the server publishes on this feed follows. */
	readonly feed?: Feed;
	/** More header fields, each `Name: value`. */
	readonly headers?: readonly string[];
}

/** UTF-8 of a text, lent by the machine because XS has no TextEncoder. */
export type Encode = (text: string) => Uint8Array;

/** One kilobyte is encoded at a time. */
const PIECE = 1024;

/** Cuts an ASCII text; done at module scope, the pieces lie in flash. Throws on other text. */
export function pieces(text: string): Pieces {
	const cut: string[] = [];
	for (let i = 0; i < text.length; i++) {
		if (text.charCodeAt(i) > 0x7f) throw new RangeError(`character ${i} is not ASCII`);
	}
	for (let at = 0; at < text.length; at += PIECE) cut.push(text.slice(at, at + PIECE));
	return Object.freeze({ pieces: Object.freeze(cut), size: text.length });
}
