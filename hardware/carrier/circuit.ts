/** The parts of tscircuit's circuit.json that the rules read. Lengths are in mm. */
import { PARTS, type Pin, type Ref } from "./parts.ts";

export type Layer = "top" | "bottom";

interface SourceComponent {
	readonly type: "source_component";
	readonly source_component_id: string;
	readonly name: string;
	readonly resistance?: number;
	readonly capacitance?: number;
}

interface SourcePort {
	readonly type: "source_port";
	readonly source_port_id: string;
	readonly source_component_id: string;
	readonly pin_number: number;
}

interface PcbPort {
	readonly type: "pcb_port";
	readonly pcb_port_id: string;
	readonly source_port_id: string;
}

interface Pad {
	readonly type: "pcb_smtpad";
	readonly pcb_port_id: string;
	readonly shape: string;
	readonly layer: Layer;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

interface PlatedHole {
	readonly type: "pcb_plated_hole";
	readonly pcb_port_id: string;
	readonly shape: string;
	readonly x: number;
	readonly y: number;
	readonly hole_diameter: number;
	readonly outer_diameter?: number;
	readonly rect_pad_width?: number;
	readonly rect_pad_height?: number;
}

interface Via {
	readonly type: "pcb_via";
	readonly x: number;
	readonly y: number;
	readonly hole_diameter: number;
	readonly outer_diameter: number;
}

export interface RoutePoint {
	readonly route_type: "wire" | "via";
	readonly x: number;
	readonly y: number;
	readonly width?: number;
	readonly layer?: Layer;
}

interface Trace {
	readonly type: "pcb_trace";
	readonly pcb_trace_id: string;
	readonly route: readonly RoutePoint[];
}

interface Hole {
	readonly type: "pcb_hole";
	readonly x: number;
	readonly y: number;
	readonly hole_diameter: number;
}

interface Board {
	readonly type: "pcb_board";
	readonly width: number;
	readonly height: number;
}

export type Element =
	| SourceComponent
	| SourcePort
	| PcbPort
	| Pad
	| PlatedHole
	| Via
	| Trace
	| Hole
	| Board;

export type Circuit = readonly Element[];

/** All elements of a type. */
export function elements<T extends Element["type"]>(
	circuit: Circuit,
	type: T,
): Extract<Element, { type: T }>[] {
	return circuit.filter((one): one is Extract<Element, { type: T }> => one.type === type);
}

/** From the id of a port on the board to our name of the pin. Throws where there is none. */
export function pinNames(circuit: Circuit): (pcbPort: string) => Pin {
	const refs = new Map(
		elements(circuit, "source_component").map((one) => [one.source_component_id, one.name]),
	);
	const sources = new Map(elements(circuit, "source_port").map((one) => [one.source_port_id, one]));
	const ports = new Map(
		elements(circuit, "pcb_port").map((one) => [one.pcb_port_id, one.source_port_id]),
	);
	return (pcbPort) => {
		const source = sources.get(ports.get(pcbPort) ?? "");
		const ref = refs.get(source?.source_component_id ?? "") as Ref;
		const name = PARTS[ref]?.pins[(source?.pin_number ?? 0) - 1];
		if (name === undefined) throw new Error(`${pcbPort} is no pin of ours`);
		return `${ref}.${name}` as Pin;
	};
}
