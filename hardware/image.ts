/**
 * Builds the JavaScript half of the firmware for boards, with the Moddable SDK and without ESP-IDF, and
 * tells how large it is: what xsl makes of our module, the SDK's and the engine's built-ins (mc.xs.c),
 * compiled for RV32IMC, whose slots are as large as the ESP32's. The engine itself, ESP-IDF and the
 * SDK's C are not in it. The last row is of a firmware that does nothing, so of built-ins and SDK alone.
 *
 *     npm run image -- [NAME …]
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Build } from "./build.ts";
import { BUILDS } from "./builds.ts";
import { CHIPS } from "./chips.ts";
import { buildNamed } from "./device-command.ts";

const SLOT = 16;
const GCC = "riscv64-unknown-elf-gcc";
const MACHINE = ["--specs=picolibc.specs", "-march=rv32imc", "-mabi=ilp32", "-Os", "-w"];
/** Where the ESP32's header would put parts of it, which is nothing to its size. */
const PLACES = ["", "1", "2"].flatMap((n) => [`-DICACHE_FLASH${n}_ATTR=`]);
const PLATFORM = ["-DINCLUDE_XSPLATFORM", '-DXSPLATFORM="platform.h"', "-DICACHE_RAM_ATTR="];

interface Image {
	/** Octets, all told; of them slots, bytecode and keys. */
	readonly octets: number;
	readonly slots: number;
	readonly code: number;
	readonly keys: number;
	/** Of fonts. */
	readonly resources: number;
	readonly warnings: readonly string[];
}

/** Runs a program of the SDK's; throws an Error with what it said. */
function run(program: string, words: readonly string[], env: NodeJS.ProcessEnv): string {
	const { status, stdout, stderr, error } = spawnSync(program, words, { env, encoding: "utf8" });
	if (status === 0) return stdout + stderr;
	throw new Error(`${program} ${words.join(" ")}: ${error?.message ?? stdout + stderr}`);
}

/** mcconfig asks ESP-IDF for its version only. */
function standIn(folder: string): string {
	const idf = join(folder, "idf");
	mkdirSync(idf);
	execFileSync("git", ["init", "-q", idf]);
	const who = ["-c", "user.name=none", "-c", "user.email=none"];
	execFileSync("git", ["-C", idf, ...who, "commit", "-q", "--allow-empty", "-m", "stand-in"]);
	return idf;
}

function imageOf(build: Build, sdk: string): Image {
	const folder = mkdtempSync(join(tmpdir(), "glimt-image-"));
	try {
		const env = { ...process.env, IDF_PATH: standIn(folder) };
		run("mcconfig", ["-p", build.target, "-o", folder], env);
		const made = join(folder, "tmp", build.target, "release", "glimt");
		const chip = CHIPS[build.chip] === CHIPS["ESP32-C3"] ? "esp32c3" : "esp32";
		const config = join(made, `xsProj-${chip}`, "build", "config", "sdkconfig.h");
		const targets = ["mc.xs.c", "mc.resources.c"].map((name) => join(made, name));
		const said = run("make", ["-f", join(made, "makefile"), "-o", config, ...targets], env);
		return measured(made, sdk, said);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function measured(made: string, sdk: string, said: string): Image {
	const object = join(made, "mc.xs.o");
	const folders = ["includes", "platforms", "sources"].map((name) => `-I${join(sdk, "xs", name)}`);
	const includes = ["-Ihost-sim/xs/bare", ...folders];
	const source = join(made, "mc.xs.c");
	run(
		GCC,
		[...MACHINE, ...PLACES, ...PLATFORM, ...includes, "-c", source, "-o", object],
		process.env,
	);
	const [, sizes = ""] = run("riscv64-unknown-elf-size", [object], process.env).split("\n");
	const text = readFileSync(source, "utf8");
	const count = (name: string) => Number(new RegExp(`define ${name} (\\d+)`).exec(text)?.[1] ?? 0);
	const codes = new Set(text.match(/^static const txU1 gxCode\d+\[\d+\]/gm));
	const [, resources = "0"] = /Total resource size: (\d+)/.exec(said) ?? [];
	return {
		octets: Number(sizes.trim().split(/\s+/)[0]),
		slots: count("mxHeapCount"),
		code: [...codes].reduce((sum, code) => sum + Number(/\[(\d+)\]/.exec(code)?.[1]), 0),
		keys: count("mxKeysCount"),
		resources: Number(resources),
		warnings: said.split("\n").filter((line) => /warning/i.test(line)),
	};
}

function imageOfNothing(build: Build, sdk: string): Image {
	const module = join("build", "device", "main.js");
	const ours = readFileSync(module);
	try {
		writeFileSync(module, "export default function main() {}\n");
		return imageOf(build, sdk);
	} finally {
		writeFileSync(module, ours);
	}
}

function row(what: string, { octets, slots, code, keys, resources }: Image): string {
	const cells = [what, octets, `${slots} (${slots * SLOT})`, code, keys, resources];
	return `| ${cells.join(" | ")} |\n`;
}

function sdkFolder(): string {
	const sdk = process.env["MODDABLE"];
	if (sdk && existsSync(join(sdk, "tools", "VERSION"))) return sdk;
	throw new Error("MODDABLE is not set to the path of a Moddable SDK with its tools built");
}

function main(names: readonly string[]): void {
	const builds = names.length === 0 ? BUILDS : names.map((name) => buildNamed(name));
	const sdk = sdkFolder();
	process.stdout.write("| target | octets | slots (octets) | bytecode | keys | fonts |\n");
	process.stdout.write("| --- | --- | --- | --- | --- | --- |\n");
	const warnings = new Set<string>();
	for (const build of builds) {
		const image = imageOf(build, sdk);
		process.stdout.write(row(`\`${build.target}\``, image));
		for (const warning of image.warnings) warnings.add(warning);
	}
	const [first] = builds as readonly [Build];
	process.stdout.write(row(`\`${first.target}\`, doing nothing`, imageOfNothing(first, sdk)));
	for (const warning of warnings) process.stdout.write(`${warning}\n`);
}

try {
	main(process.argv.slice(2));
} catch (error) {
	process.stderr.write(`${(error as Error).message}\n`);
	process.exitCode = 2;
}
