/** Somebody who writes hours into a journal, and remembers what was acknowledged. */
import assert from "node:assert/strict";
import { Flash, SECTOR } from "../../host-sim/bench/flash.ts";
import { Journal, type JournalOptions } from "../../src/storage/journal.ts";

export const HOUR = 1;
/** Hours that must be kept. */
export const KEPT = 110;
const PAYLOAD = 64;

/** What a record of `key` holds that is the `value`-th of it. */
export function payload(key: number, value: number): Uint8Array {
	const octets = new Uint8Array(PAYLOAD);
	for (let i = 0; i < PAYLOAD; i++) octets[i] = Math.imul(key * 31 + value * 7 + i, 0x9e3b) >>> 7;
	return octets;
}

/** The same flash once more. */
function copyOf(flash: Flash, Kind: typeof Flash): Flash {
	const octets = new Uint8Array(flash.size);
	flash.read(0, octets);
	const copy = new Kind(flash.size, 7);
	for (let at = 0; at < octets.length; at += SECTOR) {
		copy.program(at, octets.subarray(at, at + SECTOR));
	}
	return copy;
}

export class Keeper {
	readonly flash: Flash;
	/** Undefined before the first start. */
	#journal: Journal | undefined;
	/** The newest hour. */
	hour = 1000;
	/** The last value acknowledged of each key; undefined when it was struck. */
	known = new Map<number, number | undefined>();
	/** What was asked for and not answered: the power went. */
	asked: { key: number; value: number | undefined } | undefined;
	/** Actions done. */
	count = 0;
	readonly #options: JournalOptions;
	readonly #into = new Uint8Array(PAYLOAD);

	constructor(flash: Flash, options: JournalOptions) {
		this.flash = flash;
		this.#options = options;
	}

	/** The same at the same moment on a copy of the flash, not started. */
	copy(Kind: typeof Flash = Flash): Keeper {
		const copy = new Keeper(copyOf(this.flash, Kind), this.#options);
		copy.hour = this.hour;
		copy.known = new Map(this.known);
		copy.count = this.count;
		copy.asked = this.asked;
		return copy;
	}

	start(): this {
		this.#journal = new Journal(this.flash, this.#options);
		return this;
	}

	/** The power is back. */
	restart(): this {
		this.flash.powerOn();
		return this.start();
	}

	get journal(): Journal {
		if (this.#journal === undefined) throw new Error("not started");
		return this.#journal;
	}

	get keepFrom(): number {
		return this.hour - KEPT;
	}

	/** A new hour, as mostly, or something seldom; and two steps. */
	act(): void {
		const i = ++this.count;
		if (i % 7 === 6) this.append(this.hour - (i % 5));
		else if (i % 23 === 22) this.append(this.hour - KEPT + 5);
		else if (i % 31 === 30) this.strike(this.hour - 3);
		else if (this.append(this.hour + 1)) this.hour++;
		this.journal.keepFrom = this.keepFrom;
		this.journal.step();
		this.journal.step();
	}

	append(key: number): boolean {
		const value = this.count;
		const octets = payload(key, value);
		this.asked = { key, value };
		const isDone = this.journal.append(HOUR, key, octets, 0, octets.length);
		this.asked = undefined;
		if (isDone) this.known.set(key, value);
		return isDone;
	}

	strike(key: number): void {
		this.asked = { key, value: undefined };
		const isDone = this.journal.strike(HOUR, key);
		this.asked = undefined;
		if (isDone) this.known.set(key, undefined);
	}

	/** Checks that all is there that must be, and nothing else; what was not answered may be either. */
	check(): void {
		const { asked } = this;
		this.asked = undefined;
		if (asked && this.#holds(asked.key, asked.value)) {
			this.known.set(asked.key, asked.value);
			if (asked.key > this.hour) this.hour = asked.key;
		}
		const found = this.#readAll();
		for (const [key, value] of this.known) {
			if (key < this.keepFrom) continue;
			assert.equal(found.get(key), value, `hour ${key}`);
		}
		for (const key of found.keys()) assert.ok(this.known.has(key), `hour ${key} out of nothing`);
	}

	/** Key and value of each record there is to be read, whole. */
	#readAll(): Map<number, number> {
		const found = new Map<number, number>();
		const reader = this.journal.reader(HOUR, this.keepFrom, this.hour + 10);
		while (!reader.isAtEnd) {
			if (!reader.next(this.#into)) continue;
			const known = this.known.get(reader.key);
			assert.ok(known !== undefined, `hour ${reader.key} is known`);
			assert.ok(this.#isPayload(reader.key, known), `hour ${reader.key} is as it was written`);
			found.set(reader.key, known);
		}
		return found;
	}

	#holds(key: number, value: number | undefined): boolean {
		const length = this.journal.find(HOUR, key, this.#into);
		if (value === undefined || length === undefined)
			return value === undefined && length === undefined;
		return this.#isPayload(key, value);
	}

	#isPayload(key: number, value: number): boolean {
		const expected = payload(key, value);
		for (let i = 0; i < PAYLOAD; i++) if (this.#into[i] !== expected[i]) return false;
		return true;
	}
}
