/** A bench that is told something wrong says so in one line, and does not begin. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

const LIMIT_MS = 50_000;

function run(bench: string, ...words: string[]) {
	return spawnSync("npm", ["run", "-s", `bench${bench}`, "--", ...words], {
		encoding: "utf8",
		env: { ...process.env, npm_config_loglevel: "silent" },
		timeout: LIMIT_MS,
	});
}

describe("a bench", () => {
	for (const [bench, words, message] of [
		["", ["--fast"], /^Unknown option '--fast'\n$/],
		[":sim", ["--fast"], /^Unknown option '--fast'\n$/],
		[":sim", ["--days", "week"], /^--days week: say a number above 0\n$/],
		[":wear", ["--fast"], /^Unknown option '--fast'\n$/],
		[":year", ["--days", "0"], /^--days 0: say a number above 0\n$/],
		[":year", ["--meter", "none"], /^no meter is called none; there are [^\n]+\n$/],
	] as const) {
		it(`says what is wrong: npm run bench${bench} -- ${words.join(" ")}`, function () {
			this.timeout(LIMIT_MS);
			const { status, stdout, stderr } = run(bench, ...words);
			assert.match(stderr, message);
			assert.deepEqual([status, stdout], [2, ""]);
		});
	}
});
