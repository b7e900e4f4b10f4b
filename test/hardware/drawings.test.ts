/** The drawings in Chromium: every word can be read. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { BUILDS } from "../../hardware/builds.ts";
import { DRAWINGS } from "../../hardware/generated.ts";
import { isInside, labelsOf, overlaps } from "../support/labels.ts";
import { openBrowser } from "../support/site.ts";

describe("the drawings", () => {
	let browser: Browser | undefined;

	before(async function () {
		browser = await openBrowser();
		if (browser === undefined) this.skip();
	});

	after(() => browser?.close());

	for (const { name, title } of BUILDS) {
		it(`have no two words on each other, and none over the edge: ${title}`, async () => {
			const svg = readFileSync(`${DRAWINGS}/${name}.svg`, "utf8");
			const [picture, ...labels] = await labelsOf(browser as Browser, svg);
			assert.ok(picture && labels.length > 20);
			assert.deepEqual(overlaps(labels), []);
			for (const label of labels) assert.ok(isInside(label, picture), label.words);
		});
	}

	it("are told apart from one whose words overlap", async () => {
		const text = `<text x="20" y="20">one</text><text x="30" y="22">two</text>`;
		const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99">${text}</svg>`;
		const [, ...labels] = await labelsOf(browser as Browser, svg);
		assert.deepEqual(overlaps(labels), ["two is on one"]);
	});
});
