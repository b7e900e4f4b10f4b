#!/usr/bin/env node
/** The command: `glimt decode`, `glimt sim`, `glimt scenario` and the others of `USAGE`. */
import { runCheck } from "./commands/check.ts";
import { runDecode } from "./commands/decode.ts";
import { runMeters } from "./commands/meters.ts";
import { runRecord } from "./commands/record.ts";
import { runRedact } from "./commands/redact.ts";
import { runScenarios } from "./commands/scenario.ts";
import { runSim } from "./commands/sim.ts";

const USAGE = `glimt decode [FILE… | -] [--stats] [--explain] [--scaler NAME=N]…
glimt sim [--meter PROFILE | --capture FILE] [--speed N|max] [--port N] [--seed N] [--headless]
          [--engine node|xs] [--storage FILE]    hours are kept in FILE from run to run
          [--settings FILE]                      settings too; beside --storage by default
glimt sim --setup [--port N] [--settings FILE]    the page of the access point, to choose a network on
glimt record (--port DEVICE [--parity even|none] | --url http://glimt.local/api/v1/raw)
             [--out FILE] [--seconds N]
glimt redact FILE [--out FILE] [--force]    a capture without meter ids
glimt scenario FILE… [--engine node|xs] [--json]
glimt check ELHUB.csv (HOURS.csv | --url http://glimt.local) [--tolerance WH] [--json]
glimt meters    the virtual meters, for --meter
glimt help
`;

const MIN_NODE = [20, 19] as const;

/** Commands answer with the exit code. */
type Command = (words: string[]) => number | Promise<number>;

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
	["decode", runDecode],
	["sim", runSim],
	["record", runRecord],
	["redact", runRedact],
	["scenario", runScenarios],
	["check", runCheck],
	["meters", runMeters],
]);

async function main(words: string[]): Promise<number> {
	const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
	if (major < MIN_NODE[0] || (major === MIN_NODE[0] && minor < MIN_NODE[1])) {
		process.stderr.write(
			`glimt needs Node ${MIN_NODE.join(".")} or newer; this is ${process.versions.node}\n`,
		);
		return 2;
	}
	const [name, ...rest] = words;
	if (name === "help" || words.includes("--help") || words.includes("-h")) {
		process.stdout.write(USAGE);
		return 0;
	}
	const command = COMMANDS.get(name ?? "");
	if (command) return command(rest);
	const wrong = name === undefined ? "say a command:" : `no command '${name}': say one of`;
	const known = [...COMMANDS.keys()].join(", ");
	process.stderr.write(`glimt: ${wrong} ${known}; glimt help tells of each\n`);
	return 2;
}

process.exitCode = await main(process.argv.slice(2));
