import assert from "node:assert/strict";
import { pieces, type Reply } from "../../src/http/reply.ts";
import { HttpServer } from "../../src/http/server.ts";
import { Client, echoing, encode } from "../support/fake-connection.ts";

const HOST = "Host: 192.168.1.20\r\n";
const GET = `GET /a?b HTTP/1.1\r\n${HOST}\r\n`;

function serving(reply: Reply): Client {
	return new Client(new HttpServer(() => reply, encode));
}

describe("HTTP server: replies", () => {
	it("answers GET with head and body in one write and keeps the connection", () => {
		const client = new Client(echoing()).send(GET);
		assert.equal(
			client.sent,
			"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n" +
				"Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\r\nGET /a b 0",
		);
		assert.equal(client.connection.writes, 1);
		assert.equal(client.isClosed, false);
	});

	it("answers HEAD with the head of GET", () => {
		const get = new Client(echoing()).send(GET.replace("/a?b", "/a")).sent;
		const head = new Client(echoing()).send(GET.replace("GET /a?b", "HEAD /")).sent;
		assert.equal(head, get.slice(0, get.indexOf("\r\n\r\n") + 4));
	});

	it("answers HEAD for pieces with their size alone", () => {
		const client = serving({ status: 200, type: "text/html", body: pieces("x".repeat(5000)) });
		client.send(GET.replace("GET", "HEAD"));
		assert.match(client.sent, /\r\nContent-Length: 5000\r\n/);
		assert.equal(client.body, "");
		client.send(GET);
		assert.equal(client.body, "x".repeat(5000));
	});

	it("tells the length in octets, not in characters", () => {
		const client = serving({ status: 200, type: "text/plain", body: "på €" });
		assert.match(client.send(GET).sent, /\r\nContent-Length: 7\r\n/);
		assert.equal(client.body.length, 7);
	});

	it("leaves a field to the reply that has its own", () => {
		const headers = ["cache-control: no-cache", "X-Content-Type-Options: nosniff", "ETag: 1"];
		const client = serving({ status: 200, type: "text/plain", body: "", headers }).send(GET);
		assert.equal(
			client.sent,
			"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n" +
				"cache-control: no-cache\r\nX-Content-Type-Options: nosniff\r\nETag: 1\r\n\r\n",
		);
	});

	it("sends empty pieces, and a status it has no words for", () => {
		const client = serving({ status: 299, type: "text/plain", body: pieces("") }).send(GET + GET);
		assert.match(client.sent, /^HTTP\/1\.1 299 \r\n.*Content-Length: 0\r\n/s);
		assert.equal(client.statuses, "299 299");
	});

	it("has words for each status that is used", () => {
		const words =
			"200 OK, 302 Found, 400 Bad Request, 401 Unauthorized, 403 Forbidden, 404 Not Found, " +
			"405 Method Not Allowed, 408 Request Timeout, 409 Conflict, 411 Length Required, " +
			"413 Content Too Large, 414 URI Too Long, 421 Misdirected Request, 429 Too Many Requests, " +
			"431 Request Header Fields Too Large, 500 Internal Server Error, 501 Not Implemented, " +
			"503 Service Unavailable, 505 HTTP Version Not Supported";
		for (const word of words.split(", ")) {
			const client = serving({ status: Number(word.slice(0, 3)), type: "text/plain", body: "" });
			assert.ok(client.send(GET).sent.startsWith(`HTTP/1.1 ${word}\r\n`), word);
		}
	});

	it("answers 500 when a route throws, closes, and serves on", () => {
		let fails = true;
		const server = new HttpServer(
			() => {
				if (fails) throw new Error("broken");
				return { status: 200, type: "text/plain", body: "well" };
			},
			encode,
			{ maxConnections: 1 },
		);
		const client = new Client(server).send(GET);
		assert.equal(client.statuses, "500");
		assert.match(client.sent, /\r\nConnection: close\r\n/);
		assert.equal(JSON.parse(client.body).status, 500);
		assert.equal(client.isClosed, true);
		assert.equal(server.counts.failures, 1);
		fails = false;
		assert.equal(new Client(server).send(GET).body, "well");
	});
});

describe("HTTP server: slow clients", () => {
	const TEXT = Array.from({ length: 700 }, (_, i) => `line ${i}\n`).join("");
	const PAGE: Reply = { status: 200, type: "text/html", body: pieces(TEXT) };

	it("sends one octet at a time when there is room for no more", () => {
		const whole = new Client(echoing()).send(GET).sent;
		const client = new Client(echoing(), 0, 0).send(GET);
		for (let i = 1; i <= whole.length; i++) assert.equal(client.take(1).sent, whole.slice(0, i));
		assert.equal(client.take(1).sent, whole);
	});

	for (const room of [1, 7, 1023, 1024, 1025, 8192]) {
		it(`sends a long page through a window of ${room} octets`, () => {
			const client = serving(PAGE);
			client.connection.room = room;
			client.send(GET);
			for (let i = 0; i < 8000 && client.connection.room === 0; i++) client.take(room);
			assert.equal(client.body, TEXT);
		});
	}

	it("encodes no piece before there is room for it", () => {
		let encoded = 0;
		const counting = (text: string) => {
			encoded += text.length;
			return encode(text);
		};
		const client = new Client(new HttpServer(() => PAGE, counting), 0, 100).send(GET);
		assert.ok(encoded < 1500);
		client.take(1500);
		assert.ok(encoded < 2600);
	});

	it("does not take room for nothing for progress", () => {
		const client = new Client(echoing(), 0, 0).send(GET);
		for (let i = 0; i < 9; i++) assert.equal(client.wait(1000).take(0).isClosed, false);
		assert.equal(client.wait(1000).isClosed, true);
	});

	it("closes when no octet is taken for as long as the deadline", () => {
		const server = echoing();
		const client = new Client(server, 0, 10).send(GET).wait(9000);
		assert.equal(client.take(1).wait(9000).isClosed, false);
		assert.equal(client.wait(1000).isClosed, true);
		assert.equal(client.sent.length, 11);
		assert.equal(server.counts.timeouts, 1);
	});
});

describe("HTTP server: keep-alive", () => {
	const ask = (version: string, more = "") =>
		new Client(echoing()).send(`GET / HTTP/${version}\r\n${HOST}${more}\r\n`);

	it("keeps an HTTP/1.1 connection without saying so", () => {
		assert.equal(ask("1.1").isClosed, false);
		assert.equal(ask("1.1").sent.includes("Connection:"), false);
	});

	it("takes a later HTTP/1 for 1.1", () => {
		for (const version of ["1.2", "1.9"]) assert.equal(ask(version).isClosed, false);
	});

	it("closes when the client asks for it, in any case and company", () => {
		for (const value of [
			"close",
			"Close",
			"te, close",
			"keep-alive,close",
			"close , te",
			"\tCLOSE",
		]) {
			const client = ask("1.1", `connection:${value}\r\n`);
			assert.equal(client.isClosed, true, value);
			assert.match(client.sent, /\r\nConnection: close\r\n/);
		}
		for (const value of ["closed", "clos e", "te", "", ","]) {
			assert.equal(ask("1.1", `Connection: ${value}\r\n`).isClosed, false, value);
		}
	});

	it("closes an HTTP/1.0 connection unless asked to keep it, and then says so", () => {
		assert.equal(ask("1.0").isClosed, true);
		assert.match(ask("1.0").sent, /\r\nConnection: close\r\n/);
		const kept = ask("1.0", "Connection: Keep-Alive\r\n");
		assert.equal(kept.isClosed, false);
		assert.match(kept.sent, /\r\nConnection: keep-alive\r\n/);
	});

	it("serves HTTP/1.0 without a Host", () => {
		assert.equal(new Client(echoing()).send("GET / HTTP/1.0\r\n\r\n").statuses, "200");
	});

	it("answers nothing after the last reply", () => {
		const client = new Client(echoing());
		client.send(`GET / HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n${GET}`);
		assert.equal(client.statuses, "200");
		assert.equal(client.connection.closes, 1);
		assert.equal(client.send(GET).statuses, "200");
	});

	it("closes an idle connection without a word", () => {
		const server = echoing();
		const client = new Client(server).wait(3000).send(GET).wait(4000);
		assert.equal(client.isClosed, false);
		assert.equal(client.wait(1000).isClosed, true);
		assert.equal(client.statuses, "200");
		assert.equal(server.counts.timeouts, 0);
	});

	it("does not take empty lines for a sign of life", () => {
		const client = new Client(echoing()).wait(4000).send("\r\n\n\r\n").wait(1000);
		assert.equal(client.isClosed, true);
		assert.equal(client.sent, "");
	});
});

describe("HTTP server: when all connections are taken", () => {
	const options = { maxConnections: 2 };

	it("closes the one idle for longest in favour of a newcomer", () => {
		const server = echoing(options);
		const first = new Client(server).send(GET);
		const second = new Client(server).send(GET);
		first.now = 100;
		first.send(GET);
		assert.equal(new Client(server, 200).send(GET).statuses, "200");
		assert.equal(second.isClosed, true);
		assert.equal(first.isClosed, false);
		assert.equal(server.counts.evicted, 1);
	});

	it("refuses the newcomer with 503 and when to try again while none is idle", () => {
		const server = echoing(options);
		const asking = new Client(server).send("GET");
		const sending = new Client(server, 0, 5).send(GET);
		const client = new Client(server);
		assert.equal(client.exchange, undefined);
		assert.equal(client.statuses, "503");
		assert.match(client.sent, /\r\nRetry-After: 1\r\n.*\r\nConnection: close\r\n/s);
		assert.equal(client.connection.closes, 1);
		assert.equal(asking.isClosed || sending.isClosed, false);
		assert.equal(server.counts.refused, 1);
		assert.equal(server.counts.connections, 3);
	});

	it("gives a new connection a second to send before it counts as idle", () => {
		const server = echoing(options);
		new Client(server).send(GET).exchange?.closed();
		const reserve = new Client(server);
		new Client(server).send("GET");
		assert.equal(new Client(server, 999).statuses, "503");
		assert.equal(new Client(server, 1000).send(GET).statuses, "200");
		assert.equal(reserve.isClosed, true);
	});

	it("has room again when a client leaves", () => {
		const server = echoing({ maxConnections: 1 });
		for (let i = 0; i < 5; i++) {
			const client = new Client(server, i).send("GET / HT");
			assert.equal(new Client(server, i).statuses, "503");
			client.exchange?.closed();
			assert.equal(client.isClosed, false);
		}
		assert.equal(new Client(server, 5).send(GET).body, "GET /a b 5");
	});

	it("remembers nothing of the client before", () => {
		const server = echoing({ maxConnections: 1 });
		const fields = [
			"Transfer-Encoding: chunked",
			"Transfer-Encoding: gzip",
			"Content-Length: 9999",
			"Content-Length: 5",
			"Connection: close",
			"Host: again",
		].map((field) => GET.replace(HOST, `${HOST}${field}\r\n`));
		for (const request of ["GET / HTTP", "nonsense\r\nGET /", `${GET}PUT`, ...fields]) {
			new Client(server).send(request).exchange?.closed();
			assert.equal(new Client(server).wait(5000).sent, "", request);
			const client = new Client(server);
			for (const character of GET) client.send(character);
			assert.equal(client.statuses, "200", request);
			client.exchange?.closed();
		}
		assert.equal(server.counts.timeouts, 0);
	});

	it("remembers nothing of a reply that was broken off", () => {
		const next = () => "more";
		for (const body of [pieces("x".repeat(5000)), { next }, "x".repeat(5000)]) {
			let isFirst = true;
			const answer = () => {
				const reply = { status: 200, type: "text/plain", body: isFirst ? body : "well" };
				isFirst = false;
				return reply;
			};
			const server = new HttpServer(answer, encode, { maxConnections: 1 });
			new Client(server, 0, 1500).send(GET).exchange?.closed();
			const client = new Client(server).send(GET + GET);
			assert.equal(client.statuses, "200 200");
			assert.match(client.sent, /\r\n\r\nwellHTTP.*\r\n\r\nwell$/s);
		}
	});

	it("closes all that are open, once", () => {
		const server = echoing();
		const clients = [new Client(server), new Client(server).send("GET"), new Client(server, 0, 9)];
		clients[2]?.send(GET);
		server.close();
		server.close();
		assert.deepEqual(
			clients.map(({ connection }) => connection.closes),
			[1, 1, 1],
		);
	});
});

describe("HTTP server: a rude machine", () => {
	const LAST = `GET / HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`;

	it("may say that a connection ended while it is told to close it", () => {
		const server = echoing({ maxConnections: 1 });
		const client = new Client(server);
		client.connection.onClose = () => client.exchange?.closed();
		client.send(LAST);
		assert.equal(client.connection.closes, 1);
		assert.equal(new Client(server).send(GET).statuses, "200");
	});

	it("may lose a connection inside a write and bring the next one at once", () => {
		const server = echoing({ maxConnections: 1 });
		const client = new Client(server);
		let next: Client | undefined;
		client.connection.onWrite = () => {
			client.exchange?.closed();
			next = new Client(server).send(GET);
		};
		client.send(LAST);
		assert.equal(client.connection.closes, 0);
		assert.equal(next?.statuses, "200");
		assert.equal(next?.send(GET).statuses, "200 200");
	});

	it("may lose a connection inside a write and bring none for long", () => {
		const server = echoing({ maxConnections: 1 });
		const client = new Client(server);
		client.connection.onWrite = () => client.exchange?.closed();
		client.send(GET).wait(20_000);
		assert.equal(client.connection.closes, 0);
		const next = new Client(server, 20_000);
		assert.equal(server.counts.evicted, 0);
		assert.equal(next.send(GET).statuses, "200");
	});

	it("may bring a connection while another is closed for it", () => {
		const server = echoing({ maxConnections: 1 });
		const client = new Client(server).send(GET);
		let between: Client | undefined;
		client.connection.onClose = () => {
			client.exchange?.closed();
			between = new Client(server);
		};
		assert.equal(new Client(server).send(GET).statuses, "200");
		assert.equal(between?.statuses, "503");
	});

	it("may tell of room and octets inside a write", () => {
		const client = new Client(echoing());
		let isAgain = false;
		client.connection.onWrite = () => {
			client.exchange?.writable(0);
			if (!isAgain) client.send(GET);
			isAgain = true;
		};
		client.send(GET);
		assert.equal(client.statuses, "200 200");
	});
});

describe("HTTP server: options", () => {
	it("refuses what makes no sense, in a sentence", () => {
		assert.throws(() => echoing({ maxConnections: 0 }), /maxConnections is 0; it must be a whole/);
		assert.throws(() => echoing({ maxHead: 10 }), RangeError);
		assert.throws(() => echoing({ maxHead: 100, maxTarget: 101 }), /maxTarget is 101/);
		assert.throws(() => echoing({ idleMs: Number.NaN }), RangeError);
		assert.throws(() => echoing({ headDeadlineMs: 0.5 }), RangeError);
		const ends = {
			maxConnections: [1, 64],
			maxFeeds: [0, 64],
			maxHead: [256, 0xffff],
			maxTarget: [1, 1024],
			maxBody: [0, 0xffff],
			headDeadlineMs: [1, 3_600_000],
			idleMs: [1, 3_600_000],
			sendDeadlineMs: [1, 3_600_000],
			lingerMs: [0, 3_600_000],
		};
		for (const [name, [least = 0, most = 0]] of Object.entries(ends)) {
			for (const value of [least, most]) echoing({ [name]: value });
			for (const value of [least - 1, most + 1]) {
				assert.throws(() => echoing({ [name]: value }), RangeError, `${name} ${value}`);
			}
		}
		echoing({ maxHead: 64, maxTarget: 64 });
		assert.throws(() => echoing({ maxHead: 63, maxTarget: 63 }), RangeError);
		assert.throws(() => echoing({ hosts: ["meter.example:80"] }), /name without port/);
	});
});
