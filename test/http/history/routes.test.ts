import assert from "node:assert/strict";
import { answer } from "../../../src/http/api.ts";
import { HttpServer } from "../../../src/http/server.ts";
import { asking } from "../../support/asking.ts";
import { Client, encode } from "../../support/fake-connection.ts";
import { FakeHistory, hourAt } from "../../support/history.ts";
import { sourcesOf, storeOf } from "../../support/invented.ts";

const NOW = hourAt(2026, 1, 31, 13);
const PATHS = ["/hours", "/days", "/months", "/capacity", "/voltage", "/power"] as const;
const CSV = "text/csv; charset=utf-8";
const JSON_TYPE = "application/json";

function ask(path: string, more = {}) {
	return answer({ ...sourcesOf(storeOf()), history: new FakeHistory(NOW) }, asking(path, more));
}

describe("The history's routes", () => {
	it("have a form by their ending, or else by the Accept field", () => {
		for (const path of PATHS) {
			for (const [ending, wantsCsv, type] of [
				["", false, JSON_TYPE],
				["", true, CSV],
				[".csv", false, CSV],
				[".csv", true, CSV],
				[".json", false, JSON_TYPE],
				[".json", true, JSON_TYPE],
				[".csv/", false, CSV],
				["/", true, CSV],
			] as const) {
				const reply = ask(`/api/v1${path}${ending}`, { wantsCsv });
				assert.deepEqual([reply.status, reply.type], [200, type], path + ending);
				assert.ok(reply.headers?.includes("Vary: Accept"));
				assert.ok(reply.headers?.includes("Cache-Control: no-store"));
			}
		}
	});

	it("are at their own paths alone", () => {
		for (const path of [
			"/api/v1/hours.xml",
			"/api/v1/hours.csv.json",
			"/api/v1/.csv",
			"/api/v1hours",
			"/api/v1/hours.csv//",
			"/api/v1/constructor",
			"/hours",
		]) {
			assert.equal(ask(path).status, 404, path);
		}
		assert.equal(ask("/api/v1/history.csv", { method: "DELETE", bearer: "4711" }).status, 404);
	});

	it("are not there on a device that keeps nothing", () => {
		assert.equal(answer(sourcesOf(storeOf()), asking("/api/v1/hours")).status, 404);
	});

	it("say which methods they know", () => {
		const allowed = (path: string, method: string) => {
			const { status, headers } = ask(path, { method, bearer: "4711" });
			return [status, headers?.[0]];
		};
		for (const path of PATHS) {
			for (const method of ["PUT", "DELETE"]) {
				assert.deepEqual(allowed(`/api/v1${path}.csv`, method), [405, "Allow: GET, HEAD"]);
			}
		}
		for (const method of ["GET", "HEAD", "PUT"]) {
			assert.deepEqual(allowed("/api/v1/history", method), [405, "Allow: DELETE"]);
		}
		for (const method of ["GET", "HEAD", "DELETE"]) {
			const path = "/api/v1/hours/2026-01-31T12:00:00Z";
			assert.deepEqual(allowed(path, method), [405, "Allow: PUT"]);
		}
	});

	it("make nothing for HEAD but the head", () => {
		const server = new HttpServer(({ path, ...more }) => ask(path, more), encode);
		const client = new Client(server).send(
			"HEAD /api/v1/hours.csv HTTP/1.1\r\nHost: localhost\r\n\r\n",
		);
		assert.match(client.sent, /^HTTP\/1\.1 200 OK\r\nContent-Type: text\/csv/);
		assert.match(client.sent, /\r\nVary: Accept\r\n/);
		assert.equal(client.body, "");
		assert.equal(client.connection.wakes, 0);
	});

	it("give others their turn after each piece", () => {
		const history = new FakeHistory(NOW);
		history.putAll(NOW - 1000, NOW, 500);
		const from = { ...sourcesOf(storeOf()), history };
		const server = new HttpServer((request) => answer(from, request), encode);
		const client = new Client(server).send(
			"GET /api/v1/hours.csv?from=2025-12-01 HTTP/1.0\r\nHost: localhost\r\n\r\n",
		);
		let before = client.sent.length;
		assert.ok(before < 1100);
		for (let woken = 0; client.connection.wakes > woken; before = client.sent.length) {
			woken = client.connection.wakes;
			client.take(1e9);
			assert.ok(
				client.sent.length - before < 1100,
				`${client.sent.length - before} octets at once`,
			);
		}
		assert.equal(client.isClosed, true);
		assert.equal(client.body.trim().split("\n").length, 1002);
	});
});
