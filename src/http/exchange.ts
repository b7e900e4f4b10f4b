/**
 * One connection's requests and replies, one after the other:
 *
 * ```
 * FREE ── begin ──▶ READING ── whole ──▶ SENDING ── sent ──▶ READING, or FREE after the last
 *                      ├── bad or slow ──▶ SENDING ── sent ──▶ LINGERING ──▶ FREE
 *                      └── for a feed ───▶ SENDING ── sent ──▶ FEEDING ────▶ FREE
 * ```
 *
 * - The next request is not looked at before the reply is sent, so replies keep their order. What
 *   comes meanwhile stays in the buffer; when that is full, it stays with the machine.
 * - After a refusal nobody knows where the next request would begin. So the connection ends, but
 *   first what still comes is taken and forgotten for a while, lest a reset overtake the reply.
 * - What is published while a client has not yet taken what came before is left out for it, and
 *   counted: it loses an event, and nobody else anything.
 * - Each state but FREE has a deadline, so no connection stays for ever. A feed of events that has
 *   nothing to tell sends a comment, which finds out whether anybody is there; one of raw octets finds
 *   out with the next of them.
 */
import type { Connection } from "./connection.ts";
import type { HttpCounts } from "./counts.ts";
import type { HttpLimits } from "./options.ts";
import { BAD_BODY, BAD_METHOD, FAILED, FEEDS_TAKEN, MISDIRECTED, TOO_SLOW } from "./refusals.ts";
import type { Encode, Feed, Reply, Request } from "./reply.ts";
import { RequestReader } from "./request-reader.ts";
import { type Persistence, Response } from "./response.ts";

const FREE = 0;
const READING = 1;
const SENDING = 2;
const LINGERING = 3;
const FEEDING = 4;
/** Inside the connection's `close`. */
const CLOSING = 5;

/** A client that connects without sending is a browser's reserve; the others send within this. */
const RESERVE_MS = 1000;

/** Proxies and browsers take a feed for dead after 30 s or more (WHATWG HTML, 9.2.7, says 15). */
const COMMENT_MS = 15_000;
const COMMENT = ":\n\n";

/** What all exchanges of a server share. */
export interface Site {
	readonly answer: (request: Request) => Reply;
	readonly encode: Encode;
	readonly limits: HttpLimits;
	readonly counts: HttpCounts;
	/** Answers all requests for hosts that are not ours, if there is one. */
	foreign: Reply | undefined;
	/** How many exchanges send each feed, or are about to. */
	readonly hearers: Record<Feed, number>;
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
	/** That the reply goes on with; undefined for a reply that ends. */
	#feed: Feed | undefined = undefined;

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

	/** The feed it sends, or is about to. */
	get feed(): Feed | undefined {
		return this.#feed;
	}

	/** Sends what is new on its feed. The octets stay as they are. */
	publish(octets: Uint8Array, now: number): void {
		if (this.#state !== FEEDING || !this.#response.add(octets)) {
			this.#site.counts.unsent++;
			return;
		}
		this.#deadline = now + this.#site.limits.sendDeadlineMs;
		this.#run(now);
	}

	begin(connection: Connection, now: number): void {
		this.#connection = connection;
		this.#isUsed = false;
		this.#await(now);
	}

	tick(now: number): void {
		if (!this.#isOpen || now < this.#deadline) return;
		if (this.#state === FEEDING && this.#response.isSent) {
			if (this.#feed === "events") this.publish(this.#site.encode(COMMENT), now);
			else this.#feedOn(now);
			return;
		}
		if (this.#isAsking || this.#state === SENDING || this.#state === FEEDING)
			this.#site.counts.timeouts++;
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
		if (this.#feed !== undefined) this.#site.hearers[this.#feed]--;
		this.#feed = undefined;
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
		// Nothing that comes is a request any more.
		if (this.#state === LINGERING || this.#state === FEEDING) this.#reader.forget();
		return this.#state === FEEDING && !this.#response.isSent && this.#send(now);
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
		const { method, path, query, wantsCsv, bearer, misdirected } = this.#reader.head;
		if (misdirected) this.#site.counts.misdirected++;
		if (misdirected) return this.#site.foreign ?? MISDIRECTED;
		if (path === "") return BAD_METHOD;
		const { body } = this.#reader;
		if (body === undefined) return BAD_BODY;
		const reply = this.#site.answer({ method, path, query, wantsCsv, bearer, body, now });
		const isOneMore = reply.feed !== undefined && method === "GET";
		return isOneMore && this.#hearers >= this.#site.limits.maxFeeds ? FEEDS_TAKEN : reply;
	}

	get #hearers(): number {
		const { events, raw } = this.#site.hearers;
		return events + raw;
	}

	/** Answers what leaves nobody knowing where the next request begins. */
	#refuse(refusal: Reply, now: number): void {
		this.#isLast = true;
		this.#reader.refusal = refusal;
		this.#reader.forget();
		this.#reply(refusal, now);
	}

	/** Makes the reply's feed ours; a reply without end says nothing of keeping alive. */
	#hear(feed: Feed): void {
		this.#isLast = true;
		if (this.#reader.head.method === "HEAD") return;
		this.#feed = feed;
		this.#site.hearers[feed]++;
	}

	#reply(reply: Reply, now: number): void {
		const { head } = this.#reader;
		if (reply.feed !== undefined) this.#hear(reply.feed);
		const isChunked = head.takesChunks;
		if (!isChunked && typeof reply.body === "object" && "next" in reply.body) this.#isLast = true;
		let persistence: Persistence = head.keepAliveAsked ? "keep-alive" : "";
		if (this.#isLast) persistence = "close";
		this.#response.begin(reply, head.method === "HEAD", persistence, isChunked);
		this.#isAsking = false;
		this.#state = SENDING;
		this.#deadline = now + this.#site.limits.sendDeadlineMs;
	}

	/** How many octets were. A body that fails on its way ends the connection: its length is unknown. */
	#written(connection: Connection): number {
		try {
			return this.#response.write(connection);
		} catch {
			this.#site.counts.failures++;
			this.close();
			return 0;
		}
	}

	#feedOn(now: number): void {
		this.#state = FEEDING;
		this.#deadline = now + COMMENT_MS;
	}

	#send(now: number): boolean {
		const connection = this.#connection as Connection;
		const { lingerMs, sendDeadlineMs } = this.#site.limits;
		const sent = this.#written(connection);
		// The connection was lost meanwhile, and the exchange may be another's by now.
		if (this.#connection !== connection) return true;
		if (sent > 0 || this.#response.isWorking) this.#deadline = now + sendDeadlineMs;
		if (!this.#response.isSent) return false;
		if (this.#feed !== undefined) this.#feedOn(now);
		else if (!this.#isLast) this.#await(now);
		else if (this.#reader.refusal === undefined || lingerMs === 0) this.close();
		else {
			this.#state = LINGERING;
			this.#deadline = now + lingerMs;
		}
		return true;
	}
}
