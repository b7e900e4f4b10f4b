/**
 * The app on XS: what `src/main.ts` is on the device, with a pipe to Node in place of the SDK. Its
 * main is called in a machine laid out like the device's.
 */
import { App } from "../../src/app.ts";
import { VIEWS } from "../../src/display/navigation.ts";
import type { Parity } from "../../src/han/line.ts";
import { HouseNet } from "../../src/house-net.ts";
import type { Connection } from "../../src/http/connection.ts";
import type { Exchange } from "../../src/http/exchange.ts";
import {
	ACCEPT,
	CLOSE,
	CLOSED,
	DONE,
	EXHAUST,
	HAS_FLASH,
	HAS_SLOTS,
	HEAD,
	MEMORY,
	MOST,
	OWNER_CODE,
	PARITIES,
	PICTURE,
	PRESS,
	RECEIVE,
	RECEIVED,
	ROOM,
	SERVER_CLOSE,
	SERVER_TICK,
	SET_NETWORK,
	SET_TIME,
	SET_UP,
	SET_UP_TICK,
	SLOTS,
	TICK,
	VIEW,
	WAKE,
	WRITABLE,
	WRITE,
} from "./messages.ts";
import { HEIGHT, NativeScreen, nativeFonts, WIDTH } from "./native-screen.ts";
import { PipeFlash, PipeSlots } from "./pipe-storage.ts";

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
	#net: HouseNet | undefined = undefined;
	/** Of a message, so far. */
	#held = 0;

	/** What Node says first: what there is to keep things in, and the parity that is remembered. */
	start(): { readonly has: number; readonly parity: Parity | undefined } {
		this.#fill(HEAD);
		this.#held = 0;
		const view = this.#view;
		return { has: view.getUint8(1), parity: PARITIES[view.getFloat64(8, true)] };
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
		switch (kind) {
			case TICK:
				this.#app.tick(now);
				return PARITIES.indexOf(this.#app.parity);
			case SET_TIME:
				this.#app.setTime(now, this.#view.getFloat64(HEAD, true));
				return 0;
			case SET_NETWORK:
				this.#app.network = JSON.parse(this.#text(size));
				return 0;
			case PRESS:
				if (slot === 1) this.#app.hold(now);
				else this.#app.press(now);
				return 0;
			case VIEW:
				return VIEWS.indexOf(this.#app.view ?? "now");
			case SERVER_CLOSE:
				this.#app.server.close();
				return 0;
			case SET_UP:
				this.#net = setUp(this.#app, now);
				return 0;
			case SET_UP_TICK:
				this.#net?.tick(now);
				return 0;
			case EXHAUST:
				return exhaust();
			default:
				return this.#answerConnection(kind, slot, size, now);
		}
	}

	#answerConnection(kind: number, slot: number, size: number, now: number): number {
		const connection = this.#connections[slot];
		if (kind === ACCEPT) return this.#accept(slot, now);
		if (kind === RECEIVED) {
			return connection?.exchange?.received(this.#octets, HEAD, HEAD + size, now) ?? size;
		}
		if (kind === WRITABLE) {
			if (connection !== undefined) connection.room = this.#view.getUint32(HEAD, true);
			connection?.exchange?.writable(now);
		} else if (kind === CLOSED) {
			connection?.exchange?.closed();
			this.forget(slot);
		}
		return 0;
	}

	#text(size: number): string {
		return String.fromArrayBuffer(this.#octets.buffer.slice(HEAD, HEAD + size));
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

const AROUND = 16;

/** Without a radio: what it would do is only told. */
function setUp(app: App, now: number): HouseNet {
	const nothing = () => {};
	const wifi = {
		join: nothing,
		leave: nothing,
		openAccessPoint: nothing,
		closeAccessPoint: nothing,
		scan: nothing,
	};
	let last = 0;
	const random = (below: number) => ++last % below;
	const names = { accessPoint: "Glimt-1A2B", origin: "http://192.168.4.1" };
	const net = new HouseNet(app, { wifi, random, ...names }, now);
	net.start(now);
	for (let i = 0; i < AROUND; i++) {
		net.found({ ssid: `Network number ${i}`, rssi: -40 - i, isOpen: false });
	}
	net.scanned();
	return net;
}

/** As a leak would: slots and chunks, until there is no more. */
function exhaust(): never {
	const kept: Uint8Array[] = [];
	for (;;) kept.push(new Uint8Array(256));
}

export default function main(): void {
	const encode = (text: string) => new Uint8Array(ArrayBuffer.fromString(text));
	const display = {
		screen: new NativeScreen(),
		fonts: nativeFonts(),
		isWhole: true,
		isColour: false,
		hasButton: true,
	};
	const pipe = new Pipe();
	const { has, parity } = pipe.start();
	const storage = has & HAS_FLASH ? new PipeFlash() : undefined;
	const slots = has & HAS_SLOTS ? new PipeSlots() : undefined;
	const settings = { history: { ownerCode: OWNER_CODE }, ...(parity && { parity }) };
	pipe.run(new App({ encode, display, storage, slots }, settings, 0));
}
