/** A page of its parts: script and style made small, and set into the HTML. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";

/** Where the parts of each page are. */
export const PAGES = ["src/http/page", "src/http/set-up/page"] as const;

export interface Page {
	/** ASCII, so that the server can cut it anywhere. */
	readonly html: string;
	/** SHA-256 in base64 of what is between the tags, as a Content-Security-Policy names it. */
	readonly hashes: { readonly script: string; readonly style: string };
}

export function makePage(folder: (typeof PAGES)[number] = PAGES[0]): Page {
	const part = (name: string) => readFileSync(join(folder, name), "utf8");
	const script = small(part("page.js"), "js");
	const style = small(part("page.css"), "css");
	const html = part("page.html")
		.replace(/^\t+/gm, "")
		.replace("/*style*/", () => style)
		.replace("/*script*/", () => script);
	return { html, hashes: { script: hash(script), style: hash(style) } };
}

function small(text: string, loader: "js" | "css"): string {
	const { code } = transformSync(text, {
		loader,
		minify: true,
		charset: "ascii",
		target: "es2022",
		// Nothing of the script is seen outside it.
		...(loader === "js" ? { format: "iife" as const } : {}),
	});
	return code.trim();
}

function hash(text: string): string {
	return createHash("sha256").update(text).digest("base64");
}
