/** The board's flash partition for hours (partitions.csv), as the journal sees flash. */
import storage, { type Flash as Partition } from "embedded:storage/flash";
import type { Flash } from "../storage/flash.ts";
import { REGION } from "../storage/layout.ts";

/** Its name in partitions.csv. */
const NAME = "glimt";

/**
 * Undefined, and says so in the trace, where the board was flashed with another partition table, and
 * in the SDK's simulator without a file (lin/flash.js): the app then serves all but what is kept.
 */
export function openFlash(): Flash | undefined {
	try {
		return new PartitionFlash(storage.open({ path: NAME, mode: "r+" }));
	} catch (error) {
		trace(`glimt keeps no hours: ${(error as Error).message}\n`);
		return undefined;
	}
}

class PartitionFlash implements Flash {
	readonly size: number;
	readonly #partition: Partition;

	/** Throws an Error for a partition of another layout. */
	constructor(partition: Partition) {
		const { size } = partition.status();
		if (size !== REGION) throw new Error(`${NAME} has ${size} octets, not ${REGION}`);
		this.size = size;
		this.#partition = partition;
	}

	/** Into the buffer itself: nothing is allocated. */
	read(at: number, into: Uint8Array): void {
		this.#partition.read(into, at);
	}

	erase(index: number): void {
		this.#partition.eraseBlock(index);
	}

	program(at: number, octets: Uint8Array): void {
		this.#partition.write(octets, at);
	}
}
