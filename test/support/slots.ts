/** Slots for settings whose power can go at any step of a write, and what is needed to fill them. */
import type { Slots } from "../../src/settings/slots.ts";

export class PowerCut extends Error {}

/** As the SDK writes NVS: what was there is erased, then the new is programmed, here in two steps. */
export class FakeSlots implements Slots {
	readonly octets: [Uint8Array | undefined, Uint8Array | undefined] = [undefined, undefined];
	/** Steps until the power goes. */
	stepsLeft = Number.POSITIVE_INFINITY;
	/** Steps done. */
	steps = 0;

	read(slot: number): Uint8Array | undefined {
		return this.octets[slot as 0]?.slice();
	}

	write(slot: number, octets: Uint8Array): void {
		this.#step(slot, undefined);
		this.#step(slot, octets.slice(0, octets.length >> 1));
		this.#step(slot, octets.slice());
	}

	#step(slot: number, octets: Uint8Array | undefined): void {
		if (this.stepsLeft-- <= 0) throw new PowerCut("the power went");
		this.octets[slot as 0] = octets;
		this.steps++;
	}
}
