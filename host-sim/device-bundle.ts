/** Bundles as the device takes them: one module, ES2022, and of the SDK only what is asked for. */
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { runInNewContext } from "node:vm";
import { type BuildOptions, buildSync, type Metafile, transformSync } from "esbuild";

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
	const { outfile, sourcemap, minifyIdentifiers = false, ...others } = options;
	const inline = sourcemap ? "inline" : false;
	const made = buildSync({
		...DEVICE,
		...others,
		outfile,
		sourcemap: inline,
		write: false,
		metafile: true,
	});
	const { code, numbers } = withoutNumbers(withPlainFields(made.outputFiles[0]?.text ?? ""));
	const small = transformSync(code, {
		target: DEVICE.target,
		format: DEVICE.format,
		define: numbers,
		minifyIdentifiers,
		treeShaking: true,
		mangleProps: PRIVATE,
		sourcemap: sourcemap ? "external" : false,
		sourcefile: outfile,
	});
	const text = withArrows(withConstants(small.code));
	mkdirSync(dirname(outfile), { recursive: true });
	writeFileSync(
		outfile,
		sourcemap ? `${text}//# sourceMappingURL=${basename(outfile)}.map\n` : text,
	);
	if (sourcemap) writeFileSync(`${outfile}.map`, small.map);
	return made.metafile;
}

/** Of a name that was private. */
const PRIVATE = /^private_/;

/**
 * A private name is a variable to XS: each function that says it has a slot for it, 16 octets of flash. That
 * nobody else says it, the compiler has seen to by now. Style sheets have a `#` after other characters.
 */
function withPlainFields(bundle: string): string {
	return bundle
		.replace(/\.#(\w+)/g, ".private_$1")
		.replace(/^(\s+(?:static |get |set |async )*)#(\w+)/gm, "$1private_$2");
}

/**
 * The numbers at module scope apart, so that each is written where its name is said: that saves the device a
 * slot in each function that says it, and the look for it.
 */
function withoutNumbers(bundle: string): { code: string; numbers: Record<string, string> } {
	const numbers: Record<string, string> = {};
	const code = bundle.replace(NUMBER, (line: string, name: string, formula: string) => {
		const names = formula.match(/\b[A-Za-z_$][\w$]*/g) ?? [];
		if (!names.every((other) => Object.hasOwn(numbers, other))) return line;
		const known = names.map((other) => [other, Number(numbers[other])]);
		numbers[name] = String(runInNewContext(formula, Object.fromEntries(known)));
		return "";
	});
	return { code, numbers };
}

const NUMBER = /^var ([\w$]+) = ([\w$ .+\-*/%()<>|&~]+);$/gm;

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
