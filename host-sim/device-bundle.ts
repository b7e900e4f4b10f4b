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
	const { imports, code } = withoutImports(withPlainFields(made.outputFiles[0]?.text ?? ""));
	const small = transformSync(withNumbersFirst(code), {
		target: DEVICE.target,
		format: DEVICE.format,
		minifySyntax: true,
		minifyIdentifiers,
		treeShaking: true,
		mangleProps: PRIVATE,
		sourcemap: sourcemap ? "external" : false,
		sourcefile: outfile,
	});
	const text = withArrows(withConstants(small.code)) + imports;
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

/** Imports apart, at the end of what is made: with them esbuild would put no number in place of its name. */
function withoutImports(bundle: string): { imports: string; code: string } {
	const line = /^import .*\n/gm;
	return {
		imports: (bundle.match(line) ?? []).join(""),
		code: bundle.replace(line, "\n"),
	};
}

/**
 * Numbers at module scope come before all else, on the first line: esbuild writes such a number
 * wherever its name is said, which saves the device a slot in each function that says it, and the
 * look for it. It takes short ones only, and none after one that is not.
 */
function withNumbersFirst(bundle: string): string {
	const known: Record<string, number> = {};
	const rest = bundle.replace(NUMBER, (line: string, name: string, formula: string) => {
		const names = formula.match(/\b[A-Za-z_$][\w$]*/g) ?? [];
		if (!names.every((other) => Object.hasOwn(known, other))) return line;
		const value = Number(runInNewContext(formula, known));
		if (String(value).length > SHORT) return line;
		known[name] = value;
		return "";
	});
	const numbers = Object.entries(known).map(([name, value]) => `const ${name} = ${value};`);
	return numbers.join(" ") + rest;
}

const NUMBER = /^var ([\w$]+) = ([\w$ .+\-*/%()<>|&~]+);$/gm;
const SHORT = 8;

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
