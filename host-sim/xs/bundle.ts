/** Bundles for XS, as esbuild makes them for the device: one module, ES2022, nothing of Node. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

const COMMON = {
	bundle: true,
	format: "esm",
	target: "es2022",
	logLevel: "warning",
	loader: { ".html": "text", ".md": "text", ".hex": "text" },
} as const;

/** `host-sim/xs/NAME.ts`, whose main runs on XS, into `folder`. */
export function bundleEntry(name: string, folder: string): void {
	const entry = join("host-sim", "xs", `${name}.ts`);
	buildSync({ ...COMMON, entryPoints: [entry], outfile: join(folder, `${name}.js`) });
}

/** Folders of `test` whose tests are portable; those in `host-sim` and beside them need Node. */
const PORTABLE = ["han", "model", "display", "http"];
const PORTABLE_FILES = ["test/app.test.ts"];

export function portableTests(): string[] {
	const inFolders = PORTABLE.flatMap((folder) =>
		readdirSync(join("test", folder)).map((file) => join("test", folder, file)),
	);
	return [...inFolders.filter((file) => file.endsWith(".test.ts")), ...PORTABLE_FILES];
}

/**
 * The portable tests, with our assert and mocha in place of Node's. All of it is inside main: tests
 * keep what they like at module scope, and so does the app machine, which is no device's here.
 */
export function bundleTests(outfile: string): void {
	const imports = portableTests().map((file) => `import "./${file}";`);
	const { outputFiles } = buildSync({
		...COMMON,
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
