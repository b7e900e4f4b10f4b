/**
 * Flash as an ESP32 has it: sectors of 4 KiB that are erased to FF whole, and words of 4 octets whose
 * programming only clears bits. It outlives the machine, and the power may go in the middle of
 * whatever is done to it.
 */
import { random } from "../house/random.ts";

export const SECTOR = 4096;
export const WORD = 4;
const ERASED = 0xff;

/** Thrown by what is done to flash when the power goes: nobody but the machine catches it. */
export class PowerCut extends Error {
	constructor() {
		super("the power went");
	}
}

export class Flash {
	/** Octets. */
	readonly size: number;
	/** Erasures and programmings begun so far: what `cutAt` counts. */
	operations = 0;
	/** How often each sector was erased. */
	readonly erasures: readonly number[];
	readonly #octets: Uint8Array;
	readonly #random: () => number;
	#cutAt = 0;
	#donePart = 0;
	#isOff = false;

	/** All erased. Throws a RangeError for a size that is not whole sectors. */
	constructor(size: number, seed: number) {
		if (!(size > 0 && size % SECTOR === 0)) {
			throw new RangeError(`${size} octets of flash; say whole sectors of ${SECTOR}`);
		}
		this.size = size;
		this.erasures = new Array(size / SECTOR).fill(0);
		this.#octets = new Uint8Array(size).fill(ERASED);
		this.#random = random(seed);
	}

	/** Fills `into` with what is there from `at` on. Throws a RangeError past the end. */
	read(at: number, into: Uint8Array): void {
		this.#check(at, into.length, 1);
		into.set(this.#octets.subarray(at, at + into.length));
	}

	/** Erases sector `index`. Throws a PowerCut when that is what the power does. */
	erase(index: number): void {
		const at = index * SECTOR;
		this.#check(at, SECTOR, SECTOR);
		const isCut = this.#begin();
		(this.erasures as number[])[index] = (this.erasures[index] as number) + 1;
		if (!isCut) this.#octets.fill(ERASED, at, at + SECTOR);
		else this.#end(() => this.#eraseHalf(at));
	}

	/**
	 * Programs `octets` at `at`, both in whole words: bits that are 0 already stay 0. Throws a
	 * PowerCut when that is what the power does.
	 */
	program(at: number, octets: Uint8Array): void {
		this.#check(at, octets.length, WORD);
		if (!this.#begin()) {
			this.#clear(at, octets, octets.length);
			return;
		}
		this.#end(() => {
			const whole = Math.floor((octets.length * this.#donePart) / WORD) * WORD;
			this.#clear(at, octets, whole);
			// Of the word in hand some bits are cleared and some are not yet.
			const half = octets.slice(whole, whole + WORD).map((octet) => octet | this.#anyOctet());
			this.#clear(at + whole, half, half.length);
		});
	}

	/** The power goes at the `operation`-th from now, of which `donePart` (0 to 1) is done. */
	cutAt(operation: number, donePart: number): void {
		this.#cutAt = this.operations + operation;
		this.#donePart = donePart;
	}

	/** The power has gone, and is not back. */
	get isOff(): boolean {
		return this.#isOff;
	}

	powerOn(): void {
		this.#isOff = false;
	}

	#check(at: number, size: number, unit: number): void {
		if (at < 0 || at + size > this.size || at % unit !== 0 || size % unit !== 0) {
			throw new RangeError(
				`flash at ${at}, ${size} octets: not in whole ${unit}s, or past the end`,
			);
		}
	}

	/** True when the power goes in this operation. */
	#begin(): boolean {
		if (this.#isOff) throw new PowerCut();
		return ++this.operations === this.#cutAt;
	}

	#end(partly: () => void): never {
		partly();
		this.#isOff = true;
		throw new PowerCut();
	}

	#clear(at: number, octets: Uint8Array, count: number): void {
		for (let i = 0; i < count; i++) {
			this.#octets[at + i] = (this.#octets[at + i] as number) & (octets[i] as number);
		}
	}

	/** Erasing sets bits all over the sector, sooner or later: what was there is neither. */
	#eraseHalf(at: number): void {
		for (let i = at; i < at + SECTOR; i++) {
			if (this.#random() < this.#donePart) this.#octets[i] = ERASED;
			else this.#octets[i] = (this.#octets[i] as number) | (this.#anyOctet() & this.#anyOctet());
		}
	}

	#anyOctet(): number {
		return Math.floor(this.#random() * 256);
	}
}
