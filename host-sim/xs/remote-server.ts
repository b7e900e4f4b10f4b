/** The HTTP server of the app on XS, seen from Node: its connections, each by a slot of the pipe. */
import type { Connection } from "../../src/http/connection.ts";
import type { Served } from "../listener.ts";
import * as message from "./messages.ts";

export interface Answer {
	readonly value: number;
	readonly octets: Buffer;
}

/** Sends a message to XS and gives its answer. */
export type Ask = (kind: number, slot: number, value: number, octets?: Uint8Array) => Answer;

export const NOTHING = Buffer.alloc(0);

export class RemoteServer implements Served {
	readonly #ask: Ask;
	readonly #exchanges = new Map<number, RemoteExchange>();

	constructor(ask: Ask) {
		this.#ask = ask;
	}

	accept(connection: Connection, now: number): RemoteExchange | undefined {
		const slot = this.#freeSlot();
		const forget = () => this.#exchanges.delete(slot);
		const exchange = new RemoteExchange(this.#ask, slot, connection, forget);
		this.#exchanges.set(slot, exchange);
		const { value } = this.#ask(message.ACCEPT, slot, now);
		// A refused connection is forgotten when what was said to it has gone.
		return value === 1 ? exchange : undefined;
	}

	/** Throws an Error when there are more connections than the pipe has names for. */
	#freeSlot(): number {
		for (let slot = 0; slot < message.SLOTS; slot++) if (!this.#exchanges.has(slot)) return slot;
		throw new Error(`more than ${message.SLOTS} connections`);
	}

	tick(now: number): void {
		this.#ask(message.SERVER_TICK, 0, now);
	}

	close(): void {
		this.#ask(message.SERVER_CLOSE, 0, 0);
	}

	/** What XS says of a connection while it answers something else. */
	told(kind: number, slot: number, octets: Buffer): void {
		const exchange = this.#exchanges.get(slot);
		if (kind === message.WRITE) exchange?.send(octets);
		else if (kind === message.WAKE) exchange?.wake();
		else exchange?.end();
	}
}

class RemoteExchange {
	readonly #ask: Ask;
	readonly #slot: number;
	readonly #connection: Connection;
	readonly #forget: () => void;
	/** Written by XS, and not yet taken by the connection. */
	#waiting: Buffer = NOTHING;
	#isEnding = false;

	constructor(ask: Ask, slot: number, connection: Connection, forget: () => void) {
		this.#ask = ask;
		this.#slot = slot;
		this.#connection = connection;
		this.#forget = forget;
	}

	received(octets: Uint8Array, start: number, end: number, now: number): number {
		const most = Math.min(end, start + message.MOST);
		return this.#ask(message.RECEIVED, this.#slot, now, octets.subarray(start, most)).value;
	}

	writable(now: number): void {
		this.#flush();
		if (this.#isEnding) return;
		const room = Buffer.alloc(4);
		room.writeUInt32LE(message.ROOM - this.#waiting.length);
		this.#ask(message.WRITABLE, this.#slot, now, room);
	}

	closed(): void {
		this.#forget();
		this.#ask(message.CLOSED, this.#slot, 0);
	}

	send(octets: Buffer): void {
		this.#waiting = this.#waiting.length === 0 ? octets : Buffer.concat([this.#waiting, octets]);
		this.#flush();
	}

	/** XS has more to say to it, soon. */
	wake(): void {
		this.#connection.wake();
	}

	/** XS has closed the connection: what it wrote before still goes out. */
	end(): void {
		this.#isEnding = true;
		this.#flush();
	}

	#flush(): void {
		const taken = this.#connection.write(this.#waiting, 0, this.#waiting.length);
		this.#waiting = this.#waiting.subarray(taken);
		if (this.#isEnding && this.#waiting.length === 0) {
			this.#forget();
			this.#connection.close();
		}
	}
}
