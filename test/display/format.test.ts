import assert from "node:assert/strict";
import { age, isKilowatts, power } from "../../src/display/format.ts";
import { WORDS } from "../../src/display/words.ts";

const { nb, en } = WORDS;

describe("power on the display", () => {
	it("is in whole W below 1 kW", () => {
		for (const watts of [0, 5, 85, 999]) {
			assert.equal(power(watts, nb), `${watts}`);
			assert.equal(isKilowatts(watts), false);
		}
		assert.equal(isKilowatts(1000), true);
		assert.equal(isKilowatts(-1000), true);
	});

	it("has three digits from 1 kW on, rounded once", () => {
		const shown: [watts: number, text: string][] = [
			[1000, "1,00"],
			[1004, "1,00"],
			[1005, "1,01"],
			[2410, "2,41"],
			[9994, "9,99"],
			[9995, "10,0"],
			[17_349, "17,3"],
			[17_350, "17,4"],
			[99_949, "99,9"],
			[99_950, "100"],
			[105_400, "105"],
		];
		for (const [watts, text] of shown) assert.equal(power(watts, nb), text, `${watts} W`);
	});

	it("has a decimal comma in Norwegian and a point in English", () => {
		assert.equal(power(2410, nb), "2,41");
		assert.equal(power(2410, en), "2.41");
	});

	it("has a typographic minus while exporting", () => {
		assert.equal(power(-85, nb), "\u221285");
		assert.equal(power(-3060, nb), "\u22123,06");
	});
});

describe("an age on the display", () => {
	it("is in whole units that have passed", () => {
		const shown: [ms: number, text: string][] = [
			[0, "0 s"],
			[31_999, "31 s"],
			[59_999, "59 s"],
			[60_000, "1 min"],
			[3_599_999, "59 min"],
			[3_600_000, "1 t"],
			[86_400_000, "1 d"],
		];
		for (const [ms, text] of shown) assert.equal(age(ms, nb), text);
		assert.equal(age(7_200_000, en), "2 h");
	});
});
