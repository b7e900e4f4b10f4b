/** What the manifest says of every board, and what docs/flash.md says of what is needed. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { BUILDS } from "../../hardware/builds.ts";
import { IDF_VERSION, SDK_VERSION } from "../../hardware/toolchain.ts";

function json(path: string) {
	return JSON.parse(readFileSync(path, "utf8"));
}

const manifest = json("manifest.json");
const guide = readFileSync("docs/flash.md", "utf8");

describe("the manifest", () => {
	it("has nothing of the SDK's that keeps main waiting for Wi-Fi", () => {
		const { platforms } = json("src/device/sdk-parts.json");
		for (const platform of ["esp32/*", "lin"]) {
			const left = platforms[platform].modules["~"];
			assert.ok(left.includes("$(BUILD)/devices/esp32/setup/network"), platform);
		}
		assert.doesNotMatch(JSON.stringify(manifest), /"(?:ssid|password|sntp)":/);
	});

	it("preloads the app, through the one module that imports it, and the UART's class", () => {
		assert.deepEqual(manifest.preload, ["preload"]);
		assert.match(readFileSync("src/device/preload.js", "utf8"), /^import "main";$/m);
		assert.deepEqual(json("src/device/uart/manifest.json").platforms.esp32.preload, ["uart"]);
	});

	it("has the engine call the hook that notes why the app ended", () => {
		assert.equal(manifest.defines.xs.abortHook, 1);
	});

	it("leaves the SDK's stripping as it is", () => {
		assert.ok(!("strip" in manifest));
		assert.ok(manifest.include.includes("$(MODDABLE)/examples/manifest_base.json"));
	});

	it("has Glimt's own partitions", () => {
		assert.equal(manifest.build.PARTITIONS_FILE, "./src/device/partitions.csv");
	});
});

describe("docs/flash.md", () => {
	it("names every board that can be built for, and no other", () => {
		const [, list = ""] = /with one of ([^.]*)\./.exec(guide) ?? [];
		const named = list.match(/[a-z0-9-]+(?=`)/g);
		assert.deepEqual(
			named,
			BUILDS.map(({ name }) => name),
		);
	});

	it("names the versions that the command asks for", () => {
		assert.ok(guide.includes(`| Moddable SDK | ${SDK_VERSION} |`));
		assert.ok(guide.includes(`| ESP-IDF | ${IDF_VERSION} |`));
	});
});
