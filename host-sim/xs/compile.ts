/**
 * Compiles and links the host. An object's name holds the hash of all it was made of, so what is
 * there is up to date, and nothing else is kept.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { INTEGRITY } from "./sources.ts";

const run = promisify(execFile);

/** Ours; also where our C sources are. */
const OURS = join("host-sim", "xs");

/** The engine's files that this host does without: defaults.c takes one in, with changes. */
const LEFT_OUT = ["xsDefaults.c", "xsSnapshot.c"];

/** They decide what is counted as allocated and as bytecode: figures are only comparable unchanged. */
const FLAGS = [
	// Slots of 16 octets and ids of 16 bits, as on the ESP32; doubles as every 64-bit machine has them.
	...["-m32", "-msse2", "-mfpmath=sse", "-O2", "-fno-common"],
	...["-DINCLUDE_XSPLATFORM", '-DXSPLATFORM="xs-platform.h"'],
	...["-DmxParse=1", "-DmxRun=1", "-DmxSloppy=1", "-DmxNoConsole=1"],
	...["-DmxRegExpUnicodePropertyEscapes=1", "-DmxStringNormalize=1", "-DmxMinusZero=1"],
	// Without it this engine has no check of its stack.
	"-DmxBoundsCheck=1",
	...["-DmxMetering=1", "-DmxInstrument=1"],
];

export interface Build {
	readonly binary: string;
	readonly flags: readonly string[];
	/** Functions of the engine that the linker leads to ours. */
	readonly wrapped: readonly string[];
}

interface Unit {
	readonly source: string;
	readonly object: string;
	readonly arguments: readonly string[];
}

/** Makes what is not up to date. Throws with the compiler's words. */
export async function compile(engine: string, objects: string, builds: readonly Build[]) {
	mkdirSync(objects, { recursive: true });
	const units = builds.map((build) => unitsOf(engine, objects, build));
	const made = new Set(readdirSync(objects));
	const stale = units.flat().filter(({ object }) => !made.has(basename(object)));
	await atOnce(stale, makeObject);
	for (const [index, build] of builds.entries()) await link(build, units[index] ?? []);
	const kept = new Set(units.flat().map(({ object }) => basename(object)));
	for (const name of made) if (!kept.has(name)) rmSync(join(objects, name));
	return stale.length;
}

/** The objects of a build, for a test that links them with a `main` of its own. */
export function objectsOf(engine: string, objects: string, build: Build): string[] {
	return unitsOf(engine, objects, build).map(({ object }) => object);
}

/** How files that include the engine's own headers are compiled. */
export function flagsOf(engine: string, build: Build): string[] {
	const folders = ["includes", "platforms", "sources"].map((name) => join(engine, name));
	const includes = [`-I${OURS}`, ...folders.flatMap((folder) => ["-isystem", folder])];
	return [...FLAGS, ...build.flags, ...includes];
}

function unitsOf(engine: string, objects: string, build: Build): Unit[] {
	const flags = flagsOf(engine, build);
	const sources = join(engine, "sources");
	const theirs = cFiles(sources).filter((name) => !LEFT_OUT.includes(name));
	// The engine's headers are as pinned; of ours it includes one.
	const platform = read("xs-platform.h");
	return [
		...theirs.map((name) => unit(join(sources, name), objects, [...flags, "-w"], platform)),
		...cFiles(OURS).map((name) =>
			unit(join(OURS, name), objects, [...flags, ...WARNINGS], platform + read("host.h")),
		),
	];
}

/** All, for our files; the engine's headers are not ours to mend. */
const WARNINGS = ["-Wall", "-Wextra", "-Werror"];

function unit(source: string, objects: string, flags: string[], headers: string): Unit {
	const hash = createHash("sha256")
		.update(JSON.stringify([INTEGRITY, flags, headers]))
		.update(readFileSync(source));
	const name = `${basename(source, ".c")}-${hash.digest("hex").slice(0, 16)}.o`;
	return { source, object: join(objects, name), arguments: flags };
}

async function makeObject({ source, object, arguments: flags }: Unit): Promise<void> {
	const unfinished = `${object}.part`;
	await run("gcc", [...flags, "-c", source, "-o", unfinished]);
	renameSync(unfinished, object);
}

async function link(build: Build, units: readonly Unit[]): Promise<void> {
	const unfinished = `${build.binary}.part`;
	const wraps = build.wrapped.map((name) => `-Wl,--wrap=${name}`);
	const objects = units.map(({ object }) => object);
	await run("gcc", ["-m32", ...wraps, ...objects, "-lm", "-lpthread", "-o", unfinished]);
	renameSync(unfinished, build.binary);
}

/** As many at once as there are cores; the slowest file starts wherever it is. */
async function atOnce(units: readonly Unit[], work: (unit: Unit) => Promise<void>): Promise<void> {
	const left = [...units];
	const worker = async () => {
		for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next);
	};
	await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

function cFiles(folder: string): string[] {
	return readdirSync(folder).filter((name) => name.endsWith(".c"));
}

function read(name: string): string {
	return readFileSync(join(OURS, name), "utf8");
}
