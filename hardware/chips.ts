/**
 * The pins of the chips on our boards: which exist, and which are spoken for. From Espressif's data
 * sheets (strapping pins, embedded flash) and the GPIO page of the ESP-IDF guide; the debugger's from
 * the Moddable SDK's `build/devices/esp32/lib/debugger`.
 */

export type ChipName = "ESP32" | "ESP32-PICO-D4" | "ESP32-C3";

/** The manifest's `creation`: memory of JavaScript's machine. Octets, but `heap` and `stack` are in slots. */
export interface Creation {
	/** Of one block for all; 0 where chunks and slots have one each, and grow out of the system's heap. */
	readonly static: number;
	readonly chunk: { readonly initial: number; readonly incremental: number };
	readonly heap: { readonly initial: number; readonly incremental: number };
	readonly stack: number;
}

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
	readonly creation: Creation;
	/** Octets that the SDK's targets give to JavaScript at start, beside which Wi-Fi is known to run. */
	readonly sdkMemory: number;
}

const SLOT = 16;

/** Octets that the machine takes at start. */
export function memoryAtStart({ static: all, chunk, heap, stack }: Creation): number {
	return all > 0 ? all : chunk.initial + SLOT * (heap.initial + stack);
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
	// Its RAM has no block for all, so the SDK's targets have two of 78 848 octets and a stack. Ours are
	// twice what is in use under load, and may grow.
	creation: {
		static: 0,
		chunk: { initial: 49_152, incremental: 2048 },
		heap: { initial: 3072, incremental: 256 },
		stack: 512,
	},
	sdkMemory: 165_888,
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
		// The block is as in the SDK's targets, and never more: the rest is for Wi-Fi.
		creation: {
			static: 94_208,
			chunk: { initial: 20_480, incremental: 2048 },
			heap: { initial: 1472, incremental: 256 },
			stack: 512,
		},
		sdkMemory: 94_208,
	},
};
