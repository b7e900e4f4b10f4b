/** `glimt meters`: the virtual meters, a line each. */
import { parseArgs } from "node:util";
import { PROFILES } from "../meters/profiles.ts";

const CANNOT_TELL = 2;

export function runMeters(words: string[]): number {
	try {
		parseArgs({ args: words, options: {} });
	} catch (error) {
		process.stderr.write(`glimt meters: ${(error as Error).message}\n`);
		return CANNOT_TELL;
	}
	const width = Math.max(...PROFILES.map(({ name }) => name.length));
	for (const { name, network, lists, solarPeak } of PROFILES) {
		const sun = solarPeak > 0 ? ", solar cells" : "";
		const sent = `lists ${Object.keys(lists).join(", ")}`;
		process.stdout.write(`${name.padEnd(width)}  ${network}, ${sent}${sun}\n`);
	}
	return 0;
}
