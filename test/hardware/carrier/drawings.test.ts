/** The carrier's drawings and plots in Chromium: every word can be read. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { FOLDER } from "../../../hardware/carrier/files.ts";
import { REFS } from "../../../hardware/carrier/parts.ts";
import { isInside, labelsOf, overlaps } from "../../support/labels.ts";
import { openBrowser } from "../../support/site.ts";

const PLOTS = "hardware/spice/plots";
const DRAWN = [
	`${FOLDER}/schematic.svg`,
	`${FOLDER}/pcb.svg`,
	...readdirSync(PLOTS).map((name) => `${PLOTS}/${name}`),
];

describe("the carrier's drawings", () => {
	let browser: Browser | undefined;

	before(async function () {
		browser = await openBrowser();
		if (browser === undefined) this.skip();
	});

	after(() => browser?.close());

	for (const path of DRAWN) {
		it(`have no two words on each other, and none over the edge: ${path}`, async () => {
			const [picture, ...labels] = await labelsOf(browser as Browser, readFileSync(path, "utf8"));
			assert.ok(picture && labels.length > 10);
			assert.deepEqual(overlaps(labels), []);
			for (const label of labels) assert.ok(isInside(label, picture), label.words);
		});
	}

	it("name every part, in the schematic and on the board", () => {
		const schematic = readFileSync(`${FOLDER}/schematic.svg`, "utf8");
		const board = readFileSync(`${FOLDER}/pcb.svg`, "utf8");
		for (const ref of REFS) {
			assert.match(schematic, new RegExp(`>${ref}<`), ref);
			if (!ref.startsWith("TP")) assert.match(board, new RegExp(`>${ref}[ <]`), ref);
		}
	});
});
