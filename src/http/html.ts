/**
 * A page: one file, ASCII. Its policy lets the browser run the one script and the one style in it, and
 * nothing that data could smuggle in.
 */
import { pieces, type Reply } from "./reply.ts";

/** `hashes` are SHA-256 in base64 of the script and of the style. */
export function htmlReply(
	html: string,
	hashes: { readonly script: string; readonly style: string },
): Reply {
	const policy = [
		"default-src 'none'",
		`script-src 'sha256-${hashes.script}'`,
		`style-src 'sha256-${hashes.style}'`,
		"connect-src 'self'",
		"img-src data:",
		"base-uri 'none'",
		"frame-ancestors 'none'",
		"form-action 'none'",
	].join("; ");
	return Object.freeze({
		status: 200,
		type: "text/html; charset=utf-8",
		body: pieces(html),
		headers: Object.freeze([
			"Cache-Control: no-cache",
			`Content-Security-Policy: ${policy}`,
			"Referrer-Policy: no-referrer",
			"X-Content-Type-Options: nosniff",
		]),
	});
}
