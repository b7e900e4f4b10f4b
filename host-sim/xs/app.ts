/**
 * The app on XS: what `src/main.ts` is on the device, with a pipe to Node in place of the SDK. Its
 * main is called in a machine laid out like the device's.
 */
import { App } from "../../src/app.ts";
import type { Parity } from "../../src/han/line.ts";
import type { Connection } from "../../src/http/connection.ts";
import type { Exchange } from "../../src/http/exchange.ts";
import type { Flash } from "../../src/storage/flash.ts";
import { REGION } from "../../src/storage/layout.ts";
import {
	ACCEPT,
	CLOSE,
	CLOSED,
	DONE,
	EXHAUST,
	FLASH_ERASE,
	FLASH_PROGRAM,
	FLASH_READ,
	HEAD,
	MEMORY,
	MOST,
	OWNER_CODE,
	PARITIES,
	PICTURE,
	RECEIVE,
	RECEIVED,
	ROOM,
	SERVER_CLOSE,
	SERVER_TICK,
	SET_ONLINE,
	SET_TIME,
	SLOTS,
	TICK,
	WAKE,
	WRITABLE,
	WRITE,
} from "./messages.ts";
import { HEIGHT, NativeScreen, nativeFonts, WIDTH } from "./native-screen.ts";

const FIGURES = 15;

/** One TCP connection that Node holds for us. */
class PipeConnection implements Connection {
	readonly slot: number;
	room: number;
	exchange: Exchange | undefined = undefined;
	readonly #pipe: Pipe;

	constructor(pipe: Pipe, slot: number, room: number) {
		this.#pipe = pipe;
		this.slot = slot;
		this.room = room;
	}

	write(octets: Uint8Array, start: number, end: number): number {
		const count = Math.min(this.room, end - start);
		if (count <= 0) return 0;
		this.room -= count;
		this.#pipe.send(WRITE, this.slot, count, 0);
		xs.write(octets, start, start + count);
		return count;
	}

	wake(): void {
		this.#pipe.send(WAKE, this.slot, 0, 0);
	}

	close(): void {
		this.exchange = undefined;
		this.#pipe.forget(this.slot);
		this.#pipe.send(CLOSE, this.slot, 0, 0);
	}
}

class Pipe {
	readonly #octets = new Uint8Array(HEAD + MOST);
	readonly #view = new DataView(this.#octets.buffer);
	readonly #head = new Uint8Array(HEAD);
	readonly #headView = new DataView(this.#head.buffer);
	readonly #figures = new Int32Array(FIGURES);
	readonly #figureOctets = new Uint8Array(this.#figures.buffer);
	readonly #connections: (PipeConnection | undefined)[] = new Array(SLOTS).fill(undefined);
	#app!: App;
	/** Of a message, so far. */
	#held = 0;

	/** What Node says first: whether there is storage, and the parity that is remembered. */
	start(): { readonly hasStorage: boolean; readonly parity: Parity | undefined } {
		this.#fill(HEAD);
		this.#held = 0;
		const view = this.#view;
		const parity = PARITIES[view.getFloat64(8, true)];
		return { hasStorage: view.getUint8(1) === 1, parity };
	}

	send(kind: number, slot: number, size: number, value: number): void {
		const view = this.#headView;
		view.setUint8(0, kind);
		view.setUint8(1, slot);
		view.setUint32(4, size, true);
		view.setFloat64(8, value, true);
		xs.write(this.#head, 0, HEAD);
	}

	forget(slot: number): void {
		this.#connections[slot] = undefined;
	}

	/** Serves Node until it hangs up. */
	run(app: App): void {
		this.#app = app;
		this.send(DONE, 0, 0, 0);
		while (this.#fill(HEAD)) {
			const size = this.#view.getUint32(4, true);
			if (!this.#fill(HEAD + size)) return;
			this.#held = 0;
			this.#answer(
				this.#view.getUint8(0),
				this.#view.getUint8(1),
				size,
				this.#view.getFloat64(8, true),
			);
		}
	}

	#fill(wanted: number): boolean {
		while (this.#held < wanted) {
			const count = xs.read(this.#octets, this.#held);
			if (count < 0) return false;
			this.#held += count;
		}
		return true;
	}

	#answer(kind: number, slot: number, size: number, now: number): void {
		if (kind === RECEIVE) {
			const waitedMs = this.#view.getUint16(2, true);
			this.#app.receive(this.#octets, HEAD, HEAD + size, now, waitedMs);
		} else if (kind === SERVER_TICK) this.#app.server.tick(now);
		else if (kind === MEMORY || kind === PICTURE) {
			this.#report(kind, slot);
			return;
		}
		this.send(DONE, slot, 0, this.#answerRare(kind, slot, size, now));
	}

	#answerRare(kind: number, slot: number, size: number, now: number): number {
		const connection = this.#connections[slot];
		switch (kind) {
			case ACCEPT:
				return this.#accept(slot, now);
			case RECEIVED:
				return connection?.exchange?.received(this.#octets, HEAD, HEAD + size, now) ?? size;
			case WRITABLE:
				if (connection !== undefined) connection.room = this.#view.getUint32(HEAD, true);
				connection?.exchange?.writable(now);
				return 0;
			case TICK:
				this.#app.tick(now);
				return PARITIES.indexOf(this.#app.parity);
			case CLOSED:
				connection?.exchange?.closed();
				this.forget(slot);
				return 0;
			case SET_TIME:
				this.#app.setTime(now, this.#view.getFloat64(HEAD, true));
				return 0;
			case SET_ONLINE:
				this.#app.isOnline = slot === 1;
				return 0;
			case SERVER_CLOSE:
				this.#app.server.close();
				return 0;
			case EXHAUST:
				return exhaust();
			default:
				return 0;
		}
	}

	#accept(slot: number, now: number): number {
		const connection = new PipeConnection(this, slot, ROOM);
		this.#connections[slot] = connection;
		connection.exchange = this.#app.server.accept(connection, now);
		return connection.exchange === undefined ? 0 : 1;
	}

	#report(kind: number, isCollected: number): void {
		if (kind === PICTURE) {
			this.send(DONE, 0, WIDTH * HEIGHT, 0);
			xs.writePixels();
			return;
		}
		if (isCollected === 1) xs.collect();
		xs.memory(this.#figures);
		this.send(DONE, 0, this.#figureOctets.length, 0);
		xs.write(this.#figureOctets, 0, this.#figureOctets.length);
	}
}

/** As a leak would: slots and chunks, until there is no more. */
function exhaust(): never {
	const kept: Uint8Array[] = [];
	for (;;) kept.push(new Uint8Array(256));
}

/** Flash that Node holds: its octets are not this machine's memory. */
class PipeFlash implements Flash {
	readonly size = REGION;
	readonly #octets = new Uint8Array(HEAD + 4);
	readonly #view = new DataView(this.#octets.buffer);

	read(at: number, into: Uint8Array): void {
		this.#view.setUint32(HEAD, into.length, true);
		this.#ask(FLASH_READ, at, 4);
		xs.write(this.#octets, HEAD, HEAD + 4);
		for (let held = 0; held < into.length; ) held += this.#take(into, held);
	}

	erase(index: number): void {
		this.#ask(FLASH_ERASE, index, 0);
		this.#take(this.#octets, HEAD);
	}

	program(at: number, octets: Uint8Array): void {
		this.#ask(FLASH_PROGRAM, at, octets.length);
		xs.write(octets, 0, octets.length);
		this.#take(this.#octets, HEAD);
	}

	/** Node that hangs up now has cut the power. */
	#take(into: Uint8Array, start: number): number {
		const count = xs.read(into, start);
		return count < 0 ? xs.exit(0) : count;
	}

	#ask(kind: number, number: number, size: number): void {
		this.#view.setUint8(0, kind);
		this.#view.setUint32(4, size, true);
		this.#view.setFloat64(8, number, true);
		xs.write(this.#octets, 0, HEAD);
	}
}

export default function main(): void {
	const encode = (text: string) => new Uint8Array(ArrayBuffer.fromString(text));
	const display = { screen: new NativeScreen(), fonts: nativeFonts(), isWhole: true };
	const pipe = new Pipe();
	const { hasStorage, parity } = pipe.start();
	const storage = hasStorage ? new PipeFlash() : undefined;
	const history = { ownerCode: OWNER_CODE };
	pipe.run(new App({ encode, display, storage }, { history, ...(parity && { parity }) }, 0));
}
