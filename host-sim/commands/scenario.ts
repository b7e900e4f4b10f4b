/** `glimt scenario`: runs scenarios, and says of each whether it held. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runScenario, type Verdict } from "../bench/run-scenario.ts";
import { type Scenario, scenarioOf } from "../bench/scenario.ts";
import { engineNamed } from "../engines.ts";
import { withNamed } from "../reasons.ts";

const FAILED = 1;
const CANNOT_RUN = 2;
/** Beside the command: `build/host/glimt.mjs` and `build/xs`. */
const XS_FOLDER = join(import.meta.dirname, "..", "xs");

/** 0 when all held, 1 when one did not, 2 when one cannot be run. */
export async function runScenarios(words: string[]): Promise<number> {
	try {
		const { values, positionals } = parseArgs({
			args: words,
			allowPositionals: true,
			options: {
				engine: { type: "string", default: "node" },
				json: { type: "boolean", default: false },
			},
		});
		if (positionals.length === 0) throw new Error("say which FILE to run");
		const engine = engineNamed(values.engine, XS_FOLDER);
		// All are read before the first runs, which may take long.
		const scenarios = positionals.map((file) => [file, readScenario(file)] as const);
		let code = 0;
		for (const [file, scenario] of scenarios) {
			const verdict = await runScenario(scenario, engine);
			process.stdout.write(
				values.json ? `${JSON.stringify({ file, ...verdict })}\n` : text(file, verdict),
			);
			if (!verdict.isMet) code = FAILED;
		}
		return code;
	} catch (error) {
		process.stderr.write(`glimt scenario: ${(error as Error).message}\n`);
		return CANNOT_RUN;
	}
}

function readScenario(file: string): Scenario {
	return withNamed(file, () => scenarioOf(readFileSync(file, "utf8")));
}

function text(file: string, { title, isMet, failures, pushes, readings }: Verdict): string {
	const lines = [`${isMet ? "held  " : "FAILED"} ${file}: ${title}`];
	for (const failure of failures) lines.push(`       ${failure}`);
	if (!isMet) lines.push(`       ${readings} readings of ${pushes} frames`);
	return `${lines.join("\n")}\n`;
}
