/**
 * The app on XS, seen from Node: the same methods, and behind each a message over a pipe that is
 * answered before it returns. So a simulation is as deterministic as with the app in Node itself.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "../../src/app.ts";
import type { Parity } from "../../src/han/line.ts";
import type { Connection } from "../../src/http/connection.ts";
import type { Flash } from "../../src/storage/flash.ts";
import type { Served } from "../listener.ts";
import type { Dongle } from "../simulation.ts";
import * as message from "./messages.ts";

interface Answer {
	readonly value: number;
	readonly octets: Buffer;
}

/** As much as the head has room for. */
const MOST_WAITED_MS = 0xffff;
const NOTHING = Buffer.alloc(0);
/** The answer to what has no answer. */
const NOTHING_MORE = Buffer.alloc(1);

/** Throws an Error in each method once the process has ended, as a device restarts. */
export class RemoteApp implements Dongle, Pick<App, "setTime"> {
	readonly server: RemoteServer;
	readonly #process: ChildProcess;
	readonly #flash: Flash | undefined;
	readonly #out: number;
	readonly #in: number;
	readonly #head = Buffer.alloc(message.HEAD);
	#isOnline = false;
	#parity: Parity;
	/** What it says of its end is what was asked for. */
	#isExhausted = false;

	/**
	 * Starts `command` with `args`; what it says on standard error we say too. Hours are kept in
	 * `flash`, if any; `parity` is remembered of the line.
	 */
	constructor(command: string, args: readonly string[], flash?: Flash, parity?: Parity) {
		const [itsIn, out] = fifo();
		const [input, itsOut] = fifo();
		this.#out = out;
		this.#in = input;
		// A group of its own: Ctrl-C is for us, and it ends when we hang up.
		const options = { stdio: [itsIn, itsOut, "pipe" as const], detached: true };
		this.#process = spawn(command, args, options);
		this.#process.stderr?.on("data", (said) => {
			if (!this.#isExhausted) process.stderr.write(said);
		});
		closeSync(itsIn);
		closeSync(itsOut);
		this.server = new RemoteServer(this);
		this.#flash = flash;
		this.#parity = parity ?? "even";
		const remembered = parity === undefined ? -1 : message.PARITIES.indexOf(parity);
		this.ask(message.START, flash === undefined ? 0 : 1, remembered);
	}

	receive(chunk: Uint8Array, start: number, end: number, now: number, waitedMs = 0): void {
		this.#head.writeUInt16LE(Math.min(Math.round(waitedMs), MOST_WAITED_MS), 2);
		this.ask(message.RECEIVE, 0, now, chunk.subarray(start, end));
		this.#head.writeUInt16LE(0, 2);
	}

	tick(now: number): void {
		this.#parity = message.PARITIES[this.ask(message.TICK, 0, now).value] ?? "even";
	}

	/** As of the last tick. */
	get parity(): Parity {
		return this.#parity;
	}

	setTime(utcMs: number, now: number): void {
		const octets = Buffer.alloc(8);
		octets.writeDoubleLE(now);
		this.ask(message.SET_TIME, 0, utcMs, octets);
	}

	get isOnline(): boolean {
		return this.#isOnline;
	}
	set isOnline(isOnline: boolean) {
		this.#isOnline = isOnline;
		this.ask(message.SET_ONLINE, isOnline ? 1 : 0, 0);
	}

	/** Figures as `xs.memory` orders them, after a collection if wanted. */
	memory(isCollected: boolean): Int32Array {
		const { octets } = this.ask(message.MEMORY, isCollected ? 1 : 0, 0);
		return new Int32Array(octets.buffer, octets.byteOffset, octets.length / 4);
	}

	/** A gray octet for each pixel. */
	picture(): Uint8Array {
		return this.ask(message.PICTURE, 0, 0).octets;
	}

	/** Runs out of memory. The process must end of that: throws an Error when it does not. */
	exhaust(): void {
		this.#isExhausted = true;
		try {
			this.ask(message.EXHAUST, 0, 0);
		} catch (error) {
			if (error instanceof XsEnded) return;
			throw error;
		}
		throw new Error("XS has not run out of memory");
	}

	/** Hangs up; resolves with the exit code. */
	close(): Promise<number | null> {
		closeSync(this.#out);
		closeSync(this.#in);
		if (this.#process.exitCode !== null) return Promise.resolve(this.#process.exitCode);
		return new Promise((resolve) => this.#process.once("exit", resolve));
	}

	/** For the server, as well as ours: sends a message and serves what comes before its answer. */
	ask(kind: number, slot: number, value: number, octets: Uint8Array = NOTHING): Answer {
		this.#head.writeUInt8(kind, 0);
		this.#head.writeUInt8(slot, 1);
		this.#head.writeUInt32LE(octets.length, 4);
		this.#head.writeDoubleLE(value, 8);
		writeSync(this.#out, this.#head);
		if (octets.length > 0) writeSync(this.#out, octets);
		for (;;) {
			const head = this.#read(message.HEAD);
			const body = this.#read(head.readUInt32LE(4));
			const answered = head.readUInt8(0);
			const value = head.readDoubleLE(8);
			if (answered === message.DONE) return { value, octets: body };
			if (this.#answerFlash(answered, value, body)) continue;
			this.server.told(answered, head.readUInt8(1), body);
		}
	}

	/** True when it was about flash. When the power goes, so does the app, and the caller is told. */
	#answerFlash(kind: number, at: number, body: Buffer): boolean {
		const flash = this.#flash;
		if (flash === undefined) return false;
		if (kind === message.FLASH_READ) {
			const octets = new Uint8Array(body.readUInt32LE(0));
			flash.read(at, octets);
			writeSync(this.#out, octets);
			return true;
		}
		if (kind === message.FLASH_ERASE) flash.erase(at);
		else if (kind === message.FLASH_PROGRAM) flash.program(at, body);
		else return false;
		writeSync(this.#out, NOTHING_MORE);
		return true;
	}

	#read(size: number): Buffer {
		const octets = Buffer.alloc(size);
		for (let at = 0; at < size; ) {
			const count = readSync(this.#in, octets, at, size - at, null);
			if (count === 0) throw new XsEnded();
			at += count;
		}
		return octets;
	}
}

class XsEnded extends Error {
	constructor() {
		super("XS has ended; what it said is on standard error");
	}
}

/** Both ends of a pipe whose reads and writes wait, which Node's own pipes do not. */
function fifo(): [reads: number, writes: number] {
	const folder = mkdtempSync(join(tmpdir(), "glimt-xs-"));
	const path = join(folder, "fifo");
	execFileSync("mkfifo", [path]);
	// Opened for both first, so that neither of the others waits.
	const both = openSync(path, "r+");
	const ends: [number, number] = [openSync(path, "r"), openSync(path, "w")];
	closeSync(both);
	rmSync(folder, { recursive: true });
	return ends;
}

class RemoteServer implements Served {
	readonly #app: RemoteApp;
	readonly #exchanges = new Map<number, RemoteExchange>();

	constructor(app: RemoteApp) {
		this.#app = app;
	}

	accept(connection: Connection, now: number): RemoteExchange | undefined {
		const slot = this.#freeSlot();
		const forget = () => this.#exchanges.delete(slot);
		const exchange = new RemoteExchange(this.#app, slot, connection, forget);
		this.#exchanges.set(slot, exchange);
		const { value } = this.#app.ask(message.ACCEPT, slot, now);
		// A refused connection is forgotten when what was said to it has gone.
		return value === 1 ? exchange : undefined;
	}

	/** Throws an Error when there are more connections than the pipe has names for. */
	#freeSlot(): number {
		for (let slot = 0; slot < message.SLOTS; slot++) if (!this.#exchanges.has(slot)) return slot;
		throw new Error(`more than ${message.SLOTS} connections`);
	}

	tick(now: number): void {
		this.#app.ask(message.SERVER_TICK, 0, now);
	}

	close(): void {
		this.#app.ask(message.SERVER_CLOSE, 0, 0);
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
	readonly #app: RemoteApp;
	readonly #slot: number;
	readonly #connection: Connection;
	readonly #forget: () => void;
	/** Written by XS, and not yet taken by the connection. */
	#waiting: Buffer = NOTHING;
	#isEnding = false;

	constructor(app: RemoteApp, slot: number, connection: Connection, forget: () => void) {
		this.#app = app;
		this.#slot = slot;
		this.#connection = connection;
		this.#forget = forget;
	}

	received(octets: Uint8Array, start: number, end: number, now: number): number {
		const most = Math.min(end, start + message.MOST);
		return this.#app.ask(message.RECEIVED, this.#slot, now, octets.subarray(start, most)).value;
	}

	writable(now: number): void {
		this.#flush();
		if (this.#isEnding) return;
		const room = Buffer.alloc(4);
		room.writeUInt32LE(message.ROOM - this.#waiting.length);
		this.#app.ask(message.WRITABLE, this.#slot, now, room);
	}

	closed(): void {
		this.#forget();
		this.#app.ask(message.CLOSED, this.#slot, 0);
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
