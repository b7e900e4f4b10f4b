import assert from "node:assert/strict";
import { PowerCut, SECTOR } from "../../host-sim/bench/flash.ts";
import { Journal } from "../../src/storage/journal.ts";
import { append, find, opened, simulated } from "../support/flash.ts";

/** Records in a sector. */
const EACH = 53;

/** Appends, with as many steps as it takes. */
function insist(journal: Journal, type: number, key: number, value: number): void {
	for (let i = 0; i < 2000; i++) {
		if (append(journal, type, key, value)) return;
		journal.step();
	}
	assert.ok(false, `no room for key ${key}`);
}

describe("a journal", () => {
	it("finds the last record of a type and key", () => {
		const journal = opened(simulated(6));
		assert.ok(append(journal, 1, 10, 1));
		assert.ok(append(journal, 1, 11, 2));
		assert.ok(append(journal, 2, 10, 3));
		assert.ok(append(journal, 1, 10, 4));
		assert.equal(find(journal, 1, 10), 4);
		assert.equal(find(journal, 1, 11), 2);
		assert.equal(find(journal, 2, 10), 3);
		assert.equal(find(journal, 2, 11), undefined);
		assert.equal(find(journal, 1, 9), undefined);
	});

	it("finds no record that was struck, until another is appended", () => {
		const journal = opened(simulated(6));
		append(journal, 1, 10, 1);
		assert.ok(journal.strike(1, 10));
		assert.equal(find(journal, 1, 10), undefined);
		append(journal, 1, 10, 2);
		assert.equal(find(journal, 1, 10), 2);
	});

	it("takes payloads of 0 to 64 octets", () => {
		const journal = opened(simulated(6));
		const octets = Uint8Array.from({ length: 65 }, (_, i) => i);
		for (const size of [0, 1, 63, 64]) {
			assert.ok(journal.append(1, size, octets, 0, size));
			const into = new Uint8Array(65);
			assert.equal(journal.find(1, size, into), size);
			assert.deepEqual(Array.from(into.subarray(0, size)), Array.from(octets.subarray(0, size)));
		}
		assert.throws(() => journal.append(1, 1, octets, 0, 65), /payload is 65; .* from 0 to 64/);
	});

	it("refuses types and keys that cannot be, before anything is written", () => {
		const flash = simulated(6);
		const journal = opened(flash);
		const before = flash.operations;
		for (const type of [0, 255, 1.5]) assert.throws(() => append(journal, type, 1, 1), /type/);
		for (const key of [-1, 2 ** 32, Number.NaN]) assert.throws(() => journal.strike(1, key), /key/);
		assert.equal(flash.operations, before);
	});

	it("refuses a region that is too small or not there, and a payload that cannot be", () => {
		assert.throws(() => new Journal(simulated(5)), /5 sectors for a journal; give it 6/);
		assert.throws(() => new Journal(simulated(8), { first: 3 }), /5 sectors/);
		assert.throws(() => new Journal(simulated(8), { sectors: 9 }), /from 6 to 8/);
		assert.throws(() => new Journal(simulated(8), { payload: 66 }), /payload/);
		assert.throws(() => new Journal(simulated(8), { payload: 0 }), /payload/);
	});

	it("is the same after a restart", () => {
		const flash = simulated(6);
		const journal = opened(flash);
		for (let key = 0; key < 100; key++) insist(journal, 1, key, key);
		journal.strike(1, 50);
		const again = new Journal(flash);
		for (let key = 0; key < 100; key++) {
			assert.equal(find(again, 1, key), key === 50 ? undefined : key);
		}
		assert.ok(append(again, 1, 50, 7));
		assert.equal(find(again, 1, 50), 7);
		assert.equal(again.free, journal.free - 1);
	});

	it("has a record that the power cut whole or not at all, and counts it once", () => {
		for (const [donePart, torn] of [
			[0.5, 1],
			[1, 0],
		] as const) {
			const flash = simulated(6);
			const journal = opened(flash);
			append(journal, 1, 10, 1);
			flash.cutAt(1, donePart);
			assert.throws(() => append(journal, 1, 10, 2), PowerCut);
			flash.powerOn();
			const again = new Journal(flash);
			assert.equal(find(again, 1, 10), torn === 1 ? 1 : 2);
			assert.equal(again.counts.tornRecords, torn);
			append(again, 1, 11, 3);
			const later = new Journal(flash);
			for (let i = 0; i < 10; i++) later.step();
			assert.equal(later.counts.tornRecords + later.counts.badRecords, 0);
			assert.equal(find(later, 1, 11), 3);
		}
	});

	it("never erases to append, and erases one sector a step at most", () => {
		const flash = simulated(6);
		const journal = new Journal(flash);
		assert.equal(append(journal, 1, 1, 1), false);
		assert.equal(journal.counts.refused, 1);
		const erased = () => flash.erasures.reduce((sum, count) => sum + count, 0);
		for (let i = 0; i < 3000; i++) {
			const before = erased();
			append(journal, 1, i % 40, i & 0xff);
			assert.equal(erased(), before);
			journal.step();
			assert.ok(erased() - before <= 1);
		}
		assert.ok(erased() > 40);
	});

	it("takes as many as it said that it can, and no more until a step", () => {
		const journal = opened(simulated(8));
		const { free } = journal;
		assert.equal(free, 2 * EACH);
		for (let key = 0; key < free; key++) assert.ok(append(journal, 1, key, 1));
		assert.equal(journal.free, 0);
		assert.equal(append(journal, 1, 1000, 1), false);
		journal.step();
		assert.ok(append(journal, 1, 1000, 1));
	});

	it("never loses what is seldom written, however often the ring turns", () => {
		const flash = simulated(6);
		let journal = opened(flash);
		for (let key = 0; key < 30; key++) insist(journal, 9, key, 100 + key);
		for (let i = 0; i < 5000; i++) {
			insist(journal, 1, 77, i & 0xff);
			if (i % 700 === 0) journal = new Journal(flash);
		}
		for (let key = 0; key < 30; key++) assert.equal(find(journal, 9, key), 100 + key);
		assert.ok(journal.erasures > 10);
		assert.equal(journal.counts.droppedEarly, 0);
	});

	it("keeps no trace of what was struck", () => {
		const journal = opened(simulated(6));
		for (let key = 0; key < 3000; key++) {
			insist(journal, 1, key, 1);
			while (!journal.strike(1, key)) journal.step();
			journal.step();
		}
		for (let key = 0; key < 3000; key++) assert.equal(find(journal, 1, key), undefined);
		for (let i = 0; i < 100; i++) journal.step();
		assert.ok(journal.free >= EACH);
	});

	it("drops keys below keepFrom when it needs their room, and no others", () => {
		const journal = opened(simulated(8), { sheds: true });
		for (let key = 0; key < 3000; key++) {
			journal.keepFrom = key - 150;
			insist(journal, 1, key, key & 0xff);
			journal.step();
		}
		for (let key = 2850; key < 3000; key++) assert.equal(find(journal, 1, key), key & 0xff);
		assert.equal(find(journal, 1, 1000), undefined);
		assert.equal(journal.counts.droppedEarly, 0);
	});

	it("that is full of what is wanted refuses more, and wears nothing out meanwhile", () => {
		const flash = simulated(6);
		const journal = opened(flash);
		let kept = 0;
		for (let i = 0; i < 20_000; i++) {
			if (append(journal, 1, kept, kept & 0xff)) kept++;
			journal.step();
		}
		assert.ok(kept >= 3 * EACH);
		for (let key = 0; key < kept; key++) assert.equal(find(journal, 1, key), key & 0xff);
		const before = flash.operations;
		for (let i = 0; i < 1000; i++) journal.step();
		assert.equal(flash.operations, before);
	});

	it("that sheds drops the oldest instead, and counts them", () => {
		const journal = opened(simulated(6), { sheds: true });
		for (let key = 0; key < 1000; key++) {
			insist(journal, 1, key, key & 0xff);
			for (let i = 0; i < 20; i++) journal.step();
		}
		for (let key = 1000 - EACH; key < 1000; key++) assert.equal(find(journal, 1, key), key & 0xff);
		assert.ok(journal.counts.droppedEarly >= 1000 - 6 * EACH);
		assert.ok(journal.counts.droppedEarly <= 1000 - 2 * EACH);
	});

	it("forgets everything at a reset, also what a later start would find", () => {
		const flash = simulated(6);
		const journal = opened(flash);
		append(journal, 1, 10, 1);
		const { erasures } = journal;
		journal.reset();
		assert.equal(find(journal, 1, 10), undefined);
		assert.equal(append(journal, 1, 10, 1), false);
		for (let i = 0; i < 6; i++) journal.step();
		const octets = new Uint8Array(6 * SECTOR);
		flash.read(0, octets);
		assert.ok(octets.every((octet) => octet === 0xff));
		insist(journal, 1, 10, 2);
		assert.equal(find(new Journal(flash), 1, 10), 2);
		assert.ok(journal.erasures > erasures);
	});

	it("forgets the oldest first: what a power cut leaves of a reset is the newest", () => {
		const flash = simulated(6);
		const journal = opened(flash);
		for (let key = 0; key < 2 * EACH; key++) insist(journal, 1, key, 1);
		journal.reset();
		assert.equal(journal.free, 0);
		let left: unknown = 1;
		while (left === 1) {
			journal.step();
			const again = new Journal(flash);
			assert.equal(find(again, 1, 2 * EACH - 1), 1);
			left = find(again, 1, 0);
		}
	});

	it("refuses to strike where it refuses to append", () => {
		const journal = opened(simulated(6));
		while (journal.free > 0) append(journal, 1, 10, 1);
		const { refused } = journal.counts;
		assert.equal(journal.strike(1, 10), false);
		assert.equal(find(journal, 1, 10), 1);
		assert.equal(journal.counts.refused, refused + 1);
	});

	it("finds nothing wrong at a start, however often the ring has turned", () => {
		const flash = simulated(8);
		let journal = opened(flash);
		for (let i = 0; i < 1500; i++) {
			insist(journal, 1, i % 90, i & 0xff);
			if (i % 40 !== 0) continue;
			journal = new Journal(flash);
			for (const [name, count] of Object.entries(journal.counts)) assert.equal(count, 0, name);
		}
		assert.ok(journal.erasures > 2);
	});

	it("leaves sectors alone that are not its own", () => {
		const flash = simulated(14);
		const state = opened(flash, { first: 1, sectors: 6 });
		const hours = opened(flash, { first: 7, sectors: 7, payload: 32 });
		for (let i = 0; i < 1000; i++) {
			insist(state, 1, i % 10, i & 0xff);
			insist(hours, 1, i % 10, (i + 1) & 0xff);
		}
		assert.equal(flash.erasures[0], 0);
		const again = new Journal(flash, { first: 1, sectors: 6 });
		for (let i = 990; i < 1000; i++) {
			assert.equal(find(again, 1, i % 10), i & 0xff);
			assert.equal(find(hours, 1, i % 10), (i + 1) & 0xff);
		}
	});
});
