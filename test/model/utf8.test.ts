import assert from "node:assert/strict";
import { formText, isUtf8, utf8Length, utf8Text } from "../../src/model/utf8.ts";
import { encode } from "../support/fake-connection.ts";

const textOf = (...octets: number[]) => utf8Text(Uint8Array.from(octets), 0, octets.length);

describe("UTF-8", () => {
	it("is read as it was written, wherever pieces are cut", () => {
		for (let length = 0; length < 70; length++) {
			const text = `${"x".repeat(length)}å€📶%C3%`;
			const octets = encode(text);
			assert.equal(utf8Text(octets, 0, octets.length), text);
			assert.equal(utf8Length(text), octets.length);
			assert.equal(isUtf8(octets, 0, octets.length), true);
		}
	});

	it("is read from where one says up to where one says", () => {
		assert.equal(utf8Text(encode("blåbær"), 2, 4), "å");
	});

	it("is read at the edges of each length", () => {
		for (const code of [0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff]) {
			// XS cannot hold a NUL as one octet, and needs not: it is no text that people write.
			if (code === 0) continue;
			const text = String.fromCodePoint(code);
			assert.equal(textOf(...encode(text)), text, code.toString(16));
		}
	});

	it("that is none is undefined", () => {
		for (const octets of [
			[0x80],
			[0xc3],
			[0xc3, 0x28],
			[0xff],
			[0xf8, 0x88, 0x80, 0x80, 0x80],
			[0xc0, 0x80],
			[0xc1, 0xbf],
			[0xe0, 0x9f, 0xbf],
			[0xf0, 0x8f, 0xbf, 0xbf],
			[0xed, 0xa0, 0x80],
			[0xf4, 0x90, 0x80, 0x80],
			[0xe2, 0x82],
		]) {
			assert.equal(textOf(...octets), undefined, octets.join());
			assert.equal(isUtf8(Uint8Array.from(octets), 0, octets.length), false, octets.join());
			assert.equal(textOf(0x61, ...octets, 0x62), undefined, octets.join());
		}
	});
});

describe("a form's text", () => {
	it("has + for the space and %XX for octets", () => {
		assert.equal(formText("%C3%85lesund+5%20GHz%2b"), "Ålesund 5 GHz+");
		assert.equal(formText(""), "");
	});

	it("that is none is undefined", () => {
		for (const text of ["%", "%4", "%zz", "%e5", "å", "a%C3"]) {
			assert.equal(formText(text), undefined, text);
		}
	});
});
