/** The bench page driven through Chromium, as a newcomer does with the mouse. */
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import type { Browser, Locator, Page } from "playwright-core";
import type { Entry } from "../../../host-sim/bench/bench.ts";
import { displayState } from "../../../host-sim/bench/display-state.ts";
import { engineNamed, nodeEngine } from "../../../host-sim/engines.ts";
import type { FrameBuffer } from "../../../host-sim/screen.ts";
import { TestBench } from "../../support/bench.ts";
import { KAIFA_LIST_1 } from "../../support/frames.ts";
import { openBrowser } from "../../support/site.ts";
import { withXs } from "../../support/xs/host.ts";

/** The canvas, a character for each pixel. */
const PIXELS = `(() => {
	const canvas = document.getElementById("display");
	const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
	return Array.from({ length: canvas.width * canvas.height }, (_, i) => +(data[4 * i] > 128)).join("");
})()`;

function pixelsOf(screen: FrameBuffer): string {
	return Array.from(screen.pixels, (gray) => (gray >= 128 ? 1 : 0)).join("");
}

/** A bench, its page and what went wrong in it. */
class Sitting {
	readonly test: TestBench;
	readonly page: Page;
	/** Errors of the script, violations of its policy and requests to elsewhere. */
	readonly complaints: string[] = [];

	private constructor(test: TestBench, page: Page) {
		this.test = test;
		this.page = page;
		page.setDefaultTimeout(30_000);
		page.on("pageerror", (error) => this.complaints.push(String(error)));
		page.on("console", (message) => {
			if (message.type() === "error") this.complaints.push(message.text());
		});
		page.on("request", (request) => {
			if (!/^data:/.test(request.url()) && !request.url().startsWith(`${test.url}/`)) {
				this.complaints.push(request.url());
			}
		});
	}

	/** After some lists have come. */
	static async at(test: TestBench, browser: Browser): Promise<Sitting> {
		test.world.runUntil(32_000);
		await test.open();
		const sitting = new Sitting(test, await browser.newPage());
		await sitting.page.goto(test.url);
		await sitting.says("#verdict", /./);
		return sitting;
	}

	button(name: string): Locator {
		return this.page.getByRole("button", { name, exact: true });
	}

	/** Waits until an element says so. */
	async says(selector: string, expected: RegExp): Promise<string> {
		await this.page.locator(selector, { hasText: expected }).waitFor();
		return (await this.page.locator(selector).textContent()) ?? "";
	}

	async count(name: string): Promise<number> {
		const text = await this.page.locator(`#count-${name}`).first().textContent();
		return Number(text?.replace(/\D/g, ""));
	}

	/** Waits until the canvas shows what the display does, and answers with that. */
	async pixels(): Promise<string> {
		const expected = pixelsOf(this.test.world.screen);
		await this.page.waitForFunction(`${PIXELS} === "${expected}"`);
		return expected;
	}

	/** Presses a jump, and waits for where it ends. */
	async jump(name: string, end: RegExp): Promise<void> {
		await this.button(name).click();
		await this.says("#civil", end);
	}

	async close(): Promise<void> {
		await this.page.close();
		await this.test.close();
	}
}

describe("the bench page in Chromium", function () {
	this.timeout(60_000);
	let browser: Browser | undefined;
	let sitting: Sitting | undefined;

	before(async function () {
		browser = await openBrowser();
		if (browser === undefined) this.skip();
	});
	after(() => browser?.close());
	afterEach(async () => {
		const complaints = sitting?.complaints ?? [];
		await sitting?.close();
		sitting = undefined;
		assert.deepEqual(complaints, []);
	});

	async function sit(test = new TestBench()): Promise<Sitting> {
		sitting = await Sitting.at(test, browser as Browser);
		return sitting;
	}

	function breaksAndMends(makeTest: () => TestBench): void {
		it("shows the display pixel for pixel, and the truth beneath", async () => {
			const test = makeTest();
			test.world.act({ do: "emptyHouse" });
			test.world.act({ do: "load", l1: 2410 });
			const bench = await sit(test);
			const pixels = await bench.pixels();
			assert.ok(pixels.includes("1") && pixels.includes("0"));
			assert.equal(await bench.says("#houseSays", /W/), "2.41 kW");
			assert.equal(await bench.says("#displaySays", /old/), "2.41 kW, 0 s old");
			assert.equal(await bench.says("#verdict", /./), "The display tells the truth.");
		});

		it("closes the port: the display goes stale, and recovers when it is opened", async () => {
			const bench = await sit(makeTest());
			const fresh = await bench.pixels();
			await bench.button("Port not open").click();
			await bench.says("#log", /Port not open/);
			const before = await bench.count("frames");
			await bench.jump("by a minute", /^17:31:32$/);
			const stale = await bench.pixels();
			assert.notEqual(stale, fresh);
			assert.match(await bench.says("#displaySays", /nothing/), /^nothing new for (59|60) s$/);
			assert.equal(displayState(bench.test.world.screen, "now"), "stale");
			assert.match(await bench.says("#verdict", /No news/), /the display says how old the last is/);
			assert.ok((await bench.count("frames")) - before <= 1);

			await bench.button("Port not open").click();
			await bench.jump("by a minute", /^17:32:32$/);
			assert.notEqual(await bench.pixels(), stale);
			await bench.says("#verdict", /^The display tells the truth\.$/);
			assert.ok((await bench.count("frames")) - before > 20);
			assert.match(await bench.says("#log", /no more/), /Port not open: no more/);
		});

		it("cuts the power: the display is dark, then starts anew", async () => {
			const bench = await sit(makeTest());
			await bench.pixels();
			await bench.button("Reboot").click();
			await bench.says("#verdict", /no power/);
			assert.doesNotMatch(await bench.pixels(), /1/);
			await bench.jump("by a minute", /^17:31:32$/);
			await bench.says("#verdict", /truth/);
			assert.match(await bench.pixels(), /1/);
			assert.equal(await bench.count("restarts"), 1);
		});
	}

	describe("with the app on Node", () => {
		breaksAndMends(() => new TestBench({ engine: nodeEngine }));
	});
	withXs("with the app on XS", () => {
		breaksAndMends(() => new TestBench({ engine: engineNamed("xs", "build/xs") }));
	});

	it("turns bits: counters of faults move and are marked", async () => {
		const bench = await sit();
		const before = await bench.count("frames");
		assert.equal(await bench.count("badFcs"), 0);
		await bench.page.locator("#bitErrors-perMillion").fill("110");
		await bench.button("Bit errors").click();
		await bench.button("by a minute").click();
		await bench.page.locator("#counts .moved", { hasText: "Bad FCS" }).waitFor();
		await bench.says("#civil", /^17:31:32$/);
		assert.ok((await bench.count("badFcs")) > 0);
		assert.ok((await bench.count("framesSent")) - before >= 24);
		assert.equal(await bench.button("Bit errors").getAttribute("aria-pressed"), "true");
	});

	it("changes the house with a slider, and the display follows with the next push", async () => {
		const bench = await sit();
		await bench.page.locator("#load-l2").fill("9000");
		await bench.says("#houseSays", /^1\d\.\d kW$/);
		assert.match(await bench.says("#verdict", /changed/), /^The house has changed/);
		assert.equal(await bench.page.locator("#load-l2 + output").textContent(), "9.00 kW");
		const before = await bench.pixels();
		bench.test.pass(10_000);
		await bench.says("#verdict", /truth/);
		await bench.says("#displaySays", /^1\d\.\d kW, /);
		assert.notEqual(await bench.pixels(), before);
		await bench.page.locator("#solar-watts").fill("30000");
		await bench.says("#houseWord", /^The house gives$/);
	});

	it("stops the clock, and runs it as fast as it is told", async () => {
		const bench = await sit();
		await bench.button("Pause").click();
		await bench.button("Paused").waitFor();
		bench.test.pass(5000);
		assert.equal(bench.test.world.now, 32_000);
		await bench.button("60×").click();
		await bench.button("Pause").waitFor();
		bench.test.pass(1000);
		assert.equal(bench.test.world.now, 92_000);
		await bench.says("#civil", /^17:31:32$/);
	});

	it("jumps to just before an hour and the change of clocks, and shows what comes", async () => {
		const bench = await sit(new TestBench({ startMs: Date.UTC(2027, 2, 27, 23, 30) }));
		await bench.jump("to the next hour", /^00:59:50$/);
		await bench.jump("to DST change", /^01:59:50$/);
		assert.match(await bench.says("#zone", /./), /^Sun 28 March 2027, normal time$/);
		bench.test.pass(30_000);
		await bench.says("#civil", /^03:00:20$/);
		await bench.says("#zone", /summer time/);
	});

	it("ends up at the newest state, though the reply to a press comes after what followed it", async () => {
		const bench = await sit();
		await bench.page.route("**/clock", async (route) => {
			const reply = await route.fetch();
			while (bench.test.world.now < 92_000) await setTimeout(10);
			// By then the page has been told of it.
			await setTimeout(500);
			await route.fulfill({ response: reply });
		});
		await bench.jump("by a minute", /^17:31:32$/);
	});

	it("presses the button as often as it is told, though the replies are slow", async () => {
		const bench = await sit();
		let release = () => {};
		const released = new Promise<void>((resolve) => {
			release = resolve;
		});
		await bench.page.route("**/act", async (route) => {
			await released;
			await route.continue();
		});
		const press = bench.page.locator(".doer", { has: bench.page.locator("#does-press") });
		for (let i = 0; i < 3; i++) await press.locator("button").click();
		release();
		const isPress = ({ did }: Entry) => "do" in did && did.do === "press";
		while (bench.test.bench.log.filter(isPress).length < 3) await setTimeout(10);
	});

	it("explains the octets of the last frame", async () => {
		const bench = await sit();
		const rows = bench.page.locator("#octets tbody tr");
		assert.equal(await rows.first().textContent(), "07Eflag");
		assert.ok((await rows.count()) > 10);
		const sent = bench.test.bench.lastPush?.octets.length;
		assert.match(
			await bench.says("#frameSays", /./),
			new RegExp(`^${sent} octets, left at 17:30:`),
		);
	});

	it("shows what was done in another window", async () => {
		const bench = await sit();
		bench.test.bench.act({ do: "lostOctets", perMillion: 50_000 });
		const pressed = bench.page.locator("button[aria-pressed=true]", { hasText: "Lost octets" });
		await pressed.waitFor();
		const shown = bench.page.locator("#lostOctets-perMillion + output");
		assert.equal(await shown.textContent(), "50\u202f000 ppm");
		await pressed.click();
		await bench.says("#log", /Lost octets: no more/);
		assert.deepEqual(bench.test.bench.lasting, []);
	});

	it("says what cannot be done, and when the simulator is gone", async () => {
		const capture = { octets: KAIFA_LIST_1, arrivals: [], isForeign: false, understood: "octets" };
		const bench = await sit(new TestBench({ capture }));
		await bench.says("#meter", /a capture/);
		await bench.button("Meter swap").click();
		await bench.says("#trouble", /^a capture is replayed: there is no meter/);
		await bench.test.close();
		await bench.says("#trouble", /^Lost the simulator/);
		// The browser itself says that it could not ask.
		bench.complaints.length = 0;
	});
});
