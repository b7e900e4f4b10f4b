/** The committed files of the carrier belong together. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { billOfMaterials } from "../../../hardware/carrier/bom.ts";
import {
	FABRICATION,
	FOLDER,
	KICAD_BOARD,
	KICAD_RULES,
	SUMS,
} from "../../../hardware/carrier/files.ts";
import { kicadRules } from "../../../hardware/carrier/kicad-rules.ts";
import { NETS } from "../../../hardware/carrier/nets.ts";
import { LEAST } from "../../../hardware/carrier/rules.ts";

function text(path: string): string {
	return readFileSync(path, "utf8");
}

describe("the carrier's files", () => {
	it("are the ones that were summed up (npm run hardware:rebuild)", () => {
		const sums = text(SUMS).trim().split("\n");
		const names = readdirSync(FABRICATION).filter((name) => name !== "SHA256SUMS");
		assert.deepEqual(
			sums.map((line) => line.slice(66)),
			names.sort(),
		);
		for (const line of sums) {
			const octets = readFileSync(`${FABRICATION}/${line.slice(66)}`);
			assert.equal(createHash("sha256").update(octets).digest("hex"), line.slice(0, 64), line);
		}
	});

	it("have the list of parts and KiCad's rules as they would be made again", () => {
		assert.equal(text(`${FOLDER}/bom.csv`), billOfMaterials());
		assert.equal(text(KICAD_RULES), kicadRules(LEAST.isolation));
	});

	it("have every net in KiCad's board and in its copper", () => {
		const copper = text(`${FABRICATION}/carrier-F_Cu.gbr`);
		for (const net of Object.keys(NETS)) {
			assert.ok(text(KICAD_BOARD).includes(`"${net}"`), net);
			assert.ok(copper.includes(`%TO.N,${net}*%`), net);
		}
	});

	it("paste solder on surface pads only, and drill the pegs without copper", () => {
		assert.equal(text(`${FABRICATION}/carrier-F_Paste.gbr`).match(/D03\*/g)?.length, 38);
		assert.match(text(`${FABRICATION}/carrier-NPTH.drl`), /T\dC3\.200/);
		assert.doesNotMatch(text(`${FABRICATION}/carrier-PTH.drl`), /C3\.200/);
	});
});
