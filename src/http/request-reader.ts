/**
 * Octets as they come, up to where a request is whole: empty lines, head, body. The body of a method
 * that sends one for us to look at takes the head's place in the buffer; any other is read and forgotten.
 *
 * The buffer is made once, and each octet of a head is looked at once. What follows a whole request
 * stays in it for the next.
 */
import { utf8Text } from "../model/utf8.ts";
import { CR, LF } from "./octets.ts";
import type { HttpLimits } from "./options.ts";
import { LONG_HEAD, LONG_TARGET } from "./refusals.ts";
import type { Reply } from "./reply.ts";
import { RequestHead } from "./request.ts";

export class RequestReader {
	/** Of the request that is whole. Ours; valid until `next`. */
	readonly head: RequestHead;
	/** What is wrong with the request; nobody knows then where the next one begins. */
	refusal: Reply | undefined = undefined;

	/**
	 * Begins with the head being read, then with what of the body has come.
	 * INVARIANT, while the head is read: #line <= #scanned <= #held <= length.
	 */
	readonly #octets: Uint8Array;
	#held = 0;
	/** Octets looked at; 0 is before a request. */
	#scanned = 0;
	/** Where the line being read begins; 0 is the request line. */
	#line = 0;
	#isHeadRead = false;
	/** Octets of body still to come and be forgotten. */
	#bodyLeft = 0;
	/** Octets of body that are kept, at the buffer's begin, as they come. */
	#bodyKept = 0;

	constructor(limits: HttpLimits) {
		this.head = new RequestHead(limits);
		this.#octets = new Uint8Array(limits.maxHead);
	}

	/** How many octets `store` takes. */
	get room(): number {
		return this.#octets.length - this.#held;
	}

	/** An octet of a request has been read. */
	get isBegun(): boolean {
		return this.#scanned > 0;
	}

	/** Takes octets of `octets` from `start` up to `end` as long as it has room; returns how many. */
	store(octets: Uint8Array, start: number, end: number): number {
		const count = Math.min(end - start, this.room);
		if (count > 0) this.#octets.set(octets.subarray(start, start + count), this.#held);
		this.#held += count;
		return count;
	}

	/** Reads what is stored. True when a request is whole or refused; then comes `next` or `forget`. */
	read(): boolean {
		if (this.#scanned === 0) this.#skipEmptyLines();
		while (!this.#isHeadRead) {
			const end = this.#lineEnd();
			if (end < 0) return this.refusal !== undefined;
			this.#takeLine(end);
			if (this.refusal !== undefined) return true;
		}
		const count = Math.min(this.#bodyLeft, this.#held);
		this.#bodyLeft -= count;
		this.#drop(count);
		return this.#bodyLeft === 0 && this.#bodyKept <= this.#held;
	}

	/** The body that was kept, of the request that is whole; undefined where it is no UTF-8. */
	get body(): string | undefined {
		return utf8Text(this.#octets, 0, this.#bodyKept);
	}

	/** Goes on to the next request. */
	next(): void {
		this.#drop(this.#bodyKept);
		this.#bodyKept = 0;
		this.head.clear();
		this.refusal = undefined;
		this.#line = 0;
		this.#scanned = 0;
		this.#isHeadRead = false;
	}

	/** Forgets all that is stored. */
	forget(): void {
		this.#held = 0;
		this.#bodyKept = 0;
	}

	/** Some clients send one after a body (RFC 9112, 2.2). */
	#skipEmptyLines(): void {
		const octets = this.#octets;
		let at = 0;
		while (at < this.#held && (octets[at] === CR || octets[at] === LF)) at++;
		this.#drop(at);
	}

	/** The line feed of the line being read; -1 when it is not here yet, or has no room. */
	#lineEnd(): number {
		const octets = this.#octets;
		const held = this.#held;
		let at = this.#scanned;
		while (at < held && octets[at] !== LF) at++;
		this.#scanned = at;
		if (at < held) return at;
		if (held === octets.length) this.refusal = this.#line === 0 ? LONG_TARGET : LONG_HEAD;
		return -1;
	}

	#takeLine(lineFeed: number): void {
		const octets = this.#octets;
		const start = this.#line;
		const end = lineFeed > start && octets[lineFeed - 1] === CR ? lineFeed - 1 : lineFeed;
		this.#line = lineFeed + 1;
		this.#scanned = lineFeed + 1;
		if (end > start) this.refusal = this.head.take(octets, start, end);
		else this.#endHead();
	}

	#endHead(): void {
		this.refusal = this.head.finish();
		this.#isHeadRead = true;
		const { length, hasBody } = this.head;
		this.#bodyLeft = hasBody ? 0 : length;
		this.#bodyKept = hasBody && this.refusal === undefined ? length : 0;
		this.#drop(this.#line);
	}

	#drop(count: number): void {
		if (count > 0) this.#octets.copyWithin(0, count, this.#held);
		this.#held -= count;
	}
}
