import assert from "node:assert/strict";
import { meterOf } from "../../src/ledger/meter-id.ts";
import { Reading } from "../../src/model/reading.ts";

/** A reading with these two, where they are sent. */
function readingOf(id: string, number?: number): Reading {
	const reading = new Reading();
	const octets = Uint8Array.from(id, (letter) => letter.charCodeAt(0));
	if (id !== "") reading.meterId.set(new DataView(octets.buffer), 0, octets.length);
	reading.meterNumber = number;
	return reading;
}

describe("a meter's identity", () => {
	it("is its id, by all of its letters", () => {
		const one = meterOf(readingOf("7359992890941742"));
		assert.equal(meterOf(readingOf("7359992890941742", 5)), one);
		for (const other of ["8359992890941742", "7359992890941743", "735999289094174"]) {
			assert.ok(meterOf(readingOf(other)) !== one, other);
		}
		assert.equal(meterOf(readingOf("a")), 0xe40c292c);
	});

	it("is its number where it sends no id, and 0 where it sends neither", () => {
		assert.equal(meterOf(readingOf("", 77)), 77);
		assert.equal(meterOf(readingOf("")), 0);
	});
});
