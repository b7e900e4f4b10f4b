/** Flash in memory that allocates nothing when it is used. */
import type { Flash } from "../../src/storage/flash.ts";
import { SECTOR } from "../../src/storage/header.ts";

const ERASED = 0xff;

export class MemoryFlash implements Flash {
	readonly size: number;
	readonly #octets: Uint8Array;

	constructor(sectors: number) {
		this.size = sectors * SECTOR;
		this.#octets = new Uint8Array(this.size).fill(ERASED);
	}

	read(at: number, into: Uint8Array): void {
		for (let i = 0; i < into.length; i++) into[i] = this.#octets[at + i] as number;
	}

	erase(index: number): void {
		this.#octets.fill(ERASED, index * SECTOR, (index + 1) * SECTOR);
	}

	program(at: number, octets: Uint8Array): void {
		for (let i = 0; i < octets.length; i++) {
			this.#octets[at + i] = (this.#octets[at + i] as number) & (octets[i] as number);
		}
	}
}
