import assert from "node:assert/strict";
import { LineWatch } from "../../src/display/line-watch.ts";
import { Counts } from "../../src/model/counts.ts";

const MINUTE = 60_000;

/** What is said of a minute in which this was counted, after one in which all was well. */
function troubleOf(counted: Partial<Counts>): string {
	const counts = new Counts();
	const line = new LineWatch(0);
	counts.octets = 5000;
	counts.frames = 30;
	line.look(counts, MINUTE);
	assert.equal(line.trouble, "none");
	for (const [name, count] of Object.entries(counted)) counts[name as "octets"] += count;
	line.look(counts, 2 * MINUTE - 1);
	assert.equal(line.trouble, "none", "before a minute is over");
	line.look(counts, 2 * MINUTE);
	return line.trouble;
}

describe("the line, watched for the display", () => {
	it("is noisy when a fifth of its frames are bad", () => {
		assert.equal(troubleOf({ octets: 5000, frames: 24, badFcs: 6 }), "none");
		assert.equal(troubleOf({ octets: 5000, frames: 24, badFcs: 4, badHcs: 3 }), "noise");
	});

	it("is not noisy for a frame or two, whatever their share", () => {
		assert.equal(troubleOf({ octets: 200, frames: 1, badFcs: 2 }), "none");
		assert.equal(troubleOf({ octets: 200, frames: 1, badFcs: 3 }), "noise");
	});

	it("counts a frame that broke off, or is no frame within, as a bad one", () => {
		assert.equal(troubleOf({ octets: 5000, frames: 12, truncated: 4 }), "noise");
		assert.equal(troubleOf({ octets: 5000, frames: 12, badFormat: 4 }), "noise");
	});

	it("is noisy when much of it is no frame at all", () => {
		assert.equal(troubleOf({ octets: 5000, frames: 24, noiseOctets: 1500 }), "none");
		assert.equal(troubleOf({ octets: 5000, frames: 24, noiseOctets: 1501 }), "noise");
	});

	it("has the wrong parity when the UART says so of many octets, noise or not", () => {
		const noisy = { octets: 5000, noiseOctets: 5000 };
		assert.equal(troubleOf({ ...noisy, parityErrors: 500 }), "noise");
		assert.equal(troubleOf({ ...noisy, parityErrors: 300, framingErrors: 201 }), "parity");
	});

	it("is well again after a minute that was", () => {
		const counts = new Counts();
		const line = new LineWatch(0);
		const minute = (counted: Partial<Counts>, end: number) => {
			for (const [name, count] of Object.entries(counted)) counts[name as "octets"] += count;
			line.look(counts, end * MINUTE);
			return line.trouble;
		};
		assert.equal(minute({ octets: 9000, noiseOctets: 9000 }, 1), "noise");
		assert.equal(minute({ octets: 5000, frames: 30 }, 2), "none");
		assert.equal(minute({ octets: 9000, parityErrors: 9000 }, 3), "parity");
		assert.equal(minute({ octets: 5000, frames: 30 }, 4), "none");
	});

	it("is silent since its last octet, and since the start before the first", () => {
		const counts = new Counts();
		const line = new LineWatch(500);
		line.look(counts, 61_000);
		assert.equal(line.silentMs, 60_500);
		counts.octets = 1;
		line.look(counts, 62_000);
		assert.equal(line.silentMs, 0);
		line.look(counts, 63_000);
		assert.equal(line.silentMs, 1000);
	});
});
