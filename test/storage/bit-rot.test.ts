import assert from "node:assert/strict";
import { SECTOR } from "../../host-sim/bench/flash.ts";
import { Journal } from "../../src/storage/journal.ts";
import { append, find, opened, RottenFlash, ShakyFlash, simulated } from "../support/flash.ts";

const HEADER = 32;
const RECORD = 76;
const EACH = 53;
const KEYS = 60;

/** Hours 0 to 59, in the first sector and the one after it. */
function kept(): RottenFlash {
	const flash = simulated(6);
	const journal = opened(flash);
	for (let key = 0; key < KEYS; key++) append(journal, 1, key, key);
	return new RottenFlash(flash);
}

/** Keys that are no longer found, while `bit` is wrong. Other values than were written fail. */
function lost(flash: RottenFlash, bit: number): { keys: number[]; journal: Journal } {
	flash.bit = bit;
	const journal = new Journal(flash);
	const keys: number[] = [];
	for (let key = 0; key < KEYS; key++) {
		const value = find(journal, 1, key);
		if (value === undefined) keys.push(key);
		else assert.equal(value, key, `bit ${bit}`);
	}
	return { keys, journal };
}

const patrol = (journal: Journal) => {
	for (let i = 0; i < 20; i++) journal.step();
	return journal.counts;
};

describe("a wrong bit", () => {
	it("anywhere in a record loses that record, and is counted", () => {
		const flash = kept();
		for (let bit = 0; bit < RECORD * 8; bit++) {
			const { keys, journal } = lost(flash, (HEADER + 17 * RECORD) * 8 + bit);
			assert.deepEqual(keys, [17], `bit ${bit}`);
			const { badRecords, badHeaders, tornRecords } = patrol(journal);
			assert.deepEqual([badRecords, badHeaders, tornRecords], [1, 0, 0], `bit ${bit}`);
		}
	});

	it("anywhere in a header loses nothing, and is counted", () => {
		const flash = kept();
		for (const sector of [0, 1]) {
			for (let bit = 0; bit < HEADER * 8; bit++) {
				const { keys, journal } = lost(flash, sector * SECTOR * 8 + bit);
				assert.deepEqual(keys, [], `sector ${sector}, bit ${bit}`);
				assert.equal(journal.counts.badHeaders, 1);
			}
		}
	});

	it("where nothing is written yet loses nothing, and the journal writes on", () => {
		for (let slot = KEYS - EACH; slot < EACH; slot += 5) {
			const flash = kept();
			const { keys, journal } = lost(flash, (SECTOR + HEADER + slot * RECORD + (slot % 76)) * 8);
			assert.deepEqual(keys, []);
			for (let key = KEYS; key < 2 * KEYS; key++) {
				while (!append(journal, 1, key, key)) journal.step();
			}
			const again = new Journal(flash);
			for (let key = 0; key < 2 * KEYS; key++) assert.equal(find(again, 1, key), key);
		}
	});

	it("in a correction brings back what it corrected", () => {
		const flash = kept();
		append(new Journal(flash), 1, 17, 99);
		flash.bit = (SECTOR + HEADER + (KEYS - EACH) * RECORD + 8) * 8;
		const journal = new Journal(flash);
		assert.equal(find(journal, 1, 17), 17);
		flash.bit = -1;
	});
});

describe("a read that goes wrong once", () => {
	const BENDS: readonly ((octet: number) => number)[] = [
		() => 0xff,
		() => 0,
		(octet) => octet ^ 0x11,
	];

	/** Starts, and writes on until `more` corrections are taken; from `left` reads on one is bent. */
	function live(bend: (octet: number) => number, left: number, more: number): ShakyFlash {
		const flash = new ShakyFlash(kept());
		flash.bend = bend;
		flash.left = left;
		const journal = new Journal(flash);
		for (let i = 0; i < more; i++) {
			while (!append(journal, 1, 100 + (i % 7), i)) journal.step();
			journal.step();
		}
		flash.left = -1;
		const again = new Journal(flash);
		const name = `${bend}, read ${left}`;
		for (let key = 0; key < KEYS; key++)
			assert.equal(find(again, 1, key), key, `${name}, key ${key}`);
		for (let i = Math.max(0, more - 7); i < more; i++) {
			assert.equal(find(again, 1, 100 + (i % 7)), i & 0xff, `${name}, correction ${i}`);
		}
		return flash;
	}

	it("at the start loses nothing, and nothing is written over", () => {
		const flash = new ShakyFlash(kept());
		new Journal(flash);
		for (const bend of BENDS) {
			for (let left = 0; left < flash.reads; left++) live(bend, left, 9);
		}
	});

	it("while the oldest sector is emptied loses nothing", () => {
		const { reads } = live((octet) => octet, -1, 300);
		for (const bend of BENDS) for (let left = 0; left < reads; left += 71) live(bend, left, 300);
	});
});

describe("a record that reads otherwise than it was written", () => {
	it("is not acknowledged, and the next place is taken", () => {
		const flash = kept();
		const journal = new Journal(flash);
		flash.bit = (SECTOR + HEADER + (KEYS - EACH) * RECORD + 8) * 8;
		assert.equal(append(journal, 1, 100, 0xff), false);
		assert.equal(journal.counts.badWrites, 1);
		assert.ok(append(journal, 1, 100, 0xff));
		assert.equal(find(journal, 1, 100), 0xff);
		flash.bit = -1;
		const again = new Journal(flash);
		assert.equal(find(again, 1, 100), 0xff);
		assert.equal(again.counts.tornRecords, 0);
	});
});

describe("a header that reads otherwise than it was written", () => {
	it("makes no sector ready, and is written again after an erasure", () => {
		const flash = simulated(6);
		const program = flash.program.bind(flash);
		let failures = 2;
		flash.program = (at, octets) => {
			if (octets.length !== HEADER || failures-- <= 0) program(at, octets);
		};
		const journal = opened(flash);
		assert.equal(journal.counts.badWrites, 2);
		assert.equal(flash.erasures[0], 3);
		for (let key = 0; key < KEYS; key++) {
			while (!append(journal, 1, key, key)) journal.step();
		}
		const again = new Journal(flash);
		for (let key = 0; key < KEYS; key++) assert.equal(find(again, 1, key), key);
	});

	/** 1200 corrections of 70 keys on flash of 8 sectors, with a start now and then: all must be there. */
	function wearOut(flash: ReturnType<typeof simulated>, onWrite: (i: number) => void): Journal {
		let journal = opened(flash);
		for (let i = 0; i < 1200; i++) {
			onWrite(i);
			let steps = 0;
			while (!append(journal, 1, i % 70, i & 0xff)) {
				journal.step();
				assert.ok(steps++ < 200, `no room for ${i}`);
			}
			journal.step();
			if (i % 97 !== 0) continue;
			journal = new Journal(flash);
			for (let at = Math.max(0, i - 69); at <= i; at++) {
				assert.equal(find(journal, 1, at % 70), at & 0xff, `${at}, at the start after ${i}`);
			}
		}
		return journal;
	}

	it("for ever is of a sector that is passed over", () => {
		for (const dead of [[0], [1], [5], [2, 3]]) {
			const flash = simulated(8);
			const program = flash.program.bind(flash);
			flash.program = (at, octets) => {
				const isDead = octets.length === HEADER && dead.includes(Math.floor(at / SECTOR));
				program(at, isDead ? octets.map((octet) => octet & 0xfe) : octets);
			};
			const { erasures } = wearOut(flash, () => {});
			// Three times in a turn, and as often after each of 13 starts.
			const most = 3 * Math.ceil(erasures) + 3 * 13;
			assert.ok((flash.erasures[dead[0] ?? 0] as number) <= most, `${flash.erasures}`);
		}
	});

	it("because its sector is erased no more: nothing comes back of what that held", () => {
		for (const worn of [0, 3, 7]) {
			const flash = simulated(8);
			const erase = flash.erase.bind(flash);
			let isWorn = false;
			flash.erase = (index) => {
				if (!isWorn || index !== worn) erase(index);
			};
			wearOut(flash, (i) => {
				isWorn = i > 500;
			});
		}
	});
});
