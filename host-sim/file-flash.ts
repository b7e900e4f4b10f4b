/**
 * Flash in a file, for the desktop: sectors of 4 KiB that are erased to FF whole, and programming that
 * only clears bits, as on the device. What was programmed is in the file when the call returns; a
 * power cut of the desktop itself is the operating system's affair.
 */
import { closeSync, existsSync, fstatSync, openSync, readSync, writeSync } from "node:fs";
import type { Flash } from "../src/storage/flash.ts";
import { SECTOR } from "../src/storage/header.ts";
import { withNamed } from "./reasons.ts";

const WORD = 4;
const ERASED = 0xff;

export class FileFlash implements Flash {
	readonly size: number;
	readonly #file: number;

	/**
	 * Opens the file, or makes it, all erased. Throws a RangeError for a size that is not whole
	 * sectors, and an Error for a file of another size, which is left as it is.
	 */
	constructor(path: string, size: number) {
		if (!(size > 0 && size % SECTOR === 0)) {
			throw new RangeError(`${size} octets of flash; say whole sectors of ${SECTOR}`);
		}
		this.size = size;
		this.#file = openFile(path);
		const { size: found } = fstatSync(this.#file);
		if (found === 0) {
			for (let index = 0; index < size / SECTOR; index++) this.erase(index);
		} else if (found !== size) {
			closeSync(this.#file);
			throw new Error(
				`${path} has ${found} octets, not ${size}; move it away or name another file`,
			);
		}
	}

	read(at: number, into: Uint8Array): void {
		this.#check(at, into.length, 1);
		readSync(this.#file, into, 0, into.length, at);
	}

	erase(index: number): void {
		this.#check(index * SECTOR, SECTOR, SECTOR);
		writeSync(this.#file, new Uint8Array(SECTOR).fill(ERASED), 0, SECTOR, index * SECTOR);
	}

	program(at: number, octets: Uint8Array): void {
		this.#check(at, octets.length, WORD);
		const there = new Uint8Array(octets.length);
		this.read(at, there);
		const left = there.map((octet, i) => octet & (octets[i] as number));
		writeSync(this.#file, left, 0, left.length, at);
	}

	close(): void {
		closeSync(this.#file);
	}

	#check(at: number, size: number, unit: number): void {
		if (at < 0 || at + size > this.size || at % unit !== 0 || size % unit !== 0) {
			throw new RangeError(
				`flash at ${at}, ${size} octets: not in whole ${unit}s, or past the end`,
			);
		}
	}
}

function openFile(path: string): number {
	return withNamed(path, () => openSync(path, existsSync(path) ? "r+" : "wx+"));
}
