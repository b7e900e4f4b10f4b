/** Compiles src/device/uart/uart.c with stub headers: for bare RV32, and to run it on XS. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { flagsOf, objectsOf } from "../../../host-sim/xs/compile.ts";
import { XS_FOLDER } from "../../../host-sim/xs/host.ts";

const ENGINE = join(XS_FOLDER, "engine");
const OBJECTS = join(XS_FOLDER, "objects");
const HARNESS = "test/device/uart";
const SOURCE = "src/device/uart/uart.c";
const WARNINGS = ["-Wall", "-Wextra", "-Werror"];
const API = ["-I", join(HARNESS, "stubs"), "-isystem", join(ENGINE, "includes")];

const REPLACED = ["fxShare", "fxSetIndexSize"];
const COUNTED = ["fxNewSlot", "fxNewChunk"];
/** As build.ts makes it. */
const RELEASE = { binary: "", flags: [], wrapped: REPLACED };

/** Of the ESP32-C3, without atomic instructions. */
const RV32 = ["--specs=picolibc.specs", "-march=rv32imc", "-mabi=ilp32", "-Os"];

/** Throws an Error with the compiler's words where it has any. */
export function compileForRv32(object: string): void {
	execFileSync("riscv64-unknown-elf-gcc", [
		...RV32,
		...WARNINGS,
		...API,
		"-c",
		SOURCE,
		"-o",
		object,
	]);
}

/** Makes the program that runs uart.c; the engine must be built. Throws with the compiler's words. */
export function makeHarness(folder: string): string {
	const made = ["harness", "fakes", "machine"].map((name) => {
		const object = join(folder, `${name}.o`);
		const flags = name === "machine" ? flagsOf(ENGINE, RELEASE) : ["-m32", "-O1", "-g", ...API];
		const source = join(HARNESS, `${name}.c`);
		execFileSync("gcc", [...flags, ...WARNINGS, "-c", source, "-o", object]);
		return object;
	});
	const others = objectsOf(ENGINE, OBJECTS, RELEASE).filter((path) => !/\/main-[^/]*$/.test(path));
	const wraps = [...REPLACED, ...COUNTED].map((name) => `-Wl,--wrap=${name}`);
	const program = join(folder, "uart-test");
	execFileSync("gcc", ["-m32", ...wraps, ...made, ...others, "-lm", "-lpthread", "-o", program]);
	return program;
}
