/**
 * The network of the house as the machine and its clients see it: Wi-Fi, clients that are there
 * already, a time server. Clients of its own are inside this process and take no time.
 */
import type { Connection } from "../../src/http/connection.ts";
import type { Network as NetworkState } from "../../src/model/network.ts";
import type { Served } from "../listener.ts";
import type { Machine } from "./machine.ts";

const HOUR_MS = 3_600_000;
/** From the network's return to the answer of the time server. */
const TIME_MS = 1000;
/** Addresses that documentation may use (RFC 5737). */
const NET = "192.0.2.";
const FIRST_HOST = 10;
const LAST_HOST = 250;
const JOINING: NetworkState = Object.freeze({
	phase: "joining",
	address: "",
	ssid: "Hjemme",
	key: "",
});

export interface Answer {
	/** Of HTTP; 0 when there was no answer. */
	readonly status: number;
	readonly text: string;
	/** What the text says where it is JSON. */
	readonly json: unknown;
}

const NO_ANSWER: Answer = Object.freeze({ status: 0, text: "", json: undefined });

type Conversation = NonNullable<ReturnType<Served["accept"]>>;

/** A client's half of a connection. */
interface Lent {
	readonly connection: Connection;
	readonly conversation: Conversation;
}

export class Network implements Served {
	isUp = true;
	timeServer: { readonly state: "right" | "silent" | "wrong"; readonly offsetMs: number } = {
		state: "right",
		offsetMs: 0,
	};
	readonly #machine: Machine;
	readonly #now: () => number;
	readonly #utcMs: () => number;
	readonly #lent = new Set<Lent>();
	readonly #stalled = new Set<Lent>();
	#host = FIRST_HOST;
	/** When the time server is asked next. */
	#askAt = 0;
	/** Real time, which clients of other processes live by, as last told; undefined without any. */
	#tickedAt: number | undefined = undefined;

	constructor(machine: Machine, now: () => number, utcMs: () => number) {
		this.#machine = machine;
		this.#now = now;
		this.#utcMs = utcMs;
	}

	/** The machine's, while Wi-Fi is up. */
	get address(): string | undefined {
		return this.isUp ? NET + this.#host : undefined;
	}

	/** The machine has started. */
	started(): void {
		const { app } = this.#machine;
		if (app === undefined) return;
		app.network = this.#shown;
		this.#askAt = this.#now() + TIME_MS;
	}

	/** What the machine knows of it. */
	get #shown(): NetworkState {
		const { address } = this;
		if (address === undefined) return JOINING;
		return { ...JOINING, phase: "joined", address };
	}

	/** All connections end without a word. */
	drop(): void {
		for (const { connection, conversation } of this.#lent) {
			if (this.#machine.app !== undefined) conversation.closed();
			connection.close();
		}
		this.#lent.clear();
		this.#stalled.clear();
	}

	setWifi(isUp: boolean, isNewAddress: boolean): void {
		if (isUp === this.isUp) return;
		if (!isUp) this.drop();
		this.isUp = isUp;
		if (isUp && isNewAddress) this.#host = this.#host < LAST_HOST ? this.#host + 1 : FIRST_HOST;
		this.started();
	}

	/** Once a second: what is due. */
	tickTime(): void {
		const { app } = this.#machine;
		const now = this.#now();
		if (!this.isUp || app === undefined || now < this.#askAt) return;
		this.#askAt = now + HOUR_MS;
		const { state, offsetMs } = this.timeServer;
		if (state === "silent") return;
		const wrong = state === "wrong" ? offsetMs : 0;
		app.setTime(Math.round(this.#utcMs() + wrong), this.#machine.appTime(now));
	}

	/** As a client asks; no answer without power or Wi-Fi. */
	get(path: string): Answer {
		return this.isUp ? this.ask(path) : NO_ANSWER;
	}

	/** As a client asks that needs no Wi-Fi. */
	ask(path: string): Answer {
		const { app } = this.#machine;
		if (app === undefined) return NO_ANSWER;
		const now = this.#clientTime();
		const client = new Client();
		const conversation = app.server.accept(client, now);
		const request = requestOf(path, "close");
		conversation?.received(request, 0, request.length, now);
		for (let had = -1; conversation !== undefined && !client.isClosed && had !== client.doings; ) {
			had = client.doings;
			conversation.writable(now);
		}
		if (!client.isClosed) conversation?.closed();
		return client.answer;
	}

	/** So many clients ask for the page and take nothing of it; those before them let go. */
	stall(count: number): void {
		for (const { conversation } of this.#stalled) conversation.closed();
		this.#stalled.clear();
		const now = this.#clientTime();
		for (let i = 0; i < count; i++) {
			const connection = { write: () => 0, wake: () => {}, close: () => {} };
			const conversation = this.accept(connection, now);
			const request = requestOf("/", "keep-alive");
			conversation?.received(request, 0, request.length, now);
			for (const lent of this.#lent) if (lent.connection === connection) this.#stalled.add(lent);
		}
	}

	accept(connection: Connection, now: number): Conversation | undefined {
		const { app } = this.#machine;
		if (app === undefined || !this.isUp) {
			connection.close();
			return undefined;
		}
		const lent = { connection, conversation: REFUSED };
		const close = () => {
			this.#lent.delete(lent);
			connection.close();
		};
		const write: Connection["write"] = (octets, start, end) => connection.write(octets, start, end);
		const conversation = app.server.accept({ write, wake: () => connection.wake(), close }, now);
		if (conversation === undefined) return undefined;
		lent.conversation = this.#guarded(lent, conversation);
		this.#lent.add(lent);
		return lent.conversation;
	}

	tick(now: number): void {
		this.#tickedAt = now;
		this.#machine.app?.server.tick(now);
	}

	close(): void {
		this.#machine.app?.server.close();
	}

	/** The same, as long as the app that had it runs. */
	#guarded(lent: Lent, conversation: Conversation): Conversation {
		const { app } = this.#machine;
		const isAlive = () => this.#machine.app === app && this.#lent.has(lent);
		return {
			received: (octets, start, end, now) =>
				isAlive() ? conversation.received(octets, start, end, now) : end - start,
			writable: (now) => {
				if (isAlive()) conversation.writable(now);
			},
			closed: () => {
				if (isAlive()) conversation.closed();
				this.#lent.delete(lent);
			},
		};
	}

	/** The server has one clock for all its clients: that of other processes, if any are served. */
	#clientTime(): number {
		return this.#tickedAt ?? this.#machine.appTime(this.#now());
	}
}

const REFUSED: Conversation = Object.freeze<Conversation>({
	received: (_octets, start, end) => end - start,
	writable: () => {},
	closed: () => {},
});

/** Of HTTP/1.0 a long body is not in chunks. */
function requestOf(path: string, connection: "close" | "keep-alive"): Uint8Array {
	const version = connection === "close" ? "1.0" : "1.1";
	return Buffer.from(
		`GET ${path} HTTP/${version}\r\nHost: 192.0.2.1\r\nConnection: ${connection}\r\n\r\n`,
	);
}

/** Takes all at once. */
class Client implements Connection {
	isClosed = false;
	/** Grows as long as something happens. */
	doings = 0;
	readonly #parts: Buffer[] = [];

	write(octets: Uint8Array, start: number, end: number): number {
		this.#parts.push(Buffer.from(octets.subarray(start, end)));
		this.doings++;
		return end - start;
	}

	wake(): void {
		this.doings++;
	}

	close(): void {
		this.isClosed = true;
	}

	get answer(): Answer {
		const text = Buffer.concat(this.#parts).toString("utf8");
		const at = text.indexOf("\r\n\r\n");
		if (at < 0) return NO_ANSWER;
		const head = text.slice(0, at);
		const body = text.slice(at + 4);
		const isJson = /content-type: application\/(problem\+)?json/i.test(head);
		const status = Number(head.slice("HTTP/1.1 ".length, "HTTP/1.1 200".length));
		return { status, text: body, json: isJson ? JSON.parse(body) : undefined };
	}
}
