/** The case is made for the board as it is. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { BOARD } from "../../../hardware/carrier/placement.ts";
import { NUMBERS, numbers } from "../../../hardware/case/numbers.ts";

describe("the case's numbers", () => {
	it("are the board's (npm run hardware:case)", () => {
		assert.equal(readFileSync(NUMBERS, "utf8"), numbers());
		assert.ok(numbers().includes(`board_width = ${BOARD.width};`));
	});

	it("are all that the case takes from elsewhere", () => {
		const scad = readFileSync("hardware/case/case.scad", "utf8");
		for (const [, name] of numbers().matchAll(/^(\w+) =/gm)) {
			assert.match(scad, new RegExp(`\\b${name}\\b`), name);
		}
	});
});
