/**
 * On XS: the RAM that a history of hours takes, beside the app. Prints octets of slots and of chunks,
 * after a collection.
 */
import { Keeper } from "../../src/history/keeper.ts";
import type { Flash } from "../../src/storage/flash.ts";
import { REGION } from "../../src/storage/layout.ts";

const SLOT_SIZE = 16;
const SLOTS = 0;
const CHUNKS = 3;
const FIGURES = 15;

/** New flash of a whole partition. */
class Erased implements Flash {
	readonly size = REGION;
	read(_at: number, into: Uint8Array): void {
		into.fill(0xff);
	}
	erase(): void {}
	program(): void {}
}

export default function main(): void {
	const before = new Int32Array(FIGURES);
	const after = new Int32Array(FIGURES);
	const flash = new Erased();
	// What the first one makes that all share is no part of it.
	new Keeper(flash, {}, 0);
	xs.collect();
	xs.memory(before);
	const keeper = new Keeper(flash, {}, 0);
	xs.collect();
	xs.memory(after);
	const grown = (figure: number) => (after[figure] as number) - (before[figure] as number);
	xs.print(`${SLOT_SIZE * grown(SLOTS)} ${grown(CHUNKS)}`);
	xs.exit(keeper.open === undefined ? 0 : 1);
}
