/**
 * One connection's requests and replies, one after the other:
 *
 * ```
 * FREE ── begin ──▶ READING ── whole ──▶ SENDING ── sent ──▶ READING, or FREE after the last
 *                      └── bad or slow ──▶ SENDING ── sent ──▶ LINGERING ──▶ FREE
 * ```
 *
 * - The next request is not looked at before the reply is sent, so replies keep their order. What
 *   comes meanwhile stays in the buffer; when that is full, it stays with the machine.
 * - After a refusal nobody knows where the next request would begin. So the connection ends, but
 *   first what still comes is taken and forgotten for a while, lest a reset overtake the reply.
 * - Each state but FREE has a deadline, so no connection stays for ever.
 */
import type { Connection } from "./connection.ts";
import type { HttpCounts } from "./counts.ts";
import type { HttpLimits } from "./options.ts";
import { BAD_METHOD, FAILED, MISDIRECTED, TOO_SLOW } from "./refusals.ts";
import type { Encode, Reply, Request } from "./reply.ts";
import { RequestReader } from "./request-reader.ts";
import { type Persistence, Response } from "./response.ts";

const FREE = 0;
const READING = 1;
const SENDING = 2;
const LINGERING = 3;
/** Inside the connection's `close`. */
const CLOSING = 4;

/** A client that connects without sending is a browser's reserve; the others send within this. */
const RESERVE_MS = 1000;

/** What all exchanges of a server share. */
export interface Site {
	readonly answer: (request: Request) => Reply;
	readonly encode: Encode;
	readonly limits: HttpLimits;
	readonly counts: HttpCounts;
}

/** The machine tells it what happens on the connection it lent. */
export class Exchange {
	readonly #site: Site;
	readonly #reader: RequestReader;
	readonly #response: Response;
	#connection: Connection | undefined = undefined;
	#state = FREE;
	#deadline = 0;
	/** A request has begun on this connection; `#isAsking` says that one has, and is not answered. */
	#isUsed = false;
	#isAsking = false;
	/** No request is read after this reply. */
	#isLast = false;
	#isRunning = false;

	constructor(site: Site) {
		this.#site = site;
		this.#reader = new RequestReader(site.limits);
		this.#response = new Response(site.encode);
	}

	/** How many octets `received` takes at least. Once 0, it grows only in `writable`. */
	get room(): number {
		return this.#reader.room;
	}

	/**
	 * Takes octets of `octets` from `start` up to `end` and returns how many. When that is not all
	 * of them, a reply is on its way out: offer the rest again after `writable`.
	 */
	received(octets: Uint8Array, start: number, end: number, now: number): number {
		let at = start;
		while (this.#isOpen) {
			const count = this.#reader.store(octets, at, end);
			if (count === 0) return at - start;
			at += count;
			this.#run(now);
		}
		return end - start;
	}

	/** The connection has room again. */
	writable(now: number): void {
		this.#run(now);
	}

	/** The connection has ended or is lost; its `close` will not be called. */
	closed(): void {
		if (this.#isOpen) this.#release();
	}

	/** For the server, as all below. */
	get isFree(): boolean {
		return this.#state === FREE;
	}

	/** When silence ends it. */
	get deadline(): number {
		return this.#deadline;
	}

	/** Nobody misses the connection when it is closed now. */
	isIdle(now: number): boolean {
		if (this.#state === LINGERING) return true;
		if (this.#state !== READING || this.#isAsking) return false;
		return this.#isUsed || now - (this.#deadline - this.#site.limits.idleMs) >= RESERVE_MS;
	}

	begin(connection: Connection, now: number): void {
		this.#connection = connection;
		this.#isUsed = false;
		this.#await(now);
	}

	tick(now: number): void {
		if (!this.#isOpen || now < this.#deadline) return;
		if (this.#isAsking || this.#state === SENDING) this.#site.counts.timeouts++;
		if (this.#isAsking) {
			this.#refuse(TOO_SLOW, now);
			this.#run(now);
		} else this.close();
	}

	close(): void {
		const connection = this.#connection;
		this.#release();
		// Until the call returns the exchange is nobody's: `closed` may come from inside it.
		this.#state = CLOSING;
		connection?.close();
		this.#state = FREE;
	}

	get #isOpen(): boolean {
		return this.#state !== FREE && this.#state !== CLOSING;
	}

	#release(): void {
		this.#state = FREE;
		this.#connection = undefined;
		this.#isAsking = false;
		this.#reader.forget();
		this.#response.clear();
	}

	#await(now: number): void {
		this.#state = READING;
		this.#deadline = now + this.#site.limits.idleMs;
		this.#reader.next();
	}

	/** Goes on until there is nothing to do. What is told meanwhile is done by the outermost call. */
	#run(now: number): void {
		if (this.#isRunning) return;
		this.#isRunning = true;
		while (this.#step(now));
		this.#isRunning = false;
	}

	/** True when there may be more to do. */
	#step(now: number): boolean {
		if (this.#state === READING) return this.#read(now);
		if (this.#state === SENDING) return this.#send(now);
		if (this.#state === LINGERING) this.#reader.forget();
		return false;
	}

	#read(now: number): boolean {
		const reader = this.#reader;
		const isDone = reader.read();
		if (!this.#isAsking && reader.isBegun) {
			this.#isUsed = true;
			this.#isAsking = true;
			this.#deadline = now + this.#site.limits.headDeadlineMs;
		}
		if (!isDone) return false;
		if (reader.refusal === undefined) this.#answer(now);
		else {
			this.#site.counts.badRequests++;
			this.#refuse(reader.refusal, now);
		}
		return true;
	}

	#answer(now: number): void {
		this.#site.counts.requests++;
		this.#isLast = !this.#reader.head.keepAlive;
		try {
			this.#reply(this.#route(now), now);
		} catch {
			this.#site.counts.failures++;
			this.#isLast = true;
			this.#reply(FAILED, now);
		}
	}

	#route(now: number): Reply {
		const { method, path, query, misdirected } = this.#reader.head;
		if (misdirected) this.#site.counts.misdirected++;
		if (misdirected) return MISDIRECTED;
		return method === undefined ? BAD_METHOD : this.#site.answer({ method, path, query, now });
	}

	/** Answers what leaves nobody knowing where the next request begins. */
	#refuse(refusal: Reply, now: number): void {
		this.#isLast = true;
		this.#reader.refusal = refusal;
		this.#reader.forget();
		this.#reply(refusal, now);
	}

	#reply(reply: Reply, now: number): void {
		const { head } = this.#reader;
		let persistence: Persistence = head.keepAliveAsked ? "keep-alive" : "";
		if (this.#isLast) persistence = "close";
		this.#response.begin(reply, head.method === "HEAD", persistence);
		this.#isAsking = false;
		this.#state = SENDING;
		this.#deadline = now + this.#site.limits.sendDeadlineMs;
	}

	#send(now: number): boolean {
		const connection = this.#connection as Connection;
		const { lingerMs, sendDeadlineMs } = this.#site.limits;
		const sent = this.#response.write(connection);
		// The connection was lost meanwhile, and the exchange may be another's by now.
		if (this.#connection !== connection) return true;
		if (sent > 0) this.#deadline = now + sendDeadlineMs;
		if (!this.#response.isSent) return false;
		if (!this.#isLast) this.#await(now);
		else if (this.#reader.refusal === undefined || lingerMs === 0) this.close();
		else {
			this.#state = LINGERING;
			this.#deadline = now + lingerMs;
		}
		return true;
	}
}
