/**
 * The head of a request, line by line (RFC 9112, 2 to 6):
 *
 * ```
 * GET /api/v1/data?x=1 HTTP/1.1
 * Host: 192.168.1.20
 *                                  (empty line)
 * ```
 *
 * A line that is not well formed is answered with a problem, after which nobody knows where the
 * next request begins. What is well formed but not for us (405, 421) is left to whoever answers.
 * Of the fields only Host, Connection, Content-Length, Transfer-Encoding, Accept and Authorization are
 * looked at.
 */
import { prefersCsv } from "./accept.ts";
import { hostEnd, isOurs } from "./host.ts";
import {
	COLON,
	COMMA,
	DOT,
	isDigit,
	isExactly,
	isFieldValue,
	isWord,
	QUESTION,
	SLASH,
	SP,
	skipBlanks,
	startsWith,
	text,
	tokenEnd,
	trimBlanks,
	visibleEnd,
	word,
} from "./octets.ts";
import type { HttpLimits } from "./options.ts";
import {
	BAD_BODY_CODING,
	BAD_CODING,
	BAD_FIELD,
	BAD_HOST,
	BAD_LENGTH,
	BAD_LINE,
	BAD_TARGET,
	BAD_VALUE,
	BAD_VERSION,
	LONG_BODY,
	LONG_TARGET,
	NO_HOST,
	NO_LENGTH,
} from "./refusals.ts";
import type { Method, Reply } from "./reply.ts";

const GET = word("GET");
const HEAD = word("HEAD");
const PUT = word("PUT");
const DELETE = word("DELETE");
const POST = word("POST");
const HTTP = word("HTTP/");
const SCHEME = word("http://");
const HOST = word("host");
const CONNECTION = word("connection");
const CLOSE = word("close");
const KEEP_ALIVE = word("keep-alive");
const CONTENT_LENGTH = word("content-length");
const TRANSFER_ENCODING = word("transfer-encoding");
const CHUNKED = word("chunked");
const ACCEPT = word("accept");
const AUTHORIZATION = word("authorization");
const BEARER = word("bearer ");

const ZERO = 0x30;
/** No header field yet. */
const NONE = -1;

export class RequestHead {
	/** Undefined when it is any other. */
	method: Method | undefined = undefined;
	/** Empty when the target has none, which only other methods' may. */
	path = "";
	query = "";
	/** CSV is asked for rather than JSON. */
	wantsCsv = false;
	/** What follows `Bearer` in the Authorization field (RFC 6750), or empty. Secret. */
	bearer = "";
	/** Octets of body. */
	length = 0;
	/** It is for a host that is not ours. */
	misdirected = false;

	readonly #limits: HttpLimits;
	/** 10 × major + minor; 0 before the request line. */
	#version = 0;
	#hasHost = false;
	#contentLength = NONE;
	#hasCoding = false;
	#chunked = false;
	#close = false;
	#keepAlive = false;

	constructor(limits: HttpLimits) {
		this.#limits = limits;
	}

	/** Its method is one that sends a body for us to look at. */
	get hasBody(): boolean {
		return this.method === "PUT" || this.method === "POST";
	}

	/** The client will send another request on this connection. */
	get keepAlive(): boolean {
		return !this.#close && (this.#version > 10 || this.#keepAlive);
	}

	/** The client understands a body in chunks (RFC 9112, 7.1). */
	get takesChunks(): boolean {
		return this.#version > 10;
	}

	/** It is kept alive only because a client of before HTTP/1.1 asked, and it waits to hear so. */
	get keepAliveAsked(): boolean {
		return this.keepAlive && this.#version === 10;
	}

	clear(): void {
		this.method = undefined;
		this.path = "";
		this.query = "";
		this.wantsCsv = false;
		this.bearer = "";
		this.length = 0;
		this.misdirected = false;
		this.#version = 0;
		this.#hasHost = false;
		this.#contentLength = NONE;
		this.#hasCoding = false;
		this.#chunked = false;
		this.#close = false;
		this.#keepAlive = false;
	}

	/** Takes a line, without its end, that is not empty. Returns what is wrong with it, if anything. */
	take(octets: Uint8Array, start: number, end: number): Reply | undefined {
		if (this.#version === 0) return this.#takeRequestLine(octets, start, end);
		return this.#takeField(octets, start, end);
	}

	/** Takes the empty line. Returns what is wrong with the head as a whole, if anything. */
	finish(): Reply | undefined {
		if (this.#version > 10 && !this.#hasHost) return NO_HOST;
		if (this.#hasCoding) {
			if (this.#contentLength !== NONE || this.#version === 10) return BAD_CODING;
			return this.#chunked ? NO_LENGTH : BAD_BODY_CODING;
		}
		const { maxBody, maxHead } = this.#limits;
		// A body that is kept lies where the head was.
		const most = this.hasBody ? Math.min(maxBody, maxHead) : maxBody;
		if (this.#contentLength > most) return LONG_BODY;
		this.length = this.#contentLength === NONE ? 0 : this.#contentLength;
		return undefined;
	}

	#takeRequestLine(octets: Uint8Array, start: number, end: number): Reply | undefined {
		const methodEnd = tokenEnd(octets, start, end);
		const target = methodEnd + 1;
		const targetEnd = visibleEnd(octets, target, end);
		if (methodEnd === start || octets[methodEnd] !== SP) return BAD_LINE;
		if (targetEnd === target || octets[targetEnd] !== SP) return BAD_LINE;
		this.#version = version(octets, targetEnd + 1, end);
		if (this.#version === 0) return BAD_LINE;
		if (this.#version < 10 || this.#version > 19) return BAD_VERSION;
		if (targetEnd - target > this.#limits.maxTarget) return LONG_TARGET;
		this.method = methodOf(octets, start, methodEnd);
		const fault = this.#takeTarget(octets, target, targetEnd);
		// Other methods have other forms of target too; they are answered with 405 whatever it is.
		return this.method === undefined ? undefined : fault;
	}

	#takeTarget(octets: Uint8Array, start: number, end: number): Reply | undefined {
		let path = start;
		if (startsWith(octets, start, end, SCHEME)) {
			const host = start + SCHEME.length;
			path = host;
			while (path < end && octets[path] !== SLASH && octets[path] !== QUESTION) path++;
			if (!this.#takeAuthority(octets, host, path)) return BAD_TARGET;
		} else if (octets[start] !== SLASH) return BAD_TARGET;
		let query = path;
		while (query < end && octets[query] !== QUESTION) query++;
		this.path = query === path ? "/" : text(octets, path, query);
		this.query = text(octets, query + 1, end);
		return undefined;
	}

	#takeField(octets: Uint8Array, start: number, end: number): Reply | undefined {
		const nameEnd = tokenEnd(octets, start, end);
		// A line that begins with a blank, which once continued the line before, ends here too.
		if (nameEnd === start || octets[nameEnd] !== COLON) return BAD_FIELD;
		const value = skipBlanks(octets, nameEnd + 1, end);
		const valueEnd = trimBlanks(octets, value, end);
		if (!isFieldValue(octets, value, valueEnd)) return BAD_VALUE;
		if (isWord(octets, start, nameEnd, HOST)) return this.#takeHost(octets, value, valueEnd);
		if (isWord(octets, start, nameEnd, CONTENT_LENGTH)) {
			return this.#takeLength(octets, value, valueEnd);
		}
		if (isWord(octets, start, nameEnd, TRANSFER_ENCODING)) {
			return this.#takeCoding(octets, value, valueEnd);
		}
		if (isWord(octets, start, nameEnd, CONNECTION)) this.#takeConnection(octets, value, valueEnd);
		else if (isWord(octets, start, nameEnd, ACCEPT)) {
			this.wantsCsv = prefersCsv(octets, value, valueEnd);
		} else if (isWord(octets, start, nameEnd, AUTHORIZATION)) {
			this.bearer = bearerOf(octets, value, valueEnd);
		}
		return undefined;
	}

	#takeHost(octets: Uint8Array, start: number, end: number): Reply | undefined {
		if (this.#hasHost || !this.#takeAuthority(octets, start, end)) return BAD_HOST;
		this.#hasHost = true;
		return undefined;
	}

	/** False when it is no `host[:port]`. */
	#takeAuthority(octets: Uint8Array, start: number, end: number): boolean {
		const host = hostEnd(octets, start, end);
		if (host >= 0 && !isOurs(octets, start, host, this.#limits.hosts)) this.misdirected = true;
		return host >= 0;
	}

	#takeLength(octets: Uint8Array, start: number, end: number): Reply | undefined {
		if (this.#contentLength !== NONE || start === end) return BAD_LENGTH;
		let length = 0;
		for (let at = start; at < end; at++) {
			const octet = octets[at] as number;
			if (!isDigit(octet)) return BAD_LENGTH;
			// Infinity at worst, which is longer than any `maxBody`.
			length = length * 10 + octet - ZERO;
		}
		this.#contentLength = length;
		return undefined;
	}

	#takeCoding(octets: Uint8Array, start: number, end: number): Reply | undefined {
		if (this.#hasCoding) return BAD_CODING;
		this.#hasCoding = true;
		this.#chunked = isWord(octets, start, end, CHUNKED);
		return undefined;
	}

	#takeConnection(octets: Uint8Array, start: number, end: number): void {
		for (let at = start; at < end; at++) {
			const option = skipBlanks(octets, at, end);
			while (at < end && octets[at] !== COMMA) at++;
			const optionEnd = trimBlanks(octets, option, at);
			if (isWord(octets, option, optionEnd, CLOSE)) this.#close = true;
			if (isWord(octets, option, optionEnd, KEEP_ALIVE)) this.#keepAlive = true;
		}
	}
}

function methodOf(octets: Uint8Array, start: number, end: number): Method | undefined {
	if (isExactly(octets, start, end, GET)) return "GET";
	if (isExactly(octets, start, end, HEAD)) return "HEAD";
	if (isExactly(octets, start, end, PUT)) return "PUT";
	if (isExactly(octets, start, end, POST)) return "POST";
	return isExactly(octets, start, end, DELETE) ? "DELETE" : undefined;
}

function bearerOf(octets: Uint8Array, start: number, end: number): string {
	if (!startsWith(octets, start, end, BEARER)) return "";
	return text(octets, skipBlanks(octets, start + BEARER.length, end), end);
}

/** 10 × major + minor of `HTTP/1.1`; 0 when the octets are no version. */
function version(octets: Uint8Array, start: number, end: number): number {
	const name = start + HTTP.length;
	if (end - name !== 3 || !isExactly(octets, start, name, HTTP)) return 0;
	const major = octets[name] as number;
	const minor = octets[name + 2] as number;
	if (!isDigit(major) || octets[name + 1] !== DOT || !isDigit(minor)) return 0;
	return (major - ZERO) * 10 + minor - ZERO;
}
