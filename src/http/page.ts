/**
 * The web page: one file, ASCII, nothing fetched but `/api/v1/reading`. Its policy lets the browser
 * run the one script and the one style in it, and nothing that data could smuggle in.
 *
 * `page/index.html` and `page/hashes.json` are made by `npm run page`.
 */
import { script, style } from "./page/hashes.json";
import html from "./page/index.html";
import { pieces, type Reply } from "./reply.ts";

const POLICY = [
	"default-src 'none'",
	`script-src 'sha256-${script}'`,
	`style-src 'sha256-${style}'`,
	"connect-src 'self'",
	"img-src data:",
	"base-uri 'none'",
	"frame-ancestors 'none'",
	"form-action 'none'",
].join("; ");

export const PAGE: Reply = Object.freeze({
	status: 200,
	type: "text/html; charset=utf-8",
	body: pieces(html),
	headers: Object.freeze([
		"Cache-Control: no-cache",
		`Content-Security-Policy: ${POLICY}`,
		"Referrer-Policy: no-referrer",
		"X-Content-Type-Options: nosniff",
	]),
});
