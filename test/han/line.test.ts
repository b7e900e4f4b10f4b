import assert from "node:assert/strict";
import { Line, type Parity } from "../../src/han/line.ts";

/** Octets of a list every 2.5 s. */
const OCTETS_PER_SECOND = 100;

class Meter {
	#octets = 0;
	#frames = 0;

	/** It is understood with `sent` only, from `from` seconds on; answers what was tried, second by second. */
	send(line: Line, sent: Parity | undefined, seconds: number, from = 0): Parity[] {
		const tried: Parity[] = [];
		for (let s = 1; s <= seconds; s++) {
			this.#octets += OCTETS_PER_SECOND;
			if (line.parity === sent) this.#frames++;
			line.tick(this.#octets, this.#frames, (from + s) * 1000);
			tried.push(line.parity);
		}
		return tried;
	}
}

/** How long each try was. */
function lengths(tried: readonly Parity[]): number[] {
	const result: number[] = [];
	for (let i = 0; i < tried.length; i++) {
		if (i === 0 || tried[i] !== tried[i - 1]) result.push(0);
		result[result.length - 1] = (result[result.length - 1] as number) + 1;
	}
	return result;
}

describe("the line's parity", () => {
	it("is even at first, and stays so while frames come", () => {
		const line = new Line();
		const tried = new Meter().send(line, "even", 3600);
		assert.ok(tried.every((parity) => parity === "even"));
		assert.equal(line.worked, "even");
	});

	it("is none after 15 s with octets and no frame, and that is remembered", () => {
		const line = new Line();
		const tried = new Meter().send(line, "none", 60);
		assert.deepEqual(lengths(tried), [14, 46]);
		assert.equal(line.worked, "none");
	});

	it("is not what comes before the UART has learned of it", () => {
		const line = new Line("even");
		new Meter().send(line, undefined, 60);
		assert.equal(line.parity, "none");
		// The cable is whole again: a last frame with the parity of before.
		line.tick(7000, 1, 61_000);
		assert.equal(line.worked, "even");
	});

	it("begins with what worked before, which is given a minute", () => {
		const line = new Line("none");
		assert.equal(line.parity, "none");
		assert.deepEqual(lengths(new Meter().send(line, "even", 120)), [59, 61]);
		assert.equal(line.worked, "even");
	});

	it("goes back and forth where nothing works, each pair twice as long, up to 8 minutes", () => {
		const line = new Line();
		const tried = lengths(new Meter().send(line, undefined, 6000));
		assert.deepEqual(tried.slice(0, 6), [14, 15, 30, 30, 60, 60]);
		assert.equal(Math.max(...tried), 480);
		assert.equal(line.worked, undefined);
	});

	it("goes back first to what worked last, and then waits longer", () => {
		const line = new Line();
		const meter = new Meter();
		meter.send(line, "none", 60);
		assert.deepEqual(lengths(meter.send(line, undefined, 400, 60)), [59, 60, 120, 120, 41]);
		assert.equal(line.worked, "none");
	});

	it("waits for as long as nothing comes at all", () => {
		const line = new Line();
		for (let s = 1; s <= 3600; s++) line.tick(0, 0, s * 1000);
		assert.equal(line.parity, "even");
		assert.deepEqual(lengths(new Meter().send(line, "none", 60, 3600)), [14, 46]);
	});

	it("is not moved by fewer octets than the shortest list and a half", () => {
		for (const [octets, parity] of [
			[59, "even"],
			[60, "none"],
		] as const) {
			const line = new Line();
			line.tick(0, 0, 0);
			for (let s = 1; s <= 20; s++) line.tick(Math.min(octets, 40 + s), 0, s * 1000);
			assert.equal(line.parity, parity, `${octets}`);
		}
	});

	it("is not moved by a stray octet now and then", () => {
		const line = new Line();
		for (let s = 1; s <= 3600; s++) {
			line.tick(Math.floor(s / 120), 0, s * 1000);
			assert.equal(line.parity, "even", `after ${s} s`);
		}
	});

	it("is not left in a first list, for octets of a plug long before", () => {
		for (const worked of [undefined, "even"] as const) {
			const line = new Line(worked);
			line.tick(3, 0, 1000);
			for (let s = 2; s <= 600; s++) line.tick(3, 0, s * 1000);
			line.tick(103, 0, 601_000);
			line.tick(203, 0, 602_000);
			assert.equal(line.parity, "even");
			line.tick(273, 1, 603_000);
			assert.equal(line.worked, "even");
		}
	});

	it("is left for a meter whose lists come every 10 s", () => {
		const line = new Line();
		let octets = 3;
		line.tick(octets, 0, 1000);
		for (let s = 120; s <= 150; s++) {
			if (s % 10 < 2) octets += 150;
			line.tick(octets, 0, s * 1000);
		}
		assert.equal(line.parity, "none");
	});

	it("is left only after a minute once frames have come", () => {
		const line = new Line();
		const meter = new Meter();
		meter.send(line, "even", 100);
		assert.deepEqual(lengths(meter.send(line, "none", 120, 100)), [59, 61]);
		assert.equal(line.worked, "none");
	});
});
