import assert from "node:assert/strict";
import { OwnerCode } from "../../src/history/owner-code.ts";

describe("The owner's code", () => {
	it("admits who shows it, and nobody else", () => {
		const code = new OwnerCode("4711");
		assert.equal(code.admits("4711", 0), "owner");
		for (const shown of ["", "471", "47111", " 4711", "constructor"]) {
			assert.equal(code.admits(shown, 0), "wrong", shown);
		}
	});

	it("admits nobody where there is none", () => {
		const code = new OwnerCode("");
		for (const shown of ["", "4711"]) assert.equal(code.admits(shown, 0), "none");
	});

	it("is looked at again a minute after the fifth wrong one", () => {
		const code = new OwnerCode("4711");
		for (let i = 0; i < 5; i++) assert.equal(code.admits(String(i), 1000 * i), "wrong");
		assert.equal(code.admits("4711", 4000), "locked");
		assert.equal(code.admits("4711", 63_999), "locked");
		assert.equal(code.admits("0", 64_000), "wrong");
		assert.equal(code.admits("4711", 64_000), "owner");
	});

	it("forgets wrong ones when the right one is shown, and does not count who shows none", () => {
		const code = new OwnerCode("4711");
		for (let i = 0; i < 20; i++)
			assert.equal(code.admits(i % 5 === 4 ? "4711" : "0", 0), i % 5 === 4 ? "owner" : "wrong");
		for (let i = 0; i < 20; i++) assert.equal(code.admits("", 0), "wrong");
		assert.equal(code.admits("4711", 0), "owner");
	});
});
