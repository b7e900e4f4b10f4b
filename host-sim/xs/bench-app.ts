/**
 * What `npm run bench:xs` runs inside the machine. Each figure is a line: its name, how many octets
 * or operations it is about, instructions and bytecodes, with tabs between. Only what lies between
 * `cost.start` and `cost.stop` is counted, and what these two cost themselves is taken off by the host.
 */
import { App } from "../../src/app.ts";
import { OCTET_MS } from "../../src/han/hdlc.ts";
import { Receiver } from "../../src/han/receiver.ts";
import type { Connection } from "../../src/http/connection.ts";
import { eventOf } from "../../src/http/reading.ts";
import type { HourReader, Hours } from "../../src/ledger/hours.ts";
import { Ledger } from "../../src/ledger/ledger.ts";
import { Counts } from "../../src/model/counts.ts";
import { Store } from "../../src/model/store.ts";
import { octetsOfHex } from "../hex.ts";
import { DisplayBench, displayOf } from "./bench-display.ts";
import { JournalBench } from "./bench-journal.ts";
import type { Cost } from "./cost.ts";

declare const cost: Cost;

/** What the ESP32's UART hands over at once. */
const CHUNK = 96;
/** Between frames, in milliseconds. */
const PUSH = 10_000;
/** Readings take turns, four of them, and each has to be written once before figures repeat. */
const WARM = 4;
const FRAMES = 8;
const UPDATES = 16;
/** Enough for collections to be counted in proportion. */
const REQUESTS = 200;

const REQUEST =
	"GET /api/v1/reading HTTP/1.1\r\nHost: 192.168.1.20\r\nUser-Agent: HomeAssistant/2024.5.1 aiohttp/3.9.5\r\nAccept: */*\r\nAccept-Encoding: gzip, deflate\r\n\r\n";

/** Takes all and keeps nothing. */
class NoConnection implements Connection {
	octets = 0;

	write(_octets: Uint8Array, start: number, end: number): number {
		this.octets += end - start;
		return end - start;
	}
	wake(): void {}
	close(): void {}
}

class NoHours implements Hours {
	get(): boolean {
		return false;
	}
	put(): void {}
	each(): void {}
	reader(): HourReader {
		return { next: () => false };
	}
	putState(): void {}
}

const encode = (text: string) => new Uint8Array(ArrayBuffer.fromString(text));

export class Bench {
	readonly #counts = new Counts();
	readonly #store = new Store();
	readonly #receiver = new Receiver(this.#store, this.#counts);
	readonly #app: App;
	#now = 0;

	constructor() {
		cost.start();
		cost.stop();
		cost.calibrate();
		cost.print(`boot: machine\t1\t${cost.cloning()}\t0`);
		const display = displayOf(false);
		cost.start();
		this.#app = new App({ encode, display }, {}, 0);
		cost.stop();
		this.#report("boot: app", 1);
	}

	/** A frame as the meter sends it, from flag to flag, in hex digits. */
	frame(name: string, digits: string): void {
		const octets = octetsOfHex(digits);
		for (let i = 0; i < WARM; i++) this.#push(octets);
		cost.reset();
		for (let i = 0; i < FRAMES; i++) this.#push(octets);
		this.#report(`octet: ${name}`, FRAMES * octets.length);
		const last = this.#completing(octets);
		for (let i = 0; i < FRAMES; i++) {
			this.#now += PUSH;
			this.#receiver.receive(octets, 0, last, this.#now);
			cost.start();
			this.#receiver.receive(octets, last, last + 1, this.#now);
			cost.stop();
			this.#receiver.receive(octets, last + 1, octets.length, this.#now);
		}
		this.#report(`last octet: ${name}`, FRAMES);
	}

	/** What the machine does beside: `list2` and `list3` are frames. */
	machine(list2: string, list3: string): void {
		for (const digits of [list2, list3, list2]) {
			const octets = octetsOfHex(digits);
			this.#app.receive(octets, 0, octets.length, this.#now);
		}
		this.#app.setTime(Date.UTC(2026, 0, 31), this.#now);
		this.#tick();
		new DisplayBench(cost).run();
		this.#request("GET /api/v1/reading", 1000);
		this.#request("GET /api/v1/reading, asked for again at that moment", 0);
		this.#event();
		new JournalBench(cost).run();
	}

	/** What the ledger makes of a reading, on top: hours are kept at no cost. */
	ledger(list: number, digits: string): void {
		const octets = octetsOfHex(digits);
		const ledger = new Ledger(new NoHours());
		ledger.clock.setNetwork(Date.UTC(2026, 0, 31, 12), this.#now);
		for (let i = 0; i < WARM + FRAMES; i++) {
			if (i === WARM) cost.reset();
			this.#now += PUSH;
			this.#receiver.receive(octets, 0, octets.length, this.#now);
			cost.start();
			ledger.hear(this.#store.live);
			cost.stop();
		}
		this.#report(`ledger: list ${list}`, FRAMES);
	}

	#push(octets: Uint8Array): void {
		this.#now += PUSH;
		for (let at = 0; at < octets.length; at += CHUNK) {
			const stop = at + CHUNK < octets.length ? at + CHUNK : octets.length;
			this.#now += Math.ceil((stop - at) * OCTET_MS);
			cost.start();
			this.#receiver.receive(octets, at, stop, this.#now);
			cost.stop();
		}
	}

	/** Index of the octet that makes the reading: the last of the FCS. Throws where there is none. */
	#completing(octets: Uint8Array): number {
		const before = this.#store.sequence;
		let found = -1;
		for (let at = 0; at < octets.length; at++) {
			this.#receiver.receive(octets, at, at + 1, this.#now);
			if (this.#store.sequence > before && found < 0) found = at;
		}
		if (found < 0 || this.#counts.badList > 0) throw new Error("a frame without a reading");
		return found;
	}

	/** A second in which nothing happened. */
	#tick(): void {
		this.#app.tick(this.#now);
		for (let i = 0; i < UPDATES; i++) {
			cost.start();
			this.#app.tick(this.#now);
			this.#app.server.tick(this.#now);
			cost.stop();
		}
		this.#report("tick", UPDATES);
	}

	/** On a connection that is kept, as pollers do, `pause` milliseconds after each other. */
	#request(name: string, pause: number): void {
		const { server } = this.#app;
		const request = encode(REQUEST);
		const exchange = server.accept(new NoConnection(), this.#now);
		const before = server.counts["requests"] ?? 0;
		for (let i = 0; i < WARM + REQUESTS; i++) {
			if (i === WARM) cost.reset();
			this.#app.now += pause;
			cost.start();
			exchange?.received(request, 0, request.length, this.#now);
			cost.stop();
		}
		const answered = (server.counts["requests"] ?? 0) - before;
		if (answered !== WARM + REQUESTS) throw new Error("a request unanswered");
		this.#report(name, REQUESTS);
	}

	/** What a reading costs beside, while one client hears of each. */
	#event(): void {
		const { server } = this.#app;
		const connection = new NoConnection();
		const request = encode(REQUEST.replace("reading", "events"));
		server.accept(connection, this.#now)?.received(request, 0, request.length, this.#now);
		connection.octets = 0;
		for (let i = 0; i < WARM + REQUESTS; i++) {
			if (i === WARM) cost.reset();
			this.#app.now += 1000;
			cost.start();
			if (server.hears("events")) server.publish("events", encode(eventOf(this.#app)), this.#now);
			cost.stop();
		}
		if (connection.octets < REQUESTS * 100) throw new Error("events that nobody hears");
		this.#report("event", REQUESTS);
	}

	#report(name: string, count: number): void {
		cost.print(`${name}\t${count}\t${cost.instructions()}\t${cost.bytecodes()}`);
		cost.reset();
	}
}
