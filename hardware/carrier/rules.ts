/**
 * What can be wrong with the board as drawn, told in words: its copper against the netlist, the
 * distances, and the values in the file. What can be wrong with the circuit is in `level-rules.ts`.
 */
import { type Circuit, elements } from "./circuit.ts";
import {
	distance,
	type Island,
	isCloser,
	islands,
	type Shape,
	shapesOf,
	shareLayer,
} from "./copper.ts";
import { type Netlist, openPins } from "./nets.ts";
import { PARTS, type Part, type Pin, REFS, type Ref, type Side } from "./parts.ts";
import { BARRIER } from "./placement.ts";

/** mm: what any maker of boards can do, and the isolation that the README promises. */
export const LEAST = { gap: 0.2, width: 0.25, ring: 0.15, edge: 0.3, isolation: BARRIER.least };

/** Everything that is wrong with a board; nothing when it is sound. */
export function boardComplaints(circuit: Circuit, nets: Netlist): string[] {
	const found = islands(shapesOf(circuit));
	return [
		...aboutNets(found, nets),
		...aboutGaps(found),
		...aboutIsolation(found),
		...aboutWidths(circuit),
		...aboutEdges(circuit),
		...aboutValues(circuit),
	];
}

/** The side that a pin is on: the optocoupler's LED is the meter's, its transistor ours. */
export function sideOf(pin: Pin): Exclude<Side, "both"> {
	const side = PARTS[pin.split(".")[0] as Ref].side;
	if (side !== "both") return side;
	return pin === "U2.A" || pin === "U2.K" ? "han" : "esp";
}

function aboutNets(found: readonly Island[], nets: Netlist): string[] {
	const wanted = new Map<string, string>(
		Object.entries(nets).map(([name, pins]) => [[...pins].sort().join(" "), name]),
	);
	for (const pin of openPins(nets)) wanted.set(pin, "nothing");
	const made = found.map(({ pins }) => pins.join(" "));
	const wrong = made.filter((pins) => !wanted.has(pins));
	return [
		...wrong.map((pins) => (pins === "" ? "copper on no pin" : `joined, and no net: ${pins}`)),
		...[...wanted].filter(([pins]) => !made.includes(pins)).map(([, name]) => `not made: ${name}`),
	];
}

function aboutGaps(found: readonly Island[]): string[] {
	return pairs(found)
		.filter(([one, other]) => shareLayer(one, other) && isCloser(one, other, LEAST.gap))
		.map(([one, other]) => `${one.what} and ${other.what} are ${mm(distance(one, other))} apart`);
}

function aboutIsolation(found: readonly Island[]): string[] {
	const han = onSide(found, "han");
	const esp = onSide(found, "esp");
	const apart = leastDistance(han, esp);
	return apart >= LEAST.isolation ? [] : [`the two sides are ${mm(apart)} apart`];
}

/** Between the copper of the two sides, on whatever layers. */
export function isolationOf(circuit: Circuit): number {
	const found = islands(shapesOf(circuit));
	return leastDistance(onSide(found, "han"), onSide(found, "esp"));
}

function onSide(found: readonly Island[], side: Side): Shape[] {
	return found
		.filter(({ pins }) => pins.some((pin) => sideOf(pin) === side))
		.flatMap(({ shapes }) => shapes);
}

function leastDistance(some: readonly Shape[], others: readonly Shape[]): number {
	let least = Number.POSITIVE_INFINITY;
	for (const one of some) {
		for (const other of others) {
			if (isCloser(one, other, least)) least = distance(one, other);
		}
	}
	return least;
}

/** Of shapes that are not joined. */
function pairs(found: readonly Island[]): [Shape, Shape][] {
	return found.flatMap(({ shapes }, i) =>
		found
			.slice(0, i)
			.flatMap((other) => shapes.flatMap((a) => other.shapes.map((b): [Shape, Shape] => [a, b]))),
	);
}

function aboutWidths(circuit: Circuit): string[] {
	const thin = elements(circuit, "pcb_trace").filter(({ route }) =>
		route.some(({ width }) => width !== undefined && width < LEAST.width),
	);
	const drilled = [...elements(circuit, "pcb_via"), ...elements(circuit, "pcb_plated_hole")].filter(
		(one) => {
			const pad = one.outer_diameter ?? ("rect_pad_width" in one ? (one.rect_pad_width ?? 0) : 0);
			return (pad - one.hole_diameter) / 2 < LEAST.ring;
		},
	);
	return [
		...thin.map(({ pcb_trace_id }) => `${pcb_trace_id} is thinner than ${mm(LEAST.width)}`),
		...drilled.map(({ x, y }) => `the ring at ${x}, ${y} is narrower than ${mm(LEAST.ring)}`),
	];
}

function aboutEdges(circuit: Circuit): string[] {
	const [board] = elements(circuit, "pcb_board");
	if (board === undefined) return ["there is no board"];
	const [right, top] = [board.width / 2 - LEAST.edge, board.height / 2 - LEAST.edge];
	return shapesOf(circuit)
		.filter(({ corners, radius }) =>
			corners.some(({ x, y }) => Math.abs(x) + radius > right || Math.abs(y) + radius > top),
		)
		.map(({ what }) => `${what} is closer than ${mm(LEAST.edge)} to the board's edge`);
}

function aboutValues(circuit: Circuit): string[] {
	const drawn = new Map(elements(circuit, "source_component").map((one) => [one.name, one]));
	return REFS.flatMap((ref) => {
		const { value }: Part = PARTS[ref];
		const one = drawn.get(ref);
		if (one === undefined) return [`${ref} is not on the board`];
		const has = one.resistance ?? one.capacitance;
		const same = value === undefined ? has === undefined : Math.abs((has ?? 0) / value - 1) < 1e-6;
		return same ? [] : [`${ref} is ${has} in the drawing and ${value} in the table`];
	});
}

function mm(length: number): string {
	return `${Math.max(0, length).toFixed(2)} mm`;
}
