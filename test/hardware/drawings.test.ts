/** The drawings in Chromium: every word can be read. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { BUILDS } from "../../hardware/builds.ts";
import { DRAWINGS } from "../../hardware/generated.ts";
import { openBrowser } from "../support/site.ts";

interface Label {
	readonly words: string;
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

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

/** The picture, and every text in it. */
async function labelsOf(browser: Browser, svg: string): Promise<Label[]> {
	const page = await browser.newPage();
	await page.setContent(`<body style="margin: 0">${svg}</body>`);
	const labels = await page.locator("svg, text").evaluateAll((elements) =>
		elements.map((element) => {
			const { left, right, top, bottom } = element.getBoundingClientRect();
			return { words: element.textContent ?? "", left, right, top, bottom };
		}),
	);
	await page.close();
	return labels;
}

function overlaps(labels: readonly Label[]): string[] {
	return labels.flatMap((label, i) =>
		labels
			.slice(0, i)
			.filter(
				(other) =>
					label.left < other.right &&
					other.left < label.right &&
					label.top < other.bottom &&
					other.top < label.bottom,
			)
			.map((other) => `${label.words} is on ${other.words}`),
	);
}

function isInside(label: Label, picture: Label): boolean {
	return (
		label.left >= picture.left &&
		label.right <= picture.right &&
		label.top >= picture.top &&
		label.bottom <= picture.bottom
	);
}
