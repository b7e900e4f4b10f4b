import assert from "node:assert/strict";
import { scale } from "../../src/han/scale.ts";

describe("scale", () => {
	it("is exact for every scaler that meters send", () => {
		assert.equal(scale(95, -1 + 3), 9500);
		assert.equal(scale(-51, -1 + 3), -5100);
		assert.equal(scale(0xffff_ffff, 1), 42_949_672_950);
		assert.equal(scale(22_199, -2 + 3), 221_990);
	});

	it("rounds what has no exact integer", () => {
		assert.equal(scale(12_345, -1), 1235);
		assert.equal(scale(1.5, 0), 2);
	});

	it("refuses what a double cannot hold exactly, and absurd exponents", () => {
		assert.equal(scale(Number.MAX_SAFE_INTEGER, 0), Number.MAX_SAFE_INTEGER);
		assert.equal(scale(Number.MAX_SAFE_INTEGER + 1, 0), undefined);
		assert.equal(scale(1e300, 0), undefined);
		assert.equal(scale(1, 12), 1_000_000_000_000);
		assert.equal(scale(1, 13), undefined);
		assert.equal(scale(1, -12), 0);
		assert.equal(scale(1, -13), undefined);
		assert.equal(scale(Number.MAX_SAFE_INTEGER, 1), undefined);
		assert.equal(scale(1, 127), undefined);
		assert.equal(scale(1, -128), undefined);
	});
});
