/**
 * KiCad's own check of the board: no error at our distances, and errors where the isolation is
 * asked to be wider than it is, which shows that the rule bites. `npm run hardware:check`; without
 * KiCad 9 it says so, and fails where CI is set.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Circuit } from "./circuit.ts";
import { CIRCUIT, FOLDER, KICAD_BOARD, KICAD_RULES } from "./files.ts";
import { kicad, kicadVersion } from "./kicad.ts";
import { kicadRules } from "./kicad-rules.ts";
import { isolationOf, LEAST } from "./rules.ts";

interface Report {
	readonly violations: readonly { readonly type: string; readonly severity: string }[];
	readonly unconnected_items: readonly unknown[];
}

const WORK = `${FOLDER}/build/drc`;

/** Errors by KiCad with these rules, pins without their track among them. */
function errorsWith(rules: string): number {
	mkdirSync(WORK, { recursive: true });
	copyFileSync(KICAD_BOARD, `${WORK}/carrier.kicad_pcb`);
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

function check(): string[] {
	const apart = isolationOf(JSON.parse(readFileSync(CIRCUIT, "utf8")) as Circuit);
	const errors = errorsWith(readFileSync(KICAD_RULES, "utf8"));
	const wider = Math.ceil(apart + 0.01);
	const bites = errorsWith(kicadRules(wider));
	console.log(
		`KiCad ${kicadVersion()}: ${errors} errors at ${LEAST.gap} mm and ${LEAST.isolation} mm of isolation`,
	);
	console.log(`the two sides are ${apart.toFixed(2)} mm apart; ${bites} errors at ${wider} mm`);
	return [
		...(errors > 0 ? [`${errors} errors: see ${WORK}/report.json`] : []),
		...(bites === 0 ? ["the isolation rule finds nothing"] : []),
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
