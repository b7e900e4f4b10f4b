import assert from "node:assert/strict";
import { isHarmless } from "../../src/net/dns-message.ts";

const PTR = 12;
const TXT = 16;
const SRV = 33;

/** A head with so many questions and answers, and what follows. */
function message(questions: number, answers: number, ...after: readonly number[]): Uint8Array {
	const counts = [questions >> 8, questions & 0xff, answers >> 8, answers & 0xff];
	return Uint8Array.from([0, 0, 0x84, 0, ...counts, 0, 0, 0, 0, ...after]);
}

function labels(...names: readonly string[]): number[] {
	return names.flatMap((name) => [name.length, ...Array.from(name, (c) => c.charCodeAt(0))]);
}

function record(name: readonly number[], type: number, data: readonly number[]): number[] {
	return [...name, 0, type, 0, 1, 0, 0, 0, 120, data.length >> 8, data.length & 0xff, ...data];
}

const HTTP = [...labels("_http", "_tcp", "local"), 0];
/** The name at the begin of a message's first entry. */
const FIRST = [0xc0, 12];
const ASKED = message(1, 0, ...HTTP, 0, PTR, 0, 1);
const TOLD = message(
	0,
	3,
	...record(HTTP, PTR, [...labels("glimt"), ...FIRST]),
	...record([...labels("glimt"), ...FIRST], SRV, [0, 0, 0, 0, 0, 80, ...labels("glimt"), 0xc0, 23]),
	...record(FIRST, TXT, [6, ...labels("path=/").slice(1)]),
);

describe("a DNS message of anybody", () => {
	it("is harmless as devices send it", () => {
		assert.equal(isHarmless(ASKED), true);
		assert.equal(isHarmless(TOLD), true);
		assert.equal(isHarmless(message(0, 0)), true);
	});

	it("is not with a name that points to itself, or round and round", () => {
		const circles = [FIRST, [...labels("a"), ...FIRST], [0xc0, 14, ...FIRST]];
		for (const name of circles) {
			assert.equal(isHarmless(message(1, 0, ...name, 0, PTR, 0, 1)), false);
			assert.equal(isHarmless(message(0, 1, ...record(name, TXT, [0]))), false);
		}
		for (const head of [[], [0, 0, 0, 0, 0, 80]]) {
			const type = head.length === 0 ? PTR : SRV;
			const own = 12 + HTTP.length + 10 + head.length;
			assert.equal(isHarmless(message(0, 1, ...record(HTTP, type, [...head, 0xc0, own]))), false);
		}
	});

	it("is not with a label that is no UTF-8, which would be written past its end", () => {
		const lone = [[0xf0], [0xf0, 0], [0xc3, 0x28], [0x61, 0xe2, 0x82], [0xff], [0xed, 0xa0, 0x80]];
		for (const octets of lone) {
			const name = [octets.length, ...octets, 0];
			assert.equal(isHarmless(message(1, 0, ...name, 0, PTR, 0, 1)), false, `${octets}`);
			assert.equal(isHarmless(message(0, 1, ...record(name, TXT, [0]))), false);
			assert.equal(isHarmless(message(0, 1, ...record(HTTP, PTR, name))), false);
			const target = [0, 0, 0, 0, 0, 80, ...name];
			assert.equal(isHarmless(message(0, 1, ...record(HTTP, SRV, target))), false);
		}
		const blue = [4, 0x62, 0x6c, 0xc3, 0xa5, 0];
		assert.equal(isHarmless(message(1, 0, ...blue, 0, PTR, 0, 1)), true);
		assert.equal(isHarmless(message(0, 1, ...record(HTTP, TXT, [2, 0xff, 0xf0]))), true);
	});

	it("is not when it says that it has more than it has", () => {
		for (const count of [2, 41, 255, 256, 0xffff]) {
			const asked = ASKED.slice();
			asked.set([count >> 8, count & 0xff], 4);
			assert.equal(isHarmless(asked), false, `${count} questions`);
			asked.set([0, 1, count >> 8, count & 0xff], 4);
			assert.equal(isHarmless(asked), false, `${count} answers`);
		}
	});

	it("is not when any of its end is missing", () => {
		for (const whole of [ASKED, TOLD]) {
			for (let end = 0; end < whole.length; end++) {
				assert.equal(isHarmless(whole.subarray(0, end)), false, `${end} octets`);
			}
		}
	});

	it("is not with more labels or texts than there is memory for", () => {
		const long = [...labels(..."x".repeat(120).split("")), 0];
		const many = (count: number) =>
			message(
				0,
				count,
				...record(long, TXT, [0]),
				...Array(count - 1)
					.fill(record(FIRST, TXT, [0]))
					.flat(),
			);
		assert.equal(isHarmless(many(2)), true);
		assert.equal(isHarmless(many(3)), false);
		const texts = (count: number) => message(0, 1, ...record([0], TXT, new Array(count).fill(0)));
		assert.equal(isHarmless(texts(255)), true);
		assert.equal(isHarmless(texts(256)), false);
	});

	it("is not with longer labels than there is time for", () => {
		const long = [...labels("x".repeat(63), "y".repeat(63)), 0];
		const question = [0, PTR, 0, 1];
		const again = Array(39)
			.fill([...FIRST, ...question])
			.flat();
		assert.equal(isHarmless(message(40, 0, ...long, ...question, ...again)), false);
		const fewer = again.slice(0, 31 * 6);
		assert.equal(isHarmless(message(32, 0, ...long, ...question, ...fewer)), true);
	});

	it("is looked at to its end, whatever it is", () => {
		let state = 7;
		const random = (below: number) => {
			state = (state * 48271) % 0x7fffffff;
			return state % below;
		};
		let harmless = 0;
		for (let i = 0; i < 3000; i++) {
			const other = TOLD.slice(0, 12 + random(TOLD.length - 11));
			for (let n = random(4); n >= 0; n--) other[random(other.length)] = random(256);
			if (isHarmless(other)) harmless++;
		}
		assert.ok(harmless > 0 && harmless < 3000, `${harmless}`);
	});
});
