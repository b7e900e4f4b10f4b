import assert from "node:assert/strict";
import { dateOf, dayOf, dayOfMonthOf, monthOf, yearOf } from "../../src/model/civil.ts";

const DAY = 86_400_000;

describe("a civil date", () => {
	it("agrees with Date on every day from 1960 to 2110, both ways", () => {
		for (let day = -3653; day < 51_135; day++) {
			const date = dateOf(day);
			const right = new Date(day * DAY);
			assert.equal(yearOf(date), right.getUTCFullYear());
			assert.equal(monthOf(date), right.getUTCMonth() + 1);
			assert.equal(dayOfMonthOf(date), right.getUTCDate());
			assert.equal(dayOf(yearOf(date), monthOf(date), dayOfMonthOf(date)), day);
		}
	});

	it("past its month's end runs on into the next", () => {
		assert.equal(dayOf(2026, 2, 29), dayOf(2026, 3, 1));
		assert.equal(dayOf(2028, 2, 29) + 1, dayOf(2028, 3, 1));
	});
});
