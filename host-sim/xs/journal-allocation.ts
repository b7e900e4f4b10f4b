/**
 * On XS: what the device's journal of hours takes in memory, and what it allocates in hours of writing,
 * tidying and reading. Prints slots, octets of chunks and collections of each; the journal and the reader
 * ask for one themselves, so that only what stays is counted.
 */
import { Journal } from "../../src/storage/journal.ts";
import { HOURS, REGION } from "../../src/storage/layout.ts";
import { MemoryFlash } from "./memory-flash.ts";

const SLOTS = 0;
const CHUNKS = 3;
const COLLECTIONS = 10;
const FIGURES = 15;

const HOUR = 1;
const SECTORS = 8;
/** Until the ring has turned. */
const WARM_UP = 500;
const HOURS_COUNTED = 1000;
/** So many are kept that some have to be moved on. */
const KEPT = 250;

class Proof {
	readonly #before = new Int32Array(FIGURES);
	readonly #after = new Int32Array(FIGURES);
	readonly #payload = new Uint8Array(64);

	run(): void {
		const large = new MemoryFlash(REGION / 4096);
		const kept: unknown[] = [undefined, undefined];
		this.#print("a journal of 216 sectors", () => {
			kept[0] = new Journal(large, HOURS);
			xs.collect();
		});
		const journal = new Journal(new MemoryFlash(SECTORS), { sheds: true });
		this.#live(journal, 0, WARM_UP);
		this.#print("a reader", () => {
			kept[1] = journal.reader(HOUR, 0, WARM_UP);
			xs.collect();
		});
		const reader = journal.reader(HOUR, 0, 2 * HOURS_COUNTED);
		this.#print("1000 hours", () => {
			this.#live(journal, WARM_UP, WARM_UP + HOURS_COUNTED);
			while (!reader.isAtEnd) reader.next(this.#payload);
		});
	}

	/** Throws when an hour is missing: then nothing would be proven. */
	#live(journal: Journal, from: number, to: number): void {
		for (let hour = from; hour < to; ) {
			journal.keepFrom = hour - KEPT;
			if (journal.append(HOUR, hour, this.#payload, 0, 64)) hour++;
			journal.step();
			journal.find(HOUR, hour - 20, this.#payload);
		}
		if (journal.find(HOUR, to - KEPT + 1, this.#payload) !== 64) throw new Error("an hour is lost");
	}

	#print(what: string, work: () => void): void {
		xs.collect();
		xs.memory(this.#before);
		work();
		xs.memory(this.#after);
		const grown = [SLOTS, CHUNKS, COLLECTIONS].map(
			(figure) => (this.#after[figure] as number) - (this.#before[figure] as number),
		);
		xs.print(`${what}: ${grown.join(" ")}`);
	}
}

export default function main(): void {
	new Proof().run();
	xs.exit(0);
}
