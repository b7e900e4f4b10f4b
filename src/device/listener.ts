/** TCP connections for the endpoint. Decides nothing: octets go to the server and come from it. */
import Listener from "embedded:io/socket/listener";
import TCP from "embedded:io/socket/tcp";
import config from "mc/config";
import Timer from "timer";
import type { App } from "../app.ts";
import type { Connection } from "../http/connection.ts";
import type { Exchange } from "../http/exchange.ts";
import type { Clock } from "./clock.ts";

/** Listens on `httpPort` of the manifest's configuration. */
export function openListener(app: App, clock: Clock): void {
	new Listener({
		port: Number(config["httpPort"]),
		onReadable(count) {
			for (let i = 0; i < count; i++) {
				const from = this.read();
				if (from !== undefined) take(from, app, clock);
			}
		},
	});
}

/** A connection that its peer has reset already throws, and costs no other. */
function take(from: TCP, app: App, clock: Clock): void {
	try {
		new Socket(from, app, clock);
	} catch {
		from.close();
	}
}

class Socket implements Connection {
	readonly #tcp: TCP;
	readonly #clock: Clock;
	/** Undefined once closed: it serves another connection then. */
	#exchange: Exchange | undefined;
	#isAccepted = false;
	#readable = 0;
	#writable = 0;
	#isWoken = false;

	constructor(from: TCP, app: App, clock: Clock) {
		this.#clock = clock;
		this.#tcp = new TCP({
			from,
			format: "buffer",
			onReadable: (count) => {
				this.#readable = count;
				// Room is told just after, but not for a peer that has gone: nothing is, while octets wait.
				if (!this.#isAccepted) Timer.set(() => this.#isAccepted || this.#end(), 1);
				this.#pull();
			},
			onWritable: (count) => {
				this.#writable = count;
				// Accepted only now, because a refusal is said at once or never.
				if (!this.#isAccepted) this.#accept(app);
				else this.#exchange?.writable(clock.now());
				// What the exchange had no room for; TCP does not tell of it again.
				this.#pull();
			},
			// Also tells that the peer has closed.
			onError: () => this.#lose(),
		});
	}

	#accept(app: App): void {
		this.#isAccepted = true;
		this.#exchange = app.server.accept(this, this.#clock.now());
	}

	#pull(): void {
		while (this.#exchange !== undefined && this.#readable > 0 && this.#exchange.room > 0) {
			const count = Math.min(this.#readable, this.#exchange.room);
			this.#readable -= count;
			const octets = new Uint8Array(this.#tcp.read(count) as ArrayBuffer);
			this.#exchange.received(octets, 0, count, this.#clock.now());
		}
	}

	write(octets: Uint8Array, start: number, end: number): number {
		const count = Math.min(this.#writable, end - start);
		if (count <= 0) return 0;
		this.#writable -= count;
		try {
			this.#tcp.write(octets.subarray(start, start + count));
			return count;
		} catch {
			// The peer has gone, which is told after the octets that came before.
			this.#lose();
			return 0;
		}
	}

	/** Of many calls one is due: what waits in line behind them may be the UART. */
	wake(): void {
		if (this.#isWoken) return;
		this.#isWoken = true;
		Timer.set(() => {
			this.#isWoken = false;
			this.#exchange?.writable(this.#clock.now());
		}, 1);
	}

	close(): void {
		// lwIP answers octets left unread with a reset, which may cost the client its reply.
		if (this.#readable > 0) this.#tcp.read(this.#readable);
		this.#end();
	}

	#lose(): void {
		this.#exchange?.closed();
		this.#end();
	}

	#end(): void {
		this.#exchange = undefined;
		this.#readable = 0;
		this.#writable = 0;
		this.#tcp.close();
	}
}
