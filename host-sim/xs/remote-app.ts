/**
 * The app on XS, seen from Node: the same methods, and behind each a message over a pipe that is
 * answered before it returns. So a simulation is as deterministic as with the app in Node itself.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "../../src/app.ts";
import { VIEWS, type ViewName } from "../../src/display/navigation.ts";
import type { Parity } from "../../src/han/line.ts";
import { type Network, NO_NETWORK } from "../../src/model/network.ts";
import type { Slots } from "../../src/settings/slots.ts";
import type { Flash } from "../../src/storage/flash.ts";
import type { Dongle } from "../simulation.ts";
import * as message from "./messages.ts";
import { type Answer, NOTHING, RemoteServer } from "./remote-server.ts";

/** What outlives the app. */
export interface Kept {
	readonly flash?: Flash | undefined;
	readonly slots?: Slots | undefined;
	/** Remembered of the line. */
	readonly parity?: Parity | undefined;
}

/** As much as the head has room for. */
const MOST_WAITED_MS = 0xffff;
/** The answer to what has no answer. */
const NOTHING_MORE = Buffer.alloc(1);

/** Throws an Error in each method once the process has ended, as a device restarts. */
export class RemoteApp implements Dongle, Pick<App, "setTime"> {
	readonly server: RemoteServer;
	readonly #process: ChildProcess;
	readonly #exit: Promise<number | null>;
	readonly #kept: Kept;
	readonly #out: number;
	readonly #in: number;
	readonly #head = Buffer.alloc(message.HEAD);
	#network: Network = NO_NETWORK;
	#parity: Parity;
	/** What it says of its end is what was asked for. */
	#isExhausted = false;

	/** Starts `command` with `args`; what it says on standard error we say too. */
	constructor(command: string, args: readonly string[], kept: Kept = {}) {
		const [itsIn, out] = fifo();
		const [input, itsOut] = fifo();
		this.#out = out;
		this.#in = input;
		// A group of its own: Ctrl-C is for us, and it ends when we hang up.
		const options = { stdio: [itsIn, itsOut, "pipe" as const], detached: true };
		this.#process = spawn(command, args, options);
		this.#exit = new Promise((resolve) => this.#process.once("exit", resolve));
		this.#process.stderr?.on("data", (said) => {
			if (!this.#isExhausted) process.stderr.write(said);
		});
		closeSync(itsIn);
		closeSync(itsOut);
		this.server = new RemoteServer((...asked) => this.#ask(...asked));
		this.#kept = kept;
		const { flash, slots, parity } = kept;
		this.#parity = parity ?? "even";
		const has = (flash ? message.HAS_FLASH : 0) + (slots ? message.HAS_SLOTS : 0);
		const remembered = parity === undefined ? -1 : message.PARITIES.indexOf(parity);
		this.#ask(message.START, has, remembered);
	}

	receive(chunk: Uint8Array, start: number, end: number, now: number, waitedMs = 0): void {
		this.#head.writeUInt16LE(Math.min(Math.round(waitedMs), MOST_WAITED_MS), 2);
		this.#ask(message.RECEIVE, 0, now, chunk.subarray(start, end));
		this.#head.writeUInt16LE(0, 2);
	}

	tick(now: number): void {
		this.#parity = message.PARITIES[this.#ask(message.TICK, 0, now).value] ?? "even";
	}

	/** As of the last tick. */
	get parity(): Parity {
		return this.#parity;
	}

	setTime(utcMs: number, now: number): void {
		const octets = Buffer.alloc(8);
		octets.writeDoubleLE(now);
		this.#ask(message.SET_TIME, 0, utcMs, octets);
	}

	get network(): Network {
		return this.#network;
	}
	set network(network: Network) {
		this.#network = network;
		this.#ask(message.SET_NETWORK, 0, 0, Buffer.from(JSON.stringify(network)));
	}

	get view(): ViewName | undefined {
		return VIEWS[this.#ask(message.VIEW, 0, 0).value];
	}

	press(now: number): void {
		this.#ask(message.PRESS, 0, now);
	}

	hold(now: number): void {
		this.#ask(message.PRESS, 1, now);
	}

	/** Figures as `xs.memory` orders them, after a collection if wanted. */
	memory(isCollected: boolean): Int32Array {
		const { octets } = this.#ask(message.MEMORY, isCollected ? 1 : 0, 0);
		return new Int32Array(octets.buffer, octets.byteOffset, octets.length / 4);
	}

	/** The device becomes an access point for its set-up. */
	setUp(now: number): void {
		this.#ask(message.SET_UP, 0, now);
	}

	/** What is due of that. */
	tickSetUp(now: number): void {
		this.#ask(message.SET_UP_TICK, 0, now);
	}

	/** A gray octet for each pixel. */
	picture(): Uint8Array {
		return this.#ask(message.PICTURE, 0, 0).octets;
	}

	/** Runs out of memory. The process must end of that: throws an Error when it does not. */
	exhaust(): void {
		this.#isExhausted = true;
		try {
			this.#ask(message.EXHAUST, 0, 0);
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
		return this.#exit;
	}

	/** Sends a message and serves what comes before its answer. */
	#ask(kind: number, slot: number, value: number, octets: Uint8Array = NOTHING): Answer {
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
			if (this.#answerSlots(answered, value, body)) continue;
			this.server.told(answered, head.readUInt8(1), body);
		}
	}

	/** True when it was about flash. When the power goes, so does the app, and the caller is told. */
	#answerFlash(kind: number, at: number, body: Buffer): boolean {
		const { flash } = this.#kept;
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

	/** True when it was about settings. */
	#answerSlots(kind: number, slot: number, body: Buffer): boolean {
		const { slots } = this.#kept;
		if (slots === undefined) return false;
		if (kind === message.SLOT_READ) {
			const octets = slots.read(slot) ?? NOTHING;
			const size = Buffer.alloc(4);
			size.writeUInt32LE(octets.length);
			writeSync(this.#out, size);
			if (octets.length > 0) writeSync(this.#out, octets);
			return true;
		}
		if (kind !== message.SLOT_WRITE) return false;
		slots.write(slot, body);
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
