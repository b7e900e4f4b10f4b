import assert from "node:assert/strict";
import type { Request } from "../../src/http/reply.ts";
import { HttpServer } from "../../src/http/server.ts";
import { Client, echoing, encode } from "../support/fake-connection.ts";

const HOST = "Host: 192.168.1.20\r\n";
const FIRST = `GET /api/v1/data?x=1 HTTP/1.1\r\n${HOST}Accept: */*\r\n\r\n`;
const SECOND = `HEAD /other HTTP/1.1\nhost:glimt.local:8080\nContent-Length: 3\n\nabc`;

/** What a connection says to a request, and what becomes of it in silence. */
function statusOf(request: string, options = {}): string {
	const client = new Client(echoing(options)).send(request);
	return `${client.statuses}${client.wait(20_000).isClosed ? "" : " open"}`;
}

const withFields = (fields: string) => statusOf(`GET / HTTP/1.1\r\n${HOST}${fields}\r\n`);
const withLine = (line: string) => statusOf(`${line}\r\n${HOST}\r\n`);
const withHost = (host: string, hosts: readonly string[] = []) =>
	statusOf(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`, { hosts });

describe("HTTP request: pieces of it", () => {
	const PIPELINED = encode(FIRST + SECOND);
	const whole = new Client(echoing()).send(PIPELINED).sent;

	it("answers pipelined requests in their order", () => {
		assert.match(whole, /^HTTP.*GET \/api\/v1\/data x=1 0HTTP.*\r\n\r\n$/s);
		assert.equal(new Client(echoing()).send(PIPELINED).statuses, "200 200");
	});

	it("answers the same whatever the pieces are", () => {
		for (let size = 1; size < PIPELINED.length; size++) {
			const client = new Client(echoing());
			for (let at = 0; at < PIPELINED.length; at += size) {
				client.send(PIPELINED.subarray(at, at + size));
			}
			assert.equal(client.sent, whole, `pieces of ${size}`);
		}
	});

	it("answers the same wherever it is cut in two", () => {
		for (let cut = 0; cut <= PIPELINED.length; cut++) {
			const client = new Client(echoing());
			client.send(PIPELINED.subarray(0, cut)).send(PIPELINED.subarray(cut));
			assert.equal(client.sent, whole, `cut at ${cut}`);
		}
	});

	it("takes octets from the middle of a larger buffer", () => {
		const larger = encode(`XX${FIRST}${SECOND}YY`);
		const client = new Client(echoing());
		assert.equal(client.offer(larger, 2, larger.length - 2), PIPELINED.length);
		assert.equal(client.sent, whole);
	});

	it("leaves with the machine what it has no room for, and loses none of it", () => {
		const octets = encode(FIRST.repeat(40));
		const client = new Client(echoing(), 0, 0);
		let at = 0;
		for (let i = 0; i < 100 && at < octets.length; i++) {
			at += client.offer(octets, at, octets.length);
			assert.equal(client.exchange?.room, at < octets.length ? 0 : client.exchange?.room);
			client.take(200);
		}
		client.take(Number.POSITIVE_INFINITY);
		assert.equal(client.statuses, Array(40).fill("200").join(" "));
	});

	it("takes nothing more while a reply waits and the buffer is full", () => {
		const octets = encode(FIRST.repeat(40));
		const client = new Client(echoing({ maxHead: 200, maxTarget: 100 }), 0, 0);
		assert.equal(client.offer(octets, 0, octets.length), FIRST.length + 200);
		assert.equal(client.offer(octets, 0, octets.length), 0);
		assert.equal(client.exchange?.room, 0);
	});

	it("ends in silence after any beginning: 408, or a close when nothing was asked", () => {
		for (let length = 0; length < FIRST.length; length++) {
			const server = echoing({ maxConnections: 1 });
			const client = new Client(server).send(FIRST.slice(0, length)).wait(4999);
			assert.equal(client.sent.length, 0, `${length} octets`);
			assert.equal(client.wait(1).statuses, length === 0 ? "" : "408", `${length} octets`);
			client.wait(1000);
			assert.equal(client.connection.closes, 1);
			assert.equal(server.counts.timeouts, length === 0 ? 0 : 1);
			assert.equal(new Client(server).send(FIRST).statuses, "200");
		}
	});

	it("counts the deadline from the first octet, however many follow", () => {
		const client = new Client(echoing());
		for (const character of FIRST.slice(0, 5)) client.send(character).wait(1000);
		assert.equal(client.statuses, "408");
	});

	it("counts the body to the request's time", () => {
		const client = new Client(echoing());
		client.send(`GET / HTTP/1.1\r\n${HOST}Content-Length: 9\r\n\r\n1234`).wait(5000);
		assert.equal(client.statuses, "408");
	});

	it("survives any octet replaced by any other", () => {
		const server = echoing({ maxConnections: 1 });
		const octets = encode(FIRST);
		let now = 0;
		for (let i = 0; i < octets.length; i++) {
			for (let value = 0; value < 256; value++) {
				const bent = octets.slice();
				bent[i] = value;
				const client = new Client(server, now).send(bent);
				const isAnswered = client.statuses !== "";
				client.wait(20_000);
				assert.ok(isAnswered || client.sent.startsWith("HTTP/1.1 408"), `octet ${i} as ${value}`);
				assert.equal(client.connection.closes, 1, `octet ${i} as ${value}`);
				now = client.now;
			}
		}
	});

	it("loses no reply to an octet too many or too few", () => {
		const server = echoing({ maxConnections: 1 });
		for (let i = 0; i < FIRST.length; i++) {
			const fewer = FIRST.slice(0, i) + FIRST.slice(i + 1);
			const twice = FIRST.slice(0, i + 1) + FIRST.slice(i);
			for (const request of [fewer, twice]) {
				const client = new Client(server).send(request).wait(20_000);
				assert.ok(client.statuses !== "", request);
				assert.equal(client.connection.closes, 1);
			}
		}
	});
});

describe("HTTP request: empty lines", () => {
	for (const blank of ["\r\n", "\n", "\r\n\r\n", "\n\n\r\n"]) {
		it(`ignores ${JSON.stringify(blank)} before, between and after requests`, () => {
			const client = new Client(echoing());
			client.send(blank + FIRST + blank + SECOND + blank);
			assert.equal(client.statuses, "200 200");
			assert.equal(client.isClosed, false);
			assert.equal(client.send(FIRST).statuses, "200 200 200");
			assert.equal(client.wait(5000).statuses, "200 200 200");
		});
	}

	it("takes lines that end with LF alone", () => {
		assert.equal(statusOf(FIRST.replaceAll("\r", "")), "200");
	});

	it("ignores any number of them", () => {
		assert.equal(statusOf("\r\n".repeat(5000) + FIRST), "200");
	});
});

describe("HTTP request: its line", () => {
	it("takes a path or an http URL, whose path may be empty", () => {
		const body = (target: string) =>
			new Client(echoing()).send(`GET ${target} HTTP/1.1\r\n${HOST}\r\n`).body;
		assert.equal(body("/"), "GET /  0");
		assert.equal(body("/a/%20?b?c=%00"), "GET /a/%20 b?c=%00 0");
		assert.equal(body("//a?"), "GET //a  0");
		assert.equal(body("HTTP://glimt/a?b"), "GET /a b 0");
		assert.equal(body("http://10.0.0.1:80"), "GET /  0");
		assert.equal(body("http://10.0.0.1?b"), "GET / b 0");
	});

	it("answers 400 when it is none", () => {
		const lines = [
			"GET",
			"GET ",
			"GET /",
			"GET  / HTTP/1.1",
			"GET /  HTTP/1.1",
			"GET / HTTP/1.1 ",
			" GET / HTTP/1.1",
			"GET\t/ HTTP/1.1",
			"G(T / HTTP/1.1",
			"GET / HTTP/11",
			"GET / HTTP/1.",
			"GET / http/1.1",
			"GET / HTTPS/1.1",
			"GET / HTTP/a.1",
			"GET / HTTP/1,1",
			"GET /\u00e5 HTTP/1.1",
			"GET /\u007f HTTP/1.1",
			"GET a HTTP/1.1",
			"GET * HTTP/1.1",
			"GET ftp://10.0.0.1/ HTTP/1.1",
			"GET http:///a HTTP/1.1",
			"GET http://a@b/ HTTP/1.1",
			"GET / HTTP/1.1\r",
			"\u0016\u0003\u0001\u0002",
		];
		for (const line of lines) assert.equal(withLine(line), "400", line);
	});

	it("answers 505 for other versions", () => {
		for (const version of ["0.9", "2.0", "3.0", "9.9"]) {
			assert.equal(withLine(`GET / HTTP/${version}`), "505");
		}
		assert.equal(statusOf("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), "505");
	});

	it("hands over other methods without their name, for the path to say what is allowed", () => {
		for (const method of ["PATCH", "OPTIONS", "get", "GETS", "XET", "XEAD", "XUT", "GEX"]) {
			const client = new Client(echoing());
			client.send(`${method} /a?b HTTP/1.1\r\n${HOST}Content-Length: 4\r\n\r\n{} \n${FIRST}`);
			assert.equal(client.statuses, "200 200", method);
			assert.match(client.sent, /\r\n\r\nundefined \/a b 0HTTP/, method);
		}
	});

	it("answers 405 where another method's target is no path, and goes on after the body", () => {
		const client = new Client(echoing());
		client.send(`OPTIONS * HTTP/1.1\r\n${HOST}Content-Length: 4\r\n\r\n{} \n${FIRST}`);
		client.send("OPTIONS * HTTP/1.0\r\n\r\n");
		assert.equal(client.statuses, "405 200 405");
		assert.match(client.sent, /\r\nAllow: GET, HEAD\r\n/);
		for (const line of ["CONNECT a:80", "BREW pot", "PATCH ?a", "OPTIONS http://[::1"]) {
			assert.equal(withLine(`${line} HTTP/1.1`), "405", line);
		}
		assert.equal(withLine("OPTIONS http://evil.example/ HTTP/1.1"), "421");
	});

	it("answers 414 for a target too long", () => {
		const asking = (length: number) => withLine(`GET /${"a".repeat(length - 1)} HTTP/1.1`);
		assert.equal(asking(256), "200");
		assert.equal(asking(257), "414");
		assert.equal(asking(5000), "414");
		assert.equal(statusOf("a".repeat(1024)), "414");
	});

	it("says what is wrong as a problem, closes, and counts it", () => {
		const server = echoing();
		const client = new Client(server).send("nonsense\r\n");
		assert.match(client.sent, /^HTTP\/1\.1 400 Bad Request\r\n/);
		assert.match(client.sent, /\r\nContent-Type: application\/problem\+json\r\n/);
		assert.match(client.sent, /\r\nConnection: close\r\n/);
		const { type, title, status, detail } = JSON.parse(client.body);
		assert.deepEqual([type, title, status], ["about:blank", "Bad Request", 400]);
		assert.match(detail, /^The request line is not/);
		assert.equal(server.counts.badRequests, 1);
		assert.equal(server.counts.requests, 0);
	});
});

describe("HTTP request: its fields", () => {
	it("answers 431 for a head too long, wherever it is cut", () => {
		const head = `GET / HTTP/1.1\r\n${HOST}A: `;
		const room = 1024 - head.length - 4;
		assert.equal(withFields(`A: ${"a".repeat(room)}\r\n`), "200");
		assert.equal(withFields(`A: ${"a".repeat(room + 1)}\r\n`), "431");
		assert.equal(withFields("A: a\r\n".repeat(1000)), "431");
		const client = new Client(echoing());
		for (const character of `${head}${"a".repeat(2000)}`) client.send(character);
		assert.equal(client.statuses, "431");
	});

	it("answers 400 for what is no field", () => {
		const fields = [
			"A",
			": a",
			"A : a",
			"A\t: a",
			" A: a",
			"A: a\r\n b",
			"A: a\r\n\tb",
			"(: a",
			"\u00e5: a",
		];
		for (const field of fields) assert.equal(withFields(`${field}\r\n`), "400", field);
	});

	it("answers 400 for control characters in a value", () => {
		for (let code = 0; code < 0x20; code++) {
			const value = `a${String.fromCharCode(code)}b`;
			const isAllowed = code === 9;
			if (code !== 10)
				assert.equal(withFields(`A: ${value}\r\n`), isAllowed ? "200" : "400", value);
		}
		assert.equal(withFields("A: \u007f\r\n"), "400");
		assert.equal(withFields("A: \u00e5\r\n"), "200");
	});

	it("takes a value that is empty, or has blanks around it", () => {
		assert.equal(withFields("A:\r\nB: \t \r\nC:c\t\r\nD:::\r\n"), "200");
	});

	it("needs one Host on HTTP/1.1", () => {
		assert.equal(statusOf("GET / HTTP/1.1\r\n\r\n"), "400");
		assert.equal(withFields(HOST), "400");
		assert.equal(withFields("hOsT: a.local\r\n"), "400");
	});

	it("answers 400 for a Host that is none", () => {
		const hosts = [
			"",
			":80",
			"a b",
			"a@b",
			"a/b",
			"a:b",
			"a:80:80",
			"[::1",
			"[]",
			"[::1]a",
			"[::1]80",
			"a,b",
			"\u00e5.local",
		];
		for (const host of hosts) assert.equal(withHost(host), "400", host);
	});

	it("answers for addresses, single labels and local names", () => {
		const hosts = [
			"10.0.0.1",
			"10.0.0.1:8080",
			"[fe80::1]",
			"[::1]:80",
			"glimt",
			"GLIMT:80",
			"a:",
			"a.Local",
			"AZ-az_09.local",
			"a\t",
		];
		const more = ["a.local.:80", "a.b.lan", "a.home", "a.home.arpa", "a.internal"];
		for (const host of [...hosts, ...more]) assert.equal(withHost(host), "200", host);
	});

	it("answers 421 for other names, which a stranger's DNS may point at us", () => {
		const hosts = [
			"evil.example",
			"evil.example:80",
			"local.evil.example",
			"10.0.0.1.evil.example",
			"alocal.no",
		];
		for (const host of hosts) assert.equal(withHost(host), "421", host);
		assert.equal(withLine("GET http://evil.example/ HTTP/1.1"), "421");
		assert.equal(withHost("METER.example:81", ["Meter.Example"]), "200");
		assert.equal(withHost("meter.example.", ["Meter.Example"]), "200");
		const server = echoing();
		const client = new Client(server).send("HEAD / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
		assert.equal(client.body, "");
		assert.equal(client.send(FIRST).statuses, "421 200");
		assert.equal(server.counts.misdirected, 1);
	});
});

/** Keeps the bodies that it is handed. */
function hearing(bodies: string[]): HttpServer {
	const answer = ({ body }: Request) => {
		bodies.push(body);
		return { status: 200, type: "text/plain", body: "" };
	};
	return new HttpServer(answer, encode);
}

/** The same with another method. */
function postOf(request: Uint8Array): Uint8Array {
	return Uint8Array.from([...encode("POST"), ...request.subarray("PUT".length)]);
}

describe("HTTP request: its body", () => {
	const withBody = (length: string, body = "") =>
		statusOf(`GET / HTTP/1.1\r\n${HOST}Content-Length: ${length}\r\n\r\n${body}`);

	it("reads and forgets a small one", () => {
		assert.equal(withBody("0"), "200");
		assert.equal(withBody("0005", "GET /"), "200");
		assert.equal(withBody("1024", "\n".repeat(1024) + FIRST), "200 200");
	});

	it("forgets one longer than the buffer", () => {
		const body = "x".repeat(9000);
		const request = `GET / HTTP/1.1\r\n${HOST}Content-Length: 9000\r\n\r\n${body}${FIRST}`;
		assert.equal(statusOf(request, { maxBody: 9000 }), "200 200");
	});

	it("answers 413 for a large one before it comes", () => {
		assert.equal(withBody("1025"), "413");
		assert.equal(withBody("9".repeat(400)), "413");
	});

	it("hands over that of PUT and POST whole, whatever the pieces are", () => {
		const body = '{"ssid":"Ålesund"}';
		const octets = encode(body);
		const request = encode(
			`PUT / HTTP/1.1\r\n${HOST}Content-Length: ${octets.length}\r\n\r\n${body}${FIRST}`,
		);
		for (const method of ["PUT", "POST"]) {
			for (let size = 1; size < request.length; size += 3) {
				const bodies: string[] = [];
				const client = new Client(hearing(bodies));
				const sent = method === "PUT" ? request : postOf(request);
				for (let at = 0; at < sent.length; at += size) client.send(sent.subarray(at, at + size));
				assert.deepEqual(bodies, [body, ""], `pieces of ${size}`);
				assert.equal(client.statuses, "200 200");
			}
		}
	});

	it("hands over one as long as the buffer, and one after another", () => {
		const bodies: string[] = [];
		const client = new Client(hearing(bodies));
		const long = "x".repeat(1024);
		const put = (body: string) =>
			client.send(`PUT / HTTP/1.1\r\n${HOST}Content-Length: ${body.length}\r\n\r\n${body}`);
		put(long);
		put("short");
		put("");
		put(long);
		assert.deepEqual(bodies, [long, "short", "", long]);
	});

	it("hands over none that belongs to the connection before", () => {
		const bodies: string[] = [];
		const server = hearing(bodies);
		const cut = new Client(server).send(`PUT / HTTP/1.1\r\n${HOST}Content-Length: 9\r\n\r\nhalf`);
		cut.exchange?.closed();
		const next = new Client(server).send(FIRST);
		assert.equal(next.statuses, "200");
		assert.deepEqual(bodies, [""]);
	});

	it("answers 413 for one that is to be kept and has no room, before it comes", () => {
		const put = (length: number, options = {}) =>
			statusOf(`PUT / HTTP/1.1\r\n${HOST}Content-Length: ${length}\r\n\r\n`, options);
		assert.equal(put(1025), "413");
		assert.equal(put(1025, { maxBody: 9000 }), "413");
	});

	it("answers 400 for one that is not UTF-8, and goes on", () => {
		const head = encode(`PUT / HTTP/1.1\r\n${HOST}Content-Length: 2\r\n\r\n`);
		const request = Uint8Array.from([...head, 0xc3, 0x28, ...encode(FIRST)]);
		assert.equal(new Client(echoing()).send(request).statuses, "400 200");
	});

	it("answers 400 for a length that is none", () => {
		for (const length of ["", "-1", "+1", "1 1", "0x1", "1,1", "1.0", "a"]) {
			assert.equal(withBody(length), "400", length);
		}
		assert.equal(withFields("Content-Length: 1\r\ncontent-length: 1\r\n"), "400");
	});

	it("answers 411 for chunks, 501 for other codings, 400 where there can be none", () => {
		assert.equal(withFields("Transfer-Encoding: chunked\r\n"), "411");
		assert.equal(withFields("transfer-encoding: CHUNKED\r\n"), "411");
		assert.equal(withFields("Transfer-Encoding: gzip, chunked\r\n"), "501");
		assert.equal(withFields("Transfer-Encoding:\r\n"), "501");
		assert.equal(withFields("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n"), "400");
		assert.equal(withFields("Transfer-Encoding: chunked\r\n".repeat(2)), "400");
		assert.equal(statusOf("GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"), "400");
	});

	it("takes and forgets what follows a refusal, and then closes", () => {
		const client = new Client(echoing()).send("nonsense\r\n");
		for (let i = 0; i < 20; i++) client.send(FIRST.repeat(20));
		assert.equal(client.statuses, "400");
		assert.equal(client.isClosed, false);
		assert.equal(client.wait(1000).connection.closes, 1);
	});

	it("takes and forgets what comes after 408, too, before it closes", () => {
		const client = new Client(echoing()).send("GET / HT").wait(5000);
		assert.equal(client.statuses, "408");
		assert.equal(client.isClosed, false);
		assert.equal(client.send(FIRST.repeat(100)).wait(999).statuses, "408");
		assert.equal(client.isClosed, false);
		assert.equal(client.wait(1).isClosed, true);
	});

	it("closes after a refusal at once when told not to linger", () => {
		assert.equal(new Client(echoing({ lingerMs: 0 })).send("nonsense\r\n").connection.closes, 1);
	});

	it("closes a lingering connection first for a newcomer", () => {
		const server = echoing({ maxConnections: 2 });
		const idle = new Client(server).send(FIRST);
		const lingering = new Client(server).send("nonsense\r\n");
		assert.equal(new Client(server).send(FIRST).statuses, "200");
		assert.deepEqual([idle.isClosed, lingering.isClosed], [false, true]);
	});
});
