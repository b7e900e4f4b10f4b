/**
 * Makes the README's pictures: a render of the display, and in Chromium (Debian's `chromium`) the page
 * and the bench, both of the same virtual meter an hour after half past five on a winter's evening.
 *
 *     npm run pictures
 */
import { writeFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { App } from "../src/app.ts";
import { Bench } from "./bench/bench.ts";
import { servePage } from "./bench/page-server.ts";
import { World } from "./bench/world.ts";
import { CHROMIUM } from "./chromium.ts";
import { nodeEngine } from "./engines.ts";
import { listen } from "./listener.ts";
import { portsOf } from "./machine.ts";
import { profileNamed } from "./meters/profiles.ts";
import { play } from "./play.ts";
import { FrameBuffer } from "./screen.ts";
import { Simulation } from "./simulation.ts";
import { houseOf, VirtualMeter } from "./virtual-meter.ts";

const METER = "aidon-6534";
const START_MS = Date.UTC(2026, 10, 22, 16, 30);
/** Past a full hour, so that list 3 has come. */
const BEFORE_MS = 50 * 60_000;
/** Of virtual time between two looks of the page, which looks every 2 s. */
const STRIDE_MS = 10_000;
const LOOKS = 31;

writeFileSync(
	"docs/display.png",
	play({ name: "readme", view: "now", watts: 2410, wh: 1480 }, "nb", false).toPng(4),
);

const app = new App(portsOf(new FrameBuffer()), {}, 0);
const profile = profileNamed(METER);
const meter = new VirtualMeter(profile, houseOf(profile, 1, START_MS), START_MS);
app.setTime(START_MS, 0);
const simulation = new Simulation(app, meter, START_MS);
simulation.runUntil(BEFORE_MS);
const endpoint = await listen(app.server, { port: 0 });
const browser = await chromium.launch(CHROMIUM);
const page = await browser.newPage({
	viewport: { width: 1280, height: 1180 },
	locale: "nb-NO",
	colorScheme: "light",
});
await page.clock.install({ time: START_MS + BEFORE_MS });
await page.goto(`http://127.0.0.1:${endpoint.port}/`);
for (let look = 1; look <= LOOKS; look++) {
	simulation.runUntil(BEFORE_MS + look * STRIDE_MS);
	await page.clock.runFor(STRIDE_MS);
	await page.waitForLoadState("networkidle");
}
await page.screenshot({ path: "docs/page.png" });
await endpoint.close();

const world = new World({ meter: METER, seed: 1, startMs: START_MS, engine: nodeEngine });
// Its real time stands still.
const bench = new Bench(world, 1, () => 0);
world.runUntil(BEFORE_MS);
bench.act({ do: "load", l2: 2300 });
world.runUntil(BEFORE_MS + 20_000);
bench.act({ do: "port" });
world.runUntil(BEFORE_MS + 75_000);
const server = await servePage(bench, 0);
await page.goto(`http://127.0.0.1:${server.port}/`);
await page.locator("#verdict", { hasText: "No news" }).waitFor();
await page.screenshot({ path: "docs/bench.png" });
server.close();
await browser.close();
await world.close();
