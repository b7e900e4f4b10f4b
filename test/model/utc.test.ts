import assert from "node:assert/strict";
import { utcText } from "../../src/model/utc.ts";

describe("utcText", () => {
	it("agrees with Date on every day from 1970 to 2106", () => {
		for (let day = 0; day < 49_710; day++) {
			const ms = day * 86_400_000 + ((day * 7_919_000) % 86_400_000);
			assert.equal(utcText(ms), new Date(ms).toISOString().replace(/\.\d+/, ""));
		}
	});
});
