/**
 * Makes `src/http/page/index.html`, the page as it is served, of its parts in that folder; and
 * `hashes.json`, by which its policy knows the one script and the one style in it.
 *
 *     npm run page
 */
import { writeFileSync } from "node:fs";
import { makePage } from "./page.ts";

const { html, hashes } = makePage();
writeFileSync("src/http/page/index.html", html);
writeFileSync("src/http/page/hashes.json", `${JSON.stringify(hashes, null, "\t")}\n`);
process.stdout.write(`the page has ${html.length} octets\n`);
