/** The docs show what the command prints. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const EXAMPLE = /```console\n\$ glimt ([^\n]*)\n([\s\S]*?)```/g;

describe("the docs", () => {
	for (const file of readdirSync("docs").filter((name) => name.endsWith(".md"))) {
		for (const [, command, printed] of readFileSync(`docs/${file}`, "utf8").matchAll(EXAMPLE)) {
			it(`show what glimt ${command} prints: ${file}`, () => {
				const args = ["build/host/glimt.mjs", ...(command as string).split(" ")];
				assert.equal(execFileSync(process.execPath, args, { encoding: "utf8" }), printed);
			});
		}
	}

	it("name files that exist", () => {
		const docs = ["docs", "hardware"].flatMap((folder) =>
			readdirSync(folder).map((name) => `${folder}/${name}`),
		);
		for (const file of ["README.md", ...docs]) {
			if (!file.endsWith(".md")) continue;
			const text = readFileSync(file, "utf8");
			for (const [, path] of text.matchAll(
				/`((?:src|docs|test|host-sim|hardware)\/[\w./-]+\.\w+)`/g,
			)) {
				assert.ok(readFileSync(path as string), `${file} names ${path}`);
			}
		}
	});
});
