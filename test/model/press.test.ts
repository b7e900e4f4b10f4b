import assert from "node:assert/strict";
import { Press } from "../../src/model/press.ts";

/** What is told of a button that is down (#) and up (.) for 25 ms each. */
function told(levels: string): string[] {
	const said: string[] = [];
	const press = new Press({
		press: (now) => said.push(`press ${now}`),
		hold: (now) => said.push(`hold ${now}`),
	});
	for (let i = 0; i < levels.length; i++) press.look(levels[i] === "#", i * 25);
	return said;
}

const down = (ms: number) => "#".repeat(ms / 25);
const up = (ms: number) => ".".repeat(ms / 25);

describe("a button", () => {
	it("tells of a press when it is let go", () => {
		assert.deepEqual(told(up(100) + down(200) + up(200)), ["press 350"]);
	});

	it("tells of nothing that is shorter than its bouncing", () => {
		assert.deepEqual(told(up(100) + down(25) + up(500)), []);
	});

	it("tells once of a press that bounces", () => {
		assert.deepEqual(told(`${up(100)}#.#.${down(300)}.#.#${up(300)}`), ["press 650"]);
	});

	it("tells when it has been held for two seconds, and not when it is let go", () => {
		assert.deepEqual(told(up(100) + down(5000) + up(500)), ["hold 2100"]);
	});

	it("tells of a press that ends just before", () => {
		assert.deepEqual(told(up(100) + down(1950) + up(500)), ["press 2100"]);
	});

	it("tells of each press and hold", () => {
		const levels = up(100) + down(100) + up(100) + down(3000) + up(100) + down(100) + up(100);
		assert.deepEqual(
			told(levels).map((text) => text.split(" ")[0]),
			["press", "hold", "press"],
		);
	});

	it("that is down from the start is held, and pressed when let go", () => {
		assert.deepEqual(told(down(3000) + up(100)), ["hold 2000"]);
		assert.deepEqual(told(down(100) + up(100)), ["press 150"]);
	});
});
