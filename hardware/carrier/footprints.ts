/**
 * The copper under each part, in mm, seen from above with y upwards, in the part's own position.
 * The small parts' pads are long enough for an iron. How they differ from KiCad 9's footprints of
 * the same packages is in hardware/README.md.
 */

export interface Place {
	readonly x: number;
	readonly y: number;
}

export interface SurfacePad extends Place {
	readonly pin: string;
	readonly width: number;
	readonly height: number;
}

export interface Hole extends Place {
	readonly pin: string;
	readonly drill: number;
	readonly pad: number;
	/** Pin 1 is square. */
	readonly square?: boolean;
}

export interface Peg extends Place {
	readonly diameter: number;
}

export interface Footprint {
	readonly pads?: readonly SurfacePad[];
	readonly holes?: readonly Hole[];
	readonly pegs?: readonly Peg[];
	/** Printed: lines through points. */
	readonly ink: readonly (readonly Place[])[];
	/** What the part covers: left, bottom, right, top. */
	readonly body: readonly [number, number, number, number];
}

const HEADER_PITCH = 2.54;

/** A box's outline. */
function box(left: number, bottom: number, right: number, top: number): Place[] {
	return [
		{ x: left, y: bottom },
		{ x: right, y: bottom },
		{ x: right, y: top },
		{ x: left, y: top },
		{ x: left, y: bottom },
	];
}

function line(x1: number, y1: number, x2: number, y2: number): Place[] {
	return [
		{ x: x1, y: y1 },
		{ x: x2, y: y2 },
	];
}

/** Two pads beside each other, and a line above and below between them. */
function twoPads(apart: number, width: number, height: number): Footprint {
	const inner = apart - width / 2 - 0.25;
	const y = height / 2;
	return {
		pads: [
			{ pin: "1", x: -apart, y: 0, width, height },
			{ pin: "2", x: apart, y: 0, width, height },
		],
		ink: [line(-inner, y, inner, y), line(-inner, -y, inner, -y)],
		body: [-apart - width / 2, -y, apart + width / 2, y],
	};
}

/** Pins from left to right, pin 1 square. */
function header(count: number): Footprint {
	const end = ((count - 1) * HEADER_PITCH) / 2;
	return {
		holes: Array.from({ length: count }, (_, i) => ({
			pin: String(i + 1),
			x: i * HEADER_PITCH - end,
			y: 0,
			drill: 1,
			pad: 1.7,
			square: i === 0,
		})),
		ink: [],
		body: [-end - 1.25, -1.25, end + 1.25, 1.25],
	};
}

/** An arrow to pin 1 of the SOIC-16. */
const ONE: readonly Place[] = [
	{ x: -3.7, y: 4.445 },
	{ x: -4.5, y: 4.95 },
	{ x: -4.5, y: 3.94 },
	{ x: -3.7, y: 4.445 },
];

/** JEDEC MS-012 AC: 1.27 mm pitch, pin 1 at the top left, marked beside it. */
function soic16(): Footprint {
	const pads = Array.from({ length: 16 }, (_, i) => ({
		pin: String(i + 1),
		x: i < 8 ? -2.475 : 2.475,
		y: (i < 8 ? 3.5 - i : i - 11.5) * 1.27,
		width: 1.95,
		height: 0.6,
	}));
	return {
		pads,
		ink: [line(-1.9, 5.1, 1.9, 5.1), line(-1.9, -5.1, 1.9, -5.1), ONE],
		body: [-3.45, -5.1, 3.45, 5.1],
	};
}

/** DIP-4 with leads bent to 10.16 mm (400 mil), pin 1 at the top left. */
function dip4Wide(): Footprint {
	const hole = (pin: string, x: number, y: number): Hole => ({
		pin,
		x,
		y,
		drill: 0.8,
		pad: 1.6,
		square: pin === "1",
	});
	return {
		holes: [
			hole("1", -5.08, 1.27),
			hole("2", -5.08, -1.27),
			hole("3", 5.08, -1.27),
			hole("4", 5.08, 1.27),
		],
		ink: [box(-3.3, -2.4, 3.3, 2.4), line(-3.3, 1.6, -2.5, 2.4)],
		body: [-5.9, -2.6, 5.9, 2.6],
	};
}

/** Amphenol 54602, opening downwards. Pins stand in two rows; the pegs are 3.25 mm in 3.2 mm holes. */
function rj45(): Footprint {
	return {
		holes: Array.from({ length: 8 }, (_, i) => ({
			pin: String(i + 1),
			x: i * 1.27,
			y: i % 2 === 0 ? 0 : 2.54,
			drill: 0.8,
			pad: 1.5,
			square: i === 0,
		})),
		pegs: [
			{ x: -1.27, y: -6.35, diameter: 3.2 },
			{ x: 10.16, y: -6.35, diameter: 3.2 },
		],
		ink: [
			line(-3.2, 3.77, 12.1, 3.77),
			line(-3.2, 3.77, -3.2, -12.6),
			line(12.1, 3.77, 12.1, -12.6),
		],
		body: [-3.2, -13.97, 12.1, 3.77],
	};
}

/** The XIAO on two strips of seven, USB upwards: pins 1 to 7 down the left, 8 to 14 up the right. */
function xiao(): Footprint {
	const [half, edge] = [8.9, 10.5];
	return {
		holes: Array.from({ length: 14 }, (_, i) => ({
			pin: String(i + 1),
			x: i < 7 ? -7.62 : 7.62,
			y: (i < 7 ? 3 - i : i - 10) * HEADER_PITCH,
			drill: 1,
			pad: 1.7,
			square: i === 0,
		})),
		ink: [box(-half, -edge, half, 9.6), box(-4.5, 3.5, 4.5, 9.6)],
		body: [-half, -edge, half, edge],
	};
}

/** A round pad for a probe. */
function probe(): Footprint {
	return {
		holes: [{ pin: "1", x: 0, y: 0, drill: 1, pad: 2 }],
		ink: [],
		body: [-1, -1, 1, 1],
	};
}

export const FOOTPRINTS = {
	"0805": twoPads(1, 1.2, 1.4),
	"1206": twoPads(1.55, 1.3, 1.75),
	SMA: twoPads(2.25, 3, 1.8),
	"SOIC-16": soic16(),
	"DIP-4, 10.16 mm": dip4Wide(),
	"RJ45, 8P8C": rj45(),
	"XIAO, 2 × 7": xiao(),
	"1 × 4": header(4),
	"probe hole": probe(),
} as const satisfies Readonly<Record<string, Footprint>>;

export type FootprintName = keyof typeof FOOTPRINTS;
