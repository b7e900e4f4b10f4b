import assert from "node:assert/strict";
import { recordsIn, SectorHeader } from "../../src/storage/header.ts";

const written = () => {
	const header = new SectorHeader();
	header.write(76, 0x01020304);
	return header;
};

describe("a sector's header", () => {
	it("lies in flash as it is drawn, twice", () => {
		const copy = [0x47, 0x4c, 0x4a, 0x4e, 1, 1, 76, 0xff, 4, 3, 2, 1];
		const octets = Array.from(written().octets);
		assert.deepEqual(octets.slice(0, 12), copy);
		assert.deepEqual(octets.slice(0, 16), octets.slice(16));
	});

	it("is read by either copy", () => {
		for (const wrong of [0, 16]) {
			const header = written();
			header.octets.fill(0, wrong, wrong + 16);
			assert.ok(header.isGood && !header.isWhole);
			assert.equal(header.sequence, 0x01020304);
			assert.equal(header.size, 76);
		}
		assert.ok(written().isWhole);
	});

	it("is none where both copies are wrong, void or erased", () => {
		for (const value of [0, 0xff]) {
			const header = written();
			header.octets.fill(value);
			assert.equal(header.isGood, false);
		}
		const header = written();
		header.octets[8] = 5;
		header.octets[24] = 6;
		assert.equal(header.isGood, false);
	});

	it("says how many records there are in a sector", () => {
		assert.equal(recordsIn(76), 53);
		assert.equal(recordsIn(16), 254);
		assert.equal(recordsIn(0), 0);
	});
});
