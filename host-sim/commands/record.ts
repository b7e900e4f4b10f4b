/** `glimt record`: what a serial port or a dongle's raw feed sends, as a capture with times. */
import { closeSync, existsSync, openSync } from "node:fs";
import { parseArgs } from "node:util";
import { openFeed } from "../captures/raw-feed.ts";
import { type OpenLine, Recorder, recordFrom } from "../captures/recorder.ts";
import {
	openSerial,
	PARITIES,
	type Parity,
	serialPorts,
	settingsOf,
} from "../captures/serial-line.ts";
import { print } from "../print.ts";
import { withNamed } from "../reasons.ts";

const RECORDED = 0;
const NOTHING_OR_LOST = 1;
const CANNOT_RECORD = 2;

const STDOUT = 1;
const STATUS_MS = 1000;
const SIGNALS = ["SIGINT", "SIGTERM"] as const;
const CLEAR_LINE = "\r\x1b[K";

interface RecordOptions {
	readonly port: string | undefined;
	readonly url: string | undefined;
	readonly parity: Parity;
	readonly out: string | undefined;
	readonly seconds: number;
}

export async function runRecord(words: string[]): Promise<number> {
	let line: OpenLine | undefined;
	try {
		const options = await optionsOf(words);
		const { port, url, parity, out } = options;
		if (out !== undefined && existsSync(out)) throw new Error(`--out ${out}: is there already`);
		line = await (url === undefined ? openSerial(port as string, parity) : openFeed(url));
		return await record(line, options);
	} catch (error) {
		say((error as Error).message);
		return CANNOT_RECORD;
	} finally {
		await line?.close();
	}
}

async function optionsOf(words: string[]): Promise<RecordOptions> {
	const { values } = parseArgs({
		args: words,
		options: {
			port: { type: "string" },
			url: { type: "string" },
			parity: { type: "string", default: "even" },
			out: { type: "string" },
			seconds: { type: "string" },
		},
	});
	const { port, url, out } = values;
	if ((port === undefined) === (url === undefined)) {
		const ports = (await serialPorts()).join(", ") || "none";
		throw new Error(`say --port or --url; the serial ports here: ${ports}`);
	}
	const parity = PARITIES.find((candidate) => candidate === values.parity);
	if (parity === undefined) throw new Error(`--parity ${values.parity}: say even or none`);
	const seconds = values.seconds === undefined ? Number.POSITIVE_INFINITY : Number(values.seconds);
	if (!(seconds > 0)) throw new Error(`--seconds ${values.seconds}: say a number above 0`);
	return { port, url, parity, out, seconds };
}

async function record({ stream }: OpenLine, options: RecordOptions): Promise<number> {
	const { url, parity, out, seconds } = options;
	const file = out === undefined ? STDOUT : withNamed(`--out ${out}`, () => openSync(out, "wx"));
	const recorder = new Recorder((text) => print(file, text), {
		line: url === undefined ? settingsOf(parity) : undefined,
		startedMs: Date.now(),
	});
	const stop = new AbortController();
	const end = () => stop.abort();
	for (const signal of SIGNALS) process.on(signal, end);
	const limit = Number.isFinite(seconds) ? setTimeout(end, seconds * 1000) : undefined;
	const remedy =
		url === undefined
			? `try --parity ${PARITIES.find((other) => other !== parity)}`
			: "see the parity in the dongle's settings";
	const status = setInterval(statusOf(recorder, remedy, out), STATUS_MS);
	try {
		return conclude(recorder, remedy, await recordFrom(stream, recorder, stop.signal));
	} finally {
		clearTimeout(limit);
		clearInterval(status);
		for (const signal of SIGNALS) process.off(signal, end);
		if (file !== STDOUT) closeSync(file);
	}
}

/** What to do once a second: what came so far, to people, and advice once, to anybody. */
function statusOf(recorder: Recorder, remedy: string, out: string | undefined): () => void {
	const isWatched = process.stderr.isTTY && (out !== undefined || !process.stdout.isTTY);
	let wasAdvised = false;
	return () => {
		const { advice, summary } = recorder;
		if (advice !== undefined && !wasAdvised) say(`${advice}; ${remedy}`);
		wasAdvised ||= advice !== undefined;
		if (isWatched) print(2, `${CLEAR_LINE}${summary}; Ctrl-C ends`);
	};
}

function conclude(recorder: Recorder, remedy: string, lost: string | undefined): number {
	const { summary, counts, advice } = recorder;
	if (lost !== undefined) say(`the line is lost: ${lost}; what came is kept: ${summary}`);
	else if (counts.octets > 0) say(summary);
	if (counts.octets === 0) say("nothing came: is the HAN port open? The grid company opens it");
	else if (advice !== undefined) say(`${advice}; ${remedy}`);
	return lost === undefined && counts.octets > 0 ? RECORDED : NOTHING_OR_LOST;
}

function say(message: string): void {
	print(2, `${process.stderr.isTTY ? CLEAR_LINE : ""}glimt record: ${message}\n`);
}
