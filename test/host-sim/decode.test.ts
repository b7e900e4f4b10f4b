/** What `glimt decode` says of octets that are hard to tell: bare APDUs, cut streams, lying lengths. */
import assert from "node:assert/strict";
import { decode } from "../../host-sim/decode.ts";
import { explain } from "../../host-sim/explain.ts";
import { Counts } from "../../src/model/counts.ts";
import { AIDON_LIST_1, frame, joined, KAIFA_LIST_1, octets } from "../support/frames.ts";

/** Watts of each reading. */
function watts(stream: Uint8Array, counts = new Counts()): (string | number | undefined)[] {
	const found: (string | number | undefined)[] = [];
	decode(stream, counts, {}, (reading) => found.push(reading["activePowerImportW"]));
	return found;
}

/** Cut where an LLC and where an APDU begins. */
const CUT_STREAMS = [9, 12].map((from) => joined(AIDON_LIST_1.subarray(from), KAIFA_LIST_1));

describe("a stream that begins like an APDU", () => {
	it("is read as a stream, and its octets and faults are counted once", () => {
		for (const stream of CUT_STREAMS) {
			const counts = new Counts();
			assert.deepEqual(watts(stream, counts), [638]);
			assert.equal(counts.octets, stream.length);
			assert.equal(counts.unknownLayout + counts.badList + counts.badLlc, 0);
		}
	});

	it("is read whatever was read with the same counts before", () => {
		for (const stream of CUT_STREAMS) {
			const counts = new Counts();
			assert.deepEqual(watts(AIDON_LIST_1, counts), [512]);
			assert.deepEqual(watts(stream, counts), [638]);
		}
	});

	it("is explained frame by frame, as any other", () => {
		for (const stream of CUT_STREAMS) {
			const lines = explain(stream);
			assert.match(lines[0] as string, /^ +\d+ {2}7E +flag$/);
			assert.ok(lines.some((line) => line.includes("uint32 638")));
		}
	});
});

describe("an explanation", () => {
	it("reads no count beyond the APDU, where the check sequence looks like one", () => {
		// The FCS is 81 00: as the second octet of a count it would swallow both.
		const lying = frame(octets("E6 E7 00 0F 1B 41 C7 DC 00 01")).subarray(0, -1);
		assert.deepEqual(Array.from(lying.subarray(-2)), [0x81, 0x00]);
		const lines = explain(lying);
		assert.match(lines.at(-2) as string, /01 +not A-XDR that we know$/);
		assert.match(lines.at(-1) as string, /81 00 +frame check sequence, good$/);
	});

	it("is there of a bare APDU, with its LLC and without", () => {
		for (const from of [9, 12]) {
			const lines = explain(AIDON_LIST_1.subarray(from, 41));
			assert.ok(lines.some((line) => line.includes("uint32 512")));
		}
	});
});
