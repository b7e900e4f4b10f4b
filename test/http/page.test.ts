import assert from "node:assert/strict";
import { answer } from "../../src/http/api.ts";
import type { Pieces } from "../../src/http/reply.ts";
import { asking } from "../support/asking.ts";
import { sourcesOf, storeOf } from "../support/invented.ts";

/** Eleven segments of TCP: the page opens at once, and takes little flash. */
const MAX_SIZE = 15_000;

describe("GET /", () => {
	const reply = answer(sourcesOf(storeOf()), asking("/"));
	const body = reply.body as Pieces;
	const html = body.pieces.join("");

	it("is a page, reading or no reading", () => {
		assert.equal(reply.status, 200);
		assert.equal(reply.type, "text/html; charset=utf-8");
		assert.match(html, /^<!doctype html>/);
	});

	it("is small, ASCII and in pieces that fit a buffer", () => {
		assert.ok(body.size < MAX_SIZE, `${body.size} octets`);
		assert.equal(body.size, html.length);
		assert.match(html, /^[\n\t -~]*$/);
		assert.ok(body.pieces.every((piece) => piece.length <= 1024));
	});

	it("lets the browser run its one script and style and fetch from here only", () => {
		const field = reply.headers?.find((header) => header.startsWith("Content-Security-Policy: "));
		assert.match(
			field ?? "",
			/: default-src 'none'; script-src 'sha256-[\w+/]{43}='; style-src 'sha256-[\w+/]{43}='; connect-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'$/,
		);
		assert.ok(reply.headers?.includes("Referrer-Policy: no-referrer"));
		assert.ok(reply.headers?.includes("Cache-Control: no-cache"));
		assert.equal(html.split("<script").length, 2);
		assert.equal(html.split("<style").length, 2);
		assert.ok(!/ style=| on\w+=/.test(html));
	});

	it("refers to nothing outside", () => {
		const without = html.replace(/http:\/\/www\.w3\.org\/2000\/svg/g, "");
		assert.ok(!/https?:|\/\//.test(without));
		assert.ok(!/@import|url\(/.test(without));
	});

	it("brings its icon along and sets data as text only", () => {
		assert.match(html, /<link rel="icon" href="data:image\/svg\+xml,/);
		assert.ok(!/innerHTML|outerHTML|insertAdjacentHTML|document\.write/.test(html));
	});

	it("follows the reader's theme and wish for little motion", () => {
		assert.match(html, /color-scheme:\s*light dark/);
		assert.match(html, /prefers-reduced-motion/);
	});
});
