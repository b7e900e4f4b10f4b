import assert from "node:assert/strict";
import { INDEX } from "../../src/model/quantity.ts";
import type { List } from "../../src/model/reading.ts";
import { Store } from "../../src/model/store.ts";

function keep(store: Store, list: List, at: number, taken: number, given?: number): void {
	const reading = store.spare;
	reading.clear();
	reading.list = list;
	reading.receivedAt = at;
	reading.values[INDEX.activePowerImport] = taken;
	if (given !== undefined) reading.values[INDEX.activePowerExport] = given;
	store.keep();
}

describe("Store", () => {
	it("keeps the three lists apart, each whole", () => {
		const store = new Store();
		keep(store, 3, 1000, 30, 0);
		keep(store, 2, 2000, 20, 0);
		keep(store, 1, 3000, 10);
		keep(store, 1, 4000, 11);
		assert.deepEqual(
			store.latest.map((reading) => [reading.list, reading.receivedAt, reading.netPower]),
			[
				[1, 4000, 11],
				[2, 2000, 20],
				[3, 1000, 30],
			],
		);
		assert.equal(store.live.netPower, 11);
		assert.equal(store.detailed.list, 2);
		assert.equal(store.sequence, 4);
	});

	it("never hands out a reading it still keeps", () => {
		const store = new Store();
		for (let i = 0; i < 100; i++) {
			keep(store, ((i % 3) + 1) as List, i, i);
			assert.ok(!store.latest.includes(store.spare));
			assert.equal(new Set(store.latest).size, 3);
		}
	});

	it("tells export, which list 1 cannot, from the list 2 before it", () => {
		const store = new Store();
		keep(store, 2, 0, 0, 3000);
		keep(store, 1, 2500, 0);
		assert.equal(store.power.netPower, -3000);
		keep(store, 1, 5000, 40);
		assert.equal(store.power.netPower, 40);
	});

	it("does not hold on to an export that has not been told again", () => {
		const store = new Store();
		keep(store, 2, 0, 0, 3000);
		keep(store, 1, 60_000, 0);
		assert.equal(store.power.netPower, 0);
	});
});
