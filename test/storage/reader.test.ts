import assert from "node:assert/strict";
import { random } from "../../host-sim/house/random.ts";
import type { Journal } from "../../src/storage/journal.ts";
import type { Reader } from "../../src/storage/reader.ts";
import { append, opened, simulated } from "../support/flash.ts";

/** The next record, `key:value`; undefined at the end. */
function next(reader: Reader): string | undefined {
	const into = new Uint8Array(1);
	while (!reader.isAtEnd) if (reader.next(into)) return `${reader.key}:${into[0]}`;
	return undefined;
}

function rest(reader: Reader): string[] {
	const read: string[] = [];
	for (let text = next(reader); text !== undefined; text = next(reader)) read.push(text);
	return read;
}

/** Appends with a step each time. */
function keep(journal: Journal, type: number, key: number, value: number): void {
	while (!append(journal, type, key, value)) journal.step();
	journal.step();
}

describe("a reader", () => {
	it("gives the last record of each key, in the order of keys", () => {
		const journal = opened(simulated(8));
		const known = new Map<number, number>();
		const pick = random(3);
		for (let i = 0; i < 1500; i++) {
			const key = 1000 + Math.floor(pick() * 140);
			if (pick() < 0.1) {
				while (!journal.strike(1, key)) journal.step();
				known.delete(key);
			} else {
				keep(journal, 1, key, i & 0xff);
				known.set(key, i & 0xff);
			}
			keep(journal, 2, key - (i % 3), 99);
		}
		const all = [...known].sort(([a], [b]) => a - b);
		const text = (from: number, to: number) =>
			all.filter(([key]) => key >= from && key <= to).map(([key, value]) => `${key}:${value}`);
		assert.deepEqual(rest(journal.reader(1, 0, 0xffff_ffff)), text(1000, 1139));
		for (const [from, to] of [
			[1000, 1000],
			[1003, 1066],
			[1003, 1067],
			[1100, 5000],
		] as const) {
			assert.deepEqual(rest(journal.reader(1, from, to)), text(from, to), `${from} to ${to}`);
		}
		assert.deepEqual(rest(journal.reader(1, 5, 999)), []);
		assert.deepEqual(rest(journal.reader(3, 0, 5000)), []);
	});

	it("finds keys far apart, and the greatest", () => {
		const journal = opened(simulated(6));
		for (const key of [0xffff_ffff, 0, 70_000, 63, 64]) append(journal, 1, key, 1);
		const expected = ["0:1", "63:1", "64:1", "70000:1", "4294967295:1"];
		assert.deepEqual(rest(journal.reader(1, 0, 0xffff_ffff)), expected);
	});

	it("sees the newest sector, however many there are to go through", () => {
		for (let sectors = 1; sectors <= 9; sectors++) {
			const journal = opened(simulated(14));
			for (let i = 0; i < (sectors - 1) * 53 + 1; i++) keep(journal, 1, i % 60, i & 0xff);
			keep(journal, 1, 7, 222);
			assert.ok(rest(journal.reader(1, 0, 100)).includes("7:222"), `${sectors} sectors`);
		}
	});

	it("is at its end at once in an empty journal", () => {
		const reader = opened(simulated(6)).reader(1, 0, 100);
		assert.equal(reader.next(new Uint8Array(1)), false);
		assert.equal(reader.isAtEnd, true);
	});

	it("does not see what is written to the keys that it has begun with", () => {
		const journal = opened(simulated(6));
		for (let key = 0; key < 40; key++) append(journal, 1, key, 1);
		const reader = journal.reader(1, 0, 100);
		assert.equal(next(reader), "0:1");
		append(journal, 1, 20, 2);
		append(journal, 1, 41, 2);
		journal.strike(1, 21);
		const read = rest(reader);
		assert.equal(read.length, 39);
		assert.ok(read.includes("20:1") && read.includes("21:1"));
	});

	it("sees what is written to later keys", () => {
		const journal = opened(simulated(6));
		for (let key = 0; key < 80; key++) append(journal, 1, key, 1);
		const reader = journal.reader(1, 0, 100);
		assert.equal(next(reader), "0:1");
		append(journal, 1, 70, 2);
		append(journal, 1, 90, 2);
		const read = rest(reader);
		assert.equal(read.length, 80);
		assert.ok(read.includes("70:2") && read.includes("90:2"));
	});

	it("gives each key once, and all that stay, while the ring turns under it", () => {
		const journal = opened(simulated(6));
		for (let key = 0; key < 100; key++) keep(journal, 1, key, key);
		const reader = journal.reader(1, 0, 1000);
		const read: string[] = [];
		for (let i = 0; !reader.isAtEnd; i++) {
			const text = next(reader);
			if (text !== undefined) read.push(text);
			for (let more = 0; more < 20; more++) keep(journal, 2, more, i & 0xff);
		}
		assert.deepEqual(
			read,
			Array.from({ length: 100 }, (_, key) => `${key}:${key}`),
		);
		assert.ok(journal.erasures > 3);
	});

	it("goes through a bounded part in one call", () => {
		const flash = simulated(40);
		const journal = opened(flash);
		for (let i = 0; i < 1800; i++) keep(journal, 1, i % 50, i & 0xff);
		let octets = 0;
		const read = flash.read.bind(flash);
		flash.read = (at, into) => {
			octets += into.length;
			read(at, into);
		};
		const reader = journal.reader(1, 0, 100);
		const into = new Uint8Array(1);
		let most = 0;
		let found = 0;
		while (!reader.isAtEnd) {
			octets = 0;
			if (reader.next(into)) found++;
			most = Math.max(most, octets);
		}
		assert.equal(found, 50);
		assert.ok(most <= 4 * 53 * 8 + 76, `${most} octets in one call`);
	});
});
