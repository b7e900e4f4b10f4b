import assert from "node:assert/strict";
import { isJump, momentAfter, nextClockChange } from "../../../host-sim/bench/moments.ts";

const at = (text: string) => Date.parse(text);
const text = (ms: number) => new Date(ms).toISOString().slice(0, 19);

describe("moments to jump to", () => {
	it("are a minute and a day later", () => {
		assert.equal(text(momentAfter("minute", at("2026-11-22T16:30:05Z"))), "2026-11-22T16:31:05");
		assert.equal(text(momentAfter("day", at("2026-11-22T16:30:05Z"))), "2026-11-23T16:30:05");
	});

	it("are just before the hour, and from there just before the next", () => {
		const first = momentAfter("hour", at("2026-11-22T16:30:05Z"));
		assert.equal(text(first), "2026-11-22T16:59:50");
		assert.equal(text(momentAfter("hour", first)), "2026-11-22T17:59:50");
		assert.equal(text(momentAfter("hour", at("2026-11-22T16:59:55Z"))), "2026-11-22T17:59:50");
	});

	it("are just before clocks are set, as directive 2000/84/EC says", () => {
		const spring = momentAfter("dst", at("2026-11-22T16:30:05Z"));
		assert.equal(text(spring), "2027-03-28T00:59:50");
		assert.equal(text(momentAfter("dst", spring)), "2027-10-31T00:59:50");
		assert.equal(text(nextClockChange(at("2026-10-25T00:59:59Z"))), "2026-10-25T01:00:00");
	});

	it("have these names and no others", () => {
		assert.ok(isJump("dst"));
		for (const name of ["year", "toString", "", undefined, 1]) assert.ok(!isJump(name));
	});
});
