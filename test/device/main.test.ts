/** The device's entry, beside fakes of the SDK's modules: how one start follows another. */
import assert from "node:assert/strict";
import { deviceModule } from "../support/device-module.ts";

const HOUR = 3600;

interface Hook {
	abort?: (why: string, exception: unknown) => boolean;
	trace?: (text: string) => void;
}

/** A board whose parts may fail, and whose NVS outlives a start. */
class Board {
	hasUart = true;
	/** Times that Wi-Fi was turned on, which ends the app. */
	networks = 0;
	/** Times that the UART was read. */
	reads = 0;
	#isUp = false;
	#ticks = 0;
	#timers: (() => void)[] = [];
	readonly #nvs = new Map<string, unknown>();
	readonly #main = deviceModule<{ default(): void }>("../main", this.#machine()).default;

	/** Answers whether it is up after so many seconds. */
	start(seconds: number): boolean {
		this.#timers = [];
		this.#isUp = true;
		this.#run(this.#main);
		for (let i = 0; i < seconds && this.#isUp; i++) {
			this.#ticks += 1000;
			for (const timer of this.#timers) if (this.#isUp) this.#run(timer);
		}
		return this.#isUp;
	}

	/** As XS does. */
	#run(code: () => void): void {
		try {
			code();
		} catch (error) {
			this.#isUp = (globalThis as Hook).abort?.("unhandled exception", error) === false;
		}
	}

	#machine(): object {
		const ticks = () => this.#ticks;
		const turnOn = () => {
			this.networks++;
			throw new Error("no memory for Wi-Fi");
		};
		const open = () => {
			if (!this.hasUart) throw new Error("uart failed");
		};
		const read = () => void this.reads++;
		const nothing = class {};
		return {
			"mc/config": {},
			time: {
				get ticks() {
					return ticks();
				},
			},
			timer: { repeat: (run: () => void) => this.#timers.push(run) },
			preference: {
				get: (_: string, key: string) => this.#nvs.get(key),
				set: (_: string, key: string, value: unknown) => void this.#nvs.set(key, value),
			},
			uart: class {
				constructor() {
					open();
				}
				read(): void {
					read();
				}
			},
			wifi: class {
				constructor() {
					turnOn();
				}
			},
			net: {},
			Resource: nothing,
			"commodetto/Poco": nothing,
			"commodetto/parseBMF": nothing,
			dimmer: nothing,
			lamp: nothing,
			"pins/digital": nothing,
			"embedded:storage/flash": {},
			"embedded:io/socket/listener": nothing,
			"embedded:io/socket/tcp": nothing,
			"embedded:io/socket/udp": nothing,
			"embedded:network/dnssd": nothing,
		};
	}
}

describe("the device's main", () => {
	const hook = globalThis as Hook;

	before(() => {
		hook.trace = () => {};
	});

	after(() => {
		delete hook.trace;
		delete hook.abort;
	});

	it("leaves the network alone after three starts that it ended, and tries it again after an hour", () => {
		const board = new Board();
		for (let i = 0; i < 3; i++) assert.equal(board.start(HOUR), false);
		assert.equal(board.networks, 3);
		board.reads = 0;
		assert.equal(board.start(HOUR), false);
		assert.ok(board.reads >= HOUR - 1);
		assert.equal(board.networks, 3);
		assert.equal(board.start(1), false);
		assert.equal(board.networks, 4);
	});

	it("ends safe mode after an hour where the UART cannot be had, and not before", () => {
		const board = new Board();
		board.hasUart = false;
		for (let i = 0; i < 3; i++) assert.equal(board.start(1), false);
		assert.equal(board.start(HOUR - 1), true, "by hand it stays safe");
		assert.equal(board.start(HOUR), false);
		board.hasUart = true;
		board.start(1);
		assert.equal(board.networks, 1);
	});
});
