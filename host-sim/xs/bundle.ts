/** Bundles for XS, made as the device's is. */
import { readdirSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { buildSync } from "esbuild";
import { bundleForDevice, DEVICE } from "../device-bundle.ts";

/** `host-sim/xs/NAME.ts`, whose main runs on XS, into `folder`. */
export function bundleEntry(name: string, folder: string): void {
	const entry = join("host-sim", "xs", `${name}.ts`);
	bundleForDevice({ entryPoints: [entry], outfile: join(folder, `${name}.js`) });
}

/** Files and folders of `test` that cannot run on XS, and why. All others do. */
export const NOT_ON_XS: Readonly<Record<string, string>> = Object.freeze({
	"host-sim": "the simulator is a program for Node; it runs the app on both engines itself",
	device: "runs the C of src/device on XS itself, and its modules beside fakes of the SDK's",
	hardware: "boards and drawings, made and looked at on Node",
	"bundles.test.ts": "reads the build's files",
	"docs.test.ts": "reads the project's files and runs its commands",
});

export function portableTests(): string[] {
	return testFiles().filter((file) => reasonAgainst(file) === undefined);
}

/** Each with its reason. */
export function testsNotOnXs(): [file: string, reason: string][] {
	return testFiles().flatMap((file) => {
		const reason = reasonAgainst(file);
		return reason === undefined ? [] : [[file, reason]];
	});
}

function reasonAgainst(file: string): string | undefined {
	return NOT_ON_XS[relative("test", file).split(sep)[0] as string];
}

function testFiles(): string[] {
	return readdirSync("test", { recursive: true, encoding: "utf8" })
		.filter((file) => file.endsWith(".test.ts"))
		.sort()
		.map((file) => join("test", file));
}

/**
 * The portable tests, with our assert and mocha in place of Node's. All of it is inside main: tests
 * keep what they like at module scope, and so does the app machine, which is no device's here.
 */
export function bundleTests(outfile: string): void {
	const imports = portableTests().map((file) => `import "./${file}";`);
	const { outputFiles } = buildSync({
		...DEVICE,
		format: "iife",
		write: false,
		stdin: {
			contents: [
				...imports,
				'import { run } from "./test/support/xs/mocha.ts";',
				"run((line) => xs.print(line));",
			].join("\n"),
			resolveDir: process.cwd(),
			sourcefile: "portable-tests.ts",
			loader: "ts",
		},
		alias: { "node:assert/strict": "./test/support/xs/assert.ts" },
		inject: ["./test/support/xs/mocha.ts"],
	});
	writeFileSync(outfile, `export default function main() {\n${outputFiles[0]?.text}}\n`);
}
