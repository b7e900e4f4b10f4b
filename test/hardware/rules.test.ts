/** The builds against the rules, and each rule against a fault planted in a sound build. */
import assert from "node:assert/strict";
import type { Build } from "../../hardware/build.ts";
import { BUILDS } from "../../hardware/builds.ts";
import { clashes, complaints } from "../../hardware/rules.ts";

function named(name: string): Build {
	const build = BUILDS.find((one) => one.name === name);
	assert.ok(build, `${name} is a build`);
	return build;
}

const XIAO = named("xiao-esp32-c3");
const LOLIN32 = named("lolin32-oled");
const HELTEC = named("heltec-wifi-kit-32");
const T_DISPLAY = named("lilygo-t-display");
const ATOM = named("m5-atom-lite");

function receivingOn(build: Build, gpio: number): Build {
	return { ...build, han: { ...build.han, receive: { ...build.han.receive, gpio } } };
}

function onPort(build: Build, port: number): Build {
	return { ...build, han: { ...build.han, port } };
}

function wiredTo(build: Build, line: "sda" | "scl", gpio: number): Build {
	assert.ok(build.display.place === "wired", `${build.name} has a wired display`);
	const display = { ...build.display, [line]: { ...build.display[line], gpio } };
	return { ...build, display };
}

/** A fault, planted, and all that is said of it. */
const FAULTS: readonly (readonly [fault: string, planted: Build, said: readonly string[]])[] = [
	[
		"receiving on a strapping pin",
		receivingOn(LOLIN32, 12),
		["HAN receive is on GPIO12, a strapping pin: a list at reset would decide how the chip starts"],
	],
	[
		"receiving on a strapping pin of the other chip",
		receivingOn(XIAO, 2),
		["HAN receive is on GPIO2, a strapping pin: a list at reset would decide how the chip starts"],
	],
	[
		"an idle-high display line where reset wants a low one",
		wiredTo(ATOM, "sda", 2),
		["the OLED's SDA is on GPIO2, which must be low at reset, and I2C idles high"],
	],
	[
		"receiving on the flash's pin",
		receivingOn(LOLIN32, 9),
		["HAN receive is on GPIO9, which is the flash's"],
	],
	[
		"receiving on the pin of a flash inside the chip",
		receivingOn(ATOM, 17),
		["HAN receive is on GPIO17, which is the flash's"],
	],
	[
		"a display line on the flash's pin",
		wiredTo(XIAO, "scl", 14),
		["the OLED's SCL is on GPIO14, which is the flash's"],
	],
	[
		"receiving where the SDK's target does, on the debugger's pin",
		receivingOn(LOLIN32, 3),
		["HAN receive is on GPIO3, which is the debugger's"],
	],
	[
		"a display line on the debugger's USB",
		wiredTo(XIAO, "sda", 18),
		["the OLED's SDA is on GPIO18, which is the debugger's"],
	],
	[
		"receiving on a pin without a pull-up",
		receivingOn(T_DISPLAY, 36),
		["HAN receive is on GPIO36, which has no pull-up: without a module noise would be read"],
	],
	[
		"a display line on a pin that cannot drive",
		wiredTo(ATOM, "scl", 34),
		["the OLED's SCL is on GPIO34, which is input only, and I2C also drives"],
	],
	[
		"receiving on a pin of the board's display",
		receivingOn(T_DISPLAY, 23),
		["GPIO23 is both for HAN receive and for the display's reset"],
	],
	[
		"receiving on a pin of the wired display",
		receivingOn(XIAO, 6),
		["GPIO6 is both for HAN receive and for the OLED's SDA"],
	],
	[
		"a display line on the board's LED",
		wiredTo(ATOM, "sda", 27),
		["GPIO27 is both for the OLED's SDA and for the RGB LED"],
	],
	[
		"both display lines on one pin",
		wiredTo(XIAO, "scl", 6),
		["GPIO6 is both for the OLED's SDA and for the OLED's SCL"],
	],
	[
		"a pin that the chip has not",
		receivingOn(XIAO, 33),
		["HAN receive is on GPIO33, which an ESP32-C3 does not have"],
	],
	["the debugger's UART", onPort(LOLIN32, 0), ["UART 0 is the debugger's"]],
	["a UART beyond the chip's three", onPort(LOLIN32, 3), ["an ESP32 has no UART 3"]],
	["a UART that the chip has not", onPort(XIAO, 2), ["an ESP32-C3 has no UART 2"]],
	[
		"a button that the board has not there",
		{ ...XIAO, button: 8 },
		["the button is on GPIO8, where the board has none"],
	],
	[
		"a button on a pin that the chip has not",
		{ ...XIAO, button: 39 },
		["the button is on GPIO39, which an ESP32-C3 does not have"],
	],
	[
		"a light that the board has not",
		{ ...LOLIN32, light: { gpio: 5, kind: "plain" } },
		["the light is on GPIO5, where the board has none"],
	],
	[
		"a plain light where the board has an RGB LED",
		{ ...ATOM, light: { gpio: 27, kind: "plain" } },
		["the light is on GPIO27, where the board has none"],
	],
	[
		"an RGB light where the board has a plain LED",
		{ ...HELTEC, light: { gpio: 25, kind: "rgb" } },
		["the light is on GPIO25, where the board has none"],
	],
	[
		"a light on a pin that cannot drive",
		{
			...ATOM,
			light: { gpio: 34, kind: "rgb" },
			taken: [...ATOM.taken, { gpio: 34, by: "the RGB LED" }],
		},
		["the light is on GPIO34, which is input only"],
	],
	[
		"a plain light that would pull a strapping pin low",
		{
			...XIAO,
			light: { gpio: 8, kind: "plain" },
			taken: [...XIAO.taken, { gpio: 8, by: "the LED" }],
		},
		["the light is on GPIO8, which must be high at reset, and a plain one pulls it low"],
	],
	[
		"5 V to the module",
		{ ...ATOM, supply: "5V" },
		["5V feeds the module, whose TXD would then exceed 3.3 V"],
	],
];

describe("the builds", () => {
	for (const build of BUILDS) {
		it(`are sound: ${build.title}`, () => assert.deepEqual(complaints(build), []));
	}

	it("have names and targets of their own", () => assert.deepEqual(clashes(BUILDS), []));

	it("are the six boards that are promised", () => {
		assert.deepEqual(
			BUILDS.map(({ target }) => target),
			[
				"esp32/xiao_esp32c3",
				"esp32/lolin_c3mini",
				"esp32/wemos_oled_lolin32",
				"esp32/heltec_wifi_kit_32",
				"esp32/lilygo_ttgo",
				"esp32/m5atom_lite",
			],
		);
	});

	it("have lower-case targets, as mcconfig makes them", () => {
		for (const { target } of BUILDS) assert.equal(target, target.toLowerCase());
	});
});

describe("a planted fault is told", () => {
	for (const [fault, planted, said] of FAULTS) {
		it(fault, () => {
			assert.deepEqual(
				complaints(planted),
				said.map((complaint) => `${planted.name}: ${complaint}`),
			);
		});
	}

	it("two builds for one target", () => {
		assert.deepEqual(clashes([XIAO, { ...XIAO, name: "another" }]), [
			"another: its name or target esp32/xiao_esp32c3 is xiao-esp32-c3's",
		]);
	});
});
