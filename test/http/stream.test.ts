import assert from "node:assert/strict";
import type { Reply, Request } from "../../src/http/reply.ts";
import { HttpServer } from "../../src/http/server.ts";
import { Client, encode } from "../support/fake-connection.ts";

const get = (version = "1.1") => `GET / HTTP/${version}\r\nHost: 192.168.1.20\r\n\r\n`;

/** So many pieces of `size` characters; fails before piece `fault`. */
function streaming(count: number, size = 10, fault = Number.POSITIVE_INFINITY): HttpServer {
	return new HttpServer((): Reply => {
		let made = 0;
		const next = () => {
			if (made === fault) throw new Error("broken");
			return made === count ? undefined : String(made++ % 10).repeat(size);
		};
		return { status: 200, type: "text/plain", body: { next } };
	}, encode);
}

/** The text of a body in chunks, and what follows it. */
function dechunked(body: string): [text: string, rest: string] {
	let text = "";
	let at = 0;
	for (;;) {
		const lineEnd = body.indexOf("\r\n", at);
		const size = Number.parseInt(body.slice(at, lineEnd), 16);
		assert.ok(size >= 0, body.slice(at, at + 20));
		text += body.slice(lineEnd + 2, lineEnd + 2 + size);
		at = lineEnd + 2 + size;
		assert.equal(body.slice(at, at + 2), "\r\n");
		at += 2;
		if (size === 0) return [text, body.slice(at)];
	}
}

describe("HTTP server: streams", () => {
	it("go in chunks, and the connection is kept", () => {
		const client = new Client(streaming(3)).send(get());
		assert.equal(
			client.sent,
			"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n" +
				"Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\r\n" +
				"a\r\n0000000000\r\na\r\n1111111111\r\na\r\n2222222222\r\n0\r\n\r\n",
		);
		assert.equal(client.isClosed, false);
		assert.equal(client.send(get()).statuses, "200 200");
	});

	it("may be empty", () => {
		const client = new Client(streaming(0)).send(get());
		assert.ok(client.sent.endsWith("nosniff\r\n\r\n0\r\n\r\n"));
	});

	it("end with the connection for a client that does not know chunks", () => {
		const client = new Client(streaming(3)).send(get("1.0"));
		assert.match(client.sent, /\r\nConnection: close\r\n\r\n000+111+2222222222$/);
		assert.doesNotMatch(client.sent, /chunked|Content-Length/);
		assert.equal(client.isClosed, true);
	});

	it("are not made for HEAD", () => {
		const client = new Client(streaming(3, 10, 0)).send(get().replace("GET", "HEAD"));
		assert.match(client.sent, /\r\nTransfer-Encoding: chunked\r\n.*\r\n\r\n$/s);
		assert.equal(client.send(get().replace("GET", "HEAD")).statuses, "200 200");
	});

	for (const room of [1, 7, 1000]) {
		it(`come whole through a window of ${room} octets`, () => {
			const client = new Client(streaming(50, 300), 0, 0).send(get());
			for (let i = 0; i < 40_000 / room; i++) client.take(room);
			const [text, rest] = dechunked(client.sent.slice(client.sent.indexOf("\r\n\r\n") + 4));
			assert.equal(text.length, 15_000);
			assert.equal(rest, "");
		});
	}

	it("are made only when there is room", () => {
		let made = 0;
		const next = () => (made < 100 ? "x".repeat(1000 + 0 * made++) : undefined);
		const server = new HttpServer(
			() => ({ status: 200, type: "text/plain", body: { next } }),
			encode,
		);
		const client = new Client(server, 0, 0).send(get());
		assert.equal(made, 0);
		client.take(2500);
		assert.equal(made, 3);
	});

	it("may have nothing to say yet: then the connection wakes them, and nobody waits", () => {
		let asked = 0;
		const texts = ["a", "", "", "b", ""];
		const next = () => texts[asked++];
		const server = new HttpServer(
			() => ({ status: 200, type: "text/plain", body: { next } }),
			encode,
		);
		const client = new Client(server).send(get());
		assert.ok(client.sent.endsWith("\r\n\r\n1\r\na\r\n"));
		assert.deepEqual([asked, client.connection.wakes], [2, 1]);
		client.wait(9000).take(100);
		assert.deepEqual([asked, client.connection.wakes], [3, 2]);
		client.wait(9000).take(100).take(100);
		assert.ok(client.sent.endsWith("1\r\na\r\n1\r\nb\r\n0\r\n\r\n"));
		assert.equal(client.isClosed, false);
		assert.equal(client.send(get()).statuses, "200 200");
	});

	it("that fail on their way end the connection unfinished", () => {
		const server = streaming(9, 10, 2);
		const client = new Client(server).send(get());
		assert.ok(client.sent.endsWith("1111111111\r\n"));
		assert.equal(client.isClosed, true);
		assert.equal(server.counts.failures, 1);
		assert.equal(new Client(server).send(get()).statuses, "200");
	});

	it("are forgotten with a client that leaves", () => {
		const server = streaming(50, 300);
		const client = new Client(server, 0, 100).send(get());
		client.exchange?.closed();
		assert.match(new Client(server).send(get()).sent, /^HTTP\/1\.1 200 /);
	});

	it("that had nothing to say once are waited for, but not a client that takes nothing after", () => {
		const made = ["", "a".repeat(100)];
		const body = { next: () => made.shift() };
		const server = new HttpServer(() => ({ status: 200, type: "text/plain", body }), encode);
		const client = new Client(server).send(get());
		assert.equal(client.connection.wakes, 1);
		client.wait(9000).take(50);
		for (let i = 0; i < 9; i++) assert.equal(client.wait(1000).take(0).isClosed, false);
		assert.equal(client.wait(1000).isClosed, true);
	});
});

describe("HTTP server: what a request asks for", () => {
	/** What the route is told. */
	function told(fields: string, method = "GET"): Request {
		let asked: Request | undefined;
		const server = new HttpServer((request) => {
			asked = request;
			return { status: 200, type: "text/plain", body: "" };
		}, encode);
		new Client(server).send(`${method} /a?b=1 HTTP/1.1\r\nHost: localhost\r\n${fields}\r\n`);
		assert.ok(asked);
		return asked;
	}

	it("is JSON unless CSV is named before it", () => {
		const cases: [accept: string, wantsCsv: boolean][] = [
			["text/csv", true],
			["TEXT/CSV; charset=utf-8", true],
			["text/html, text/csv;q=0.9, */*;q=0.1", true],
			["application/json, text/csv", false],
			["*/*", false],
			["text/html,*/*;q=0.8,text/csv", false],
			["text/csv2", false],
			[", ,", false],
			["", false],
		];
		for (const [accept, wantsCsv] of cases) {
			assert.equal(told(`Accept: ${accept}\r\n`).wantsCsv, wantsCsv, accept);
		}
		assert.equal(told("").wantsCsv, false);
	});

	it("comes with the code it shows, and no other kind of proof", () => {
		assert.equal(told("Authorization: Bearer 4711-0815\r\n").bearer, "4711-0815");
		assert.equal(told("authorization: bearer   x y\r\n").bearer, "x y");
		assert.equal(told("Authorization: Basic Zm9vOmJhcg==\r\n").bearer, "");
		assert.equal(told("Authorization: Bearer\r\n").bearer, "");
		assert.equal(told("").bearer, "");
	});

	it("leaves nothing for the next request", () => {
		const asked: Request[] = [];
		const server = new HttpServer((request) => {
			asked.push(request);
			return { status: 200, type: "text/plain", body: "" };
		}, encode);
		const head = "GET / HTTP/1.1\r\nHost: localhost\r\n";
		new Client(server).send(
			`${head}Accept: text/csv\r\nAuthorization: Bearer 1\r\n\r\n${head}\r\n`,
		);
		assert.deepEqual(
			asked.map(({ wantsCsv, bearer }) => [wantsCsv, bearer]),
			[
				[true, "1"],
				[false, ""],
			],
		);
	});

	it("may be to delete", () => {
		const { method, path, query } = told("", "DELETE");
		assert.deepEqual([method, path, query], ["DELETE", "/a", "b=1"]);
	});
});
