/** What is printed on the board beside the parts' own outlines: names, sides, order of the pins. */
import { PARTS, type Ref } from "./parts.ts";
import { BARRIER, BOARD, PLACEMENT } from "./placement.ts";

export interface Words {
	readonly words: string;
	readonly x: number;
	readonly y: number;
	/** Height of a capital, mm. */
	readonly size: number;
	readonly turn?: 90;
}

const middle = (BARRIER.left + BARRIER.right) / 2;
const top = BOARD.height / 2;

/** A part's name and value, beside it. */
function named(ref: Ref, right: number, up: number, turn?: 90): Words {
	const { x, y } = PLACEMENT[ref];
	const words = `${ref} ${PARTS[ref].printed}`;
	return { words, x: x + right, y: y + up, size: 0.85, ...(turn && { turn }) };
}

function probe(ref: "TP1" | "TP2" | "TP3" | "TP4", up: number): Words {
	const { x, y } = PLACEMENT[ref];
	return { words: PARTS[ref].printed, x, y: y + up, size: 0.85 };
}

/** The four names of a display's pins, above or below their holes, and the socket's. */
function plug(ref: "J2" | "J3", up: number): Words[] {
	const { x, y } = PLACEMENT[ref];
	const pins = PARTS[ref].pins.map((words, i) => ({
		words,
		x: x + (i - 1.5) * 2.54,
		y: y + up,
		size: 0.8,
	}));
	return [...pins, { words: ref, x: x + 6.2, y, size: 0.85 }];
}

const words: readonly Words[] = [
	{ words: "Glimt carrier 1", x: -21.5, y: top - 2.4, size: 1.5 },
	{ words: "TSS721A to XIAO ESP32-C3", x: -21.5, y: top - 4.8, size: 0.9 },
	{ words: "HAN side", x: middle - 5, y: top - 2.4, size: 1.2 },
	{ words: "USB side", x: middle + 5, y: top - 2.4, size: 1.2 },
	{ words: "OLED: J2 or J3", x: 27.5, y: 16.2, size: 0.85 },
	named("J1", -4, 4.4),
	{ words: "D1 33CA", x: PLACEMENT.D1.x, y: PLACEMENT.D1.y + 4.6, size: 0.85 },
	named("R1", 0, 1.6),
	named("R2", 0.6, 1.5),
	named("C2", 0, 1.6),
	named("R3", 0, 1.4),
	named("C1", 0, 1.4),
	named("U1", 0, -6),
	named("R4", 0, 1.4),
	named("C3", 0, 1.4),
	named("R5", 0, 1.4),
	{ words: "U2 SFH618A", x: PLACEMENT.U2.x, y: PLACEMENT.U2.y - 3.3, size: 0.85 },
	named("R6", -1.5, 0, 90),
	named("C4", 0, -1.5),
	named("M1", -3.6, 0),
	{ words: "USB", x: PLACEMENT.M1.x + 6.5, y: PLACEMENT.M1.y, size: 0.9 },
	probe("TP1", -1.9),
	probe("TP2", -1.9),
	probe("TP3", -1.9),
	probe("TP4", 1.9),
	...plug("J2", -1.6),
	...plug("J3", 1.6),
];

export const INK = {
	words,
	lines: [
		[
			{ x: middle, y: top - 1 },
			{ x: middle, y: PLACEMENT.U2.y + 3 },
		],
		[
			{ x: middle, y: PLACEMENT.U2.y - 4.4 },
			{ x: middle, y: 1 - top },
		],
	],
} as const;
