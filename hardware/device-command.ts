/**
 * `npm run build -- --board NAME` and `npm run flash -- --board NAME --port /dev/…`: what is run for
 * them. `--invert` is for a module whose TXD idles low; `--key` is the key of the set-up, and the first
 * owner's code, for a board without a display to show them. Without a board, build makes what it makes
 * on any machine: the device's module and the command.
 */
import { statSync } from "node:fs";
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

interface Options {
	readonly board?: string;
	readonly port?: string;
	readonly invert?: boolean;
	readonly key?: string;
}

const NAMES = BUILDS.map(({ name }) => name).join(", ");

/** Of WPA2 and of an owner's code. */
const KEY = /^[A-Za-z0-9._~-]{8,32}$/;
/** What mcconfig is told of it. */
const KEY_WORD = "setUpKey=";

const npmRun = (script: string): Step => ({
	words: ["npm", "run", "--silent", script],
	needsTools: false,
});

/** What is run for these arguments, in order. Throws an Error in words for people. */
export function stepsOf(command: string, words: readonly string[]): Step[] {
	const options = optionsOf(words);
	const { board, port, invert, key } = options;
	if (key !== undefined && !KEY.test(key))
		throw new Error("--key: say 8 to 32 of the ASCII letters, digits and -._~");
	if (command === "flash") return [...build(options), ...flash(options)];
	if (port !== undefined) throw new Error("--port is for npm run flash");
	if (board !== undefined) return build(options);
	if (invert || key) throw new Error(`--${key ? "key" : "invert"} is for a board: --board NAME`);
	return [npmRun("build:device"), npmRun("build:host")];
}

function build(options: Options): Step[] {
	// The default goal would also flash, and start the SDK's debugger.
	return [npmRun("build:device"), { words: mcconfig(options, "build"), needsTools: true }];
}

function flash(options: Options): Step[] {
	const { port } = options;
	if (port === undefined)
		throw new Error("say where the board is: --port /dev/ttyUSB0 or the like");
	// The SDK would look for another, and flash what it finds.
	if (!isDevice(port)) throw new Error(`--port ${port}: no board is there; is it plugged in?`);
	const words = mcconfig(options, "deploy");
	return [{ words, env: { UPLOAD_PORT: port }, needsTools: true }];
}

function mcconfig({ board, invert, key }: Options, goal: string): string[] {
	const words = ["mcconfig", "-m", "-p", boardNamed(board).target, "-t", goal];
	if (invert) words.push("hanInvert=true");
	if (key) words.push(KEY_WORD + key);
	return words;
}

/** The words as they may be shown. */
export function shown(words: readonly string[]): string {
	return words.map((word) => (word.startsWith(KEY_WORD) ? `${KEY_WORD}…` : word)).join(" ");
}

function isDevice(path: string): boolean {
	return statSync(path, { throwIfNoEntry: false })?.isCharacterDevice() === true;
}

function optionsOf(words: readonly string[]): Options {
	const options = {
		board: { type: "string" },
		port: { type: "string" },
		invert: { type: "boolean" },
		key: { type: "string" },
	} as const;
	return { ...parseArgs({ args: [...words], options }).values };
}

function boardNamed(name: string | undefined): Build {
	if (name === undefined) throw new Error(`say which board: --board ${NAMES}`);
	return buildNamed(name, `--board ${name}`);
}

/** Throws an Error that names what there is, after what was `said`. */
export function buildNamed(name: string, said = name): Build {
	const found = BUILDS.find((build) => build.name === name);
	if (found === undefined) throw new Error(`${said}: Glimt knows ${NAMES}`);
	return found;
}
