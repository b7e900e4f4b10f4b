/**
 * KiCad's own check of the board: no error at our distances, and errors on boards that were spoilt,
 * which shows that it looks. `npm run hardware:check`; without
 * KiCad 9 it says so, and fails where CI is set.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Circuit } from "./circuit.ts";
import { CIRCUIT, FOLDER, KICAD_BOARD, KICAD_RULES } from "./files.ts";
import { kicad, kicadVersion } from "./kicad.ts";
import { kicadRules } from "./kicad-rules.ts";
import { isolationOf, LEAST } from "./rules.ts";

interface Report {
	readonly violations: readonly { readonly type: string; readonly severity: string }[];
	readonly unconnected_items: readonly unknown[];
}

/** The first track of the file, in KiCad's words. */
const SEGMENT = /\(segment\s+\(start [^)]*\)\s+\(end [^)]*\)[^()]*(\([^)]*\)\s*)*\)/;

function moved(segment: string): string {
	return segment.replace(
		/\((start|end) (\S+) (\S+)\)/g,
		(_, end, x, y) => `(${end} ${Number(x) + 1} ${Number(y) + 1})`,
	);
}

const WORK = `${FOLDER}/build/drc`;

/** Errors by KiCad on a board with these rules, pins without their track among them. */
function errorsOn(board: string, rules: string): number {
	mkdirSync(WORK, { recursive: true });
	writeFileSync(`${WORK}/carrier.kicad_pcb`, board);
	writeFileSync(`${WORK}/carrier.kicad_dru`, rules);
	const options = ["--format", "json", "--severity-all"];
	kicad("drc", options, `${WORK}/report.json`, `${WORK}/carrier.kicad_pcb`);
	const { violations, unconnected_items }: Report = JSON.parse(
		readFileSync(`${WORK}/report.json`, "utf8"),
	);
	return (
		violations.filter(({ severity }) => severity === "error").length + unconnected_items.length
	);
}

/** What is wrong; nothing when KiCad finds no error on the board and one on each spoilt one. */
function check(): string[] {
	const board = readFileSync(KICAD_BOARD, "utf8");
	const rules = readFileSync(KICAD_RULES, "utf8");
	const apart = isolationOf(JSON.parse(readFileSync(CIRCUIT, "utf8")) as Circuit);
	const wider = Math.ceil(apart + 0.01);
	const spoilt = {
		[`${wider} mm of isolation asked for`]: errorsOn(board, kicadRules(wider)),
		"a track taken away": errorsOn(board.replace(SEGMENT, ""), rules),
		"a track moved by 1 mm": errorsOn(board.replace(SEGMENT, moved), rules),
	};
	const errors = errorsOn(board, rules);
	console.log(`the two sides are ${apart.toFixed(2)} mm apart`);
	console.log(
		`KiCad ${kicadVersion()}: ${errors} errors at ${LEAST.gap} mm and ${LEAST.isolation} mm of isolation`,
	);
	for (const [fault, found] of Object.entries(spoilt)) console.log(`${found} errors: ${fault}`);
	return [
		...(errors > 0 ? [`${errors} errors: see ${WORK}/report.json`] : []),
		...Object.entries(spoilt).flatMap(([fault, found]) =>
			found > 0 ? [] : [`not found: ${fault}`],
		),
	];
}

const version = kicadVersion();
if (version?.startsWith("9.")) {
	const wrong = check();
	for (const one of wrong) console.error(one);
	process.exitCode = wrong.length > 0 ? 1 : 0;
} else {
	console.error("not checked: kicad-cli 9 is not here (Debian: bookworm-backports)");
	process.exitCode = process.env["CI"] ? 1 : 0;
}
