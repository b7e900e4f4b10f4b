/** The access point's page in a browser, as on a phone. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { makePage } from "../../host-sim/page.ts";
import { openSetUp, type SimulatedSetUp } from "../../host-sim/set-up.ts";
import { MemorySlots } from "../../host-sim/slots.ts";
import type { Pieces } from "../../src/http/reply.ts";
import { SET_UP_PAGE } from "../../src/http/set-up/page.ts";
import { openBrowser } from "../support/site.ts";

const PHONE = { viewport: { width: 390, height: 700 } };

describe("the set-up page as it is served", () => {
	it("is made of its parts as they are: npm run page", () => {
		const made = makePage("src/http/set-up/page");
		assert.equal((SET_UP_PAGE.body as Pieces).pieces.join(""), made.html);
		const hashes = JSON.parse(readFileSync("src/http/set-up/page/hashes.json", "utf8"));
		assert.deepEqual(hashes, made.hashes);
	});
});

describe("the set-up page in a browser", function () {
	this.timeout(60_000);
	let browser: Browser | undefined;
	let context: BrowserContext;
	let page: Page;
	let served: SimulatedSetUp;
	const complaints: string[] = [];
	/** What the device has said. */
	const said: string[] = [];

	before(async function () {
		browser = await openBrowser();
		if (browser === undefined) this.skip();
	});
	after(() => browser?.close());
	afterEach(async () => {
		await context?.close();
		await served?.close();
		assert.deepEqual(complaints.splice(0), []);
	});

	/** Answers so many of the page's first questions as a device does whose connections are all in use. */
	async function refuse(times: number): Promise<void> {
		await page.route("**/set-up*", (route) => route.fulfill({ status: 503, json: {} }), { times });
	}

	async function visit(locale: string, colorScheme: "light" | "dark", refusals = 0): Promise<void> {
		said.length = 0;
		served = await openSetUp({ port: 0, slots: new MemorySlots(), say: (line) => said.push(line) });
		context = await (browser as Browser).newContext({ ...PHONE, locale, colorScheme });
		page = await context.newPage();
		page.on("pageerror", (error) => complaints.push(String(error)));
		page.on("console", (message) => {
			if (/policy/i.test(message.text())) complaints.push(message.text());
		});
		page.on("request", (request) => {
			const url = request.url();
			if (!url.startsWith(served.url) && !url.startsWith("data:")) complaints.push(url);
		});
		if (refusals > 0) await refuse(refusals);
		await page.goto(`${served.url}generate_204`);
	}

	/** For who wants to look: GLIMT_SHOTS=folder. */
	async function shoot(name: string): Promise<void> {
		const folder = process.env["GLIMT_SHOTS"];
		if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
	}

	it("lets one choose a network and joins it, in bokmål", async () => {
		// Refused until it has been seen looking.
		await visit("nb-NO", "light", 8);
		await page.locator("#say", { hasText: "Ser etter nett" }).waitFor();
		await page.unrouteAll();
		await page.locator("#form").waitFor();
		await shoot("light-nb");
		assert.equal(await page.locator("h2").textContent(), "Koble Glimt til nettet ditt");
		const options = await page.locator("option").allTextContents();
		assert.deepEqual(options, [
			"Hytta",
			"Naboens nett",
			"Ålesund gjestenett (åpent)",
			"Et annet nett …",
		]);
		await page.fill("#password", "kort");
		await page.click("#join");
		await page.locator("#say", { hasText: "minst 8 tegn" }).waitFor();
		await page.check("#show");
		await page.fill("#password", "hemmelig");
		await shoot("light-nb-short");
		await page.click("#join");
		await page.locator("#say", { hasText: "Glimt kobler til «Hytta»" }).waitFor();
		await shoot("light-nb-done");
		const { ssid, password, language } = served.app.settings.current;
		assert.deepEqual([ssid, password, language], ["Hytta", "hemmelig", "nb"]);
		while (served.app.network.phase !== "joined") await page.waitForTimeout(100);
	});

	it("takes another network, in English and in the dark, and says why it failed", async () => {
		await visit("en-GB", "dark");
		await page.locator("#form").waitFor();
		await page.selectOption("#network", { label: "Another network …" });
		await page.fill("#ssid", "Naboens nett");
		await page.fill("#password", "guessed wrong");
		await shoot("dark-en-other");
		await page.click("#join");
		await page.locator("#say", { hasText: "Glimt joins “Naboens nett”" }).waitFor();
		const isTried = () => said.some((line) => line.startsWith("joining Naboens nett"));
		while (!isTried() || served.app.network.phase !== "accessPoint") await page.waitForTimeout(100);
		await page.goto(served.url);
		await page.locator("#say", { hasText: "the password was refused" }).waitFor();
		await page.locator("#form").waitFor();
		await page.locator("option", { hasText: "Hytta" }).waitFor({ state: "attached" });
		await shoot("dark-en-refused");
		assert.equal(await page.inputValue("#network"), "Naboens nett");
	});

	describe("while it searches again", () => {
		/** Presses, and holds the first answer back until `release` is called; the second follows it by 4 s. */
		async function searchAgain(): Promise<{ release: () => void; second: () => Promise<void> }> {
			let release = () => {};
			const released = new Promise<void>((resolve) => {
				release = resolve;
			});
			await page.clock.install();
			await page.route("**/set-up?scan", async (route) => {
				const response = await route.fetch();
				await released;
				await route.fulfill({ response, json: { ...(await response.json()), networks: [] } });
			});
			await page.click("#scan");
			const second = async () => {
				const over = page.waitForEvent("requestfinished", (request) =>
					/set-up$/.test(request.url()),
				);
				await page.clock.fastForward(4000);
				await over;
				// By then the page has seen it.
				await page.waitForTimeout(300);
			};
			return { release, second };
		}

		it("shows the newest list, though an older one comes after it", async () => {
			await visit("en-GB", "light");
			await page.locator("#form").waitFor();
			const { release, second } = await searchAgain();
			await second();
			const late = page.waitForEvent("requestfinished");
			release();
			await late;
			await page.waitForTimeout(300);
			assert.equal(await page.locator("option").count(), 4);
		});

		it("keeps what is chosen and what it has said of it", async () => {
			await visit("en-GB", "light");
			await page.locator("#form").waitFor();
			await page.fill("#password", "kort");
			await page.route("**/set-up", async (route) => {
				const response = await route.fetch();
				const told = (await response.json()) as { networks: object[] };
				await route.fulfill({ response, json: { ...told, networks: told.networks.reverse() } });
			});
			const { second } = await searchAgain();
			await page.click("#join");
			await page.locator("#say", { hasText: "at least 8 characters" }).waitFor();
			await second();
			assert.equal(await page.locator("option").first().textContent(), "Ålesund gjestenett (open)");
			assert.equal(await page.inputValue("#network"), "Hytta");
			assert.match((await page.locator("#say").textContent()) ?? "", /at least 8 characters/);
		});

		it("says what comes next when a network is chosen, though the search fails then", async () => {
			await visit("en-GB", "light");
			await page.locator("#form").waitFor();
			await page.fill("#password", "hemmelig");
			await searchAgain();
			await page.click("#join");
			await page.locator("#say", { hasText: "this network goes off" }).waitFor();
			await page.route("**/set-up", (route) => route.abort());
			const lost = page.waitForEvent("requestfailed");
			await page.clock.fastForward(4000);
			await lost;
			await page.waitForTimeout(300);
			assert.match((await page.locator("#say").textContent()) ?? "", /this network goes off/);
		});
	});

	it("asks an open network for no password, and fits a small phone", async () => {
		await visit("nb-NO", "dark");
		await page.setViewportSize({ width: 320, height: 480 });
		await page.locator("#form").waitFor();
		await page.selectOption("#network", "Ålesund gjestenett");
		assert.equal(await page.locator("#password").isVisible(), false);
		await shoot("dark-nb-small");
		const width = await page.evaluate("document.documentElement.scrollWidth");
		assert.equal(width, 320);
		for (const id of ["lang", "network", "join", "scan"]) {
			const box = await page.locator(`#${id}`).boundingBox();
			assert.ok((box?.height ?? 0) >= 44, `${id} is high enough for a finger`);
		}
		await page.click("#lang");
		assert.equal(await page.locator("h2").textContent(), "Connect Glimt to your network");
	});

	it("asks again when it is refused, and lets one search again when it is for long", async () => {
		await visit("en-GB", "light", 1);
		await page.locator("#form").waitFor();
		await refuse(2);
		await page.click("#scan");
		await page.locator("#say", { hasText: "Lost contact" }).waitFor();
		assert.ok(await page.locator("#scan").isEnabled());
	});
});
