/** The carrier's circuit against the level rules, and each rule against a planted fault. */
import assert from "node:assert/strict";
import { BUILDS } from "../../../hardware/builds.ts";
import { levelComplaints, type Parts, XIAO_GPIO } from "../../../hardware/carrier/level-rules.ts";
import { LINES, NETS, type Net, type Netlist, openPins } from "../../../hardware/carrier/nets.ts";
import { PARTS, type Pin, type Ref } from "../../../hardware/carrier/parts.ts";

const nets: Readonly<Record<Net, readonly Pin[]>> = NETS;

function complaints(wired: Netlist, parts: Parts = PARTS): string[] {
	return levelComplaints(wired, parts, LINES);
}

/** With pins added to a net, after they were taken from theirs. */
function wired(net: Net, ...pins: Pin[]): Netlist {
	const rest = Object.entries(nets).map(([name, all]) => [
		name,
		all.filter((pin) => !pins.includes(pin)),
	]);
	const without = Object.fromEntries(rest) as Record<Net, Pin[]>;
	return { ...without, [net]: [...without[net], ...pins] };
}

function open(pin: Pin): Netlist {
	return Object.fromEntries(
		Object.entries(nets).map(([name, all]) => [name, all.filter((one) => one !== pin)]),
	);
}

/** The pins change places. */
function swapped(one: Pin, other: Pin): Netlist {
	const swap = (pin: Pin) => (pin === one ? other : pin === other ? one : pin);
	return Object.fromEntries(Object.entries(nets).map(([name, all]) => [name, all.map(swap)]));
}

function valued(ref: Ref, value: number): Parts {
	return { ...PARTS, [ref]: { ...PARTS[ref], value } };
}

/** A fault, planted, and all that is said of it. */
const FAULTS: readonly (readonly [
	fault: string,
	said: readonly string[],
	nets: Netlist,
	Parts?,
])[] = [
	["a pin in two nets", ["U1.TX is in two nets"], { ...nets, SPARE: ["U1.TX"] }],
	["a pin that no part has", ["U1.CLK is no pin"], { ...nets, SC: [...nets.SC, "U1.CLK" as Pin] }],
	[
		"grounds joined",
		["GND joins the meter's side with ours", "less than 13 kΩ at RIDD"],
		{ ...nets, GND: [...nets.GND, "R3.2"], HAN_GND: nets.HAN_GND.filter((pin) => pin !== "R3.2") },
	],
	["a third wire of the socket", ["pin 3 of the socket must stay open"], wired("BUS_2", "J1.3")],
	["no TVS", ["no TVS across the bus at the socket"], open("D1.1")],
	["the TVS behind a resistor", ["no TVS across the bus at the socket"], wired("LINE_1", "D1.1")],
	[
		"one leg without its resistor",
		["BUSL2 needs its own 220 Ω from the socket"],
		wired("BUS_2", "U1.BUSL2", "R2.2"),
	],
	["a small leg resistor", ["BUSL1 needs its own 220 Ω from the socket"], nets, valued("R1", 100)],
	["BAT open", ["BAT must be on VDD: idle is a mark"], open("U1.BAT")],
	["RX on ground", ["RX must be on VDD: idle is a mark"], wired("HAN_GND", "U1.RX")],
	["RXI wired", ["RXI must stay open"], wired("HAN_GND", "U1.RXI")],
	["VS wired", ["VS must stay open"], wired("HAN_VDD", "U1.VS")],
	[
		"too much current from the port",
		["less than 13 kΩ at RIDD: more than 3 mA from the port"],
		nets,
		valued("R3", 10_000),
	],
	[
		"too little current for the LED",
		["more than 14 kΩ at RIDD: too little for the LED"],
		nets,
		valued("R3", 30_000),
	],
	["RIS too small", ["less than 100 Ω at RIS"], nets, valued("R4", 47)],
	["SC too large", ["SC wants 10 to 470 nF"], nets, valued("C1", 1e-6)],
	["STC too large for a start", ["STC wants 10 to 50 µF"], nets, valued("C2", 220e-6)],
	[
		"STC less than four times VDD's",
		["STC wants four times VDD's capacitor"],
		nets,
		valued("C3", 4.7e-6),
	],
	[
		"TXI, which is low when idle",
		["TXI must stay open", "the LED must hang on TX, which is high when idle"],
		swapped("U1.TX", "U1.TXI"),
	],
	[
		"the LED turned round",
		["the LED must hang on TX, which is high when idle", "the LED needs its resistor from VDD"],
		swapped("U2.A", "U2.K"),
	],
	["no pull-up", ["RXD needs its pull-up to 3V3: idle is high"], open("R6.1")],
	["the emitter in the air", ["the emitter must be on GND"], open("U2.E")],
	[
		"a pull-up too strong for the coupler",
		["the coupler cannot pull RXD below a quarter of 3.3 V"],
		nets,
		valued("R6", 4_700),
	],
	[
		"an LED too weak",
		["the coupler cannot pull RXD below a quarter of 3.3 V"],
		nets,
		valued("R5", 2_200),
	],
	[
		"the coupler on another pin",
		["the coupler must be on M1.D7, which the firmware reads"],
		swapped("M1.D7", "M1.D6"),
	],
	[
		"SDA and SCL exchanged",
		[
			"J2's SDA must be on M1.D4",
			"J3's SDA must be on M1.D4",
			"J2's SCL must be on M1.D5",
			"J3's SCL must be on M1.D5",
		],
		swapped("M1.D4", "M1.D5"),
	],
	["a strapping pin used", ["D9 is a strapping pin and must stay open"], wired("RXD", "M1.D9")],
	["5 V to the display", ["5 V must stay open: the logic is 3.3 V"], wired("V3V3", "M1.5V")],
	["a display without 3.3 V", ["J3's VCC must be on 3V3"], open("J3.VCC")],
];

describe("the carrier's circuit", () => {
	it("is sound", () => assert.deepEqual(complaints(nets), []));

	it("uses the firmware's pins", () => {
		const xiao = BUILDS.find(({ target }) => target === "esp32/xiao_esp32c3");
		assert.ok(xiao?.display.place === "wired");
		const gpio = (pin: Pin) => XIAO_GPIO[pin.replace("M1.", "")];
		assert.deepEqual(
			[gpio(LINES.receive), gpio(LINES.sda), gpio(LINES.scl)],
			[xiao.han.receive.gpio, xiao.display.sda.gpio, xiao.display.scl.gpio],
		);
	});

	it("leaves open what must be, and no more", () => {
		assert.deepEqual(
			openPins(nets).filter((pin) => !pin.startsWith("M1.")),
			[
				"J1.3",
				"J1.4",
				"J1.5",
				"J1.6",
				"J1.7",
				"J1.8",
				"U1.VB",
				"U1.PF",
				"U1.TXI",
				"U1.VS",
				"U1.RXI",
			],
		);
	});

	for (const [fault, said, planted, parts] of FAULTS) {
		it(`is refused with ${fault}`, () => {
			const found = complaints(planted, parts);
			assert.equal(found.length, said.length, found.join("\n"));
			for (const [i, sentence] of said.entries()) {
				assert.ok(found[i]?.startsWith(sentence), `${found[i]} is not “${sentence}”`);
			}
		});
	}
});
