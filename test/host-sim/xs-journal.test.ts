/** What the journal takes on the engine that the device runs. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleEntry } from "../../host-sim/xs/bundle.ts";
import { withXs } from "../support/xs/host.ts";

/** Room for the flash, which is in memory here. */
const OPTIONS = ["--memory=4000000", "--creation=1310720,1024,16384,64,384,64,32,0"];
const SLOT = 16;

withXs("the journal on XS", (host) => {
	const folder = mkdtempSync(join(tmpdir(), "glimt-journal-"));
	bundleEntry("journal-allocation", folder);
	const bundle = join(folder, "journal-allocation.js");
	const { status, stderr } = spawnSync(host, [...OPTIONS, bundle], { encoding: "utf8" });
	rmSync(folder, { recursive: true });
	const figures = new Map(
		stderr.split("\n").map((line) => {
			const [what = "", counts = ""] = line.split(": ");
			return [what, counts.split(" ").map(Number)];
		}),
	);

	it("allocates nothing in 1000 hours of writing, tidying, finding and reading", () => {
		assert.equal(status, 0, stderr);
		assert.deepEqual(figures.get("1000 hours"), [0, 0, 0]);
	});

	for (const [what, most] of [
		["a journal of 216 sectors", 8192],
		["a reader", 1024],
	] as const) {
		it(`takes at most ${most} octets for ${what}`, () => {
			const [slots = Number.NaN, chunks = Number.NaN] = figures.get(what) ?? [];
			assert.ok(slots * SLOT + chunks <= most, `${slots} slots and ${chunks} octets of chunks`);
		});
	}
});
