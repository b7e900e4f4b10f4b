/**
 * What the journal costs an ESP32-C3, as bench-app.ts does for the rest: instructions of JavaScript.
 * What the flash itself takes comes on top (docs/storage.md), and is not counted here.
 */

import { Journal } from "../../src/storage/journal.ts";
import type { Cost } from "./cost.ts";
import { MemoryFlash } from "./memory-flash.ts";

const SECTORS = 8;
/** Records in a sector. */
const EACH = 53;
const PAYLOAD = 64;
const HOUR = 1;
const OPTIONS = Object.freeze({ sheds: true });
/** So many hours are kept that some of the oldest sector have to be moved on. */
const KEPT = 250;
/** By then the ring has turned. */
const FILLED = 9 * EACH;

/** Flash that costs nothing. */
class FreeFlash extends MemoryFlash {
	isCounted = false;
	reads = 0;
	readonly #cost: Cost;

	constructor(cost: Cost) {
		super(SECTORS);
		this.#cost = cost;
	}

	override read(at: number, into: Uint8Array): void {
		if (this.isCounted) this.#cost.stop();
		this.reads++;
		super.read(at, into);
		if (this.isCounted) this.#cost.start();
	}

	override erase(index: number): void {
		if (this.isCounted) this.#cost.stop();
		super.erase(index);
		if (this.isCounted) this.#cost.start();
	}

	override program(at: number, octets: Uint8Array): void {
		if (this.isCounted) this.#cost.stop();
		super.program(at, octets);
		if (this.isCounted) this.#cost.start();
	}
}

/** Counts one piece of work after the other, on a journal of hours that is full. */
export class JournalBench {
	readonly #cost: Cost;
	readonly #flash: FreeFlash;
	readonly #payload = new Uint8Array(PAYLOAD).fill(7);
	#journal: Journal;
	#hour = 0;

	constructor(cost: Cost) {
		this.#cost = cost;
		this.#flash = new FreeFlash(cost);
		this.#journal = new Journal(this.#flash, OPTIONS);
	}

	run(): void {
		while (this.#hour < FILLED) {
			this.#append();
			this.#journal.step();
		}
		this.#dearestStep();
		this.#measure("append", 16, () => this.#append());
		this.#search();
		const reader = this.#journal.reader(HOUR, this.#hour - 2 * EACH, this.#hour);
		this.#measure("a record by the reader", 64, () => reader.next(this.#payload));
		this.#measure(`open, ${SECTORS} sectors`, 1, () => {
			this.#journal = new Journal(this.#flash, OPTIONS);
		});
	}

	#append(): void {
		this.#journal.keepFrom = this.#hour - KEPT;
		const isDone = this.#journal.append(HOUR, this.#hour, this.#payload, 0, PAYLOAD);
		if (isDone) this.#hour++;
	}

	#measure(name: string, count: number, work: () => void): void {
		this.#count(() => {
			for (let i = 0; i < count; i++) work();
		});
		this.#report(name, count, this.#cost.instructions(), this.#cost.bytecodes());
	}

	/** For what is not there, among keys that are. */
	#search(): void {
		this.#flash.reads = 0;
		this.#count(() => {
			this.#journal.find(HOUR + 1, this.#hour - 2 * EACH, this.#payload);
		});
		const sectors = this.#flash.reads / EACH;
		this.#report("a sector searched", sectors, this.#cost.instructions(), this.#cost.bytecodes());
	}

	/** Of those in which two sectors are emptied and made ready. */
	#dearestStep(): void {
		let instructions = 0;
		let bytecodes = 0;
		for (const end = this.#hour + 2 * EACH; this.#hour < end; ) {
			this.#append();
			this.#count(() => this.#journal.step());
			instructions = Math.max(instructions, this.#cost.instructions());
			bytecodes = Math.max(bytecodes, this.#cost.bytecodes());
		}
		this.#report("dearest step", 1, instructions, bytecodes);
	}

	#count(work: () => void): void {
		this.#cost.reset();
		this.#flash.isCounted = true;
		this.#cost.start();
		work();
		this.#cost.stop();
		this.#flash.isCounted = false;
	}

	#report(name: string, count: number, instructions: number, bytecodes: number): void {
		this.#cost.print(`journal: ${name}\t${count}\t${instructions}\t${bytecodes}`);
	}
}
