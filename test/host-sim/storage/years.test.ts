/** Years of a house in the device's journals. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { HOUR, REGISTER, SETTING, SETTINGS, wearReport, Years } from "../../../host-sim/wear.ts";
import { Journal } from "../../../src/storage/journal.ts";
import { HOURS, KEPT_HOURS, STATE } from "../../../src/storage/layout.ts";

const DAY = 24;
const into = new Uint8Array(64);

function hoursIn(journal: Journal, hour: number): number {
	const reader = journal.reader(HOUR, hour - KEPT_HOURS, hour - 1);
	let count = 0;
	while (!reader.isAtEnd) if (reader.next(into)) count++;
	return count;
}

describe("the journals of a house", () => {
	it("have the hours of 400 days, and all state, after 400 days and years later", () => {
		const years = new Years();
		for (const days of [400, 35, 400, 400]) {
			years.live(days * DAY);
			const hours = new Journal(years.flash, HOURS);
			const state = new Journal(years.flash, STATE);
			assert.equal(hoursIn(hours, years.hour), KEPT_HOURS);
			assert.equal(state.find(REGISTER, 0, into), 64);
			assert.equal(into[0], (years.hour - 1) & 0xff);
			for (let key = 0; key < SETTINGS; key++) assert.equal(state.find(SETTING, key, into), 64);
			for (const count of Object.values(years.hours.counts)) assert.equal(count, 0);
		}
		assert.ok(years.hours.erasures > 2);
	});

	it("wear flash out in more than 20 years even at 10 000 erasures, as docs/storage.md shows", () => {
		const report = wearReport();
		assert.ok(readFileSync("docs/storage.md", "utf8").includes(`\n${report}`));
		const last = report.trim().split("\n").slice(-2);
		for (const row of last) assert.ok(Number(row.trim().split(/\s+/).at(-1)) > 20, row);
	});
});
