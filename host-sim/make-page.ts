/**
 * Makes `index.html`, a page as it is served, of its parts in each folder of `PAGES`; and `hashes.json`,
 * by which its policy knows the one script and the one style in it.
 *
 *     npm run page
 */
import { writeFileSync } from "node:fs";
import { makePage, PAGES } from "./page.ts";

for (const folder of PAGES) {
	const { html, hashes } = makePage(folder);
	writeFileSync(`${folder}/index.html`, html);
	writeFileSync(`${folder}/hashes.json`, `${JSON.stringify(hashes, null, "\t")}\n`);
	process.stdout.write(`${folder} has ${html.length} octets\n`);
}
