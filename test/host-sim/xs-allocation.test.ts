/** Nothing is allocated per push, on the engine that the device runs. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { frameSizes } from "../../host-sim/xs/frame-sizes.ts";
import { XS_FOLDER, xsDebugHost } from "../../host-sim/xs/host.ts";
import { VIEWS } from "../../src/display/navigation.ts";
import { withXs } from "../support/xs/host.ts";

const OPTIONS = [
	"--memory=1000000",
	"--creation=65536,1024,4096,64,384,64,32,0",
	join(XS_FOLDER, "allocation.js"),
];
/** Whose frames, and hours that go by in the ledger. */
const PROOFS = ["Aidon", "Kaifa", "Kamstrup", "LandisGyr", "Hours"];

withXs("100 000 pushes on XS", (host) => {
	it(`of ${PROOFS.join(", ")} allocate no slot and no chunk octet, and collect nothing`, function () {
		this.timeout(300_000);
		const { status, stderr } = spawnSync(host, OPTIONS, { encoding: "utf8" });
		const expected = PROOFS.map((maker) => `${maker} 0 0 0 in 100000 readings`);
		if (status === 0) assert.deepEqual(stderr.trim().split("\n"), expected);
		else {
			// The debug host knows who allocated first.
			const told = spawnSync(xsDebugHost() ?? host, OPTIONS, { encoding: "utf8" }).stderr;
			assert.fail(`${stderr}\n${told}`);
		}
	});
});

/** Octets of strings that a frame may take: the dearest, the month, is a dozen short texts. */
const MOST_TEXT = 1500;

withXs("1000 frames of each view on XS", () => {
	it("allocate no slot, and nothing but short texts", () => {
		const sizes = frameSizes();
		assert.deepEqual(
			sizes.map(({ view }) => view),
			VIEWS,
		);
		for (const { view, slots, octets } of sizes) {
			assert.equal(slots, 0, view);
			assert.ok(octets <= MOST_TEXT, `${view} ${octets}`);
		}
	}).timeout(60_000);
});
