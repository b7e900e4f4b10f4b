/**
 * The builds against the Moddable SDK's targets, where the SDK is: with its path in `MODDABLE`. What
 * a board's display and its setup take is the SDK's to say.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Build } from "../../hardware/build.ts";
import { BUILDS } from "../../hardware/builds.ts";
import { CHIPS, type Creation, memoryAtStart } from "../../hardware/chips.ts";
import { IDF_VERSION, SDK_VERSION } from "../../hardware/toolchain.ts";

const SDK = process.env["MODDABLE"] ?? "";

/** Keys of `defines` that name a display's pins. */
const DISPLAY_PINS = /^(sda|scl|rst|cs|dc|mosi|sck|backlight)_pin$/;

interface Target {
	readonly include?: string | readonly string[];
	readonly creation?: Creation;
	readonly build?: Readonly<Record<string, string>>;
	readonly config?: Readonly<Record<string, unknown>>;
	readonly defines?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function targetFile({ target }: Build, file: string): string {
	const folder = target.replace("esp32/", "build/devices/esp32/targets/");
	return readFileSync(join(SDK, folder, file), "utf8");
}

/** A number that the target's provider gives, such as `clock` of I2C. */
function provided(build: Build, part: string, key: string): number | undefined {
	const provider = targetFile(build, "host/provider.js");
	const found = provider.match(new RegExp(`${part}: \\{\\s*default: \\{[^}]*\\b${key}: (\\d+)`));
	return found === null ? undefined : Number(found[1]);
}

function displayPins({ defines }: Target): number[] {
	const drivers = defines?.["ssd1306"] ? ["ssd1306"] : ["ili9341", "spi"];
	return drivers.flatMap((driver) =>
		Object.entries(defines?.[driver] ?? {})
			.filter(([key, pin]) => DISPLAY_PINS.test(key) && Number(pin) >= 0)
			.map(([, pin]) => Number(pin)),
	);
}

function checkDisplay(build: Build, target: Target): void {
	const { display, taken } = build;
	if (display.place === "wired") {
		assert.equal(display.sda.gpio, provided(build, "I2C", "data"));
		assert.equal(display.scl.gpio, provided(build, "I2C", "clock"));
		assert.ok(!target.config?.["screen"], "the target has no display of its own");
		return;
	}
	assert.equal(target.config?.["screen"], display.driver);
	const defines = target.defines?.[display.driver === "ssd1306" ? "ssd1306" : "ili9341"];
	assert.deepEqual([defines?.["width"], defines?.["height"]], [display.width, display.height]);
	const named = ["sda", "scl", "backlight"].filter((name) => name in display);
	assert.deepEqual(
		named.map((name) => defines?.[`${name}_pin`]),
		named.map((name) => (display as unknown as Record<string, number>)[name]),
	);
	const listed = taken.filter(({ by }) => /OLED|display/.test(by)).map(({ gpio }) => gpio);
	assert.deepEqual(listed.sort(), displayPins(target).sort());
}

describe("the SDK's targets", () => {
	if (!existsSync(join(SDK, "build/devices/esp32/targets"))) {
		it("need the SDK, whose path is in MODDABLE", function () {
			this.skip();
		});
		return;
	}

	it("are of the version that we name, and built with the ESP-IDF that we name", () => {
		assert.equal(readFileSync(join(SDK, "tools/VERSION"), "utf8").trim(), SDK_VERSION);
		const { build } = JSON.parse(
			readFileSync(join(SDK, "build/devices/esp32/manifest.json"), "utf8"),
		);
		assert.equal(build.EXPECTED_ESP_IDF, `v${IDF_VERSION}`);
	});

	for (const build of BUILDS) {
		it(`have the display where we say: ${build.title}`, () => {
			checkDisplay(build, JSON.parse(targetFile(build, "manifest.json")) as Target);
		});

		it(`have the chip and the debugger that we say: ${build.title}`, () => {
			const target = JSON.parse(targetFile(build, "manifest.json")) as Target;
			const isC3 = build.chip === "ESP32-C3";
			assert.equal(target.build?.["ESP32_SUBCLASS"] ?? "esp32", isC3 ? "esp32c3" : "esp32");
			assert.equal(target.build?.["USE_USB"], isC3 ? "2" : undefined);
		});

		it(`give JavaScript the memory that we say, and have our LED: ${build.title}`, () => {
			const { creation, include = [] } = JSON.parse(targetFile(build, "manifest.json")) as Target;
			assert.ok(creation);
			assert.equal(memoryAtStart(creation), CHIPS[build.chip].sdkMemory);
			const hasDriver = [include].flat().some((path) => path.includes("/neopixel/"));
			assert.equal(build.light?.kind === "rgb", hasDriver);
		});

		it(`hear HAN as the target does, or not where its debugger is: ${build.title}`, () => {
			const { receive, port } = build.han;
			const isTargets = provided(build, "Serial", "receive") === receive.gpio;
			assert.equal(isTargets, build.chip === "ESP32-C3");
			if (isTargets) assert.equal(provided(build, "Serial", "port"), port);
		});
	}
});
