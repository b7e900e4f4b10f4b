/** The bench's port as programs see it, and as pages of other sites may try it. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { PNG } from "pngjs";
import { TestBench } from "../../support/bench.ts";

interface Asked {
	readonly method?: string;
	readonly headers?: Record<string, string>;
	readonly body?: string;
}

const JSON_TYPE = { "content-type": "application/json" };

describe("the bench's port", () => {
	let test: TestBench;
	before(async () => {
		test = await new TestBench().open();
		test.world.runUntil(12_000);
	});
	after(() => test.close());

	async function ask(path: string, { method = "GET", headers = {}, body = "" }: Asked = {}) {
		const asking = request({ host: "127.0.0.1", port: test.port, path, method, headers });
		asking.end(body);
		const [response] = (await once(asking, "response")) as [IncomingMessage];
		const parts: Buffer[] = [];
		for await (const part of response) parts.push(part);
		const octets = Buffer.concat(parts);
		return {
			status: response.statusCode,
			headers: response.headers,
			octets,
			text: octets.toString(),
		};
	}
	const post = (path: string, body: string, headers: Record<string, string> = JSON_TYPE) =>
		ask(path, { method: "POST", headers, body });

	it("serves the page and all that it names, and nothing from elsewhere", async () => {
		const page = await ask("/");
		assert.match(page.headers["content-type"] ?? "", /^text\/html/);
		const named = [...page.text.matchAll(/(?:href|src)="([\w.]+)"/g)].map(([, path]) => path);
		assert.ok(named.length >= 5);
		for (const path of named) assert.equal((await ask(`/${path}`)).status, 200, path);
		assert.doesNotMatch(page.text, /https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
		assert.match(page.headers["content-security-policy"]?.toString() ?? "", /default-src 'self'/);
	});

	it("tells the state as JSON", async () => {
		const state = JSON.parse((await ask("/state")).text);
		assert.equal(state.clock.utc, "2026-11-22T16:30:12Z");
		assert.equal(state.clock.civil, "2026-11-22T17:30:12");
		assert.deepEqual(state.meter, { name: "aidon-6534", vendor: "Aidon", network: "TN" });
		const { phases, watts } = state.house;
		// Each is rounded.
		assert.ok(Math.abs(phases[0].watts + phases[1].watts + phases[2].watts - watts) <= 2);
		assert.ok(Math.abs(state.reading.json.power.activePowerImportW - watts) < 20);
		assert.equal(state.status.wire.frames, state.wire.pushes);
		assert.equal(state.wire.arrived, state.status.wire.octets);
		assert.equal(state.frame.rows[0].meaning, "flag");
		assert.ok(
			state.frame.rows.some(({ meaning }: { meaning: string }) => meaning.includes("1.7.0")),
		);
	});

	it("shows the display as a picture", async () => {
		const png = PNG.sync.read((await ask("/display.png?scale=2")).octets);
		assert.deepEqual([png.width, png.height], [256, 128]);
		for (const scale of ["0", "17", "1.5", "x"]) {
			assert.equal((await ask(`/display.png?scale=${scale}`)).status, 400);
		}
	});

	it("does what it is told, and answers with what came of it", async () => {
		const { status, text } = await post("/act", '{"do":"load","l1":2000}');
		assert.equal(status, 200);
		assert.deepEqual(JSON.parse(text).lasting, [{ do: "load", l1: 2000, l2: 0, l3: 0 }]);
		assert.ok(JSON.parse(text).house.phases[0].watts > 2000);
		assert.equal(JSON.parse((await post("/clock", '{"speed":3600}')).text).clock.speed, 3600);
		assert.equal(JSON.parse((await post("/clock", '{"paused":true}')).text).clock.isPaused, true);
		await post("/act", '{"do":"load"}');
	});

	it("says what is wrong with what it is told", async () => {
		const wrong: [path: string, body: string, message: RegExp][] = [
			["/act", '{"do":"explode"}', /^no action is called "explode"; there are load, /],
			[
				"/act",
				'{"do":"bitErrors","perMillion":-1}',
				/^perMillion is -1; say a whole number from 0/,
			],
			["/act", "[]", /^an action is an object/],
			["/act", "{do:car}", /^the body is not JSON/],
			["/act", "", /^the body is not JSON/],
			["/clock", '{"speed":-1}', /^a change of the clock is /],
		];
		for (const [path, body, message] of wrong) {
			const { status, text } = await post(path, body);
			assert.equal(status, 400, body);
			assert.match(text, message);
		}
		assert.equal((await post("/act", `"${"x".repeat(5000)}"`)).status, 413);
		assert.equal((await ask("/act")).status, 405);
		assert.equal((await post("/state", "{}")).status, 405);
		assert.equal((await ask("/../etc/passwd")).status, 404);
		assert.equal((await ask("//")).status, 404);
	});

	it("takes nothing from another site's page", async () => {
		const doings = test.bench.doings;
		const own = `127.0.0.1:${test.port}`;
		const refused: [headers: Record<string, string>, status: number][] = [
			[{ ...JSON_TYPE, origin: "https://example.com" }, 403],
			[{ ...JSON_TYPE, origin: "null" }, 403],
			[{ ...JSON_TYPE, origin: "http://127.0.0.1:1" }, 403],
			[{ ...JSON_TYPE, origin: `https://${own}` }, 403],
			[{ ...JSON_TYPE, host: "bench.example.com" }, 421],
			[{ ...JSON_TYPE, host: "127.0.0.1.example.com" }, 421],
			[{ "content-type": "text/plain" }, 415],
			[{ "content-type": "application/x-www-form-urlencoded" }, 415],
			[{}, 415],
		];
		for (const [headers, status] of refused) {
			const answer = await post("/act", '{"do":"meterSwap"}', headers);
			assert.equal(answer.status, status, JSON.stringify(headers));
			assert.equal(answer.headers["access-control-allow-origin"], undefined);
		}
		const asked = { method: "OPTIONS", headers: { origin: "https://example.com" } };
		assert.equal((await ask("/act", asked)).status, 403);
		assert.equal((await ask("/state", { headers: { host: "example.com" } })).status, 421);
		assert.equal(test.bench.doings, doings);
		for (const host of [own, `localhost:${test.port}`, "[::1]"]) {
			const headers = { ...JSON_TYPE, host, origin: `http://${host}` };
			assert.equal((await post("/act", '{"do":"meterSwap"}', headers)).status, 200, host);
		}
	});

	it("tells the state at once, and again when it changes", async () => {
		const stop = new AbortController();
		const { body } = await fetch(`${test.url}/live`, { signal: stop.signal });
		const dark = `"display":"${Buffer.alloc(1024).toString("base64")}"`;
		let said = "";
		for await (const chunk of body ?? []) {
			const isFirst = said === "";
			said += Buffer.from(chunk as Uint8Array).toString();
			if (isFirst) {
				assert.ok(said.startsWith("data: {") && !said.includes(dark));
				await post("/act", '{"do":"reboot","offSeconds":5}');
			}
			if (said.includes('"isOn":false') && said.endsWith("\n\n")) break;
		}
		stop.abort();
		const events = said.trimEnd().split("\n\n");
		assert.equal(events.length, 2);
		assert.ok(events[1]?.startsWith("data: {") && events[1].includes(dark));
		const [first, second] = events.map((event) => JSON.parse(event.slice("data: ".length)).order);
		assert.ok(first < second);
	});
});
