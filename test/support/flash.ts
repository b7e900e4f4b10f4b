/** Flash with something wrong, and journals on it. */
import { SECTOR, Flash as SimulatedFlash } from "../../host-sim/bench/flash.ts";
import type { Flash } from "../../src/storage/flash.ts";
import { Journal, type JournalOptions } from "../../src/storage/journal.ts";

/** Other flash, of which something reads wrong. */
abstract class WrongFlash implements Flash {
	readonly size: number;
	readonly #flash: Flash;

	constructor(flash: Flash) {
		this.size = flash.size;
		this.#flash = flash;
	}

	read(at: number, into: Uint8Array): void {
		this.#flash.read(at, into);
		this.spoil(at, into);
	}

	protected abstract spoil(at: number, read: Uint8Array): void;

	erase(index: number): void {
		this.#flash.erase(index);
	}

	program(at: number, octets: Uint8Array): void {
		this.#flash.program(at, octets);
	}
}

/** One bit reads wrong. */
export class RottenFlash extends WrongFlash {
	/** Counted from the first octet's lowest bit; -1 for none. */
	bit = -1;

	protected spoil(at: number, read: Uint8Array): void {
		const wrong = (this.bit >> 3) - at;
		if (this.bit < 0 || wrong < 0 || wrong >= read.length) return;
		read[wrong] = (read[wrong] as number) ^ (1 << (this.bit & 7));
	}
}

/** One read goes wrong, once: all ones, all zeros, or some wrong bits. */
export class ShakyFlash extends WrongFlash {
	/** How many reads are still to go well; below 0 all do. */
	left = -1;
	reads = 0;
	bend: (octet: number) => number = () => 0xff;

	protected spoil(_at: number, read: Uint8Array): void {
		this.reads++;
		if (this.left-- === 0)
			for (let i = 0; i < read.length; i++) read[i] = this.bend(read[i] as number);
	}
}

export const simulated = (sectors: number) => new SimulatedFlash(sectors * SECTOR, 1);

/** A journal whose first sectors are ready. */
export function opened(flash: Flash, options: JournalOptions = {}): Journal {
	const journal = new Journal(flash, options);
	for (let i = 0; i < 5; i++) journal.step();
	return journal;
}

/** Appends one octet. */
export function append(journal: Journal, type: number, key: number, value: number): boolean {
	return journal.append(type, key, Uint8Array.of(value), 0, 1);
}

/** That octet; undefined when there is none. */
export function find(journal: Journal, type: number, key: number): number | undefined {
	const into = new Uint8Array(1);
	return journal.find(type, key, into) === undefined ? undefined : into[0];
}
