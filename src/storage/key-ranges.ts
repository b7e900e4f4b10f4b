/**
 * Which keys each sector may hold, so that most need not be read: two ranges, 16 octets a sector. Two,
 * because an old hour that is written again among new ones would make one range of all between.
 */
import { MAX_KEY } from "./record.ts";

const RANGES = 2;
/** A second range is begun for a key that lies farther than this from the first. */
const NEAR = 64;

export class KeyRanges {
	/** A range whose lowest key is above its highest is empty. */
	readonly #lowest: Uint32Array;
	readonly #highest: Uint32Array;

	constructor(sectors: number) {
		this.#lowest = new Uint32Array(RANGES * sectors);
		this.#highest = new Uint32Array(RANGES * sectors);
		for (let index = 0; index < sectors; index++) this.clear(index);
	}

	/** Sector `index` holds none. */
	clear(index: number): void {
		for (let range = RANGES * index; range < RANGES * (index + 1); range++) {
			this.#lowest[range] = MAX_KEY;
			this.#highest[range] = 0;
		}
	}

	add(index: number, key: number): void {
		const first = RANGES * index;
		const highest = this.#highest[first] as number;
		// As hours mostly come; the rest costs three times as much.
		if (key > highest && key - highest < NEAR && highest >= (this.#lowest[first] as number)) {
			this.#highest[first] = key;
			return;
		}
		const range = this.#distance(first, key) <= this.#distance(first + 1, key) ? first : first + 1;
		if (key < (this.#lowest[range] as number)) this.#lowest[range] = key;
		if (key > (this.#highest[range] as number)) this.#highest[range] = key;
	}

	/** Whether there may be a key from `from` through `to`. */
	meets(index: number, from: number, to: number): boolean {
		for (let range = RANGES * index; range < RANGES * (index + 1); range++) {
			const lowest = this.#lowest[range] as number;
			const highest = this.#highest[range] as number;
			if (to >= lowest && from <= highest && lowest <= highest) return true;
		}
		return false;
	}

	/**
	 * The lowest key from `from` on that there may be; undefined when there is none. With
	 * `isBeginning` only of ranges that begin from there on.
	 */
	next(index: number, from: number, isBeginning: boolean): number | undefined {
		let next: number | undefined;
		for (let range = RANGES * index; range < RANGES * (index + 1); range++) {
			const lowest = this.#lowest[range] as number;
			const highest = this.#highest[range] as number;
			if (highest < from || highest < lowest || (isBeginning && lowest < from)) continue;
			const key = lowest < from ? from : lowest;
			if (next === undefined || key < next) next = key;
		}
		return next;
	}

	/** How much longer the range gets by `key`. */
	#distance(range: number, key: number): number {
		const lowest = this.#lowest[range] as number;
		const highest = this.#highest[range] as number;
		if (highest < lowest) return NEAR;
		if (key < lowest) return lowest - key;
		return key > highest ? key - highest : 0;
	}
}
