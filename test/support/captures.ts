/** The captures of real meters, beside the project: read in place, never copied in. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { octetsOf } from "../../host-sim/input.ts";

const ROOT = join(process.cwd(), "..", "shared", "captures");

/**
 * Tells `each` of every capture in `folders`, as `no/kaifa-ma304h4-tn-list1-b`. Without the captures
 * there is one skipped test, which fails in CI.
 */
export function eachCapture(
	folders: readonly string[],
	each: (name: string, read: () => Uint8Array) => void,
): void {
	for (const folder of folders) {
		const path = join(ROOT, folder);
		if (!existsSync(path)) {
			it(`needs the captures in ${path}`, function () {
				assert.ok(!process.env["CI"], `CI must have ${path}`);
				this.skip();
			});
			continue;
		}
		for (const file of readdirSync(path)
			.filter((name) => name.endsWith(".hex"))
			.sort()) {
			const name = `${folder}/${file.slice(0, -".hex".length)}`;
			each(name, () => octetsOf(readFileSync(join(path, file))));
		}
	}
}
