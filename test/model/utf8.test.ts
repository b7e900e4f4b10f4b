import assert from "node:assert/strict";
import { percentText, utf8Length, utf8Text } from "../../src/model/utf8.ts";
import { encode } from "../support/fake-connection.ts";

const textOf = (...octets: number[]) => utf8Text(Uint8Array.from(octets), 0, octets.length);

describe("UTF-8", () => {
	it("is read as it was written, wherever pieces are cut", () => {
		for (let length = 0; length < 70; length++) {
			const text = `${"x".repeat(length)}å€📶%C3%`;
			const octets = encode(text);
			assert.equal(utf8Text(octets, 0, octets.length), text);
			assert.equal(utf8Length(text), octets.length);
		}
	});

	it("is read from where one says up to where one says", () => {
		assert.equal(utf8Text(encode("blåbær"), 2, 4), "å");
	});

	it("that is none is undefined", () => {
		assert.equal(textOf(0x80), undefined);
		assert.equal(textOf(0xc3), undefined);
		assert.equal(textOf(0xc3, 0x28), undefined);
		assert.equal(textOf(0xff), undefined);
		assert.equal(percentText("%zz"), undefined);
		assert.equal(percentText("%e5"), undefined);
	});
});
