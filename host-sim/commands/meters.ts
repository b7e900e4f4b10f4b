/** `glimt meters`: the virtual meters, a line each. */
import { PROFILES } from "../meters/profiles.ts";

export function runMeters(): number {
	const width = Math.max(...PROFILES.map(({ name }) => name.length));
	for (const { name, network, lists, solarPeak } of PROFILES) {
		const sun = solarPeak > 0 ? ", solar cells" : "";
		const sent = `lists ${Object.keys(lists).join(", ")}`;
		process.stdout.write(`${name.padEnd(width)}  ${network}, ${sent}${sun}\n`);
	}
	return 0;
}
