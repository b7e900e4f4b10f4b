import assert from "node:assert/strict";
import { isHarmless } from "../../src/net/dns-message.ts";
import { asksForTexts } from "../../src/net/dns-question.ts";

const TXT = 16;
const SRV = 33;
const ANY = 255;
const NAME = ["glimt", "_http", "_tcp", "local"];

function labels(...names: readonly string[]): number[] {
	return names.flatMap((name) => [name.length, ...Array.from(name, (c) => c.charCodeAt(0))]);
}

/** A query of questions, each a name and a type. */
function query(...questions: readonly [name: readonly number[], type: number][]): Uint8Array {
	const octets = questions.flatMap(([name, type]) => [...name, 0, type, 0, 1]);
	return Uint8Array.of(0, 0, 0, 0, 0, questions.length, 0, 0, 0, 0, 0, 0, ...octets);
}

const asks = (message: Uint8Array) => {
	assert.equal(isHarmless(message), true);
	return asksForTexts(message, NAME);
};

describe("a DNS query of anybody", () => {
	const name = [...labels(...NAME), 0];

	it("asks for texts of a name, or for all of it, in either case", () => {
		assert.equal(asks(query([name, TXT])), true);
		assert.equal(asks(query([name, ANY])), true);
		assert.equal(asks(query([[...labels("GLIMT", "_Http", "_TCP", "Local"), 0], TXT])), true);
	});

	it("may ask in any of its questions, whose names go on in those before", () => {
		const browse: [number[], number] = [[...labels("_http", "_tcp", "local"), 0], 12];
		assert.equal(asks(query(browse, [[...labels("glimt"), 0xc0, 12], TXT])), true);
		assert.equal(asks(query([name, SRV], [[0xc0, 12], TXT])), true);
		assert.equal(asks(query(browse, [[...labels("other"), 0xc0, 12], TXT])), false);
	});

	it("asks for another name, or another type, or nothing", () => {
		assert.equal(asks(query([name, SRV])), false);
		for (const other of [
			["glimt"],
			["glint", "_http", "_tcp", "local"],
			["glimt-2", "_http", "_tcp", "local"],
			["glimt", "_http", "_tcp", "local", "no"],
			["glimt", "_http", "_tcp"],
			[],
		]) {
			assert.equal(asks(query([[...labels(...other), 0], TXT])), false, other.join("."));
		}
		assert.equal(asks(query()), false);
	});

	it("is no query where it is an answer", () => {
		const answer = query([name, TXT]);
		answer[2] = 0x84;
		assert.equal(asks(answer), false);
	});

	it("is looked at to its end, whatever it is, where it is harmless", () => {
		let state = 7;
		const random = (below: number) => {
			state = (state * 48271) % 0x7fffffff;
			return state % below;
		};
		let asked = 0;
		for (let i = 0; i < 20_000; i++) {
			const other = query([name, TXT], [[0xc0, 12], ANY]);
			for (let n = random(3); n >= 0; n--) other[random(other.length)] = random(256);
			if (isHarmless(other) && asksForTexts(other, NAME)) asked++;
		}
		assert.ok(asked > 0);
	});
});
