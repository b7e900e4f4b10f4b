/**
 * `npm run build -- --board NAME` and `npm run flash -- --board NAME --port /dev/…`: what is run for
 * them. Without a board, build makes what it makes on any machine: the device's module and the command.
 */
import { parseArgs } from "node:util";
import type { Build } from "./build.ts";
import { BUILDS } from "./builds.ts";

export interface Step {
	readonly words: readonly string[];
	/** Added to the environment. */
	readonly env?: Readonly<Record<string, string>>;
	/** Needs the Moddable SDK and ESP-IDF. */
	readonly needsTools: boolean;
}

const npmRun = (script: string): Step => ({
	words: ["npm", "run", "--silent", script],
	needsTools: false,
});

/** What is run for these arguments, in order. Throws an Error in words for people. */
export function stepsOf(command: string, words: readonly string[]): Step[] {
	const { board, port } = optionsOf(words);
	if (command === "flash") return [...build(boardNamed(board)), ...flash(boardNamed(board), port)];
	if (port !== undefined) throw new Error("--port is for npm run flash");
	if (board === undefined) return [npmRun("build:device"), npmRun("build:host")];
	return build(boardNamed(board));
}

function build({ target }: Build): Step[] {
	// `-t build`: the default would also flash, and start the SDK's debugger.
	const words = ["mcconfig", "-m", "-p", target, "-t", "build"];
	return [npmRun("build:device"), { words, needsTools: true }];
}

function flash({ target }: Build, port: string | undefined): Step[] {
	if (port === undefined)
		throw new Error("say where the board is: --port /dev/ttyUSB0 or the like");
	const words = ["mcconfig", "-m", "-p", target, "-t", "deploy"];
	return [{ words, env: { UPLOAD_PORT: port }, needsTools: true }];
}

function optionsOf(words: readonly string[]): { board?: string; port?: string } {
	const options = { board: { type: "string" }, port: { type: "string" } } as const;
	return { ...parseArgs({ args: [...words], options }).values };
}

function boardNamed(name: string | undefined): Build {
	const names = BUILDS.map((build) => build.name).join(", ");
	if (name === undefined) throw new Error(`say which board: --board ${names}`);
	const found = BUILDS.find((build) => build.name === name);
	if (found === undefined) throw new Error(`--board ${name}: Glimt knows ${names}`);
	return found;
}
