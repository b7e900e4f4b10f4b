import assert from "node:assert/strict";
import http from "node:http";
import net from "node:net";
import { type Listening, listen } from "../../host-sim/listener.ts";
import { pieces } from "../../src/http/reply.ts";
import { type HttpOptions, HttpServer } from "../../src/http/server.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const LONG = "0123456789abcdef".repeat(100_000);
const PAGE = pieces(LONG);
const GET = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n";
const LAST = "GET /last HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

/** All that a raw client hears until the connection ends. */
function heard(port: number, send: (socket: net.Socket) => void): Promise<string> {
	return new Promise((resolve, reject) => {
		let text = "";
		const socket = net.connect(port, "127.0.0.1", () => send(socket));
		socket.on("data", (chunk) => {
			text += chunk.toString("latin1");
		});
		socket.on("error", reject);
		socket.on("close", () => resolve(text));
	});
}

interface Answer {
	readonly status: number;
	readonly body: string;
}

function get(port: number, path: string, agent: http.Agent | false = false): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const request = http.get({ port, path, agent, host: "127.0.0.1" }, (response) => {
			let body = "";
			response.setEncoding("utf8");
			response.on("data", (text) => {
				body += text;
			});
			response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
		});
		request.on("error", reject);
	});
}

const WIDE = { idleMs: 50_000, headDeadlineMs: 50_000, sendDeadlineMs: 50_000, lingerMs: 1000 };

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("listener", () => {
	let server: HttpServer;
	let listening: Listening;
	let port: number;

	/** Machines are shared: what is not tried is not near. */
	async function open(limits: HttpOptions = {}): Promise<void> {
		server = new HttpServer(
			({ path }) => ({
				status: 200,
				type: "text/plain",
				body: path === "/long" ? PAGE : path === "/text" ? LONG : path,
			}),
			encode,
			{ ...WIDE, ...limits },
		);
		listening = await listen(server, { port: 0, tickMs: 20 });
		port = listening.port;
	}

	beforeEach(() => open());

	afterEach(() => listening.close());

	it("serves many requests on one connection of a keep-alive agent", async () => {
		const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
		for (let i = 0; i < 50; i++) {
			assert.deepEqual(await get(port, `/${i}`, agent), { status: 200, body: `/${i}` });
		}
		agent.destroy();
		assert.equal(server.counts.connections, 1);
		assert.equal(server.counts.requests, 50);
	});

	it("answers pipelined requests in order and then ends", async () => {
		const text = await heard(port, (socket) => socket.write(GET.repeat(100) + LAST));
		assert.equal(text.match(/\r\n\r\n\/a/g)?.length, 100);
		assert.match(text, /Connection: close\r\n\r\n\/last$/);
	});

	it("sends a long body whole, in pieces or in one, to a client that reads late", async () => {
		for (const path of ["/long", "/text"]) {
			const text = await heard(port, (socket) => {
				socket.pause();
				socket.write(LAST.replace("/last", path));
				setTimeout(() => socket.resume(), 100);
			});
			assert.equal(text.slice(text.indexOf("\r\n\r\n") + 4) === LONG, true);
		}
	});

	it("holds back pipelined requests while a long body is sent", async () => {
		const many = GET.replace("/a", "/long").repeat(3) + GET.repeat(6000) + LAST;
		const text = await heard(port, (socket) => socket.write(many));
		assert.equal(text.match(/HTTP\/1\.1 200/g)?.length, 6004);
		assert.match(text, /\/last$/);
	});

	it("answers 30 connections at once, with a reply or with 503", async () => {
		const answers = await Promise.all(Array.from({ length: 30 }, () => get(port, "/a")));
		const served = answers.filter(({ status }) => status === 200).length;
		assert.ok(served >= 6);
		assert.equal(answers.filter(({ status }) => status === 503).length, 30 - served);
		assert.equal((await get(port, "/after")).body, "/after");
	});

	it("survives clients that reset at any moment", async () => {
		for (let i = 0; i < 60; i++) {
			const request = [GET, GET.replace("/a", "/long"), "GET", ""][i % 4] as string;
			await new Promise<void>((resolve) => {
				const socket = net.connect(port, "127.0.0.1", () => {
					socket.write(request, () => setTimeout(() => socket.resetAndDestroy(), i % 5));
				});
				socket.on("error", () => {});
				socket.on("close", () => resolve());
			});
		}
		const six = () => Promise.all(Array.from({ length: 6 }, () => get(port, "/a")));
		// The last of them may not be known to be gone yet.
		while ((await six()).some(({ status }) => status !== 200)) await pause(20);
	});

	it("answers a client that ends its half after asking", async () => {
		assert.match(await heard(port, (socket) => socket.end(GET)), /\/a$/);
	});

	it("refuses nonsense and takes what follows it, without a reset", async () => {
		const text = await heard(port, (socket) => socket.write(`nonsense\r\n${"x".repeat(500_000)}`));
		assert.match(text, /^HTTP\/1\.1 400 /);
	});

	it("ends connections that are silent, slow to ask or slow to listen", async () => {
		const reopen = async (limits: HttpOptions) => {
			await listening.close();
			await open(limits);
		};
		await reopen({ idleMs: 200 });
		assert.equal(await heard(port, () => {}), "");
		await reopen({ headDeadlineMs: 200 });
		assert.match(await heard(port, (socket) => socket.write("GET / HT")), /^HTTP\/1\.1 408 /);
		assert.equal(server.counts.timeouts, 1);
		await reopen({ sendDeadlineMs: 200 });
		const deaf = net.connect(port, "127.0.0.1", () =>
			deaf.pause().write(GET.replace("/a", "/text").repeat(8)),
		);
		deaf.on("error", () => {});
		while (server.counts.timeouts < 1) await pause(20);
		deaf.destroy();
	});

	it("takes the next free port when asked to, and rejects otherwise", async () => {
		const other = await listen(server, { port, nextFree: true });
		assert.ok(other.port > port);
		await other.close();
		await assert.rejects(listen(server, { port }), /is taken; say another with --port/);
	});

	it("closes with connections open, and frees the port", async () => {
		const silent = heard(port, () => {});
		const half = heard(port, (socket) => socket.write("GET"));
		while (server.counts.connections < 2) await pause(20);
		await listening.close();
		assert.equal((await silent) + (await half), "");
		listening = await listen(server, { port });
		assert.equal((await get(port, "/again")).body, "/again");
	});
});
