/** Numbers that look random and are the same each time. */

/** Numbers from 0 up to 1 (mulberry32), the same for the same seed. */
export function random(seed: number): () => number {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
	};
}

/** One such number for `index`: neighbours share nothing. */
export function randomAt(seed: number, index: number): number {
	let mixed = Math.imul(index ^ (seed << 7), 0x85ebca6b) ^ seed;
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	mixed = Math.imul(mixed ^ (mixed >>> 16), 0x27d4eb2f);
	return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000;
}
