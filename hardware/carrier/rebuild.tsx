/**
 * Draws the board again from the tables: circuit.json, both drawings, the list of parts and KiCad's
 * board. The same tables give the same files, octet for octet. `npm run hardware:rebuild` then has
 * KiCad make the files for the board's maker (`fabricate.ts`).
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { RootCircuit } from "@tscircuit/core";
import { CircuitJsonToKicadPcbConverter } from "circuit-json-to-kicad";
import { convertCircuitJsonToPcbSvg, convertCircuitJsonToSchematicSvg } from "circuit-to-svg";
import { CarrierBoard } from "./board.tsx";
import { billOfMaterials } from "./bom.ts";
import { CIRCUIT, FABRICATION, FOLDER, KICAD_BOARD, KICAD_RULES } from "./files.ts";
import { kicadRules } from "./kicad-rules.ts";
import { BARRIER, BOARD } from "./placement.ts";

const SCHEMATIC = { width: 1800, height: 640 };
const LAYOUT = {
	width: 1560,
	height: (1560 * BOARD.height) / BOARD.width,
	matchBoardAspectRatio: true,
	backgroundColor: "#123",
};

/** 0.1 µm: what is behind it is the rounding of the machine. */
function rounded(_key: string, value: unknown): unknown {
	return typeof value === "number" && Math.abs(value) > 1e-3
		? Math.round(value * 1e4) / 1e4
		: value;
}

function titled(title: string, svg: string): string {
	return `${svg.replace(/^<svg[^>]*>/, (opening) => `${opening}<title>${title}</title>`)}\n`;
}

/** The converter draws its identifiers by lot; ours count. */
function numbered(board: string): string {
	let count = 0;
	return board.replace(/\(uuid [^)]*\)/g, () => {
		count++;
		return `(uuid 00000000-0000-4000-8000-${String(count).padStart(12, "0")})`;
	});
}

const circuit = new RootCircuit();
circuit.add(<CarrierBoard />);
await circuit.renderUntilSettled();
const drawn: ReturnType<typeof circuit.getCircuitJson> = JSON.parse(
	JSON.stringify(circuit.getCircuitJson(), rounded),
);
const errors = drawn.filter(({ type }) => type.endsWith("_error"));
for (const error of errors) console.error("message" in error ? error.message : error.type);
if (errors.length > 0) process.exit(1);

mkdirSync(FABRICATION, { recursive: true });
writeFileSync(CIRCUIT, `[\n${drawn.map((element) => JSON.stringify(element)).join(",\n")}\n]\n`);
writeFileSync(
	`${FOLDER}/schematic.svg`,
	titled("Schematic of the carrier", convertCircuitJsonToSchematicSvg(drawn, SCHEMATIC)),
);
writeFileSync(
	`${FOLDER}/pcb.svg`,
	titled("Copper and print of the carrier", convertCircuitJsonToPcbSvg(drawn, LAYOUT)),
);
writeFileSync(`${FOLDER}/bom.csv`, billOfMaterials());
const kicad = new CircuitJsonToKicadPcbConverter(drawn);
kicad.runUntilFinished();
writeFileSync(KICAD_BOARD, `${numbered(kicad.getOutputString())}\n`);
writeFileSync(KICAD_RULES, kicadRules(BARRIER.least));
