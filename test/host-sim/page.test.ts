import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { makePage } from "../../host-sim/page.ts";
import { PAGE } from "../../src/http/page.ts";
import type { Pieces } from "../../src/http/reply.ts";
import {
	AIDON_THREE_PHASE,
	EXPORTING,
	type Invented,
	KAIFA_IT,
	NOW,
	storeOf,
} from "../support/invented.ts";
import { openBrowser, Site, Visit } from "../support/site.ts";

const NB: BrowserContextOptions = { locale: "nb-NO", viewport: { width: 390, height: 844 } };
const EN: BrowserContextOptions = { locale: "en-GB", viewport: { width: 1280, height: 800 } };

const html = (PAGE.body as Pieces).pieces.join("");

describe("The page as it is served", () => {
	it("is made of its parts as they are: npm run page", () => {
		const made = makePage();
		assert.equal(html, made.html);
		const hashes = JSON.parse(readFileSync("src/http/page/hashes.json", "utf8"));
		assert.deepEqual(hashes, made.hashes);
	});

	for (const tag of ["script", "style"]) {
		it(`has the ${tag} that its policy names`, () => {
			const text = html.match(new RegExp(`<${tag}>([^]*?)</${tag}>`))?.[1] ?? "";
			const hash = createHash("sha256").update(text).digest("base64");
			const policy = PAGE.headers?.find((header) => header.startsWith("Content-Security")) ?? "";
			assert.ok(policy.includes(`${tag}-src 'sha256-${hash}';`), `right is ${hash}`);
		});
	}

	it("has text that stands out 4.5 times from its ground, light and dark", () => {
		const css = readFileSync("src/http/page/page.css", "utf8");
		const colours = (name: string) => [...css.matchAll(new RegExp(`--${name}: (#\\w{6})`, "g"))];
		for (const theme of [0, 1]) {
			const [ground] = colours("bg")
				.slice(theme)
				.map(([, colour]) => luminance(colour as string));
			for (const name of ["ink", "soft", "in", "out", "bad"]) {
				const ink = luminance(colours(name)[theme]?.[1] as string);
				const [dark, light] = [ink, ground as number].sort((a, b) => a - b) as [number, number];
				assert.ok((light + 0.05) / (dark + 0.05) >= 4.5, `${name} in theme ${theme}`);
			}
		}
	});
});

/** WCAG 2, relative luminance of `#rrggbb`. */
function luminance(colour: string): number {
	const [r, g, b] = [1, 3, 5].map((at) => {
		const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe("The page in Chromium", () => {
	const site = new Site();
	let browser: Browser | undefined;
	let visit: Visit | undefined;

	before(async function () {
		browser = await openBrowser();
		if (browser === undefined) this.skip();
		await site.open();
	});
	after(async () => {
		await browser?.close();
		site.close();
	});
	afterEach(async () => {
		const complaints = visit?.complaints ?? [];
		await visit?.page.context().close();
		visit = undefined;
		site.isDown = false;
		assert.deepEqual(complaints, []);
	});

	async function look(
		readings: readonly Invented[],
		options: BrowserContextOptions = NB,
		now = NOW,
	): Promise<Visit> {
		site.store = storeOf(...readings);
		site.now = now;
		visit = await Visit.to(site, browser as Browser, options);
		return visit;
	}
	const watts = (activePowerImport: number): Invented[] => [
		{ vendor: "Aidon", list: 1, at: NOW, values: { activePowerImport } },
	];

	it("shows power, phases and registers in bokmål", async () => {
		const { page, text } = bound(await look(AIDON_THREE_PHASE));
		assert.equal(await text("flow", /./), "↓ Forbruk nå");
		assert.equal(await text("big", /kW/), "3,42kW");
		assert.equal(await text("state", /./), "Aidon 6525 · målt for 2\u00a0s siden");
		assert.match(await text("phaseTable", /./), /^FaseSpenningStrøm.*L3232,0\u00a0V4,1\u00a0A$/);
		assert.match(await text("energyTable", /./), /Fra nettet48\u00a0215,67\u00a0kWh/);
		assert.match(await text("energyNote", /./), /31\.01\.2026 kl\. 13:00:00 \(normaltid\)/);
		assert.equal(await page.title(), "3,42\u00a0kW · Glimt");
		assert.equal(await page.locator("html").getAttribute("lang"), "nb");
	});

	it("shows the same in English", async () => {
		const { page, text } = bound(await look(AIDON_THREE_PHASE, EN));
		assert.equal(await text("flow", /./), "↓ Consumption now");
		assert.equal(await text("big", /kW/), "3.42kW");
		assert.match(await text("energyTable", /./), /From the grid48,215\.67\u00a0kWh/);
		assert.equal(await page.locator("html").getAttribute("lang"), "en");
	});

	it("speaks bokmål to who reads nynorsk, and remembers another choice", async () => {
		const visit = await look(AIDON_THREE_PHASE, { locale: "nn-NO" });
		assert.equal(await visit.text("flow", /./), "↓ Forbruk nå");
		await visit.page.getByRole("button", { name: "English" }).click();
		assert.equal(await visit.text("flow", /Con/), "↓ Consumption now");
		await visit.load(site);
		assert.equal(await visit.text("flow", /Con/), "↓ Consumption now");
	});

	it("shows export with a minus, an arrow and a word", async () => {
		const { text } = bound(await look(EXPORTING));
		assert.equal(await text("flow", /./), "↑ Produksjon, ut på nettet");
		assert.equal(await text("big", /kW/), "\u22124,27kW");
		assert.match(await text("phaseTable", /./), /\u221218,3\u00a0A/);
	});

	it("shows whole watts below 1 kW, then two decimals, then one", async () => {
		const shown: [number, string][] = [
			[0, "0W"],
			[999, "999W"],
			[1000, "1,00kW"],
			[9994, "9,99kW"],
			[9995, "10,0kW"],
			[12_345, "12,3kW"],
		];
		for (const [watt, expected] of shown) {
			const visit = await look(watts(watt));
			assert.equal(await visit.text("big", /W/), expected);
			assert.deepEqual(visit.complaints, []);
			await visit.page.context().close();
		}
	});

	it("says what is not measured", async () => {
		const { text } = bound(await look(KAIFA_IT));
		assert.match(await text("phaseTable", /./), /L2måles ikke2,11\u00a0A/);
		assert.equal(await text("energyNote", /./), "Kommer like etter neste hele time.");
	});

	it("shows -- and the age of a stale reading, never its value", async () => {
		const { page, text } = bound(await look(AIDON_THREE_PHASE, NB, NOW + 45_000));
		assert.equal(await text("big", /./), "--");
		assert.equal(await text("flow", /./), "Ingen nye målinger");
		assert.equal(await text("state", /./), "Aidon 6525 · siste måling for 47\u00a0s siden");
		assert.match(await text("phaseTable", /./), /L1--\u00a0V--\u00a0A/);
		assert.equal(await page.title(), "-- · Glimt");
	});

	it("takes a reading that was long on its way for no younger than it is", async () => {
		const { page, text } = bound(await look(AIDON_THREE_PHASE));
		let deliver = () => {};
		const asked = new Promise<void>((resolve) => {
			page.route("**/reading", async (route) => {
				const response = await route.fetch();
				deliver = () => route.fulfill({ response });
				resolve();
			});
		});
		await page.clock.runFor(2000);
		await asked;
		await page.clock.runFor(4000);
		assert.equal(await text("state", /8/), "Aidon 6525 · målt for 8\u00a0s siden");
		deliver();
		assert.equal(await text("state", /6\u00a0s/), "Aidon 6525 · målt for 6\u00a0s siden");
	});

	it("draws no graph where there is nothing to draw", async () => {
		const visit = await look(AIDON_THREE_PHASE, NB, NOW + 45_000);
		assert.equal(await visit.text("phases", /./), "Faser");
		assert.equal(await visit.page.locator("#chart").isVisible(), false);
		site.store = storeOf(...watts(850));
		site.now = NOW;
		await visit.pass(2);
		assert.equal(await visit.page.locator("#chart").isVisible(), true);
		assert.equal(await visit.text("sum", /./), "Samler målinger …");
		assert.match((await visit.page.locator("#base").getAttribute("d")) ?? "", /H[1-9]\d\d$/);
		site.now = NOW + 45_000;
		await visit.page.clock.fastForward(45_000);
		await visit.pass(2);
		assert.equal(await visit.page.locator("#chart").isVisible(), false);
	});

	it("says that the meter is not connected before the first reading", async () => {
		const { page, text } = bound(await look([]));
		assert.equal(await text("flow", /./), "Måler ikke tilkoblet");
		assert.equal(await text("big", /./), "--");
		assert.equal(await page.locator(".live:visible").count(), 0);
	});

	it("says when contact is lost, asks less and less often, and comes back", async () => {
		const visit = await look(AIDON_THREE_PHASE);
		site.isDown = true;
		await visit.pass(5);
		assert.match(
			await visit.text("why", /./),
			/^Mistet kontakten med Glimt\. Prøver igjen om \d s\.$/,
		);
		assert.equal(await visit.page.locator("#lost").isVisible(), true);
		const before = site.asked.length;
		await visit.pass(30);
		assert.ok(site.asked.length - before <= 4, `${site.asked.length - before} requests`);
		assert.equal(await visit.text("big", /--/), "--");
		site.isDown = false;
		await visit.page.getByRole("button", { name: "Prøv nå" }).click();
		assert.equal(await visit.text("big", /kW/), "3,42kW");
		assert.equal(await visit.page.locator("#lost").isVisible(), false);
	});

	it("asks every two seconds, and not at all while hidden", async () => {
		const visit = await look(watts(850));
		const before = site.asked.length;
		await visit.pass(10);
		assert.equal(site.asked.length - before, 5);
		await visit.page.evaluate("Object.defineProperty(document, 'hidden', { value: true })");
		await visit.pass(10);
		assert.equal(site.asked.length - before, 5);
	});

	it("reads the power aloud once a minute, not each number", async () => {
		const visit = await look(watts(850));
		site.store = storeOf(...watts(1234));
		await visit.pass(10);
		assert.equal(await visit.text("big", /kW/), "1,23kW");
		assert.equal(await visit.page.locator("#say").textContent(), "↓ Forbruk nå 850\u00a0W");
		await visit.pass(55);
		assert.equal(await visit.page.locator("#say").textContent(), "↓ Forbruk nå 1,23\u00a0kW");
		assert.equal(await visit.page.locator("[aria-live]").count(), 0);
	}).timeout(30_000);

	it("takes what the meter calls itself for text", async () => {
		const [list2] = KAIFA_IT as [Invented];
		const visit = await look([{ ...list2, type: "<img src=x onerror=alert(1)>" }]);
		assert.match(await visit.text("state", /./), /^Kaifa <img src=x onerror=alert\(1\)> · /);
		assert.equal(await visit.page.locator("img").count(), 0);
	});

	it("fits a phone, and its targets a finger", async () => {
		const { page } = await look(AIDON_THREE_PHASE, {
			...NB,
			viewport: { width: 320, height: 640 },
		});
		assert.equal(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), true);
		for (const target of await page.locator("button:visible, a:visible").all()) {
			assert.ok(((await target.boundingBox())?.height ?? 0) >= 44);
		}
	});
});

function bound(visit: Visit) {
	return { page: visit.page, text: visit.text.bind(visit) };
}
