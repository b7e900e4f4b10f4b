/** `glimt decode [FILE… | -]`: readings as NDJSON on standard output. */
import { isatty } from "node:tty";
import { parseArgs } from "node:util";
import type { Scalers } from "../../src/han/meters/meter.ts";
import { Counts } from "../../src/model/counts.ts";
import { decode } from "../decode.ts";
import { explain } from "../explain.ts";
import { readCapture } from "../input.ts";
import { print } from "../print.ts";

const READ_SOMETHING = 0;
const READ_NOTHING = 1;
const CANNOT_READ = 2;

/** To look at `process.stdin` would make a pipe answer EAGAIN for what has not come yet. */
const STANDARD_INPUT = 0;

const SCALER_NAMES = ["power", "current", "voltage", "energy"] as const;

export function runDecode(words: string[]): number {
	try {
		const { values, positionals } = parseArgs({
			args: words,
			allowPositionals: true,
			options: {
				stats: { type: "boolean", default: false },
				explain: { type: "boolean", default: false },
				scaler: { type: "string", multiple: true, default: [] },
			},
		});
		const scalers = scalersOf(values.scaler);
		if (positionals.length === 0 && isatty(STANDARD_INPUT)) throw new Error("name a FILE");
		const files = positionals.length === 0 ? ["-"] : positionals;
		return decodeFiles(files, { ...values, scalers });
	} catch (error) {
		return complain((error as Error).message);
	}
}

interface DecodeOptions {
	readonly stats: boolean;
	readonly explain: boolean;
	readonly scalers: Scalers;
}

/** A file that can't be read is told of, and the others are decoded all the same. */
function decodeFiles(files: readonly string[], options: DecodeOptions): number {
	const counts = new Counts();
	let code = READ_SOMETHING;
	let size = 0;
	for (const file of files) {
		try {
			const { octets, isForeign, understood } = readCapture(file);
			size += octets.length;
			if (isForeign) print(2, `glimt decode: ${file}: ${understood}\n`);
			if (options.explain) print(1, `${explain(octets).join("\n")}\n`);
			else
				decode(octets, counts, options.scalers, (reading) =>
					print(1, `${JSON.stringify(reading)}\n`),
				);
			if (options.explain) decode(octets, counts, options.scalers, () => {});
		} catch (error) {
			code = complain((error as Error).message);
		}
	}
	if (options.stats) print(2, `${JSON.stringify(counts)}\n`);
	if (code !== READ_SOMETHING || counts.readings > 0) return code;
	complain(
		size === 0
			? `there are no octets in ${files.join(", ")}`
			: `no reading in ${files.join(", ")}; --stats counts what is wrong, --explain shows it`,
	);
	return READ_NOTHING;
}

function scalersOf(words: readonly string[]): Scalers {
	const scalers: Partial<Record<(typeof SCALER_NAMES)[number], number>> = {};
	for (const word of words) {
		const [name, exponent = ""] = word.split("=");
		const known = SCALER_NAMES.find((candidate) => candidate === name);
		if (known === undefined || !/^[+-]?\d$/.test(exponent)) {
			throw new Error(`--scaler ${word}: say one of ${SCALER_NAMES.join(", ")}, as in current=-3`);
		}
		scalers[known] = Number(exponent);
	}
	return scalers;
}

function complain(message: string): number {
	print(2, `glimt decode: ${message}\n`);
	return CANNOT_READ;
}
