import assert from "node:assert/strict";
import { age, isKilowatts, milli, power, step, thousands } from "../../src/display/format.ts";
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
			[0, "0\u00a0s"],
			[31_999, "31\u00a0s"],
			[59_999, "59\u00a0s"],
			[60_000, "1\u00a0min"],
			[3_599_999, "59\u00a0min"],
			[3_600_000, "1\u00a0t"],
			[86_400_000, "1\u00a0d"],
		];
		for (const [ms, text] of shown) assert.equal(age(ms, nb), text);
		assert.equal(age(7_200_000, en), "2\u00a0h");
	});
});

describe("other numbers on the display", () => {
	it("are energies of three digits, below 1 kWh too", () => {
		const shown: [wh: number, text: string][] = [
			[0, "0,00"],
			[4, "0,00"],
			[5, "0,01"],
			[310, "0,31"],
			[1480, "1,48"],
			[12_600, "12,6"],
			[109_000, "109"],
		];
		for (const [wh, text] of shown) assert.equal(thousands(wh, nb), text, `${wh} Wh`);
	});

	it("are steps of a tariff, with a decimal where they have one", () => {
		assert.equal(step(5000, nb), "5");
		assert.equal(step(7500, nb), "7,5");
		assert.equal(step(7500, en), "7.5");
	});

	it("are amperes with one decimal below 100 A", () => {
		assert.equal(milli(0, nb), "0,0");
		assert.equal(milli(10_449, nb), "10,4");
		assert.equal(milli(99_949, nb), "99,9");
		assert.equal(milli(99_950, nb), "100");
		assert.equal(milli(-3200, nb), "\u22123,2");
	});
});
