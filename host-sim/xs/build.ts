/**
 * Makes build/xs/glimt-xs, the host that runs our bundles on the XS engine as a device does, and
 * build/xs/glimt-xs-debug, the same with lines and allocation stacks; and what is run on them: the
 * app with its fonts, and the proof of allocation.
 *
 *     npm run build:xs
 */
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { bundleEntry } from "./bundle.ts";
import { type Build, compile } from "./compile.ts";
import { writeFonts } from "./fonts.ts";
import { DEBUG, RELEASE, XS_FOLDER } from "./host.ts";
import { engineSources } from "./sources.ts";

const FAILED = 1;
const NO_32_BIT_COMPILER = 3;

const REPLACED = ["fxShare", "fxSetIndexSize"];
const ALLOCATION = ["fxNewSlot", "fxDuplicateSlot", "fxNewChunk", "fxRenewChunk"];
const BUILDS: readonly Build[] = [
	{ binary: RELEASE, flags: [], wrapped: REPLACED },
	{ binary: DEBUG, flags: ["-DmxDebug=1"], wrapped: [...REPLACED, ...ALLOCATION] },
];

/** Whether gcc is there, with headers and libraries for 32 bits. */
function canMake32Bits(): boolean {
	const program = "#include <stdlib.h>\nint main(void) { return abs(0); }\n";
	const words = ["-m32", "-x", "c", "-", "-o", "/dev/null"];
	return spawnSync("gcc", words, { input: program }).status === 0;
}

async function main(): Promise<number> {
	if (!canMake32Bits()) {
		process.stderr.write(
			"gcc cannot make 32-bit programs here. On Debian: apt-get install gcc-multilib\n",
		);
		return NO_32_BIT_COMPILER;
	}
	mkdirSync(XS_FOLDER, { recursive: true });
	const start = performance.now();
	const made = await compile(engineSources(), join(XS_FOLDER, "objects"), BUILDS);
	const seconds = ((performance.now() - start) / 1000).toFixed(1);
	process.stdout.write(`${RELEASE}: ${made} files compiled in ${seconds} s\n`);
	bundleEntry("app", XS_FOLDER);
	bundleEntry("allocation", XS_FOLDER);
	bundleEntry("history-memory", XS_FOLDER);
	bundleEntry("frames", XS_FOLDER);
	writeFonts(XS_FOLDER);
	return 0;
}

main().then(
	(code) => {
		process.exitCode = code;
	},
	(error: Error & { stderr?: string }) => {
		process.stderr.write(`${error.stderr || error.message}\n`);
		process.exitCode = FAILED;
	},
);
