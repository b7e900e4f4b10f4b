import assert from "node:assert/strict";
import { HttpServer } from "../../src/http/server.ts";
import { Client, encode } from "../support/fake-connection.ts";

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: 192.168.1.20\r\n\r\n`;
const EVENTS = get("/events");
const RAW = get("/raw");
const PAGE = get("/");

function server(): HttpServer {
	return new HttpServer(({ path }) => {
		if (path === "/events") {
			return { status: 200, type: "text/event-stream", body: "first\n\n", feed: "events" };
		}
		if (path === "/raw") return { status: 200, type: "octets", body: "", feed: "raw" };
		return { status: 200, type: "text/plain", body: "page" };
	}, encode);
}

describe("HTTP server: feeds", () => {
	it("answers with a head without length, then sends what is published", () => {
		const site = server();
		const client = new Client(site).send(EVENTS);
		assert.equal(
			client.sent,
			"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n" +
				"X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nfirst\n\n",
		);
		site.publish("events", encode("second\n\n"), 2000);
		site.publish("events", encode("third\n\n"), 4000);
		assert.match(client.sent, /\r\n\r\nfirst\n\nsecond\n\nthird\n\n$/);
		assert.equal(client.isClosed, false);
	});

	it("keeps feeds apart, and knows whether anybody hears one", () => {
		const site = server();
		assert.equal(site.hears("events") || site.hears("raw"), false);
		const events = new Client(site).send(EVENTS);
		const raw = new Client(site).send(RAW);
		const page = new Client(site).send(PAGE);
		site.publish("raw", encode("~~"), 0);
		site.publish("events", encode("!!"), 0);
		assert.ok(events.sent.endsWith("first\n\n!!"));
		assert.ok(raw.sent.endsWith("\r\n\r\n~~"));
		assert.equal(page.body, "page");
		raw.exchange?.closed();
		assert.equal(site.hears("raw"), false);
		assert.equal(site.hears("events"), true);
		site.publish("raw", encode("~~"), 0);
		assert.equal(site.counts.unsent, 0);
	});

	it("turns the third away, and has room again when one leaves", () => {
		const site = server();
		const first = new Client(site).send(EVENTS);
		new Client(site).send(RAW);
		const third = new Client(site).send(EVENTS);
		assert.equal(third.statuses, "503");
		assert.match(third.sent, /\r\nRetry-After: 10\r\n/);
		assert.equal(third.send(PAGE).statuses, "503 200");
		first.exchange?.closed();
		assert.equal(new Client(site).send(EVENTS).statuses, "200");
	});

	it("answers HEAD without hearing", () => {
		const site = server();
		const client = new Client(site).send(EVENTS.replace("GET", "HEAD"));
		assert.match(client.sent, /text\/event-stream\r\n.*\r\n\r\n$/s);
		assert.equal(client.isClosed, true);
		assert.equal(site.hears("events"), false);
	});

	it("leaves out what comes before the client has taken the event before", () => {
		const site = server();
		const client = new Client(site).send(EVENTS);
		client.connection.room = 3;
		site.publish("events", encode("second\n\n"), 1000);
		site.publish("events", encode("third\n\n"), 2000);
		assert.equal(site.counts.unsent, 1);
		client.take(100);
		site.publish("events", encode("fourth\n\n"), 3000);
		assert.ok(client.sent.endsWith("first\n\nsecond\n\nfourth\n\n"));
	});

	it("leaves out what comes before the head has been taken", () => {
		const site = server();
		const client = new Client(site, 0, 10).send(EVENTS);
		site.publish("events", encode("second\n\n"), 0);
		client.take(1000);
		assert.ok(client.sent.endsWith("\r\n\r\nfirst\n\n"));
		assert.equal(site.counts.unsent, 1);
	});

	it("ends with a client that takes nothing for as long as the deadline", () => {
		const site = server();
		const client = new Client(site).send(EVENTS).wait(14_000);
		client.connection.room = 0;
		site.publish("events", encode("second\n\n"), client.now);
		assert.equal(client.wait(9000).isClosed, false);
		assert.equal(client.wait(1000).isClosed, true);
		assert.equal(site.counts.timeouts, 1);
		assert.equal(site.hears("events"), false);
	});

	it("sends a comment after 15 seconds of nothing, and only among events", () => {
		const site = server();
		const events = new Client(site).send(EVENTS);
		const raw = new Client(site).send(RAW);
		events.wait(14_000);
		assert.ok(events.sent.endsWith("first\n\n"));
		events.wait(1000);
		assert.ok(events.sent.endsWith("first\n\n:\n\n"));
		events.wait(60_000);
		assert.ok(events.sent.endsWith(`first\n\n${":\n\n".repeat(5)}`));
		assert.ok(raw.sent.endsWith("\r\n\r\n"));
		assert.equal(raw.isClosed, false);
	});

	it("takes and forgets whatever the client says, however much", () => {
		const site = server();
		const client = new Client(site).send(EVENTS + PAGE);
		client.send(PAGE.repeat(100));
		assert.equal(client.statuses, "200");
		site.publish("events", encode("second\n\n"), 0);
		assert.ok(client.sent.endsWith("first\n\nsecond\n\n"));
	});

	it("is not evicted for a newcomer, and the next client of the connection hears nothing", () => {
		const site = server();
		const client = new Client(site).send(EVENTS);
		const pollers = Array.from({ length: 5 }, () => new Client(site).send(PAGE));
		assert.equal(new Client(site).send(PAGE).statuses, "200");
		assert.equal(client.isClosed, false);
		assert.equal(pollers.filter(({ isClosed }) => isClosed).length, 1);
		client.exchange?.closed();
		const next = new Client(site);
		site.publish("events", encode("second\n\n"), 0);
		assert.equal(next.sent, "");
		assert.equal(next.send(PAGE).body, "page");
	});

	it("ends with the server", () => {
		const site = server();
		const client = new Client(site).send(EVENTS);
		site.close();
		assert.equal(client.isClosed, true);
		assert.equal(site.hears("events"), false);
	});
});
