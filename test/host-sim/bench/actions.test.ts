import assert from "node:assert/strict";
import {
	ACTIONS,
	type ActionName,
	type ActionRule,
	AREAS,
	actionOf,
	offOf,
} from "../../../host-sim/bench/actions.ts";

const NAMES = Object.keys(ACTIONS) as ActionName[];

describe("the bench's actions", () => {
	it("each have a line for people, and parameters within their own limits", () => {
		assert.ok(NAMES.length > 20);
		for (const name of NAMES) {
			const { does } = ACTIONS[name];
			assert.match(does, /^[A-Z].*\.$/, name);
			assert.equal(actionOf({ do: name }).do, name);
		}
	});

	it("each can be undone where they last", () => {
		for (const name of NAMES) {
			const { off } = ACTIONS[name] as ActionRule;
			if (off === undefined) assert.equal(offOf(name), undefined);
			else for (const [key, value] of Object.entries(off)) assert.equal(offOf(name)?.[key], value);
		}
	});

	it("have names of their own in every area", () => {
		const all = Object.values(AREAS).flatMap((area) => Object.keys(area));
		assert.equal(new Set(all).size, all.length);
		assert.deepEqual(all.sort(), NAMES.slice().sort());
	});

	it("take what is given and fill in the rest", () => {
		assert.deepEqual(actionOf({ do: "load", l2: 1500 }), { do: "load", l1: 0, l2: 1500, l3: 0 });
		assert.deepEqual(actionOf({ do: "timeServer", state: "silent" }), {
			do: "timeServer",
			state: "silent",
			offsetSeconds: 3600,
		});
	});

	it("say what is wrong with others, and what is allowed", () => {
		const wrong: [value: unknown, message: RegExp][] = [
			["reboot", /an action is an object, such as/],
			[null, /an action is an object/],
			[{}, /no action is called undefined; there are load, /],
			[{ do: "toString" }, /no action is called "toString"; there are /],
			[{ do: "reboot", when: 1 }, /reboot has no when; it has offSeconds/],
			[{ do: "heapFull", ms: 1 }, /heapFull has no ms; it has no parameters/],
			[
				{ do: "bitErrors", perMillion: -1 },
				/perMillion is -1; say a whole number from 0 to 500000 \(per million\)/,
			],
			[{ do: "bitErrors", perMillion: 0.5 }, /perMillion is 0.5; say a whole number/],
			[{ do: "silence", seconds: "60" }, /seconds is "60"; say a number from 0 to 604800 \(s\)/],
			[{ do: "port", isOpen: "no" }, /isOpen is "no"; say true or false/],
			[{ do: "timeServer", state: "off" }, /state is "off"; say right or silent or wrong/],
		];
		for (const [value, message] of wrong) assert.throws(() => actionOf(value), message);
	});
});
