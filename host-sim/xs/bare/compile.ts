/**
 * Compiles and links the host for bare RV32: the engine and the host's own files, with those of this
 * folder where there is no operating system to ask. An object's name holds the hash of all it was
 * made of, so what is there is up to date.
 */
import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { INTEGRITY } from "../sources.ts";

const run = promisify(execFile);

const HOST = join("host-sim", "xs");
const BARE = join(HOST, "bare");
const GCC = "riscv64-unknown-elf-gcc";
const SPECS = "--specs=picolibc.specs";

/** The host's files that ask nothing of an operating system but files. */
const SHARED = [
	"code",
	"defaults",
	"main",
	"memory",
	"mend",
	"module",
	"preload",
	"screen",
	"share",
];
/** The engine's files that the host does without; see ../compile.ts. */
const LEFT_OUT = ["xsDefaults.c", "xsSnapshot.c"];
const WRAPPED = ["fxShare", "fxSetIndexSize", "fxCloneMachine"];

/** No floating point in hardware, as the ESP32-C3; its compiler makes the same code without `a`. */
const MACHINE = [SPECS, "-march=rv32imac", "-mabi=ilp32"];
/** As the SDK compiles for the ESP32-C3 (tools/mcconfig/make.esp32.mk). */
const AS_THE_SDK = ["-Os", "-fno-inline-functions", "-fno-jump-tables", "-falign-functions=4"];
/** As for tests (../compile.ts), so that the same is allocated and interpreted. */
const ENGINE = [
	...["-DINCLUDE_XSPLATFORM", '-DXSPLATFORM="platform.h"'],
	...["-DmxParse=1", "-DmxRun=1", "-DmxSloppy=1", "-DmxNoConsole=1", "-DmxBoundsCheck=1"],
	...["-DmxRegExpUnicodePropertyEscapes=1", "-DmxStringNormalize=1", "-DmxMinusZero=1"],
];
const SECTIONS = ["-fno-common", "-ffunction-sections", "-fdata-sections"];
/** `int32_t` is a `long` here, and the host prints it as an `int`. */
const WARNINGS = ["-Wall", "-Wextra", "-Wno-format", "-Werror"];
/** Where qemu's `virt` machine has its memory: code, and after it data, heap and stack. */
const LINKED = [
	...["--oslib=semihost", "--crt0=semihost", "-Wl,--defsym=__flash=0x80000000"],
	...["-Wl,--defsym=__flash_size=0x200000", "-Wl,--defsym=__ram=0x80200000"],
	...["-Wl,--defsym=__ram_size=0x2000000", "-Wl,--defsym=__stack_size=0x100000"],
	...WRAPPED.map((name) => `-Wl,--wrap=${name}`),
];

interface Unit {
	readonly source: string;
	readonly object: string;
	readonly flags: readonly string[];
}

/** Debian packages that are missing here, of those that compile and run bare RV32. */
export function missingPackages(): string[] {
	const works = (words: string[]) => spawnSync(words[0] as string, words.slice(1)).status === 0;
	const needs = [
		["gcc-riscv64-unknown-elf", [GCC, "--version"]],
		["picolibc-riscv64-unknown-elf", [GCC, SPECS, "-E", "-x", "c", "/dev/null"]],
		["qemu-system-misc", ["qemu-system-riscv32", "--version"]],
	] as const;
	return needs.filter(([, words]) => !works([...words])).map(([name]) => name);
}

/** Makes `binary` from what is not up to date in `folder`. Throws with the compiler's words. */
export async function compile(engine: string, folder: string, binary: string, defines: string[]) {
	mkdirSync(folder, { recursive: true });
	const units = unitsOf(engine, folder, defines);
	const made = new Set(readdirSync(folder));
	const stale = units.filter(({ object }) => !made.has(basename(object)));
	const left = [...stale];
	const worker = async () => {
		for (let next = left.shift(); next !== undefined; next = left.shift()) await makeObject(next);
	};
	await Promise.all(Array.from({ length: availableParallelism() }, worker));
	const objects = units.map(({ object }) => object);
	await run(GCC, [...MACHINE, ...LINKED, ...objects, "-lm", "-o", binary]);
	const kept = new Set(objects.map((object) => basename(object)));
	for (const name of made) if (!kept.has(name)) rmSync(join(folder, name));
}

function unitsOf(engine: string, folder: string, defines: string[]): Unit[] {
	const folders = ["includes", "platforms", "sources"].map((name) => join(engine, name));
	const includes = [`-I${BARE}`, `-I${HOST}`, ...folders.flatMap((name) => ["-isystem", name])];
	const flags = [...MACHINE, ...AS_THE_SDK, ...SECTIONS, ...ENGINE, ...defines, ...includes];
	// Lest our memcpy become a call of memcpy.
	const ours = [...flags, ...WARNINGS, "-fno-tree-loop-distribute-patterns"];
	const sources = join(engine, "sources");
	return [
		...cFiles(sources)
			.filter((name) => !LEFT_OUT.includes(name))
			.map((name) => unit(join(sources, name), folder, "engine", [...flags, "-w"])),
		...SHARED.map((name) => unit(join(HOST, `${name}.c`), folder, "host", ours)),
		...cFiles(BARE).map((name) => unit(join(BARE, name), folder, "bare", ours)),
	];
}

function unit(source: string, folder: string, prefix: string, flags: string[]): Unit {
	const headers = [
		join(BARE, "platform.h"),
		...(prefix === "engine" ? [] : [join(HOST, "host.h")]),
	];
	const hash = createHash("sha256").update(JSON.stringify([INTEGRITY, flags]));
	for (const file of [...headers, source]) hash.update(readFileSync(file));
	const name = `${prefix}-${basename(source, ".c")}-${hash.digest("hex").slice(0, 16)}.o`;
	return { source, object: join(folder, name), flags };
}

async function makeObject({ source, object, flags }: Unit): Promise<void> {
	const unfinished = `${object}.part`;
	await run(GCC, [...flags, "-c", source, "-o", unfinished]);
	renameSync(unfinished, object);
}

function cFiles(folder: string): string[] {
	return readdirSync(folder).filter((name) => name.endsWith(".c"));
}
