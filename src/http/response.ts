/**
 * A reply on its way out: head and body in octets, as much of them as there is room for.
 *
 * The head goes in one write with the beginning of the body, because with Nagle's algorithm a small
 * write waits for the acknowledgement of the one before. Pieces are encoded one at a time.
 */
import type { Connection } from "./connection.ts";
import type { Encode, Reply, Stream } from "./reply.ts";

/** The reason phrase of each status we use (RFC 9110, 15; 429 and 431: RFC 6585). */
export const REASONS: Readonly<Record<number, string>> = Object.freeze({
	200: "OK",
	302: "Found",
	400: "Bad Request",
	401: "Unauthorized",
	403: "Forbidden",
	404: "Not Found",
	405: "Method Not Allowed",
	408: "Request Timeout",
	409: "Conflict",
	411: "Length Required",
	413: "Content Too Large",
	414: "URI Too Long",
	421: "Misdirected Request",
	429: "Too Many Requests",
	431: "Request Header Fields Too Large",
	500: "Internal Server Error",
	501: "Not Implemented",
	503: "Service Unavailable",
	505: "HTTP Version Not Supported",
});

/** Value of the Connection field; empty when the version's own rule says enough. */
export type Persistence = "" | "close" | "keep-alive";

/** In place of a size. */
const CHUNKED = "chunked";

const NO_PIECES: readonly string[] = Object.freeze([]);

export class Response {
	readonly #encode: Encode;
	readonly #nothing: Uint8Array = new Uint8Array(0);
	/** Ours; octets from `#at` on are still to be written. */
	#octets = this.#nothing;
	#at = 0;
	/** Pieces from `#next` on are still to be encoded. */
	#pieces = NO_PIECES;
	#next = 0;
	/** Makes the rest of the body. */
	#stream: Stream | undefined = undefined;
	#isChunked = false;
	/** The stream had nothing to say yet when it was asked last. */
	isWorking = false;

	constructor(encode: Encode) {
		this.#encode = encode;
	}

	/** All of the reply has been written. */
	get isSent(): boolean {
		const isMade = this.#next === this.#pieces.length && this.#stream === undefined;
		return isMade && this.#at === this.#octets.length;
	}

	clear(): void {
		this.#octets = this.#nothing;
		this.#at = 0;
		this.#pieces = NO_PIECES;
		this.#next = 0;
		this.#stream = undefined;
	}

	/**
	 * Goes on after a reply that does not end. False when something before is still to be written:
	 * nothing has been taken then.
	 */
	add(octets: Uint8Array): boolean {
		if (!this.isSent) return false;
		this.#octets = octets;
		this.#at = 0;
		return true;
	}

	/**
	 * Begins a reply, without its body for HEAD. A stream goes in chunks, or up to the connection's end
	 * for a client that does not know them.
	 */
	begin(reply: Reply, isHead: boolean, persistence: Persistence, isChunked: boolean): void {
		const { body } = reply;
		this.clear();
		if (isStream(body)) {
			this.#octets = this.#encode(headText(reply, isChunked ? CHUNKED : undefined, persistence));
			this.#isChunked = isChunked;
			if (!isHead) this.#stream = body;
		} else if (typeof body === "string") {
			const octets = this.#encode(body);
			const size = reply.feed === undefined ? octets.length : undefined;
			const head = this.#encode(headText(reply, size, persistence));
			this.#octets = isHead ? head : joined(head, octets);
		} else {
			const pieces = isHead ? NO_PIECES : body.pieces;
			const head = headText(reply, body.size, persistence);
			this.#octets = this.#encode(head + (pieces[0] ?? ""));
			this.#pieces = pieces;
			this.#next = Math.min(1, pieces.length);
		}
	}

	/** Writes what the connection has room for. Returns how many octets it took. */
	write(connection: Connection): number {
		let sent = 0;
		this.isWorking = false;
		for (;;) {
			const octets = this.#octets;
			if (this.#at < octets.length) {
				const taken = connection.write(octets, this.#at, octets.length);
				// The connection was lost meanwhile: nothing is left to send.
				if (this.#octets !== octets) return sent;
				this.#at += taken;
				sent += taken;
				if (this.#at < octets.length) return sent;
			}
			const text = this.#next < this.#pieces.length ? this.#pieces[this.#next++] : this.#streamed();
			if (text === undefined) return sent;
			if (text === "") {
				// Made in shares, so that others get their turn.
				this.isWorking = true;
				connection.wake();
				return sent;
			}
			this.#octets = this.#encode(text);
			this.#at = 0;
		}
	}

	/** The stream's next piece, as it is sent. */
	#streamed(): string | undefined {
		if (this.#stream === undefined) return undefined;
		const piece = this.#stream.next();
		if (piece === undefined) this.#stream = undefined;
		if (!this.#isChunked || piece === "") return piece;
		// Pieces are ASCII, so that characters are octets.
		return piece === undefined ? "0\r\n\r\n" : `${piece.length.toString(16)}\r\n${piece}\r\n`;
	}
}

function isStream(body: Reply["body"]): body is Stream {
	return typeof body === "object" && "next" in body;
}

/** Without a size the connection's end is the body's (RFC 9112, 6.3). */
function headText(
	reply: Reply,
	size: number | typeof CHUNKED | undefined,
	persistence: Persistence,
): string {
	const { status, type, headers = [] } = reply;
	const fields = [`HTTP/1.1 ${status} ${REASONS[status] ?? ""}`, `Content-Type: ${type}`];
	if (size === CHUNKED) fields.push("Transfer-Encoding: chunked");
	else if (size !== undefined) fields.push(`Content-Length: ${size}`);
	fields.push(...headers);
	if (!has(headers, "cache-control:")) fields.push("Cache-Control: no-store");
	if (!has(headers, "x-content-type-options:")) fields.push("X-Content-Type-Options: nosniff");
	if (persistence !== "") fields.push(`Connection: ${persistence}`);
	return `${fields.join("\r\n")}\r\n\r\n`;
}

function has(headers: readonly string[], name: string): boolean {
	return headers.some((header) => header.toLowerCase().startsWith(name));
}

function joined(head: Uint8Array, body: Uint8Array): Uint8Array {
	const both = new Uint8Array(head.length + body.length);
	both.set(head);
	both.set(body, head.length);
	return both;
}
