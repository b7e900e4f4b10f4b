/** A TCP connection that keeps what is sent on it, and has as little room as it is told. */
import type { Connection } from "../../src/http/connection.ts";
import type { Exchange } from "../../src/http/exchange.ts";
import type { Reply, Request } from "../../src/http/reply.ts";
import { type HttpOptions, HttpServer } from "../../src/http/server.ts";

/** UTF-8, which XS and Node would each make in their own way. */
export function encode(text: string): Uint8Array {
	const octets: number[] = [];
	for (const character of text) {
		const code = character.codePointAt(0) as number;
		if (code < 0x80) octets.push(code);
		else if (code < 0x800) octets.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
		else if (code < 0x10000) {
			octets.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
		} else {
			octets.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f));
			octets.push(0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
		}
	}
	return Uint8Array.from(octets);
}

export class FakeConnection implements Connection {
	/** Octets it takes before it is full. */
	room = Number.POSITIVE_INFINITY;
	/** What was sent, one character an octet. */
	sent = "";
	writes = 0;
	closes = 0;
	wakes = 0;
	/** Called inside `write` and `close`, to be as rude as a machine may be. */
	onWrite: () => void = () => {};
	onClose: () => void = () => {};

	write(octets: Uint8Array, start: number, end: number): number {
		const count = Math.min(end - start, this.room);
		for (let i = start; i < start + count; i++)
			this.sent += String.fromCharCode(octets[i] as number);
		this.room -= count;
		this.writes++;
		this.onWrite();
		return count;
	}

	wake(): void {
		this.wakes++;
	}

	close(): void {
		this.closes++;
		this.onClose();
	}
}

/** A client of `server`, with a clock. */
export class Client {
	readonly connection = new FakeConnection();
	readonly exchange: Exchange | undefined;
	readonly #server: HttpServer;
	now: number;

	constructor(server: HttpServer, now = 0, room = Number.POSITIVE_INFINITY) {
		this.#server = server;
		this.now = now;
		this.connection.room = room;
		this.exchange = server.accept(this.connection, now);
	}

	/** Sends text, or octets. All of them must be taken. */
	send(request: string | Uint8Array): this {
		const octets = typeof request === "string" ? encode(request) : request;
		const taken = this.offer(octets, 0, octets.length);
		if (taken !== octets.length) throw new Error(`took ${taken} of ${octets.length} octets`);
		return this;
	}

	offer(octets: Uint8Array, start: number, end: number): number {
		return this.exchange?.received(octets, start, end, this.now) ?? 0;
	}

	/** Takes as many octets more of the reply. */
	take(count: number): this {
		this.connection.room = count;
		this.exchange?.writable(this.now);
		return this;
	}

	/** Time passes, a second at a time, for all connections. */
	wait(ms: number): this {
		const until = this.now + ms;
		while (this.now < until) {
			this.now = Math.min(this.now + 1000, until);
			this.#server.tick(this.now);
		}
		return this;
	}

	get sent(): string {
		return this.connection.sent;
	}

	get isClosed(): boolean {
		return this.connection.closes > 0;
	}

	/** The status of each reply. */
	get statuses(): string {
		const lines = this.sent.match(/HTTP\/1\.1 \d{3}/g) ?? [];
		return lines.map((line) => line.slice(-3)).join(" ");
	}

	/** What follows the head of the last reply. */
	get body(): string {
		return this.sent.slice(this.sent.lastIndexOf("\r\n\r\n") + 4);
	}
}

/** Says what was asked, so that a test sees it in the reply. */
export function echo({ method, path, query, now }: Request): Reply {
	return { status: 200, type: "text/plain", body: `${method} ${path} ${query} ${now}` };
}

export function echoing(options: HttpOptions = {}): HttpServer {
	return new HttpServer(echo, encode, options);
}
