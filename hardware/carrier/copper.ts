/**
 * The copper of a circuit.json as shapes, and what they join: the netlist as it would be made,
 * whatever the file says that it should be. Distances are in mm.
 */
import { type Circuit, elements, type Layer, pinNames } from "./circuit.ts";
import type { Pin } from "./parts.ts";

interface Point {
	readonly x: number;
	readonly y: number;
}

/** Everything within `radius` of a point, a line or a box. */
export interface Shape {
	readonly what: string;
	readonly pin?: Pin;
	readonly layers: readonly Layer[];
	readonly corners: readonly Point[];
	readonly radius: number;
}

/** Copper that hangs together, and the pins on it. */
export interface Island {
	readonly shapes: readonly Shape[];
	readonly pins: readonly Pin[];
}

const BOTH: readonly Layer[] = ["top", "bottom"];

export function shapesOf(circuit: Circuit): Shape[] {
	return [...pads(circuit), ...holes(circuit), ...vias(circuit), ...tracks(circuit)];
}

function box({ x, y }: Point, width: number, height: number): Point[] {
	const [right, up] = [width / 2, height / 2];
	return [
		{ x: x - right, y: y - up },
		{ x: x + right, y: y - up },
		{ x: x + right, y: y + up },
		{ x: x - right, y: y + up },
	];
}

function pads(circuit: Circuit): Shape[] {
	const nameOf = pinNames(circuit);
	return elements(circuit, "pcb_smtpad").map((pad) => {
		if (pad.shape !== "rect") throw new Error(`a pad is a ${pad.shape}`);
		const pin = nameOf(pad.pcb_port_id);
		return {
			what: pin,
			pin,
			layers: [pad.layer],
			corners: box(pad, pad.width, pad.height),
			radius: 0,
		};
	});
}

function holes(circuit: Circuit): Shape[] {
	const nameOf = pinNames(circuit);
	return elements(circuit, "pcb_plated_hole").map((hole) => {
		const pin = nameOf(hole.pcb_port_id);
		const { outer_diameter: round, rect_pad_width: width, rect_pad_height: height } = hole;
		if (round !== undefined) {
			return { what: pin, pin, layers: BOTH, corners: [hole], radius: round / 2 };
		}
		if (width === undefined || height === undefined) throw new Error(`a hole is a ${hole.shape}`);
		return { what: pin, pin, layers: BOTH, corners: box(hole, width, height), radius: 0 };
	});
}

function vias(circuit: Circuit): Shape[] {
	return elements(circuit, "pcb_via").map((via) => ({
		what: `a via at ${via.x}, ${via.y}`,
		layers: BOTH,
		corners: [via],
		radius: via.outer_diameter / 2,
	}));
}

function tracks(circuit: Circuit): Shape[] {
	return elements(circuit, "pcb_trace").flatMap(({ route, pcb_trace_id }) =>
		route.flatMap((to, i) => {
			const from = route[i - 1];
			if (from?.layer === undefined || from.layer !== to.layer) return [];
			return [
				{
					what: pcb_trace_id,
					layers: [from.layer],
					corners: [from, to],
					radius: (from.width ?? 0) / 2,
				},
			];
		}),
	);
}

/** Groups the shapes that touch. */
export function islands(shapes: readonly Shape[]): Island[] {
	const left = new Set(shapes);
	const found: Island[] = [];
	for (const first of shapes) {
		if (!left.delete(first)) continue;
		const group = [first];
		for (const one of group) {
			for (const other of left) {
				if (shareLayer(one, other) && isCloser(one, other, 1e-6)) {
					left.delete(other);
					group.push(other);
				}
			}
		}
		found.push({ shapes: group, pins: group.flatMap(({ pin }) => pin ?? []).sort() });
	}
	return found;
}

export function shareLayer(one: Shape, other: Shape): boolean {
	return one.layers.some((layer) => other.layers.includes(layer));
}

/** Whether two shapes are less than so far apart. Far ones are told by their bounds. */
export function isCloser(one: Shape, other: Shape, than: number): boolean {
	const reach = than + one.radius + other.radius;
	return (
		!areApart(one, other, "x", reach) &&
		!areApart(one, other, "y", reach) &&
		distance(one, other) < than
	);
}

function areApart(one: Shape, other: Shape, axis: "x" | "y", reach: number): boolean {
	let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
	for (const corner of one.corners) {
		low = Math.min(low, corner[axis]);
		high = Math.max(high, corner[axis]);
	}
	return (
		other.corners.every((corner) => corner[axis] > high + reach) ||
		other.corners.every((corner) => corner[axis] < low - reach)
	);
}

/** Between two shapes' edges, whatever their layers; 0 or less where they touch. */
export function distance(one: Shape, other: Shape): number {
	if (isWithin(one.corners[0] as Point, other) || isWithin(other.corners[0] as Point, one))
		return 0;
	let least = Number.POSITIVE_INFINITY;
	for (const [a, b] of edges(one)) {
		for (const [c, d] of edges(other)) {
			if (cross(a, b, c, d)) return 0;
			least = Math.min(least, toEdge(a, c, d), toEdge(b, c, d), toEdge(c, a, b), toEdge(d, a, b));
		}
	}
	return least - one.radius - other.radius;
}

function edges({ corners }: Shape): [Point, Point][] {
	return corners.map((from, i) => [from, corners[(i + 1) % corners.length] as Point]);
}

function isWithin(point: Point, { corners }: Shape): boolean {
	const [low, , high] = corners;
	if (low === undefined || high === undefined) return false;
	return point.x >= low.x && point.x <= high.x && point.y >= low.y && point.y <= high.y;
}

function cross(a: Point, b: Point, c: Point, d: Point): boolean {
	return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function side(a: Point, b: Point, c: Point): number {
	return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

function toEdge(point: Point, a: Point, b: Point): number {
	const [dx, dy] = [b.x - a.x, b.y - a.y];
	const square = dx * dx + dy * dy;
	const along = square === 0 ? 0 : ((point.x - a.x) * dx + (point.y - a.y) * dy) / square;
	const t = Math.min(1, Math.max(0, along));
	return Math.hypot(a.x + t * dx - point.x, a.y + t * dy - point.y);
}
