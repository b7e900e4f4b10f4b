/**
 * An HTTP/1.1 server (RFC 9110, 9112): octets in, octets out. It opens nothing,
 * knows no time but `now`, and serves a limited number of connections, each with a fixed buffer that
 * is made when first needed and kept. When all are taken, the one idle for longest is closed in
 * favour of a newcomer, because keep-alive connections of pollers otherwise starve each other.
 */
import type { Connection } from "./connection.ts";
import { type HttpCounts, httpCounts } from "./counts.ts";
import { Exchange, type Site } from "./exchange.ts";
import { type HttpOptions, limits } from "./options.ts";
import { BUSY } from "./refusals.ts";
import type { Encode, Feed, Reply, Request } from "./reply.ts";
import { Response } from "./response.ts";

export type { HttpOptions } from "./options.ts";

/**
 * The connection's `write` and `close` are called from inside `accept`, `tick` and the methods of
 * the exchanges, and `answer` from inside `received` and `writable`. What the connection calls at
 * once in return is harmless.
 */
export class HttpServer {
	/** Ours; grows as things happen. */
	readonly counts: Readonly<HttpCounts>;
	readonly #site: Site;
	readonly #exchanges: Exchange[] = [];

	/**
	 * `answer` may throw: the client then gets a 500. Throws a RangeError for an option that makes
	 * no sense.
	 */
	constructor(answer: (request: Request) => Reply, encode: Encode, options: HttpOptions = {}) {
		const chosen = limits(options);
		const hearers = { events: 0, raw: 0 };
		const counts = httpCounts();
		this.#site = { answer, encode, limits: chosen, counts, foreign: undefined, hearers };
		this.counts = this.#site.counts;
	}

	/** In place of the refusal of hosts that are not ours; undefined for that again. */
	set foreign(reply: Reply | undefined) {
		this.#site.foreign = reply;
	}

	/** Whether anybody hears the feed: else nothing need be published. */
	hears(feed: Feed): boolean {
		return this.#site.hearers[feed] > 0;
	}

	/** Sends `octets` to all who hear the feed. They are ours from now on. */
	publish(feed: Feed, octets: Uint8Array, now: number): void {
		for (const exchange of this.#exchanges) {
			if (exchange.feed === feed) exchange.publish(octets, now);
		}
	}

	/** Serves a new connection; undefined when all are busy, and then it has been closed. */
	accept(connection: Connection, now: number): Exchange | undefined {
		this.#site.counts.connections++;
		const exchange = this.#free() ?? this.#evict(now);
		if (exchange === undefined) this.#refuse(connection);
		else exchange.begin(connection, now);
		return exchange;
	}

	/** Once a second: deadlines. */
	tick(now: number): void {
		// By index: an iterator each second is garbage that nobody needs.
		const exchanges = this.#exchanges;
		for (let i = 0; i < exchanges.length; i++) (exchanges[i] as Exchange).tick(now);
	}

	/** Closes all connections. */
	close(): void {
		for (const exchange of this.#exchanges) if (!exchange.isFree) exchange.close();
	}

	#free(): Exchange | undefined {
		const exchanges = this.#exchanges;
		const free = exchanges.find(({ isFree }) => isFree);
		if (free !== undefined || exchanges.length === this.#site.limits.maxConnections) return free;
		const added = new Exchange(this.#site);
		exchanges.push(added);
		return added;
	}

	/** Frees the idle exchange that would have been closed first. */
	#evict(now: number): Exchange | undefined {
		let oldest: Exchange | undefined;
		for (const exchange of this.#exchanges) {
			if (exchange.isIdle(now) && exchange.deadline < (oldest?.deadline ?? Infinity)) {
				oldest = exchange;
			}
		}
		if (oldest === undefined) return undefined;
		this.#site.counts.evicted++;
		oldest.close();
		return oldest;
	}

	/** One try: a new connection has room for so little. */
	#refuse(connection: Connection): void {
		this.#site.counts.refused++;
		const response = new Response(this.#site.encode);
		response.begin(BUSY, false, "close", false);
		response.write(connection);
		connection.close();
	}
}
