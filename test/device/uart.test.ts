/**
 * src/device/uart/uart.c as it stands, between real XS and an ESP-IDF of fakes: what JavaScript gets
 * of it, and that it compiles for the ESP32-C3's instructions without a warning.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { missingPackages } from "../../host-sim/xs/bare/compile.ts";
import { withXs } from "../support/xs/host.ts";
import { compileForRv32, makeHarness } from "../support/xs/uart-harness.ts";

function inFolder<Result>(work: (folder: string) => Result): Result {
	const folder = mkdtempSync(join(tmpdir(), "glimt-uart-"));
	try {
		return work(folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

withXs("uart.c on XS", () => {
	const { status, stdout, stderr } = inFolder((folder) =>
		spawnSync(makeHarness(folder), ["test/device/uart/script.js"], {
			encoding: "utf8",
			timeout: 20_000,
		}),
	);

	for (const line of stdout.trim().split("\n")) {
		const [, isOk, title] = /^(ok|not ok) (.*)$/.exec(line) ?? [];
		it((title ?? line).split(": ")[0] as string, () => assert.equal(isOk, "ok", title));
	}

	it("runs to its end", () => assert.equal(status, 0, stderr));
});

withXs("uart.c for the ESP32-C3", () => {
	it("compiles without a warning, and is small", function () {
		const missing = missingPackages();
		if (missing.length > 0) {
			if (process.env["CI"]) throw new Error(`missing: ${missing.join(" ")}`);
			this.skip();
		}
		inFolder((folder) => {
			const object = join(folder, "uart.o");
			compileForRv32(object);
			assert.ok(statSync(object).size < 16_384);
		});
	});
});
