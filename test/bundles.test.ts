/** What esbuild put into the bundles: the import table, checked where it counts. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { VERSION } from "../src/version.ts";

interface Metafile {
	inputs: Record<string, { imports: { path: string; external?: boolean }[] }>;
}

const metafile = (bundle: string): Metafile =>
	JSON.parse(readFileSync(join("build", bundle, "meta.json"), "utf8"));

function externalsOf(bundle: string): string[] {
	const externals = Object.values(metafile(bundle).inputs)
		.flatMap(({ imports }) => imports)
		.filter(({ external }) => external)
		.map(({ path }) => path)
		// esbuild's own helpers.
		.filter((path) => path !== "<runtime>");
	return [...new Set(externals)].sort();
}

describe("the device's bundle", () => {
	it("asks for these modules of the SDK and no others", () => {
		assert.deepEqual(externalsOf("device"), [
			"Resource",
			"commodetto/Poco",
			"commodetto/parseBMF",
			"dimmer",
			"embedded:io/socket/listener",
			"embedded:io/socket/tcp",
			"embedded:io/socket/udp",
			"embedded:network/dnssd",
			"embedded:storage/flash",
			"lamp",
			"mc/config",
			"net",
			"pins/digital",
			"preference",
			"time",
			"timer",
			"uart",
			"wifi",
		]);
	});

	it("holds sources of the device and portable ones only", () => {
		for (const input of Object.keys(metafile("device").inputs)) {
			assert.match(input, /^src\//);
		}
	});

	it("exports its main and nothing else, so that it can be preloaded", () => {
		const text = readFileSync("build/device/main.js", "utf8");
		assert.match(text, /export \{\s*[\w$]+ as default\s*\};/);
		assert.equal(text.match(/^export /gm)?.length, 1);
	});

	it("has no variable at module scope, which would cost RAM", () => {
		const text = readFileSync("build/device/main.js", "utf8");
		assert.doesNotMatch(text, /^(var|let) /m);
		assert.match(text, /^const /m);
	});

	it("has few plain functions at module scope, whose prototypes cost flash", () => {
		const text = readFileSync("build/device/main.js", "utf8");
		const plain = text.match(/^function /gm) ?? [];
		const arrows = text.match(/^const .* => \{$/gm) ?? [];
		assert.ok(plain.length * 8 < arrows.length, `${plain.length} beside ${arrows.length} arrows`);
	});

	it("has no regular expression at module scope, which the SDK's engine cannot run preloaded", () => {
		const text = readFileSync("build/device/main.js", "utf8");
		assert.doesNotMatch(text, /^const [\w$]+ = (\/[^/*]|new RegExp|RegExp)/m);
	});

	it("reaches for the machine only in src/device and src/main.ts", () => {
		for (const [input, { imports }] of Object.entries(metafile("device").inputs)) {
			if (input.startsWith("src/device/") || input === "src/main.ts") continue;
			assert.deepEqual(
				imports.filter(({ external }) => external),
				[],
				input,
			);
		}
	});
});

describe("the command's bundle", () => {
	it("holds nothing of the device's edge", () => {
		const { inputs } = metafile("host");
		const device = Object.keys(inputs).filter((input) => /^src\/(device\/|main\.ts)/.test(input));
		assert.deepEqual(device, []);
	});

	it("asks for Node's modules and its two packages, of which serialport is optional", () => {
		const others = externalsOf("host").filter((path) => !path.startsWith("node:"));
		assert.deepEqual(others, ["pngjs", "serialport"]);
	});
});

describe("the project", () => {
	it("has the version that the device tells", () => {
		assert.equal(JSON.parse(readFileSync("package.json", "utf8")).version, VERSION);
	});
});
