import assert from "node:assert/strict";
import { checkSequence } from "../../src/han/fcs.ts";
import { octets } from "../support/frames.ts";

describe("check sequence", () => {
	it("is CRC-16/X-25 of the catalogue's check string", () => {
		assert.equal(checkSequence(octets("31 32 33 34 35 36 37 38 39"), 0, 9), 0x906e);
	});

	it("is the HCS that each maker's meters send, low octet first", () => {
		const sent: [header: string, hcs: number][] = [
			["A0 27 01 02 01 10", 0x875a],
			["A0 E2 2B 21 13", 0x9a23],
			["A0 2A 41 08 83 13", 0x1304],
		];
		for (const [header, hcs] of sent) {
			const at = octets(header);
			assert.equal(checkSequence(at, 0, at.length), hcs, header);
		}
	});
});
