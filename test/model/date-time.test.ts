import assert from "node:assert/strict";
import { DateTime } from "../../src/model/date-time.ts";
import { octets } from "../support/frames.ts";

function clock(hex: string): DateTime {
	const result = new DateTime();
	result.set(new DataView(octets(hex).buffer), 0);
	return result;
}

describe("DateTime", () => {
	it("tells the meter's clock as sent", () => {
		const at = clock("07E3 06 0C 03 12 05 09 FF 003C 00");
		assert.equal(at.toText(), "2019-06-12T18:05:09");
		assert.deepEqual(
			[at.year, at.month, at.day, at.hour, at.minute, at.second],
			[2019, 6, 12, 18, 5, 9],
		);
		assert.equal(at.deviation, 60);
		assert.equal(at.status, 0);
	});

	it("knows a negative and an unspecified deviation", () => {
		assert.equal(clock("07E3 06 0C 03 12 05 09 FF FFC4 00").deviation, -60);
		assert.equal(clock("07E3 06 0C 03 12 05 09 FF 8000 FF").deviation, undefined);
	});

	it("keeps nothing when it is cleared", () => {
		const at = clock("07E3 06 0C 03 12 05 09 FF FFC4 80");
		assert.deepEqual([at.isSet, at.deviation, at.status], [true, -60, 0x80]);
		at.clear();
		assert.deepEqual([at.isSet, at.deviation, at.status], [false, undefined, 0xff]);
		assert.equal(at.toText(), undefined);
	});

	it("knows every deviation, and both ends of every field", () => {
		for (let deviation = -0x7fff; deviation <= 0x7fff; deviation++) {
			const hex = (deviation & 0xffff).toString(16).padStart(4, "0");
			assert.equal(clock(`07E3 06 0C 03 12 05 09 FF ${hex} 00`).deviation, deviation);
		}
		assert.equal(clock("07D0 01 01 FF 00 00 00 00 8000 00").toText(), "2000-01-01T00:00:00");
		assert.equal(clock("270F 0C 1F 07 17 3B 3B 63 8000 00").toText(), "9999-12-31T23:59:59");
	});

	it("does not believe an unspecified or impossible date or time", () => {
		for (const hex of [
			"FFFF 06 0C 03 12 05 09 FF 8000 00",
			"07E3 FF 0C 03 12 05 09 FF 8000 00",
			"07E3 0D 0C 03 12 05 09 FF 8000 00",
			"07E3 06 20 03 12 05 09 FF 8000 00",
			"07E3 06 0C 03 18 05 09 FF 8000 00",
			"07E3 06 0C 03 12 3C 09 FF 8000 00",
			"07E3 06 0C 03 12 05 FF FF 8000 00",
			"0000 06 0C 03 12 05 09 FF 8000 00",
			"2710 06 0C 03 12 05 09 FF 8000 00",
			"07E3 00 0C 03 12 05 09 FF 8000 00",
			"07E3 06 00 03 12 05 09 FF 8000 00",
			"07E3 06 0C 03 12 05 3C FF 8000 00",
			"FFFF FF FF FF FF FF FF FF 8000 FF",
		]) {
			assert.equal(clock(hex).isSet, false, hex);
			assert.equal(clock(hex).toText(), undefined, hex);
		}
	});
});
