/**
 * TCP for the HTTP server, from Node: each socket is lent as a `Connection` with as little room to
 * send as on the device, so that replies are cut there as they are here.
 *
 * As on the device, a client that ends its half is gone: what was taken is still sent to it.
 */
import net from "node:net";
import { performance } from "node:perf_hooks";
import type { Connection } from "../src/http/connection.ts";
import type { Exchange } from "../src/http/exchange.ts";
import { type BindOptions, bind } from "./bind.ts";

/** lwIP's TCP_SND_BUF in Moddable's ESP32 build. */
const SEND_BUFFER = 8192;
/** For what was taken to reach a client that is slow, or gone without a word. */
const LAST_WORDS_MS = 2000;

export interface ListenOptions extends BindOptions {
	/** Milliseconds, monotonic. */
	readonly now?: () => number;
	/** How often the server is told the time; 0 when somebody else does. 1000. */
	readonly tickMs?: number;
}

export interface Listening {
	readonly port: number;
	/** Ends all connections; resolves when the port is free again. */
	close(): Promise<void>;
}

/** The server, on this engine or another. */
export interface Served {
	accept(connection: Connection, now: number): Conversation | undefined;
	tick(now: number): void;
	close(): void;
}

type Conversation = Pick<Exchange, "received" | "writable" | "closed">;

/** Lends the server a port. Rejects when there is none, in the system's words. */
export async function listen(server: Served, options: ListenOptions): Promise<Listening> {
	const { now = () => performance.now(), tickMs = 1000 } = options;
	const sockets = new Set<net.Socket>();
	const listener = net.createServer({ allowHalfOpen: true }, (socket) => {
		sockets.add(socket);
		socket.on("close", () => sockets.delete(socket));
		lend(server, socket, now);
	});
	// No descriptor left for a connection: it is lost, the others are not.
	listener.on("error", () => {});
	const port = await bind(listener, options);
	const timer = tickMs > 0 ? setInterval(() => server.tick(now()), tickMs).unref() : undefined;
	return {
		port,
		close: () => {
			clearInterval(timer);
			server.close();
			for (const socket of sockets) socket.destroy();
			return new Promise((resolve) => listener.close(() => resolve()));
		},
	};
}

function lend(server: Served, socket: net.Socket, now: () => number): void {
	const connection = new SocketConnection(socket);
	const exchange = server.accept(connection, now());
	connection.onWritable = () => {
		exchange?.writable(now());
		offer();
	};
	/** Received and not yet taken; the socket is paused meanwhile. */
	let rest: Uint8Array | undefined;
	const offer = () => {
		if (rest === undefined || connection.isClosed) return;
		const taken = exchange?.received(rest, 0, rest.length, now()) ?? rest.length;
		rest = taken < rest.length ? rest.subarray(taken) : undefined;
		if (rest === undefined) socket.resume();
		else socket.pause();
	};
	const gone = () => {
		if (!connection.isClosed) exchange?.closed();
		connection.close();
	};
	socket.on("data", (chunk) => {
		rest = chunk;
		offer();
	});
	socket.on("end", gone);
	socket.on("error", gone);
	socket.on("close", gone);
}

class SocketConnection implements Connection {
	/** Nothing more is said to the exchange. */
	isClosed = false;
	onWritable: () => void = () => {};
	readonly #socket: net.Socket;
	/** Octets taken that the system has not. */
	#waiting = 0;

	constructor(socket: net.Socket) {
		this.#socket = socket;
		// The device has Nagle's algorithm on, and Node has it off.
		socket.setNoDelay(false);
	}

	write(octets: Uint8Array, start: number, end: number): number {
		const count = Math.min(end - start, SEND_BUFFER - this.#waiting);
		if (count <= 0 || this.isClosed || !this.#socket.writable) return 0;
		this.#waiting += count;
		// A copy: the octets are ours only during the call.
		this.#socket.write(octets.slice(start, start + count), () => {
			this.#waiting -= count;
			if (!this.isClosed) this.onWritable();
		});
		return count;
	}

	wake(): void {
		setImmediate(() => {
			if (!this.isClosed) this.onWritable();
		});
	}

	close(): void {
		if (this.isClosed) return;
		this.isClosed = true;
		const socket = this.#socket;
		socket.end();
		// What still comes is read and thrown away: unread octets would make a reset of the end.
		socket.resume();
		setTimeout(() => socket.destroy(), LAST_WORDS_MS).unref();
	}
}
