/**
 * The pins of the chips on our boards: which exist, and which are spoken for. From Espressif's data
 * sheets (strapping pins, embedded flash) and the GPIO page of the ESP-IDF guide; the debugger's from
 * the Moddable SDK's `build/devices/esp32/lib/debugger`.
 */

export type ChipName = "ESP32" | "ESP32-PICO-D4" | "ESP32-C3";

export interface Chip {
	/** Every GPIO there is. */
	readonly pins: readonly number[];
	/** Read at reset, and the level that a normal start or flashing wants there. */
	readonly strapping: Readonly<Record<number, "high" | "low" | "either">>;
	readonly flash: readonly number[];
	/** Debugger and flashing. On our ESP32-C3 boards that is USB, on the others the USB-serial chip. */
	readonly debugger: readonly number[];
	/** These have no output and no pull-up. */
	readonly inputOnly: readonly number[];
	/** UARTs that `src/device/uart` may have, and why not where it may not. */
	readonly uarts: Readonly<Record<number, "free" | string>>;
}

function pins(...ranges: readonly (readonly [number, number])[]): number[] {
	return ranges.flatMap(([first, last]) =>
		Array.from({ length: last - first + 1 }, (_, i) => first + i),
	);
}

const ESP32: Chip = {
	pins: pins([0, 19], [21, 23], [25, 27], [32, 39]),
	strapping: { 0: "high", 2: "low", 5: "either", 12: "low", 15: "either" },
	flash: pins([6, 11]),
	debugger: [1, 3],
	inputOnly: pins([34, 39]),
	uarts: {
		0: "the debugger's",
		1: "free",
		2: "free",
	},
};

export const CHIPS: Readonly<Record<ChipName, Chip>> = {
	ESP32,
	// The flash is inside, and on two more pins.
	"ESP32-PICO-D4": { ...ESP32, flash: [...ESP32.flash, 16, 17] },
	"ESP32-C3": {
		pins: pins([0, 21]),
		strapping: { 2: "high", 8: "high", 9: "high" },
		flash: pins([11, 17]),
		debugger: [18, 19],
		inputOnly: [],
		uarts: { 0: "free", 1: "free" },
	},
};
