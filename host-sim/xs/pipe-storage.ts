/** What Node keeps for the app on XS over restarts: its octets are not this machine's memory. */
import type { Slots } from "../../src/settings/slots.ts";
import type { Flash } from "../../src/storage/flash.ts";
import { REGION } from "../../src/storage/layout.ts";
import { FLASH_ERASE, FLASH_PROGRAM, FLASH_READ, HEAD, SLOT_READ, SLOT_WRITE } from "./messages.ts";

const SIZE = 4;

/** Where the owner's settings are. */
export class PipeSlots implements Slots {
	read(slot: number): Uint8Array | undefined {
		ask(SLOT_READ, slot, 0);
		const size = new Uint8Array(SIZE);
		fill(size);
		const octets = new Uint8Array(new DataView(size.buffer).getUint32(0, true));
		fill(octets);
		return octets.length === 0 ? undefined : octets;
	}

	write(slot: number, octets: Uint8Array): void {
		ask(SLOT_WRITE, slot, octets.length);
		xs.write(octets, 0, octets.length);
		fill(new Uint8Array(1));
	}
}

function ask(kind: number, number: number, size: number): void {
	const head = new Uint8Array(HEAD);
	const view = new DataView(head.buffer);
	view.setUint8(0, kind);
	view.setUint32(4, size, true);
	view.setFloat64(8, number, true);
	xs.write(head, 0, HEAD);
}

/** Node that hangs up now has cut the power. */
function fill(octets: Uint8Array): void {
	for (let held = 0; held < octets.length; ) {
		const count = xs.read(octets, held);
		held += count < 0 ? xs.exit(0) : count;
	}
}

/** Flash that Node holds: its octets are not this machine's memory. */
export class PipeFlash implements Flash {
	readonly size = REGION;
	readonly #octets = new Uint8Array(HEAD + 4);
	readonly #view = new DataView(this.#octets.buffer);

	read(at: number, into: Uint8Array): void {
		this.#view.setUint32(HEAD, into.length, true);
		this.#ask(FLASH_READ, at, 4);
		xs.write(this.#octets, HEAD, HEAD + 4);
		for (let held = 0; held < into.length; ) held += this.#take(into, held);
	}

	erase(index: number): void {
		this.#ask(FLASH_ERASE, index, 0);
		this.#take(this.#octets, HEAD);
	}

	program(at: number, octets: Uint8Array): void {
		this.#ask(FLASH_PROGRAM, at, octets.length);
		xs.write(octets, 0, octets.length);
		this.#take(this.#octets, HEAD);
	}

	/** Node that hangs up now has cut the power. */
	#take(into: Uint8Array, start: number): number {
		const count = xs.read(into, start);
		return count < 0 ? xs.exit(0) : count;
	}

	#ask(kind: number, number: number, size: number): void {
		this.#view.setUint8(0, kind);
		this.#view.setUint32(4, size, true);
		this.#view.setFloat64(8, number, true);
		xs.write(this.#octets, 0, HEAD);
	}
}
