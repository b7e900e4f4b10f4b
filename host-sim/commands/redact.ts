/** `glimt redact`: a capture without meter ids, to be shared. */
import { randomInt } from "node:crypto";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Capture, counted } from "../captures/capture.ts";
import { chunkText, headText, spacedHex } from "../captures/own-format.ts";
import { type Redacted, redact } from "../captures/redact.ts";
import { readCapture } from "../input.ts";
import { print } from "../print.ts";
import { withNamed } from "../reasons.ts";

const REDACTED = 0;
const CANNOT_REDACT = 2;

const STDOUT = 1;
const OCTETS_A_LINE = 16;
const NOTE = "redacted by glimt: the meter ids in it are invented";

export function runRedact(words: string[]): number {
	try {
		const { values, positionals } = parseArgs({
			args: words,
			allowPositionals: true,
			options: {
				out: { type: "string" },
				force: { type: "boolean", default: false },
			},
		});
		const [file] = positionals;
		if (file === undefined || positionals.length > 1) throw new Error("name one FILE, or -");
		const capture = readCapture(file);
		if (capture.octets.length === 0) throw new Error("the capture holds no octets");
		if (capture.isForeign) say(`${file}: ${capture.understood}`);
		const redacted = redact(capture.octets, (limit) => randomInt(limit));
		refuseUnseen(redacted, values.force);
		write(captureText(capture, redacted.octets), values.out);
		say(summaryOf(redacted));
		return REDACTED;
	} catch (error) {
		say((error as Error).message);
		return CANNOT_REDACT;
	}
}

function refuseUnseen({ unseen }: Redacted, isForced: boolean): void {
	if (unseen.length === 0) return;
	const what = `ids may be where nobody can see them (${unseen.join(", ")})`;
	if (!isForced) throw new Error(`${what}; --force writes it all the same`);
	say(`careful: ${what}`);
}

/** Comments go, for people write names into them; times stay. */
function captureText({ arrivals, line }: Capture, octets: Uint8Array): string {
	if (arrivals.length === 0) {
		const lines = [`# ${NOTE}`];
		for (let at = 0; at < octets.length; at += OCTETS_A_LINE) {
			lines.push(spacedHex(octets.subarray(at, at + OCTETS_A_LINE)));
		}
		return `${lines.join("\n")}\n`;
	}
	const chunks = arrivals.map(({ end, atMs }, i) =>
		chunkText(octets.subarray(arrivals[i - 1]?.end ?? 0, end), atMs),
	);
	return headText({ line, notes: [NOTE] }) + chunks.join("");
}

function write(text: string, out: string | undefined): void {
	if (out === undefined) print(STDOUT, text);
	else withNamed(`--out ${out}`, () => writeFileSync(out, text, { flag: "wx" }));
}

function summaryOf({ ids, places, suspects }: Redacted): string {
	const others = `; also ${counted(suspects, "run")} of digits that may be ids`;
	return `${counted(ids, "meter id")} replaced in ${counted(places, "place")}${suspects > 0 ? others : ""}`;
}

function say(message: string): void {
	print(2, `glimt redact: ${message}\n`);
}
