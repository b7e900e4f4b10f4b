import assert from "node:assert/strict";
import { crc32 } from "../../src/storage/crc.ts";

describe("CRC-32", () => {
	it("of the digits 1 to 9 is the known one", () => {
		const digits = Uint8Array.from("123456789", (digit) => digit.charCodeAt(0));
		assert.equal(crc32(digits, 0, digits.length) >>> 0, 0xcbf43926);
	});

	it("is of what lies between start and end", () => {
		const octets = Uint8Array.of(9, 9, 1, 2, 3, 9);
		assert.equal(crc32(octets, 2, 5), crc32(Uint8Array.of(1, 2, 3), 0, 3));
		assert.equal(crc32(octets, 2, 2), 0);
	});
});
