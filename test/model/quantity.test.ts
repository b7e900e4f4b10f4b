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

	it("have the C and D that DLMS gives them: each phase 20 further, a register where D is 8", () => {
		const kinds: Record<string, number> = {
			activePowerImport: 1,
			activePowerExport: 2,
			reactivePowerImport: 3,
			reactivePowerExport: 4,
			activeEnergyImport: 1,
			activeEnergyExport: 2,
			reactiveEnergyImport: 3,
			reactiveEnergyExport: 4,
			current: 11,
			voltage: 12,
			powerFactor: 13,
		};
		for (const { name, c, d } of QUANTITIES) {
			const phase = name.at(-2) === "L" ? Number(name.at(-1)) : 0;
			const kind = phase > 0 ? name.slice(0, -2) : name;
			assert.equal(c, 20 * phase + (kinds[kind] as number), name);
			assert.equal(d, kind.includes("Energy") ? 8 : 7, name);
		}
	});

	it("have DLMS's units, of which ours are whole parts", () => {
		const units: Record<string, [unitCode: number, shift: number]> = {
			W: [27, 0],
			var: [29, 0],
			Wh: [30, 0],
			varh: [32, 0],
			mA: [33, 3],
			mV: [35, 3],
			permille: [255, 3],
		};
		for (const { name, unit, unitCode, shift } of QUANTITIES) {
			assert.deepEqual([unitCode, shift], units[unit], name);
		}
	});

	it("are not found by any other code", () => {
		let found = 0;
		for (let code = 0; code < 0x10_0000; code++) if (quantityAt(code << 4) >= 0) found++;
		assert.equal(found, QUANTITIES.length);
	});
});
