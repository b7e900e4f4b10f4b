/** A dongle's feed that says nothing: before it answers, and after. */
import assert from "node:assert/strict";
import { once } from "node:events";
import http, { type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { openFeed } from "../../../host-sim/captures/raw-feed.ts";

const ANSWER_MS = 2000;

describe("a raw feed", () => {
	let answer: (response: ServerResponse) => void = () => {};
	const server = http.createServer((_, response) => answer(response));
	const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

	before(async () => {
		server.listen(0, "127.0.0.1");
		await once(server, "listening");
	});
	after(() => {
		server.close();
		server.closeAllConnections();
	});

	it("is given up when there is no answer", async () => {
		answer = () => {};
		await assert.rejects(openFeed(address(), ANSWER_MS), /no answer within 2 s/);
	});

	it("may be silent for long once it is open", async () => {
		answer = (response) => {
			response.writeHead(200, { "content-type": "application/octet-stream" }).flushHeaders();
			setTimeout(() => response.end("\x7e"), 3 * ANSWER_MS);
		};
		const { stream } = await openFeed(address(), ANSWER_MS);
		const chunks: string[] = [];
		for await (const chunk of stream) chunks.push(String(chunk));
		assert.deepEqual(chunks, ["\x7e"]);
	});
});
