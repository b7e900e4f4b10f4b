/** Entry of `npm run build` and `npm run flash`: does the steps one after the other. */
import { spawnSync } from "node:child_process";
import { type Step, shown, stepsOf } from "./device-command.ts";
import { missingTools, otherVersions } from "./toolchain.ts";

const FAILED = 1;
const CANNOT = 2;

function run({ words, env, needsTools }: Step): number {
	const [program = "", ...rest] = words;
	if (needsTools) process.stderr.write(`> ${shown(words)}\n`);
	const { status, error } = spawnSync(program, rest, {
		stdio: "inherit",
		env: { ...process.env, ...env },
	});
	if (error) process.stderr.write(`${program}: ${error.message}\n`);
	return status ?? FAILED;
}

function main(command: string, words: readonly string[]): number {
	const steps = stepsOf(command, words);
	if (steps.some(({ needsTools }) => needsTools)) {
		const missing = missingTools(process.env);
		if (missing.length > 0) throw new Error(missing.join("\n"));
		for (const told of otherVersions(process.env)) process.stderr.write(`${told}\n`);
	}
	for (const step of steps) {
		const status = run(step);
		if (status !== 0) return status;
	}
	return 0;
}

try {
	const [command = "", ...words] = process.argv.slice(2);
	process.exitCode = main(command, words);
} catch (error) {
	process.stderr.write(`${(error as Error).message}\n`);
	process.exitCode = CANNOT;
}
