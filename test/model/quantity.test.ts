import assert from "node:assert/strict";
import { INDEX, QUANTITIES, quantityAt } from "../../src/model/quantity.ts";

describe("quantities", () => {
	it("are found by their OBIS code, each by its own", () => {
		QUANTITIES.forEach(({ c, d, name }, index) => {
			assert.equal(quantityAt((c << 16) | (d << 8)), index, name);
			assert.equal(INDEX[name as keyof typeof INDEX], index);
			// A tariff of a register is another object.
			assert.equal(quantityAt((c << 16) | (d << 8) | 1), -1);
		});
	});

	it("are not found by any other code", () => {
		let found = 0;
		for (let code = 0; code < 0x10_0000; code++) if (quantityAt(code << 4) >= 0) found++;
		assert.equal(found, QUANTITIES.length);
	});
});
