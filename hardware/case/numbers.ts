/** What the case needs to know of the board, for OpenSCAD. */
import { BOARD, PLACEMENT, SCREW_HOLES } from "../carrier/placement.ts";

export const NUMBERS = "hardware/case/numbers.scad";

/** mm: from the OLED's pins to the middle of what it shows, on the usual 27 × 27 mm modules. */
const PINS_TO_PICTURE = 13;
/** mm: from the jack's pin 1 to its middle. */
const PIN_TO_JACK = 4.445;

export function numbers(): string {
	const { J1, J2, J3, M1 } = PLACEMENT;
	const values: Readonly<Record<string, string | number>> = {
		board_width: BOARD.width,
		board_height: BOARD.height,
		board_thickness: BOARD.thickness,
		board_corner: BOARD.corner,
		screws: `[${SCREW_HOLES.at.map(({ x, y }) => `[${x}, ${y}]`).join(", ")}]`,
		jack_y: round(J1.y - PIN_TO_JACK),
		usb_y: M1.y,
		oled_x: J2.x,
		oled_y: round((J2.y + J3.y) / 2 - PINS_TO_PICTURE),
	};
	const lines = Object.entries(values).map(([name, value]) => `${name} = ${value};\n`);
	return `// Made from hardware/carrier/placement.ts by \`npm run hardware:case\`.\n${lines.join("")}`;
}

function round(mm: number): number {
	return Math.round(mm * 100) / 100;
}
