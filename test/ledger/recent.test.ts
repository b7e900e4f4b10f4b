import assert from "node:assert/strict";
import { Recent, Ring, TEN_SECONDS_SLOTS } from "../../src/ledger/recent.ts";

describe("a ring of power", () => {
	it("keeps the mean of each whole period, within 1 W", () => {
		const ring = new Ring(10_000, 6);
		ring.add(0, 5000, 1001);
		ring.add(5000, 10_000, 2001);
		ring.add(10_000, 12_000, -500);
		assert.ok(Math.abs((ring.at(0) ?? 0) - 1501) <= 1);
		assert.equal(ring.at(1), undefined);
		ring.advance(20_000);
		assert.equal(ring.at(1), -500);
	});

	it("splits power over the periods that it lasts", () => {
		const ring = new Ring(10_000, 6);
		ring.add(3000, 34_000, 800);
		assert.deepEqual(
			[0, 1, 2].map((period) => ring.at(period)),
			[800, 800, 800],
		);
		assert.equal(ring.at(3), undefined);
	});

	it("leaves periods empty of which nothing was told", () => {
		const ring = new Ring(10_000, 6);
		ring.add(0, 10_000, 800);
		ring.add(30_000, 40_000, 600);
		assert.deepEqual(
			[0, 1, 2, 3].map((period) => ring.at(period)),
			[800, undefined, undefined, 600],
		);
		ring.advance(1_000_000);
		for (let period = 0; period < 100; period++) assert.equal(ring.at(period), undefined);
	});

	it("holds as many periods as it has slots, and no older", () => {
		const ring = new Ring(10_000, 6);
		for (let period = 0; period < 10; period++) {
			ring.add(period * 10_000, (period + 1) * 10_000, 100 * period);
		}
		assert.equal(ring.at(3), undefined);
		for (let period = 4; period < 10; period++) assert.equal(ring.at(period), 100 * period);
	});

	it("holds up to 65 kW, both ways", () => {
		const ring = new Ring(10_000, 6);
		ring.add(0, 10_000, 65_000);
		ring.add(10_000, 20_000, -65_000);
		ring.add(20_000, 30_000, 99_000);
		ring.add(30_000, 40_000, -99_000);
		assert.deepEqual(
			[0, 1, 2, 3].map((period) => ring.at(period)),
			[65_000, -65_000, 65_534, -65_534],
		);
	});

	it("has a mean of late, with the period in progress", () => {
		const ring = new Ring(10_000, 6);
		assert.equal(ring.mean(3), undefined);
		ring.add(0, 10_000, 4000);
		ring.add(10_000, 20_000, 1000);
		ring.add(20_000, 30_000, 2000);
		ring.add(30_000, 35_000, 3000);
		assert.equal(ring.mean(2), (1000 + 2000 + 1500) / 2.5);
	});
});

describe("recent power", () => {
	it("is 10 s for 2 hours", () => {
		const recent = new Recent();
		assert.equal(TEN_SECONDS_SLOTS * 10, 2 * 3600);
		recent.add(0, 60_000, 1200);
		assert.equal(recent.tenSeconds.at(5), 1200);
	});
});
