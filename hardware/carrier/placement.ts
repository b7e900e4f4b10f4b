/**
 * Where everything is, in mm from the middle of the board, y upwards; turned anticlockwise by
 * degrees. The case is made from the same numbers.
 */
import type { Ref } from "./parts.ts";

export interface Placement {
	readonly x: number;
	readonly y: number;
	readonly turn: 0 | 90 | 180 | 270;
}

export const BOARD = { width: 78, height: 38, thickness: 1.6, corner: 2 } as const;

/** For M3 screws of plastic. */
export const SCREW_HOLES = {
	diameter: 3.2,
	at: [
		{ x: -36, y: 16 },
		{ x: -36, y: -16 },
		{ x: 36, y: 16 },
		{ x: 36, y: -16 },
	],
} as const;

/** Between its two edges is no copper. The optocoupler alone spans it. */
export const BARRIER = { left: 8.2, right: 15.8, least: 5 } as const;

export const PLACEMENT: Readonly<Record<Ref, Placement>> = {
	J1: { x: -25.5, y: 4.45, turn: 270 },
	D1: { x: -18.4, y: 2.5, turn: 270 },
	R1: { x: -12.7, y: 11, turn: 0 },
	R2: { x: -14.1, y: 4.445, turn: 0 },
	U1: { x: -5, y: 0, turn: 0 },
	C2: { x: -12.6, y: 1.3, turn: 180 },
	R3: { x: -12.6, y: -1.7, turn: 180 },
	C1: { x: -12.6, y: -4.7, turn: 180 },
	R4: { x: 1.8, y: 2, turn: 0 },
	C3: { x: 1.8, y: -1.2, turn: 0 },
	R5: { x: 3.4, y: -5.1, turn: 0 },
	U2: { x: 12, y: -6.4, turn: 0 },
	R6: { x: 17, y: -0.4, turn: 90 },
	C4: { x: 30.8, y: -13.6, turn: 180 },
	M1: { x: 29, y: -3, turn: 270 },
	J2: { x: 22.65, y: 9.8, turn: 0 },
	J3: { x: 22.65, y: 12.34, turn: 0 },
	TP1: { x: 2.5, y: -9.5, turn: 0 },
	TP2: { x: -5, y: -9.5, turn: 0 },
	TP3: { x: -12.6, y: -9.5, turn: 0 },
	TP4: { x: 17, y: 4, turn: 0 },
};
