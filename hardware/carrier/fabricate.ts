/**
 * Has KiCad 9 make what a maker of boards wants from the board: Gerbers, drill files and the
 * parts' positions, and sums them up. Dates are taken out, so that the same board gives the same
 * files. The second half of `npm run hardware:rebuild`.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { FABRICATION, KICAD_BOARD, SUMS } from "./files.ts";
import { kicad, kicadVersion } from "./kicad.ts";

const LAYERS = "F.Cu,B.Cu,F.Mask,B.Mask,F.Silkscreen,F.Paste,Edge.Cuts";
const MADE = /\.(gbr|gbrjob|drl|csv)$/;

const version = kicadVersion();
if (!version?.startsWith("9.")) {
	console.error("kicad-cli 9 is not here: the board is drawn, its Gerbers and sums are not made");
	process.exit(1);
}
for (const name of readdirSync(FABRICATION).filter((one) => MADE.test(one))) {
	rmSync(`${FABRICATION}/${name}`);
}
kicad("export gerbers", ["--layers", LAYERS, "--no-protel-ext"], `${FABRICATION}/`, KICAD_BOARD);
kicad("export drill", ["--excellon-separate-th"], `${FABRICATION}/`, KICAD_BOARD);
kicad(
	"export pos",
	["--format", "csv", "--units", "mm"],
	`${FABRICATION}/carrier-positions.csv`,
	KICAD_BOARD,
);
for (const name of readdirSync(FABRICATION)) {
	const text = readFileSync(`${FABRICATION}/${name}`, "utf8");
	writeFileSync(`${FABRICATION}/${name}`, cleaned(text));
}
writeFileSync(SUMS, sums());

/** Without dates, and without the screw holes, which the list of positions takes for parts. */
function cleaned(text: string): string {
	return text
		.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:?\d\d|Z)/g, "2000-01-01T00:00:00Z")
		.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, "2000-01-01 00:00:00")
		.replace(/^"","",.*\n/gm, "");
}

function sums(): string {
	return readdirSync(FABRICATION)
		.filter((name) => `${FABRICATION}/${name}` !== SUMS)
		.sort()
		.map((name) => {
			const octets = readFileSync(`${FABRICATION}/${name}`);
			return `${createHash("sha256").update(octets).digest("hex")}  ${name}\n`;
		})
		.join("");
}
