/** The boards' blocks in `manifest.json`: everything in `platforms` that is named `esp32/…`. */
import type { Build } from "./build.ts";
import { CHIPS } from "./chips.ts";

/** The SSD1306's fastest I2C clock, as in the SDK's targets; its driver would take 600 kHz. */
const HZ = 400_000;

const SMALL_FONTS = ["number-44", "medium-16", "small-12"];
const LARGE_FONTS = ["number-76", "medium-28", "small-20"];

const BLOCKS = /(?:\t\t"esp32\/[^"]+": \{\n[\s\S]*?\n\t\t\},\n)*(?=\t\t"\.\.\.":)/;

/** `manifest` with the blocks of `builds` in place of those it has; the rest as it was. */
export function withBlocks(manifest: string, builds: readonly Build[]): string {
	const text = builds.map((build) => `${indented(build)},\n`).join("");
	return manifest.replace(BLOCKS, () => text);
}

/**
 * What the manifest says of a board. mcconfig takes the one block that fits its target best and no
 * other, so each is complete.
 */
export function block({ han, display, override, button, light, chip }: Build): object {
	const own = {
		...override?.config,
		...(driverOf(display) === "ssd1306" && { wholeUpdates: true }),
		han: { receive: han.receive.gpio, port: han.port },
		button: { pin: button, pullUp: !CHIPS[chip].inputOnly.includes(button) },
		...(light !== undefined && { light: light.gpio }),
		...brightnessOf(display),
	};
	const { creation } = CHIPS[chip];
	// The targets with an RGB LED include the SDK's driver.
	const modules = {
		lamp: `./src/device/lamp/${light?.kind ?? "plain"}`,
		dimmer: `./src/device/dimmer/${driverOf(display) === "ssd1306" ? "contrast" : "backlight"}`,
	};
	const resources = { "*-mask": fontsOf(display) };
	if (display.place === "board") {
		const isTft = display.driver === "st7789";
		const include = isTft && { include: "$(MODULES)/pins/pwm/manifest.json" };
		return { ...include, modules, config: own, creation, resources };
	}
	return {
		include: "$(MODULES)/drivers/ssd1306/manifest_i2c.json",
		modules,
		config: { screen: "ssd1306", format: "Gray256", ...own },
		creation,
		defines: {
			ssd1306: {
				width: 128,
				height: 64,
				hz: HZ,
				sda_pin: display.sda.gpio,
				scl_pin: display.scl.gpio,
			},
		},
		resources,
	};
}

/** What src/device/dimmer wants: the bus that the driver uses, or the backlight's pin. */
function brightnessOf(display: Build["display"]): object {
	if (display.place === "wired") {
		return { contrast: { sda: display.sda.gpio, scl: display.scl.gpio, hz: HZ } };
	}
	if (display.driver === "st7789") return { backlight: display.backlight };
	return { contrast: { sda: display.sda, scl: display.scl, hz: HZ } };
}

/** Those that the display's size takes, as src/device/screen.ts chooses: no board ships others. */
function fontsOf(display: Build["display"]): string[] {
	const isLarge = driverOf(display) === "st7789";
	const names = isLarge ? LARGE_FONTS : SMALL_FONTS;
	return names.map((name) => `./src/display/fonts/glimt-${name}`);
}

function driverOf(display: Build["display"]): "ssd1306" | "st7789" {
	return display.place === "wired" ? "ssd1306" : display.driver;
}

function indented(build: Build): string {
	const lines = JSON.stringify({ [build.target]: block(build) }, null, "\t").split("\n");
	return lines
		.slice(1, -1)
		.map((line) => `\t${line}`)
		.join("\n");
}
