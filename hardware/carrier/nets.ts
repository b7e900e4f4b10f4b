/**
 * The netlist of the carrier. This table is the circuit: the board is drawn from it, and the tests
 * hold the copper of `circuit.json` against it. A pin that is in no net is open.
 *
 * Which pins of the XIAO are used is `builds.ts`'s to say, as for the firmware.
 */
import { BUILDS } from "../builds.ts";
import { isPin, PARTS, type Pin, type Ref } from "./parts.ts";

/** Of the firmware's pins, the three that the carrier is wired to. */
export interface Lines {
	readonly receive: Pin;
	readonly sda: Pin;
	readonly scl: Pin;
}

function linesOfXiao(): Lines {
	const build = BUILDS.find(({ target }) => target === "esp32/xiao_esp32c3");
	if (build?.display.place !== "wired") throw new Error("builds.ts has no XIAO with an OLED");
	return {
		receive: onXiao(build.han.receive.printed),
		sda: onXiao(build.display.sda.printed),
		scl: onXiao(build.display.scl.printed),
	};
}

function onXiao(printed: string): Pin {
	const pin = `M1.${printed}`;
	if (!isPin(pin)) throw new Error(`the XIAO has no pin ${printed}`);
	return pin;
}

export const LINES: Lines = linesOfXiao();

export const NETS = {
	BUS_1: ["J1.1", "D1.1", "R1.1"],
	BUS_2: ["J1.2", "D1.2", "R2.1"],
	LINE_1: ["R1.2", "U1.BUSL1"],
	LINE_2: ["R2.2", "U1.BUSL2"],
	STC: ["U1.STC", "C2.1"],
	SC: ["U1.SC", "C1.1"],
	RIDD: ["U1.RIDD", "R3.1"],
	RIS: ["U1.RIS", "R4.1"],
	HAN_VDD: ["U1.VDD", "U1.BAT", "U1.RX", "C3.1", "R5.1", "TP1.1"],
	HAN_GND: ["U1.GND", "C1.2", "C2.2", "C3.2", "R3.2", "R4.2", "TP3.1"],
	LED: ["R5.2", "U2.A"],
	HAN_TX: ["U1.TX", "U2.K", "TP2.1"],
	V3V3: ["M1.3V3", "R6.1", "C4.1", "J2.VCC", "J3.VCC"],
	GND: ["M1.GND", "U2.E", "C4.2", "J2.GND", "J3.GND"],
	RXD: [LINES.receive, "U2.C", "R6.2", "TP4.1"],
	SDA: [LINES.sda, "J2.SDA", "J3.SDA"],
	SCL: [LINES.scl, "J2.SCL", "J3.SCL"],
} as const satisfies Readonly<Record<string, readonly Pin[]>>;

export type Net = keyof typeof NETS;

/** A netlist: this one, or what was found on a board. */
export type Netlist = Readonly<Record<string, readonly Pin[]>>;

/** Every pin that no net has. */
export function openPins(nets: Netlist): Pin[] {
	const used = new Set<Pin>(Object.values(nets).flat());
	return (Object.keys(PARTS) as Ref[])
		.flatMap((ref) => PARTS[ref].pins.map((pin) => `${ref}.${pin}` as Pin))
		.filter((pin) => !used.has(pin));
}
