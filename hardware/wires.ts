/** The wires of a build, for its table and its drawing. */
import type { Build, Colour, Pin } from "./build.ts";

export type Part = "meter" | "module" | "board" | "oled";

/** Where a wire ends: what is printed there, and the board's GPIO. */
export interface End {
	readonly part: Part;
	readonly pin: string;
	readonly gpio?: number;
}

export interface Wire {
	readonly from: End;
	readonly to: End;
	readonly colour: Colour;
	readonly carries: string;
}

/**
 * From the meter to the right. The module's RXD is held at 3.3 V, the idle level, so that it never
 * sends; nothing goes to the board's TX.
 */
export function wires(build: Build): Wire[] {
	const supply = end("board", build.supply);
	const ground = end("board", build.ground);
	const receive = boardPin(build.han.receive);
	return [
		{ from: end("meter", "1"), to: end("module", "bus"), colour: "white-orange", carries: "bus" },
		{ from: end("meter", "2"), to: end("module", "bus"), colour: "orange", carries: "bus" },
		{ from: end("module", "VCC"), to: supply, colour: "red", carries: "3.3 V" },
		{ from: end("module", "RXD"), to: supply, colour: "red", carries: "3.3 V" },
		{ from: end("module", "GND"), to: ground, colour: "black", carries: "ground" },
		{ from: end("module", "TXD"), to: receive, colour: "green", carries: "readings" },
		...displayWires(build, supply, ground),
	];
}

function displayWires({ display }: Build, supply: End, ground: End): Wire[] {
	if (display.place === "board") return [];
	const { sda, scl } = display;
	return [
		{ from: supply, to: end("oled", "VCC"), colour: "red", carries: "3.3 V" },
		{ from: ground, to: end("oled", "GND"), colour: "black", carries: "ground" },
		{
			from: boardPin(sda),
			to: end("oled", "SDA"),
			colour: sda.colour ?? "blue",
			carries: "data",
		},
		{
			from: boardPin(scl),
			to: end("oled", "SCL"),
			colour: scl.colour ?? "yellow",
			carries: "clock",
		},
	];
}

function end(part: Part, pin: string): End {
	return { part, pin };
}

function boardPin({ printed, gpio }: Pin): End {
	return { part: "board", pin: printed, gpio };
}
