import assert from "node:assert/strict";
import { HOUR_SIZE, HourRecord, type Quality } from "../../src/ledger/hour.ts";
import { LedgerState, STATE_SIZE } from "../../src/ledger/state.ts";

function filled(): HourRecord {
	const record = new HourRecord();
	record.clear(495_000);
	record.energies.forEach((energy, i) => {
		energy.wh = 4_000_000_000 + i;
		energy.peak = 43_600 + i;
		energy.covered = 3600 - i;
		energy.quality = (3 - i) as Quality;
	});
	record.phases.forEach((phase, i) => {
		phase.lowest = 2071 + i;
		phase.mean = 2301 + i;
		phase.highest = 65_000 + i;
		phase.heard = 60 - i;
		phase.outside = 1 + i;
		phase.lost = 4 + i;
	});
	record.isOpen = true;
	record.isAtRegister = true;
	record.isSettled = true;
	record.isCorrected = true;
	record.isStruckOut = true;
	record.hasClockMoved = true;
	record.ownerWh = 123_456;
	return record;
}

const octetsOf = (view: DataView) => [...new Uint8Array(view.buffer)];

describe("an hour's record", () => {
	it("comes back from 64 octets as it was", () => {
		const view = new DataView(new ArrayBuffer(HOUR_SIZE));
		filled().pack(view, 0);
		const again = new HourRecord();
		assert.ok(again.unpack(view, 0));
		assert.deepEqual(again, filled());
		const copy = new DataView(new ArrayBuffer(HOUR_SIZE));
		again.pack(copy, 0);
		assert.deepEqual(octetsOf(copy), octetsOf(view));
	});

	it("keeps each of its flags apart", () => {
		const flags = [
			"isOpen",
			"isAtRegister",
			"isSettled",
			"isCorrected",
			"isStruckOut",
			"hasClockMoved",
		] as const;
		for (const flag of flags) {
			const record = new HourRecord();
			record[flag] = true;
			const view = new DataView(new ArrayBuffer(HOUR_SIZE));
			record.pack(view, 0);
			const again = new HourRecord();
			again.unpack(view, 0);
			for (const other of flags) assert.equal(again[other], other === flag, `${flag}, ${other}`);
		}
	});

	it("writes its 64 octets and no other", () => {
		const view = new DataView(new ArrayBuffer(HOUR_SIZE + 2));
		new Uint8Array(view.buffer).fill(0xa5);
		filled().pack(view, 1);
		assert.deepEqual([view.getUint8(0), view.getUint8(HOUR_SIZE + 1)], [0xa5, 0xa5]);
	});

	it("is the same whatever lay where it is written", () => {
		const [clean, used] = [0, 0xa5].map((octet) => {
			const octets = new Uint8Array(HOUR_SIZE).fill(octet);
			filled().pack(new DataView(octets.buffer), 0);
			return octets;
		});
		assert.deepEqual(used, clean);
	});

	it("that is cleared is as new, but for its hour", () => {
		const record = filled();
		record.clear(0);
		assert.deepEqual(record, new HourRecord());
		const { import: taken, phases } = record;
		const all = [taken, ...phases].flatMap((part) => Object.values(part));
		assert.ok(all.every((value) => value === 0));
	});

	it("of another version is not read", () => {
		const view = new DataView(new ArrayBuffer(HOUR_SIZE));
		const record = filled();
		assert.ok(!record.unpack(view, 0));
		view.setUint8(0, 2);
		assert.ok(!record.unpack(view, 0));
		assert.deepEqual(record, filled());
	});

	it("counts the owner's word before the ledger's", () => {
		const record = filled();
		assert.equal(record.importWh, 123_456);
		record.isCorrected = false;
		assert.equal(record.importWh, 4_000_000_000);
	});
});

describe("the ledger's state", () => {
	it("of hours that are gathered is told by its flag, as other octets stood there once", () => {
		const state = new LedgerState();
		const view = new DataView(new ArrayBuffer(STATE_SIZE));
		state.pack(view, 0);
		view.setInt32(52, 1500);
		const again = new LedgerState();
		again.gathered = 3;
		assert.ok(again.unpack(view, 0));
		assert.equal(again.gathered, 0);
	});

	it("comes back from 96 octets as it was", () => {
		const state = new LedgerState();
		state.basis = 3;
		state.isBegun = true;
		state.gathered = 494_998;
		state.meter = 0xdeadbeef;
		state.open = 495_000;
		state.hour = 494_999;
		state.into = 3_599_999;
		state.phases = 5;
		state.flows.forEach((flow, i) => {
			flow.register = 2 ** 40 + i;
			flow.base = -(2 ** 33) + i;
			flow.shown = 2 ** 41 + i;
			flow.since = 7 + i;
			flow.settled = 11 + i;
			flow.settledCovered = 3600 - i;
		});
		const view = new DataView(new ArrayBuffer(STATE_SIZE));
		state.pack(view, 0);
		const again = new LedgerState();
		assert.ok(again.unpack(view, 0));
		assert.deepEqual(again, state);
		state.open = undefined;
		state.isBegun = false;
		state.pack(view, 0);
		again.unpack(view, 0);
		assert.deepEqual([again.open, again.isBegun], [undefined, false]);
	});
});
