/** The board as drawn against its rules, and each rule against a fault planted in the copper. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
	type Circuit,
	type Element,
	elements,
	pinNames,
} from "../../../hardware/carrier/circuit.ts";
import { islands, shapesOf } from "../../../hardware/carrier/copper.ts";
import { CIRCUIT } from "../../../hardware/carrier/files.ts";
import { NETS } from "../../../hardware/carrier/nets.ts";
import type { Pin } from "../../../hardware/carrier/parts.ts";
import { boardComplaints, isolationOf, LEAST } from "../../../hardware/carrier/rules.ts";

const circuit = JSON.parse(readFileSync(CIRCUIT, "utf8")) as Circuit;

/** The circuit with some elements replaced; none where the change returns undefined. */
function changed(change: (one: Element) => Element | undefined): Circuit {
	return circuit.flatMap((one) => change(one) ?? []);
}

/** The pad or hole of a pin, moved. */
function moved(pin: Pin, right: number, up: number): Circuit {
	const nameOf = pinNames(circuit);
	return changed((one) =>
		(one.type === "pcb_smtpad" || one.type === "pcb_plated_hole") && nameOf(one.pcb_port_id) === pin
			? { ...one, x: one.x + right, y: one.y + up }
			: one,
	);
}

/** With another track, as wide as the others, from one pin to another. */
function joined(from: Pin, to: Pin): Circuit {
	const at = (pin: Pin) => {
		const [corner] = shapesOf(circuit).find((shape) => shape.pin === pin)?.corners ?? [];
		assert.ok(corner);
		return {
			route_type: "wire" as const,
			x: corner.x,
			y: corner.y,
			width: 0.3,
			layer: "top" as const,
		};
	};
	return [...circuit, { type: "pcb_trace", pcb_trace_id: "planted", route: [at(from), at(to)] }];
}

function first<T extends Element["type"]>(type: T): Extract<Element, { type: T }> {
	const [one] = elements(circuit, type);
	assert.ok(one);
	return one;
}

const trace = first("pcb_trace");
const via = first("pcb_via");

/** A fault, planted, and a part of what is said of it. */
const FAULTS: readonly (readonly [fault: string, planted: Circuit, said: RegExp])[] = [
	["a track that is not there", changed((one) => (one === trace ? undefined : one)), /not made: /],
	["two nets joined", joined("U1.TX", "U1.TXI"), /joined, and no net: .*U1\.TXI/],
	["a track over the barrier", joined("U2.K", "U2.E"), /the two sides are 0\.00 mm apart/],
	["a pin of the socket joined", joined("J1.2", "J1.4"), /joined, and no net: .*J1\.4/],
	["a pad beside its track", moved("R5.2", 0, 3), /not made: LED/],
	["copper within the barrier", moved("U2.E", -3.8, 0), /the two sides are 4\.\d\d mm apart/],
	[
		"pads too close",
		moved("C3.2", -0.7, 0),
		/C3\.1 and C3\.2 are 0\.1\d mm apart|C3\.2 and C3\.1 are/,
	],
	[
		"a pad over the edge",
		moved("TP3.1", 0, -9),
		/TP3\.1 is closer than 0\.30 mm to the board's edge/,
	],
	[
		"copper that is joined to nothing",
		[...circuit, { ...via, x: -20, y: -15 }],
		/copper on no pin/,
	],
	[
		"a thin track",
		changed((one) =>
			one.type === "pcb_trace"
				? { ...one, route: one.route.map((point) => ({ ...point, width: 0.2 })) }
				: one,
		),
		/is thinner than 0\.25 mm/,
	],
	[
		"a via drilled too wide",
		changed((one) => (one === via ? { ...via, hole_diameter: 0.6 } : one)),
		/is narrower than 0\.15 mm/,
	],
	[
		"a value misread by the drawing",
		changed((one) =>
			one.type === "source_component" && one.name === "R6" ? { ...one, resistance: 6000 } : one,
		),
		/R6 is 6000 in the drawing and 6800 in the table/,
	],
	[
		"a part left out",
		changed((one) =>
			one.type === "source_component" && one.name === "C4" ? { ...one, name: "C3" } : one,
		),
		/C4 is not on the board/,
	],
];

describe("the carrier board", () => {
	it("is sound", () => assert.deepEqual(boardComplaints(circuit, NETS), []));

	it("joins in copper what the netlist joins, and nothing else", () => {
		const made = islands(shapesOf(circuit))
			.map(({ pins }) => pins.join(" "))
			.filter((pins) => pins.includes(" "));
		const wanted = Object.values(NETS).map((pins) => [...pins].sort().join(" "));
		assert.deepEqual(made.sort(), wanted.sort());
	});

	it("has twice the isolation that is asked for, less a little", () => {
		assert.ok(isolationOf(circuit) > 1.5 * LEAST.isolation, `${isolationOf(circuit)}`);
	});

	for (const [fault, planted, said] of FAULTS) {
		it(`is refused with ${fault}`, () => {
			assert.match(boardComplaints(planted, NETS).join("\n"), said);
		});
	}

	it("is refused against another netlist", () => {
		const { SC, STC, ...others } = NETS;
		const swapped = { ...others, SC: [SC[0], STC[1]] as Pin[], STC: [STC[0], SC[1]] as Pin[] };
		const said = boardComplaints(circuit, swapped);
		assert.ok(said.includes("not made: SC") && said.includes("not made: STC"), said.join("\n"));
	});
});
