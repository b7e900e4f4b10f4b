/** What can be wrong with a build on paper, told in words. `test/hardware` asks for each board. */
import type { Build } from "./build.ts";
import { CHIPS, type Chip } from "./chips.ts";

/** A wire of ours on a GPIO. A receive line's level is the meter's; an I2C line idles high. */
interface Use {
	readonly gpio: number;
	readonly what: string;
	readonly kind: "receive" | "i2c";
}

/** Everything that is wrong with a build; nothing when it is sound. */
export function complaints(build: Build): string[] {
	const chip = CHIPS[build.chip];
	return [
		...usesOf(build).flatMap((use) => aboutPin(use, build.chip, chip)),
		...aboutSharing(build),
		...aboutPort(build.han.port, build.chip, chip),
		...aboutSupply(build),
		...aboutBoardPart(build, build.button, /button/, "button"),
		...aboutLight(build),
	].map((complaint) => `${build.name}: ${complaint}`);
}

/** What is wrong with builds beside each other: a target can have one block in the manifest. */
export function clashes(builds: readonly Build[]): string[] {
	return builds.flatMap(({ name, target }, i) =>
		builds
			.slice(0, i)
			.filter((other) => other.name === name || other.target === target)
			.map((other) => `${name}: its name or target ${target} is ${other.name}'s`),
	);
}

function usesOf({ han, display }: Build): Use[] {
	const receive: Use = { gpio: han.receive.gpio, what: "HAN receive", kind: "receive" };
	if (display.place === "board") return [receive];
	return [
		receive,
		{ gpio: display.sda.gpio, what: "the OLED's SDA", kind: "i2c" },
		{ gpio: display.scl.gpio, what: "the OLED's SCL", kind: "i2c" },
	];
}

function aboutPin({ gpio, what, kind }: Use, name: string, chip: Chip): string[] {
	const on = `${what} is on GPIO${gpio},`;
	if (!chip.pins.includes(gpio)) return [`${on} which an ${name} does not have`];
	const found: string[] = [];
	if (chip.flash.includes(gpio)) found.push(`${on} which is the flash's`);
	if (chip.debugger.includes(gpio)) found.push(`${on} which is the debugger's`);
	const wanted = chip.strapping[gpio];
	if (wanted !== undefined && kind === "receive") {
		found.push(`${on} a strapping pin: a list at reset would decide how the chip starts`);
	}
	if (wanted === "low" && kind === "i2c") {
		found.push(`${on} which must be low at reset, and I2C idles high`);
	}
	if (chip.inputOnly.includes(gpio)) {
		found.push(
			kind === "receive"
				? `${on} which has no pull-up: without a module noise would be read`
				: `${on} which is input only, and I2C also drives`,
		);
	}
	return found;
}

function aboutSharing(build: Build): string[] {
	const uses = [...usesOf(build).map(({ gpio, what }) => ({ gpio, by: what })), ...build.taken];
	return uses.flatMap(({ gpio, by }, i) =>
		uses
			.slice(0, i)
			.filter((other) => other.gpio === gpio)
			.map((other) => `GPIO${gpio} is both for ${other.by} and for ${by}`),
	);
}

function aboutPort(port: number, name: string, chip: Chip): string[] {
	const uart = chip.uarts[port];
	if (uart === undefined) return [`an ${name} has no UART ${port}`];
	return uart === "free" ? [] : [`UART ${port} is ${uart}`];
}

/** What the board has itself is among what is taken, so that no wire of ours goes there. */
function aboutBoardPart(
	{ taken, chip }: Build,
	gpio: number | undefined,
	kind: RegExp,
	what: string,
): string[] {
	if (gpio === undefined) return [];
	if (!CHIPS[chip].pins.includes(gpio)) {
		return [`the ${what} is on GPIO${gpio}, which an ${chip} does not have`];
	}
	if (taken.some((one) => one.gpio === gpio && kind.test(one.by))) return [];
	return [`the ${what} is on GPIO${gpio}, where the board has none`];
}

/** Of two LEDs the kind decides: an RGB LED's pin is named so, and no plain one's. */
function aboutLight(build: Build): string[] {
	const { light, chip } = build;
	if (light === undefined) return [];
	const { gpio, kind } = light;
	const found = aboutBoardPart(
		build,
		gpio,
		kind === "rgb" ? /\bRGB LED\b/ : /(?<!RGB )\bLED\b/,
		"light",
	);
	if (CHIPS[chip].inputOnly.includes(gpio)) {
		found.push(`the light is on GPIO${gpio}, which is input only`);
	}
	if (CHIPS[chip].strapping[gpio] === "high" && kind === "plain") {
		found.push(
			`the light is on GPIO${gpio}, which must be high at reset, and a plain one pulls it low`,
		);
	}
	return found;
}

function aboutSupply({ supply }: Build): string[] {
	return supply === "3V3" ? [] : [`${supply} feeds the module, whose TXD would then exceed 3.3 V`];
}
