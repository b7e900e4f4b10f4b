/** Where the parts are in the schematic, and which pins are on which side of a box. */
import type { Ref } from "./parts.ts";

export interface Symbol {
	readonly x: number;
	readonly y: number;
	/** Anticlockwise; a box is not turned. */
	readonly turn?: 0 | 90 | 180 | 270;
	/** A box and its pins from top to bottom, by number. Without it, the symbol of the part. */
	readonly box?: {
		readonly left: readonly number[];
		readonly right: readonly number[];
		readonly width: number;
	};
}

export const SYMBOLS: Readonly<Record<Ref, Symbol>> = {
	J1: { x: -9.8, y: 0.9, box: { left: [], right: [1, 2, 3, 4, 5, 6, 7, 8], width: 0.9 } },
	D1: { x: -7.8, y: 1.3 },
	R1: { x: -6, y: 2.2 },
	R2: { x: -5.4, y: 0.4 },
	U1: {
		x: -3,
		y: 0,
		box: { left: [16, 1, 3, 6, 4, 14, 15], right: [11, 9, 12, 8, 2, 5, 7, 10, 13], width: 1.8 },
	},
	C2: { x: -4.9, y: -2.4, turn: 270 },
	C1: { x: -6.1, y: -2.4, turn: 270 },
	R3: { x: -7.3, y: -2.4, turn: 270 },
	R4: { x: -8.5, y: -2.4, turn: 270 },
	TP3: { x: -2.8, y: -3 },
	C3: { x: -0.8, y: 1.3, turn: 270 },
	TP1: { x: 0.9, y: 2.6 },
	TP2: { x: 1.4, y: -1.2 },
	R5: { x: 1.2, y: 1.6 },
	U2: { x: 3.4, y: -0.1, box: { left: [1, 2], right: [4, 3], width: 1 } },
	R6: { x: 5, y: 1.6, turn: 270 },
	TP4: { x: 5.6, y: -1.2 },
	C4: { x: 6.4, y: 1.2, turn: 270 },
	M1: {
		x: 8.6,
		y: 0,
		box: { left: [12, 13, 8, 14, 1, 2, 3], right: [6, 5, 4, 7, 9, 10, 11], width: 1.4 },
	},
	J2: { x: 12, y: 1.2, box: { left: [1, 2, 3, 4], right: [], width: 0.9 } },
	J3: { x: 12, y: -1.2, box: { left: [1, 2, 3, 4], right: [], width: 0.9 } },
};
