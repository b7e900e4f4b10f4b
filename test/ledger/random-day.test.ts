import { liveDay } from "../support/random-day.ts";

describe("a day of random losses and power cuts", () => {
	for (const seed of [1, 2, 16, 99]) {
		it(`invents no energy and loses none: house ${seed}`, () => liveDay(seed));
	}
});
