/** KiCad 9's command line, where it is installed. */
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

/** Its version, or undefined where there is none. */
export function kicadVersion(): string | undefined {
	try {
		return execFileSync("kicad-cli", ["version"], { encoding: "utf8", stdio: "pipe" }).trim();
	} catch {
		return undefined;
	}
}

/** Runs it and returns what it says. Files are named from the top of the repository. */
export function kicad(
	subcommand: string,
	options: readonly string[],
	out: string,
	file: string,
): string {
	const words = [
		"pcb",
		...subcommand.split(" "),
		...options,
		"--output",
		resolve(out),
		resolve(file),
	];
	return execFileSync("kicad-cli", words, { encoding: "utf8" });
}
