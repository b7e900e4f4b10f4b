/** `glimt scenario` as people run it. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const COMMAND = join(process.cwd(), "build", "host", "glimt.mjs");
const MINUTE = {
	title: "a minute",
	why: "a test",
	start: "2026-01-31T12:00:00Z",
	run: "1m2s",
	expect: [{ figure: "lost", equals: 0 }],
};

describe("glimt scenario", () => {
	const folder = mkdtempSync(join(tmpdir(), "glimt-"));
	after(() => rmSync(folder, { recursive: true }));

	const write = (name: string, changed: object): string => {
		const file = join(folder, name);
		writeFileSync(file, JSON.stringify({ ...MINUTE, ...changed }));
		return file;
	};
	const run = (...words: string[]) =>
		spawnSync(process.execPath, [COMMAND, "scenario", ...words], { encoding: "utf8" });

	it("prints a line a file, and ends with 0 when all held", () => {
		const [one, other] = [write("one.json", {}), write("other.json", { meter: "kaifa-se" })];
		const { stdout, status } = run(one, other);
		assert.equal(stdout, `held   ${one}: a minute\nheld   ${other}: a minute\n`);
		assert.equal(status, 0);
	});

	it("says what did not hold, and ends with 1", () => {
		const file = write("wrong.json", { expect: [{ figure: "lost", equals: 7 }] });
		const { stdout, status } = run(file, write("right.json", {}));
		assert.match(stdout, /^FAILED .*wrong\.json: a minute\n {7}at 1m2s: lost is 0, expected 7\n/);
		assert.match(stdout, /\n {7}25 readings of 25 frames\nheld {3}.*right\.json/);
		assert.equal(status, 1);
	});

	it("prints objects with --json", () => {
		const file = write("one.json", {});
		const { stdout } = run(file, "--json");
		assert.deepEqual(JSON.parse(stdout), {
			file,
			title: "a minute",
			isMet: true,
			failures: [],
			pushes: 25,
			readings: 25,
		});
	});

	it("says what it cannot run, before it runs any, and ends with 2", () => {
		const good = write("good.json", {});
		const wrong: [words: string[], message: RegExp][] = [
			[[], /^glimt scenario: say which FILE to run\n$/],
			[[join(folder, "none.json")], /none\.json: there is no such file/],
			[[good, write("bad.json", { run: "soon" })], /bad\.json: run is "soon"; say a time such as/],
			[[good, "--engine", "v8"], /--engine v8: say node or xs/],
			[[good, "--fast"], /--fast/],
		];
		for (const [words, message] of wrong) {
			const { stdout, stderr, status } = run(...words);
			assert.match(stderr, message);
			assert.deepEqual([stdout, status], ["", 2]);
		}
	});
});
