/** Bundles as the device takes them: one module, ES2022, and of the SDK only what is asked for. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type BuildOptions, buildSync, type Metafile } from "esbuild";

export const DEVICE = {
	bundle: true,
	format: "esm",
	target: "es2022",
	logLevel: "warning",
	loader: { ".html": "text", ".md": "text", ".hex": "text" },
} as const satisfies BuildOptions;

/**
 * Writes the bundle of `options` to its `outfile`, and the source map beside it where one is wanted.
 * Throws an Error of esbuild's for sources that it cannot bundle.
 */
export function bundleForDevice(options: BuildOptions & { readonly outfile: string }): Metafile {
	const made = buildSync({ ...DEVICE, ...options, write: false, metafile: true });
	mkdirSync(dirname(options.outfile), { recursive: true });
	for (const { path, text } of made.outputFiles) {
		writeFileSync(path, path.endsWith(".js") ? withArrows(withConstants(text)) : text);
	}
	return made.metafile;
}

/**
 * esbuild makes `var` of each `const` of a module, and what is `var` costs the device 4 octets of RAM
 * and a warning of the linker's. Nothing of ours is assigned twice at module scope: the compiler and
 * the check of what is preloaded hold that. A text in the bundle has no line of its own.
 */
function withConstants(bundle: string): string {
	return bundle.replace(/^var /gm, "const ");
}

/**
 * An arrow function has no `prototype`, which is 64 octets of flash for each function of a module. None
 * of ours has a `this` or is a constructor. A function that the module's own code names before its line,
 * as a table does, stays: it is there from the start, and an arrow would not be.
 */
function withArrows(bundle: string): string {
	const atImport = bundle.replace(BODY, (body) => " ".repeat(body.length));
	return bundle.replace(FUNCTION, (line: string, name: string, taken: string, at: number) =>
		namesIn(atImport.slice(0, at)).has(name) ? line : `const ${name} = (${taken}) => {`,
	);
}

/** The lines in a function or class of a module, of which nothing runs when it is imported. */
const BODY = /(?<=^(?:.* )?(?:function|class) .*\{\n)(?: .*\n)+/gm;
const FUNCTION = /^function ([\w$]+)\((.*)\) \{$/gm;

function namesIn(code: string): Set<string> {
	return new Set(code.match(/[\w$]+/g));
}
