/** More hours than the flash of a device has room for. */
import assert from "node:assert/strict";
import { Flash } from "../../../host-sim/bench/flash.ts";
import { JournalHours } from "../../../src/history/journal-hours.ts";
import { HourRecord } from "../../../src/ledger/hour.ts";
import { KEPT_HOURS, REGION } from "../../../src/storage/layout.ts";

const FIRST = 490_000;

function put(hours: JournalHours, hour: number): void {
	const record = new HourRecord();
	record.clear(hour);
	hours.put(record);
}

function count(hours: JournalHours, from: number, to: number): number {
	let count = 0;
	hours.each(from, to, () => count++);
	return count;
}

describe("Hours in journals that are full", function () {
	this.timeout(60_000);

	it("keep the newest 400 days when there is no more room, without losing one", () => {
		const hours = new JournalHours(new Flash(REGION, 1));
		const last = FIRST + 14_000;
		for (let hour = FIRST; hour < last; hour++) {
			put(hours, hour);
			for (let i = 0; i < 3; i++) hours.step();
		}
		assert.equal(hours.lost, 0);
		assert.equal(count(hours, last - KEPT_HOURS, last), KEPT_HOURS);
		assert.equal(count(hours, FIRST, FIRST + 2000), 0);
	});

	it("make room themselves where nobody steps in between", () => {
		const hours = new JournalHours(new Flash(REGION, 1));
		const last = FIRST + 12_000;
		for (let hour = FIRST; hour < last; hour++) put(hours, hour);
		assert.equal(hours.lost, 0);
		assert.equal(count(hours, last - 100, last), 100);
	});
});
