/**
 * What can be wrong with the circuit, told in words: how every pin of the TSS721A is tied, what
 * the meter's port is asked for, that a mark arrives as a high and a space as a low, and that
 * nothing but light passes between the sides. Limits are of the TSS721A's data sheet (SLAS222B),
 * the SFH618A's (83673) and the ESP32-C3's.
 */
import { CHIPS } from "../chips.ts";
import type { Lines, Netlist } from "./nets.ts";
import { isPin, type Part, type Pin, REFS, type Ref } from "./parts.ts";
import { sideOf } from "./rules.ts";

export type Parts = Readonly<Record<Ref, Part>>;

/** Printed on the XIAO, and the ESP32-C3's GPIO behind it. */
export const XIAO_GPIO: Readonly<Record<string, number>> = {
	D0: 2,
	D1: 3,
	D2: 4,
	D3: 5,
	D4: 6,
	D5: 7,
	D6: 21,
	D7: 20,
	D8: 8,
	D9: 9,
	D10: 10,
};

/** Everything that is wrong with a circuit; nothing when it is sound. */
export function levelComplaints(nets: Netlist, parts: Parts, lines: Lines): string[] {
	const circuit = { nets, parts };
	return [
		...aboutNames(nets),
		...aboutSides(nets),
		...aboutSocket(circuit),
		...aboutTransceiver(circuit),
		...aboutCoupler(circuit),
		...aboutBoard(circuit, lines),
	];
}

interface Wired {
	readonly nets: Netlist;
	readonly parts: Parts;
}

function netOf({ nets }: Wired, pin: Pin): string | undefined {
	return Object.keys(nets).find((name) => nets[name]?.includes(pin));
}

/** The parts with two legs between two nets. */
function between(circuit: Wired, one: string | undefined, other: string | undefined): Ref[] {
	if (one === undefined || other === undefined || one === other) return [];
	return REFS.filter((ref) => {
		const ends = ["1", "2"].map((pin) => netOf(circuit, `${ref}.${pin}` as Pin));
		return circuit.parts[ref].pins.length === 2 && ends.includes(one) && ends.includes(other);
	});
}

/** Ohm or farad of the only resistor or capacitor between two nets. */
function valueBetween(circuit: Wired, kind: "R" | "C", one?: string, other?: string): number {
	const found = between(circuit, one, other).filter((ref) => ref.startsWith(kind));
	return found.length === 1 ? (circuit.parts[found[0] as Ref].value ?? 0) : 0;
}

function aboutNames(nets: Netlist): string[] {
	const pins = Object.values(nets).flat();
	return [
		...pins.filter((pin) => !isPin(pin)).map((pin) => `${pin} is no pin`),
		...pins.filter((pin, i) => pins.indexOf(pin) < i).map((pin) => `${pin} is in two nets`),
	];
}

function aboutSides(nets: Netlist): string[] {
	return Object.entries(nets)
		.filter(([, pins]) => new Set(pins.map(sideOf)).size > 1)
		.map(([name]) => `${name} joins the meter's side with ours`);
}

function aboutSocket(circuit: Wired): string[] {
	const found: string[] = [];
	for (const pin of ["3", "4", "5", "6", "7", "8"] as const) {
		if (netOf(circuit, `J1.${pin}`)) found.push(`pin ${pin} of the socket must stay open`);
	}
	const [one, two] = [netOf(circuit, "J1.1"), netOf(circuit, "J1.2")];
	if (!between(circuit, one, two).includes("D1")) found.push("no TVS across the bus at the socket");
	for (const [leg, net] of [
		["BUSL1", one],
		["BUSL2", two],
	] as const) {
		const ohm = valueBetween(circuit, "R", net, netOf(circuit, `U1.${leg}`));
		if (ohm < 200 || ohm > 240) found.push(`${leg} needs its own 220 Ω from the socket`);
	}
	return found;
}

function aboutTransceiver(circuit: Wired): string[] {
	const found: string[] = [];
	const [vdd, ground] = [netOf(circuit, "U1.VDD"), netOf(circuit, "U1.GND")];
	for (const pin of ["BAT", "RX"] as const) {
		if (netOf(circuit, `U1.${pin}`) !== vdd) found.push(`${pin} must be on VDD: idle is a mark`);
	}
	for (const pin of ["VB", "PF", "VS", "TXI", "RXI"] as const) {
		if (netOf(circuit, `U1.${pin}`)) found.push(`${pin} must stay open`);
	}
	const ridd = valueBetween(circuit, "R", netOf(circuit, "U1.RIDD"), ground);
	if (ridd < 13_000) found.push("less than 13 kΩ at RIDD: more than 3 mA from the port");
	if (ridd > 14_000) found.push("more than 14 kΩ at RIDD: too little for the LED");
	const ris = valueBetween(circuit, "R", netOf(circuit, "U1.RIS"), ground);
	if (ris < 100) found.push("less than 100 Ω at RIS");
	const sc = valueBetween(circuit, "C", netOf(circuit, "U1.SC"), ground);
	if (sc < 10e-9 || sc > 470e-9) found.push("SC wants 10 to 470 nF");
	const stc = valueBetween(circuit, "C", netOf(circuit, "U1.STC"), ground);
	if (stc < 10e-6 || stc > 50e-6) found.push("STC wants 10 to 50 µF");
	const buffer = valueBetween(circuit, "C", vdd, ground);
	if (buffer === 0 || stc / buffer < 4) found.push("STC wants four times VDD's capacitor");
	return found;
}

/** V, mA and kΩ at their worst: TX's low at 0.1 and 1.1 mA, the LED, the transfer ratio when old. */
const WORST = {
	vdd: 3.1,
	low: 0.4,
	lowPerMa: 1,
	led: 1.2,
	ratio: 1 * 0.7,
	high: 3.3,
	isLow: 0.825,
};

function aboutCoupler(circuit: Wired): string[] {
	const found: string[] = [];
	const [vdd, tx] = [netOf(circuit, "U1.VDD"), netOf(circuit, "U1.TX")];
	const rxd = netOf(circuit, "U2.C");
	if (netOf(circuit, "U2.K") !== tx || tx === undefined) {
		found.push("the LED must hang on TX, which is high when idle");
	}
	const led = valueBetween(circuit, "R", vdd, netOf(circuit, "U2.A")) / 1000;
	if (led === 0) found.push("the LED needs its resistor from VDD");
	if (netOf(circuit, "U2.E") !== netOf(circuit, "M1.GND")) found.push("the emitter must be on GND");
	const pull = valueBetween(circuit, "R", rxd, netOf(circuit, "M1.3V3")) / 1000;
	if (pull === 0) found.push("RXD needs its pull-up to 3V3: idle is high");
	const current = (WORST.vdd - WORST.low - WORST.led) / (led + WORST.lowPerMa);
	const needed = (WORST.high - WORST.isLow) / pull;
	if (pull > 0 && current * WORST.ratio < needed) {
		found.push("the coupler cannot pull RXD below a quarter of 3.3 V");
	}
	return found;
}

function aboutBoard(circuit: Wired, { receive, sda, scl }: Lines): string[] {
	const found: string[] = [];
	const chip = CHIPS["ESP32-C3"];
	if (netOf(circuit, receive) !== netOf(circuit, "U2.C")) {
		found.push(`the coupler must be on ${receive}, which the firmware reads`);
	}
	for (const [line, pin] of [
		["SDA", sda],
		["SCL", scl],
	] as const) {
		for (const plug of ["J2", "J3"] as const) {
			if (netOf(circuit, pin) !== netOf(circuit, `${plug}.${line}`)) {
				found.push(`${plug}'s ${line} must be on ${pin}`);
			}
		}
	}
	if (netOf(circuit, "M1.5V")) found.push("5 V must stay open: the logic is 3.3 V");
	for (const plug of ["J2", "J3"] as const) {
		if (netOf(circuit, `${plug}.VCC`) !== netOf(circuit, "M1.3V3")) {
			found.push(`${plug}'s VCC must be on 3V3`);
		}
	}
	for (const [printed, gpio] of Object.entries(XIAO_GPIO)) {
		if (chip.strapping[gpio] !== undefined && netOf(circuit, `M1.${printed}` as Pin)) {
			found.push(`${printed} is a strapping pin and must stay open`);
		}
	}
	return found;
}
