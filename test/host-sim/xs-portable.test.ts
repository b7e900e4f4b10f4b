/** The portable tests, the same files as on Node, on the engine that the device runs. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleTests, portableTests, testsNotOnXs } from "../../host-sim/xs/bundle.ts";
import { withXs } from "../support/xs/host.ts";

/** Tests keep all they compare; the device's own numbers are for the app. */
const ROOMY = ["--memory=100000000", "--creation=8388608,1048576,262144,65536,8192,1024,1024,0"];

interface Run {
	readonly status: number | null;
	/** `ok title` or `not ok title: why`, and what the host says. */
	readonly lines: readonly string[];
}

function runOnXs(host: string): Run {
	const folder = mkdtempSync(join(tmpdir(), "glimt-xs-"));
	const bundle = join(folder, "tests.js");
	bundleTests(bundle);
	const { status, stderr } = spawnSync(host, [...ROOMY, bundle], { encoding: "utf8" });
	rmSync(folder, { recursive: true });
	return { status, lines: stderr.trim().split("\n") };
}

withXs("on XS", (host) => {
	const { status, lines } = runOnXs(host);

	for (const line of lines) {
		const [, isOk, title] = /^(ok|not ok) (.*)$/.exec(line) ?? [];
		if (title === undefined) continue;
		it(title.split(": ")[0] as string, () => {
			assert.equal(isOk, "ok", title);
		});
	}

	for (const [file, reason] of testsNotOnXs()) {
		it(`${file} cannot: ${reason}`, () => {
			assert.match(readFileSync(file, "utf8"), /from "(node:|.*host-sim)/);
		});
	}

	it("every portable test runs to its end", () => {
		assert.equal(status, 0, lines.slice(-5).join("\n"));
		assert.ok(lines.length >= portableTests().length);
	});
});
