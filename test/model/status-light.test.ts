import assert from "node:assert/strict";
import { isLit, type LightState } from "../../src/model/status-light.ts";

/** When it goes on and off in some seconds, in milliseconds. */
function changes(state: LightState, seconds = 4): number[] {
	const found: number[] = [];
	let was = false;
	for (let now = 0; now < seconds * 1000; now += 5) {
		const is = isLit(state, now);
		if (is !== was) found.push(now);
		was = is;
	}
	return found;
}

describe("the status light", () => {
	it("flashes at a reading while all is well, and is dark otherwise", () => {
		assert.deepEqual(changes({ heardAt: -500, isFresh: true, isOnline: true }), []);
		assert.equal(isLit({ heardAt: 1000, isFresh: true, isOnline: true }, 1049), true);
		assert.equal(isLit({ heardAt: 1000, isFresh: true, isOnline: true }, 1050), false);
	});

	it("blinks slowly until a meter is heard, and when it is heard no more", () => {
		const slowly = [0, 500, 2000, 2500];
		assert.deepEqual(changes({ heardAt: undefined, isFresh: true, isOnline: true }), slowly);
		assert.deepEqual(changes({ heardAt: -40_000, isFresh: false, isOnline: true }), slowly);
	});

	it("blinks twice without a network", () => {
		const state = { heardAt: -500, isFresh: true, isOnline: false };
		assert.deepEqual(changes(state, 8), [0, 125, 250, 375, 4000, 4125, 4250, 4375]);
	});

	it("tells of the meter first where both are missing", () => {
		const state = { heardAt: undefined, isFresh: false, isOnline: false };
		assert.deepEqual(changes(state), [0, 500, 2000, 2500]);
	});
});
