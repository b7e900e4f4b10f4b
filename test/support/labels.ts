/** The words of a drawing as Chromium sets them, and whether they can be read. */
import type { Browser } from "playwright-core";

export interface Label {
	readonly words: string;
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

/** The picture, and every text in it. */
export async function labelsOf(browser: Browser, svg: string): Promise<Label[]> {
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

export function overlaps(labels: readonly Label[]): string[] {
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

export function isInside(label: Label, picture: Label): boolean {
	return (
		label.left >= picture.left &&
		label.right <= picture.right &&
		label.top >= picture.top &&
		label.bottom <= picture.bottom
	);
}
