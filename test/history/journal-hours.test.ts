import assert from "node:assert/strict";
import { PowerCut } from "../../host-sim/bench/flash.ts";
import { JournalHours } from "../../src/history/journal-hours.ts";
import { HOUR_SIZE, HourRecord } from "../../src/ledger/hour.ts";
import { LedgerState, STATE_SIZE } from "../../src/ledger/state.ts";
import { HEADER_SIZE, SECTOR } from "../../src/storage/header.ts";
import { Journal } from "../../src/storage/journal.ts";
import { HOURS, REGION, STATE } from "../../src/storage/layout.ts";
import { simulated } from "../support/flash.ts";

const SECTORS = REGION / SECTOR;
const FIRST = 490_000;
/** Ticks until all is erased: 216 sectors of hours, and then 8 of states. */
const ERASED = 224;

function opened(flash = simulated(SECTORS)): JournalHours {
	const hours = new JournalHours(flash);
	for (let i = 0; i < 5; i++) hours.step();
	return hours;
}

function put(hours: JournalHours, hour: number, wh: number): void {
	const record = new HourRecord();
	record.clear(hour);
	record.import.wh = wh;
	hours.put(record);
}

/** Wh of an hour; undefined where nothing is kept. */
function whOf(hours: JournalHours, hour: number): number | undefined {
	const record = new HourRecord();
	return hours.get(hour, record) ? record.import.wh : undefined;
}

function hoursOf(hours: JournalHours, from: number, to: number): number[] {
	const found: number[] = [];
	hours.each(from, to, ({ hour }) => found.push(hour));
	return found;
}

/** A state that can be told by its number, at its begin and at its end. */
function stateOf(number: number): LedgerState {
	const state = new LedgerState();
	state.isBegun = true;
	state.hour = FIRST + number;
	state.flows[0].register = 48_215_670 + number;
	state.flows[1].settled = number;
	return state;
}

function numberOf(hours: JournalHours): number | undefined {
	const state = new LedgerState();
	if (!hours.getState(state)) return undefined;
	const number = state.hour - FIRST;
	assert.deepEqual(state, stateOf(number));
	return number;
}

describe("Hours in journals", () => {
	it("are found after a restart, the last record of each", () => {
		const flash = simulated(SECTORS);
		const hours = opened(flash);
		for (let hour = 0; hour < 100; hour++) put(hours, FIRST + hour, hour);
		put(hours, FIRST + 7, 777);
		for (const each of [hours, new JournalHours(flash)]) {
			assert.equal(whOf(each, FIRST + 6), 6);
			assert.equal(whOf(each, FIRST + 7), 777);
			assert.equal(whOf(each, FIRST + 100), undefined);
			assert.deepEqual(hoursOf(each, FIRST + 6, FIRST + 9), [FIRST + 6, FIRST + 7, FIRST + 8]);
			assert.deepEqual(hoursOf(each, FIRST + 6, FIRST + 6), []);
			assert.deepEqual(hoursOf(each, FIRST + 100, FIRST + 200), []);
			assert.equal(hoursOf(each, -5, FIRST + 200).length, 100);
		}
		assert.equal(hours.lost, 0);
	});

	it("leave what they find none of unchanged", () => {
		const record = new HourRecord();
		record.clear(5);
		assert.equal(opened().get(FIRST, record), false);
		assert.equal(record.hour, 5);
	});

	it("are lost, and counted so, where the flash takes nothing any more", () => {
		const flash = simulated(SECTORS);
		const hours = opened(flash);
		put(hours, FIRST, 5);
		flash.program = () => {};
		put(hours, FIRST + 1, 6);
		assert.equal(hours.lost, 1);
		assert.deepEqual([whOf(hours, FIRST), whOf(hours, FIRST + 1)], [5, undefined]);
		assert.ok(hours.counts.badWrites > 0);
	});

	it("throw for a flash that is too small", () => {
		assert.throws(() => new JournalHours(simulated(100)), RangeError);
	});
});

describe("The ledger's state in journals", () => {
	it("is what was put last, after any number of restarts", () => {
		const flash = simulated(SECTORS);
		let hours = opened(flash);
		assert.equal(numberOf(hours), undefined);
		for (let number = 1; number <= 700; number++) {
			hours.putState(stateOf(number));
			hours.step();
			if (number % 90 === 0) hours = new JournalHours(flash);
			if (number % 30 === 0) assert.equal(numberOf(hours), number);
		}
		assert.equal(hours.lost, 0);
	});

	it("is the one before, or the new one, when the power goes at any point of its writing", () => {
		for (let operation = 1; operation <= 2; operation++) {
			for (const done of [0, 0.3, 0.7, 1]) {
				const flash = simulated(SECTORS);
				let hours = opened(flash);
				for (let number = 1; number <= 3; number++) hours.putState(stateOf(number));
				flash.cutAt(operation, done);
				assert.throws(() => hours.putState(stateOf(4)), PowerCut);
				flash.powerOn();
				hours = opened(flash);
				const found = numberOf(hours);
				assert.ok(found === 3 || found === 4, `${operation}, ${done}: ${found}`);
				assert.ok(operation === 2 || found === 3, `${operation}, ${done}: ${found}`);
				hours.putState(stateOf(5));
				assert.equal(numberOf(new JournalHours(flash)), 5);
			}
		}
	});
});

describe("What other versions of the firmware read", () => {
	it("are hours of type 1 by their hour, and states of type 2 in two numbered parts by turns", () => {
		const flash = simulated(SECTORS);
		const hours = opened(flash);
		const octets = new Uint8Array(STATE_SIZE);
		put(hours, FIRST, 7);
		hours.putState(stateOf(1));
		hours.putState(stateOf(2));
		assert.equal(new Journal(flash, HOURS).find(1, FIRST, octets), HOUR_SIZE);
		const states = new Journal(flash, STATE);
		const numbers = [0, 1, 2, 3].map((key) => {
			assert.equal(states.find(2, key, octets), 4 + STATE_SIZE / 2);
			return new DataView(octets.buffer).getUint32(0);
		});
		assert.deepEqual(numbers, [2, 2, 1, 1]);
		assert.equal(states.find(3, 0, octets), undefined);
		hours.reset();
		assert.equal(new Journal(flash, STATE).find(3, 0, octets), 0);
	});
});

describe("Hours that are forgotten", () => {
	function filled() {
		const flash = simulated(SECTORS);
		const hours = opened(flash);
		for (let hour = 0; hour < 500; hour++) put(hours, FIRST + hour, hour);
		hours.putState(stateOf(9));
		return { flash, hours };
	}

	it("are gone at once, and new ones are kept when all is erased", () => {
		const { flash, hours } = filled();
		const reader = hours.reader(FIRST, FIRST + 500);
		assert.ok(reader.next(new HourRecord()));
		hours.reset();
		assert.equal(reader.next(new HourRecord()), false);
		assert.equal(whOf(hours, FIRST + 1), undefined);
		assert.deepEqual(hoursOf(hours, 0, FIRST + 1000), []);
		assert.equal(numberOf(hours), undefined);
		put(hours, FIRST + 500, 1);
		assert.equal(hours.lost, 1);
		for (let i = 0; i < ERASED; i++) {
			assert.equal(hours.isErasing, true);
			hours.step();
		}
		assert.equal(hours.isErasing, false);
		for (let i = 0; i < 5; i++) hours.step();
		put(hours, FIRST + 501, 2);
		hours.putState(stateOf(10));
		assert.equal(hours.lost, 1);
		const again = new JournalHours(flash);
		assert.deepEqual(hoursOf(again, 0, FIRST + 1000), [FIRST + 501]);
		assert.equal(numberOf(again), 10);
		assert.equal(again.isErasing, false);
	});

	it("do not come back when the power goes before all is erased", () => {
		for (const steps of [0, 1, 8, 100, 215, 216]) {
			const { flash, hours } = filled();
			hours.reset();
			for (let i = 0; i < steps; i++) hours.step();
			const again = new JournalHours(flash);
			assert.deepEqual(hoursOf(again, 0, FIRST + 1000), [], `after ${steps} steps`);
			assert.equal(numberOf(again), undefined, `after ${steps} steps`);
			for (let i = 0; i < ERASED; i++) again.step();
			assert.equal(again.isErasing, false);
			assert.deepEqual(hoursOf(new JournalHours(flash), 0, FIRST + 1000), []);
		}
	});

	it("do not come back, nor what the ledger was at, when the power goes in any write or erasure", () => {
		for (let step = 214; step < ERASED; step++) {
			for (let operation = 1; operation <= 2; operation++) {
				for (const done of [0, 0.3, 0.7, 1]) {
					const { flash, hours } = filled();
					for (let number = 10; number < 250; number++) {
						hours.putState(stateOf(number));
						hours.step();
					}
					for (let i = 0; i < 20; i++) hours.step();
					hours.reset();
					for (let i = 0; i < step; i++) hours.step();
					flash.cutAt(operation, done);
					try {
						hours.step();
						hours.step();
						assert.ok(step > ERASED - 3, "the power went");
					} catch (error) {
						assert.ok(error instanceof PowerCut);
					}
					flash.powerOn();
					const again = new JournalHours(flash);
					const how = `step ${step}, operation ${operation}, ${done} of it`;
					assert.deepEqual(hoursOf(again, 0, FIRST + 1000), [], how);
					assert.equal(numberOf(again), undefined, how);
				}
			}
		}
	});

	it("leave nothing on the flash but the heads of sectors", () => {
		const { flash, hours } = filled();
		hours.reset();
		for (let i = 0; i < ERASED; i++) hours.step();
		const octets = new Uint8Array(SECTOR - HEADER_SIZE);
		for (let index = 0; index < SECTORS; index++) {
			flash.read(index * SECTOR + HEADER_SIZE, octets);
			assert.ok(
				octets.every((octet) => octet === 0xff),
				`sector ${index}`,
			);
		}
	});
});
