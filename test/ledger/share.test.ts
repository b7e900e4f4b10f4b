import assert from "node:assert/strict";
import { random } from "../../host-sim/house/random.ts";
import { Share } from "../../src/ledger/share.ts";

const HOUR = 3_600_000;

/** Wh told, and minutes untold, of an hour's part of so many minutes. */
type Part = readonly [wh: number, untold: number, minutes: number];

function shared(energy: number, parts: readonly Part[], limit = 50_000): number[] {
	const share = new Share(limit);
	share.begin(energy);
	for (const [wh, untold, minutes] of parts)
		share.weigh(wh * HOUR, untold * 60_000, minutes * 60_000);
	share.weighed();
	return parts.map(([wh, untold, minutes]) =>
		share.take(wh * HOUR, untold * 60_000, minutes * 60_000),
	);
}

describe("energy shared out", () => {
	it("is in proportion to what power told", () => {
		assert.deepEqual(
			shared(606, [
				[200, 0, 60],
				[400, 0, 60],
			]),
			[202, 404],
		);
		assert.deepEqual(
			shared(594, [
				[200, 0, 60],
				[400, 0, 60],
			]),
			[198, 396],
		);
	});

	it("gives untold time what told time did not take", () => {
		assert.deepEqual(
			shared(8000, [
				[1000, 0, 60],
				[0, 60, 60],
				[1000, 0, 60],
			]),
			[1000, 6000, 1000],
		);
		assert.deepEqual(
			shared(4000, [
				[1000, 15, 60],
				[0, 45, 60],
			]),
			[1750, 2250],
		);
	});

	it("gives untold time nothing when told time took it all", () => {
		assert.deepEqual(
			shared(1900, [
				[1000, 0, 60],
				[0, 60, 60],
				[1000, 0, 60],
			]),
			[950, 0, 950],
		);
	});

	it("gives untold time no more than the fuse carries", () => {
		const parts: readonly Part[] = [
			[1000, 2, 60],
			[2000, 0, 60],
		];
		assert.deepEqual(shared(4200, parts), [2200, 2000]);
		assert.deepEqual(shared(9000, parts), [3000, 6000]);
	});

	it("without any told power is by time", () => {
		assert.deepEqual(
			shared(90, [
				[0, 0, 60],
				[0, 0, 30],
			]),
			[60, 30],
		);
		assert.deepEqual(
			shared(0, [
				[0, 60, 60],
				[0, 30, 30],
			]),
			[0, 0],
		);
	});

	it("is whole, never negative and exact in sum, whatever the parts", () => {
		const next = random(11);
		for (let i = 0; i < 5000; i++) {
			const count = 1 + Math.floor(next() * 40);
			const energy = Math.floor(next() ** 3 * 300_000);
			const parts = Array.from({ length: count }, (): Part => {
				const minutes = Math.ceil(next() * 60);
				const untold = next() < 0.5 ? 0 : Math.floor(next() * minutes);
				return [next() < 0.2 ? 0 : Math.floor(next() * 9000), untold, minutes];
			});
			const shares = shared(energy, parts);
			assert.equal(
				shares.reduce((sum, wh) => sum + wh, 0),
				energy,
			);
			for (const wh of shares) assert.ok(Number.isInteger(wh) && wh >= 0);
		}
	});
});
