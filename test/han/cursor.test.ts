import assert from "node:assert/strict";
import { Cursor } from "../../src/han/cursor.ts";
import { DateTime } from "../../src/model/date-time.ts";
import { Label } from "../../src/model/label.ts";
import { octets } from "../support/frames.ts";

function over(hex: string, end?: number): Cursor {
	const from = octets(hex);
	const cursor = new Cursor();
	cursor.over(from, new DataView(from.buffer), 0, end ?? from.length);
	return cursor;
}

const NUMBERS: [hex: string, value: number][] = [
	["05 FFFFFFFE", -2],
	["06 FFFFFFFE", 4_294_967_294],
	["0F FF", -1],
	["10 FFCD", -51],
	["11 FF", 255],
	["12 FFFF", 65_535],
	["14 FFFFFFFFFFFFFFFE", -2],
	["15 00000001 00000002", 4_294_967_298],
	["16 1B", 27],
	["17 3FC00000", 1.5],
	["18 3FF8000000000000", 1.5],
];

const VALUES = [
	...NUMBERS.map(([hex]) => hex),
	"00",
	"03 01",
	"09 03 010203",
	"0A 02 4142",
	"0C 02 C3A5",
	"19 07E10906030E0000FF800000",
	"1A 07E1090603",
	"1B 0E000000",
	"01 02 1101 1102",
	"02 02 09810A00010203040506070809 0203 00 00 00",
];

describe("Cursor", () => {
	it("reads every A-XDR number", () => {
		for (const [hex, value] of NUMBERS) {
			const cursor = over(hex);
			assert.equal(cursor.number(), value, hex);
			assert.equal(cursor.ok, true);
			assert.equal(cursor.left, 0);
		}
	});

	it("refuses 64-bit numbers and floats that are not exact or finite", () => {
		for (const hex of [
			"15 0020000000000000",
			"14 8000000000000000",
			"17 7F800000",
			"18 7FF8000000000000",
		]) {
			const cursor = over(hex);
			assert.equal(cursor.number(), 0);
			assert.equal(cursor.ok, false, hex);
		}
	});

	it("passes over every A-XDR type", () => {
		for (const hex of VALUES) {
			const cursor = over(hex);
			cursor.skip();
			assert.equal(cursor.ok, true, hex);
			assert.equal(cursor.left, 0, hex);
		}
	});

	it("refuses every truncation of every type", () => {
		for (const hex of VALUES) {
			for (let end = 0; end < octets(hex).length; end++) {
				const cursor = over(hex, end);
				cursor.skip();
				assert.equal(cursor.ok, false, `${hex} cut at ${end}`);
			}
		}
	});

	it("never reads past its end, even inside the buffer", () => {
		const cursor = over("06 00 00 02 00 11 07", 4);
		assert.equal(cursor.number(), 0);
		assert.equal(cursor.ok, false);
		assert.equal(cursor.left, 0);
	});

	it("answers 0 for ever after a failure", () => {
		const cursor = over("11 07 11 08");
		cursor.expect(0x12);
		assert.equal(cursor.number(), 0);
		assert.equal(cursor.u8(), 0);
		assert.equal(cursor.obis(), 0);
		assert.equal(cursor.ok, false);
	});

	it("bounds nesting and counts", () => {
		for (const [depth, isRead] of [
			[8, true],
			[9, false],
		] as const) {
			const nested = over(`${"0201".repeat(depth)} 00`);
			nested.skip();
			assert.equal(nested.ok, isRead, `${depth}`);
		}
		const deep = over("0101".repeat(20));
		deep.skip();
		assert.equal(deep.ok, false);
		const many = over("01 82FFFF 00 00");
		many.skip();
		assert.equal(many.ok, false);
	});

	it("reads a count in each of its forms, and no other", () => {
		const counts: [hex: string, count: number][] = [
			["00", 0],
			["7F", 127],
			["81 80", 128],
			["82 0102", 258],
			["82 FFFF", 65_535],
		];
		for (const [hex, count] of counts) assert.equal(over(hex).size(), count, hex);
		for (const hex of ["80", "83 000001", "84 00000001", "FF", "81", "82 01", ""]) {
			const cursor = over(hex);
			cursor.size();
			assert.equal(cursor.ok, false, hex);
		}
	});

	it("passes over an LLC header, and over nothing else", () => {
		const cursor = over("E6E700 0F");
		assert.equal(cursor.llc(), true);
		assert.deepEqual([cursor.at, cursor.left], [3, 1]);
		for (const hex of ["E6E701 0F", "E6E600 0F", "E7E700 0F", "E6E7", "E6", "", "00E6E700"]) {
			const other = over(hex);
			assert.equal(other.llc(), false, hex);
			assert.deepEqual([other.at, other.ok], [0, true], hex);
		}
		assert.equal(over("E6E700", 2).llc(), false);
	});

	it("reads an OBIS code as C, D and E, whatever A, B and F are", () => {
		const expected = (1 << 16) | (7 << 8);
		assert.equal(over("09 06 0100010700FF").obis(), expected);
		assert.equal(over("09 06 010101070000").obis(), expected);
	});

	it("looks at four octets ahead without reading them, and sees 0 past the end", () => {
		const cursor = over("01 02030405");
		assert.equal(cursor.word(1), 0x02030405);
		assert.equal(cursor.word(2), 0);
		assert.deepEqual([cursor.at, cursor.ok], [0, true]);
	});

	it("reads a string without the NULs that pad it", () => {
		const label = new Label();
		over("0A 06 3133 3934 0000").label(label);
		assert.equal(label.toText(), "1394");
	});

	it("reads a clock from an octet-string or a date-time", () => {
		for (const tag of ["09 0C", "19"]) {
			const clock = new DateTime();
			over(`${tag} 07E6020506 0D000AFF 8000 00`).clock(clock);
			assert.equal(clock.toText(), "2022-02-05T13:00:10");
		}
	});
});
