/**
 * Writes the project's own captures and their golden readings into `test/captures`, over what is
 * there. Look at the difference before it is committed.
 *
 *     npm run captures
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { ownCaptures } from "./own-captures.ts";

for (const { path, hex, json } of ownCaptures()) {
	const file = `test/captures/${path}`;
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(`${file}.hex`, hex);
	writeFileSync(`${file}.json`, json);
}
