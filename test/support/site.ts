/** The page and the API on a free port of this machine, and a real browser to look at it with. */
import { existsSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { CHROMIUM, CHROMIUM_PATH } from "../../host-sim/chromium.ts";
import { answer } from "../../src/http/api.ts";
import type { Store } from "../../src/model/store.ts";
import { asking, bodyOf } from "./asking.ts";
import { NOW, sourcesOf, storeOf } from "./invented.ts";

/** The browser, or undefined where there is none. In CI there must be one. */
export async function openBrowser(): Promise<Browser | undefined> {
	if (existsSync(CHROMIUM_PATH)) return chromium.launch(CHROMIUM);
	if (process.env["CI"]) throw new Error(`${CHROMIUM_PATH} is missing, and CI looks at the page`);
	return undefined;
}

/** Answers what `store` knows at `now`. */
export class Site {
	store: Store = storeOf();
	now = NOW;
	/** Connections are cut without a word. */
	isDown = false;
	/** Paths asked for. */
	readonly asked: string[] = [];
	readonly #server = createServer((request, response) => {
		this.#answer(request.url ?? "/", response);
	});

	async open(): Promise<void> {
		await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	close(): void {
		this.#server.close();
		this.#server.closeAllConnections();
	}

	#answer(path: string, response: ServerResponse): void {
		this.asked.push(path);
		if (this.isDown) {
			response.destroy();
			return;
		}
		const from = sourcesOf(this.store, { now: this.now });
		const reply = answer(from, asking(path, { now: this.now }));
		const { status, type, headers } = reply;
		response.setHeader("Content-Type", type);
		for (const header of headers ?? []) {
			const colon = header.indexOf(":");
			response.setHeader(header.slice(0, colon), header.slice(colon + 1).trim());
		}
		response.writeHead(status).end(bodyOf(reply));
	}
}

/** A page at the site whose time only `page.clock` moves, and what went wrong in it. */
export class Visit {
	readonly page: Page;
	/** Errors of the script, violations of its policy and requests to elsewhere. */
	readonly complaints: string[] = [];
	/** Requests that have no reply yet. */
	#pending = 0;

	private constructor(page: Page, site: Site) {
		this.page = page;
		page.on("pageerror", (error) => this.complaints.push(String(error)));
		page.on("console", (message) => {
			// The browser itself reports a 503 and a cut connection like this.
			if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
				this.complaints.push(message.text());
		});
		page.on("request", (request) => {
			this.#pending++;
			const url = request.url();
			if (!url.startsWith(`${site.url}/`) && !url.startsWith("data:")) this.complaints.push(url);
		});
		page.on("requestfinished", () => this.#pending--);
		page.on("requestfailed", () => this.#pending--);
	}

	static async to(site: Site, browser: Browser, options: BrowserContextOptions): Promise<Visit> {
		const context = await browser.newContext(options);
		const visit = new Visit(await context.newPage(), site);
		await visit.page.clock.install({ time: 0 });
		await visit.page.clock.pauseAt(1000);
		await visit.load(site);
		return visit;
	}

	/** Loads the page and waits for its first reading, or the news that there is none. */
	async load(site: Site): Promise<void> {
		const replied = this.page.waitForResponse((response) => response.url().endsWith("/reading"));
		await this.page.goto(site.url);
		await (await replied).finished();
		await this.text("say", /./);
	}

	/** The text of an element once it matches; fails after a while when it never does. */
	async text(id: string, expected: RegExp): Promise<string> {
		const element = this.page.locator(`#${id}`, { hasText: expected });
		await element.waitFor({ state: "attached", timeout: 20_000 }).catch(() => undefined);
		return (await this.page.locator(`#${id}`).textContent()) ?? "";
	}

	/** Lets time pass in the page, a second at a time, each after the replies of the one before. */
	async pass(seconds: number): Promise<void> {
		for (let i = 0; i < seconds; i++) {
			await this.page.clock.runFor(1000);
			do await this.page.waitForTimeout(10);
			while (this.#pending > 0);
		}
	}
}
