/**
 * Every part on the carrier: what it is, who makes it, and the names of its pins. Pin names are in
 * the order of the pin numbers and are the data sheets' (Texas Instruments SLAS222B, Vishay 83673,
 * Seeed's XIAO ESP32-C3 page). Prices are estimates in EUR without a date: no shop was asked.
 */
import type { FootprintName } from "./footprints.ts";

/** Of the barrier: what the meter feeds, what USB feeds, and the part that spans both. */
export type Side = "han" | "esp" | "both";

export interface Part {
	readonly what: string;
	/** Ohm or farad, where it has one. */
	readonly value?: number;
	readonly printed: string;
	readonly maker: string;
	/** The maker's number. */
	readonly number: string;
	readonly price: number;
	readonly footprint: FootprintName;
	readonly side: Side;
	readonly pins: readonly string[];
}

const TWO = ["1", "2"] as const;
const PROBE = ["1"] as const;

function resistor<const S extends Side>(
	printed: string,
	value: number,
	size: "0805" | "1206",
	number: string,
	side: S,
) {
	const what = `resistor, 1 %, ${size}`;
	return {
		what,
		value,
		printed,
		maker: "Yageo",
		number,
		price: 0.05,
		footprint: size,
		side,
		pins: TWO,
	} as const;
}

function capacitor<const S extends Side>(
	printed: string,
	value: number,
	volts: number,
	size: "0805" | "1206",
	number: string,
	side: S,
) {
	const what = `capacitor, X7R, ${volts} V, ${size}`;
	return {
		what,
		value,
		printed,
		maker: "Murata",
		number,
		price: 0.15,
		footprint: size,
		side,
		pins: TWO,
	} as const;
}

function probe<const S extends Side>(printed: string, side: S) {
	const what = "hole for a probe, stays empty";
	return {
		what,
		printed,
		maker: "",
		number: "",
		price: 0,
		footprint: "probe hole",
		side,
		pins: PROBE,
	} as const;
}

export const PARTS = {
	J1: {
		what: "RJ45 jack, 8P8C, without shield or magnetics",
		printed: "RJ45, HAN port",
		maker: "Amphenol",
		number: "54602-908LF",
		price: 0.9,
		footprint: "RJ45, 8P8C",
		side: "han",
		pins: ["1", "2", "3", "4", "5", "6", "7", "8"],
	},
	D1: {
		what: "TVS diode, both directions, 33 V, SMA",
		printed: "SMAJ33CA",
		maker: "Littelfuse",
		number: "SMAJ33CA",
		price: 0.4,
		footprint: "SMA",
		side: "han",
		pins: TWO,
	},
	R1: resistor("220", 220, "1206", "RC1206FR-07220RL", "han"),
	R2: resistor("220", 220, "1206", "RC1206FR-07220RL", "han"),
	U1: {
		what: "M-Bus slave transceiver, SOIC-16",
		printed: "TSS721A",
		maker: "Texas Instruments",
		number: "TSS721ADR",
		price: 2.5,
		footprint: "SOIC-16",
		side: "han",
		pins: [
			"BUSL2",
			"VB",
			"STC",
			"RIDD",
			"PF",
			"SC",
			"TXI",
			"TX",
			"BAT",
			"VS",
			"VDD",
			"RX",
			"RXI",
			"RIS",
			"GND",
			"BUSL1",
		],
	},
	R3: resistor("13k", 13_000, "0805", "RC0805FR-0713KL", "han"),
	R4: resistor("1k", 1_000, "0805", "RC0805FR-071KL", "han"),
	C1: capacitor("220n", 220e-9, 50, "0805", "GRM21BR71H224KA01L", "han"),
	C2: capacitor("10u", 10e-6, 25, "1206", "GRM31CR71E106KA12L", "han"),
	C3: capacitor("1u", 1e-6, 25, "0805", "GRM21BR71E105KA99L", "han"),
	R5: resistor("1k", 1_000, "0805", "RC0805FR-071KL", "han"),
	U2: {
		what: "optocoupler, transfer ratio 100 to 200 % at 1 mA, DIP-4 with leads at 10.16 mm",
		printed: "SFH618A-3X006",
		maker: "Vishay",
		number: "SFH618A-3X006",
		price: 0.9,
		footprint: "DIP-4, 10.16 mm",
		side: "both",
		pins: ["A", "K", "E", "C"],
	},
	R6: resistor("6.8k", 6_800, "0805", "RC0805FR-076K8L", "esp"),
	C4: capacitor("100n", 100e-9, 50, "0805", "GRM21BR71H104KA01L", "esp"),
	M1: {
		what: "Seeed Studio XIAO ESP32-C3 with its antenna, on its two strips of seven pins",
		printed: "XIAO ESP32-C3",
		maker: "Seeed Studio",
		number: "113991054",
		price: 7,
		footprint: "XIAO, 2 × 7",
		side: "esp",
		pins: ["D0", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10", "3V3", "GND", "5V"],
	},
	J2: {
		what: "socket strip 1 × 4, 2.54 mm, 8.5 mm high, for an OLED with VCC first",
		printed: "OLED, VCC first",
		maker: "Samtec",
		number: "SSW-104-01-T-S",
		price: 0.6,
		footprint: "1 × 4",
		side: "esp",
		pins: ["VCC", "GND", "SCL", "SDA"],
	},
	J3: {
		what: "holes instead of J2, for an OLED with GND first",
		printed: "OLED, GND first",
		maker: "",
		number: "",
		price: 0,
		footprint: "1 × 4",
		side: "esp",
		pins: ["GND", "VCC", "SCL", "SDA"],
	},
	TP1: probe("VDD", "han"),
	TP2: probe("TX", "han"),
	TP3: probe("HGND", "han"),
	TP4: probe("RX", "esp"),
} as const satisfies Readonly<Record<string, Part>>;

export type Ref = keyof typeof PARTS;

/** A part and one of its pins by name: `U1.TX`. */
export type Pin = { [R in Ref]: `${R}.${(typeof PARTS)[R]["pins"][number]}` }[Ref];

export const REFS = Object.keys(PARTS) as Ref[];

export function partOf(pin: Pin): Part {
	return PARTS[pin.slice(0, pin.indexOf(".")) as Ref];
}

export function isPin(name: string): name is Pin {
	const [ref, pin = ""] = name.split(/\.(.*)/);
	const part: Part | undefined = PARTS[ref as Ref];
	return part?.pins.includes(pin) ?? false;
}
