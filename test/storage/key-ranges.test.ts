import assert from "node:assert/strict";
import { KeyRanges } from "../../src/storage/key-ranges.ts";

function ranges(...keys: number[]): KeyRanges {
	const made = new KeyRanges(3);
	for (const key of keys) made.add(1, key);
	return made;
}

describe("key ranges", () => {
	it("hold what was added, and nothing before", () => {
		const none = ranges();
		for (const key of [0, 5, 0xffff_ffff]) {
			assert.equal(none.meets(1, key, key), false);
			const one = ranges(key);
			assert.equal(one.meets(1, key, key), true);
			assert.equal(one.meets(0, key, key), false);
			one.clear(1);
			assert.equal(one.meets(1, 0, 0xffff_ffff), false);
		}
		assert.equal(none.next(1, 0, false), undefined);
	});

	it("keep an old key apart from new ones", () => {
		const made = ranges(1000, 1001, 10, 1002, 1040);
		assert.equal(made.meets(1, 11, 999), false);
		assert.equal(made.meets(1, 10, 10), true);
		assert.equal(made.meets(1, 1020, 1020), true);
		assert.equal(made.meets(1, 0, 9), false);
		assert.equal(made.meets(1, 1041, 5000), false);
	});

	it("take in a third far key where it costs least", () => {
		const made = ranges(1000, 10, 1100, 30);
		assert.equal(made.meets(1, 20, 20), true);
		assert.equal(made.meets(1, 1050, 1050), true);
		assert.equal(made.meets(1, 31, 999), false);
	});

	it("tell the next key there may be", () => {
		const made = ranges(1000, 1010, 10, 20);
		assert.equal(made.next(1, 0, false), 10);
		assert.equal(made.next(1, 15, false), 15);
		assert.equal(made.next(1, 15, true), 1000);
		assert.equal(made.next(1, 21, false), 1000);
		assert.equal(made.next(1, 1011, false), undefined);
	});
});
