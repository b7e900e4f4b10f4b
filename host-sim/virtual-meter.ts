/** A meter on the wall of a virtual house: which frame leaves when. Time is what it is told. */
import { OCTET_MS } from "../src/han/hdlc.ts";
import { Reading } from "../src/model/reading.ts";
import { House, type Registers } from "./house.ts";
import { encode } from "./meters/encoder.ts";
import { present } from "./meters/present.ts";
import type { Beat, ListNumber, Profile } from "./meters/profile.ts";
import type { Push } from "./simulation.ts";

const HOUR_MS = 3_600_000;
const LISTS: readonly ListNumber[] = Object.freeze([3, 2, 1]);

/** Its octets, from flag to flag, are the caller's to keep. */
export interface MeterPush extends Push {
	readonly list: ListNumber;
}

/** The house that suits a profile's net and solar cells. */
export function houseOf(profile: Profile, seed: number, startMs: number): House {
	const { network, solarPeak } = profile;
	return new House({ seed, startMs, network, solarPeak });
}

export class VirtualMeter {
	/** What the last push told: the meter's until the next. */
	readonly reading = new Reading();
	readonly #profile: Profile;
	readonly #house: House;
	/** When each list goes out next; one that is never sent is not in it. */
	readonly #due = new Map<ListNumber, number>();
	/** When the frame before has left the wire. */
	#freeMs = 0;
	/** The registers at the last whole hour, or at the start before the first. */
	#hourly: Registers;

	/** Pushes from `startUtcMs` on. The house is the meter's alone, and may not be ahead of that. */
	constructor(profile: Profile, house: House, startUtcMs: number) {
		if (house.nowMs > startUtcMs) throw new RangeError("the house is ahead of its meter");
		this.#profile = profile;
		this.#house = house;
		house.step(startUtcMs);
		this.#hourly = house.registers;
		for (const list of LISTS) {
			const beat = profile.schedule.beats[list];
			if (beat) this.#due.set(list, beatFrom(beat, startUtcMs));
		}
	}

	/** The next push. The first is at or after the start, each after the end of the one before. */
	next(): MeterPush {
		const list = this.#take();
		const dueMs = this.#due.get(list) as number;
		const atMs = Math.max(dueMs, Math.ceil(this.#freeMs));
		this.#due.set(list, beatFrom(this.#profile.schedule.beats[list] as Beat, dueMs + 1));
		this.#measure(atMs, list);
		const octets = encode(this.#profile, this.reading, list);
		this.#freeMs = atMs + octets.length * OCTET_MS;
		return { atMs, list, octets };
	}

	/** Which list is due first. It drops those of the same moment that it goes out in place of. */
	#take(): ListNumber {
		const firstMs = Math.min(...this.#due.values());
		const { beats, list3ReplacesList2 } = this.#profile.schedule;
		const together = LISTS.filter((list) => this.#due.get(list) === firstMs);
		const taken = together.includes(2) && !list3ReplacesList2 ? 2 : (together[0] as ListNumber);
		for (const list of together) {
			const waits = list === 3 && !list3ReplacesList2;
			if (list !== taken && !waits) {
				this.#due.set(list, beatFrom(beats[list] as Beat, firstMs + 1));
			}
		}
		return taken;
	}

	#measure(atMs: number, list: ListNumber): void {
		const { registers, refreshMs } = this.#profile.schedule;
		const house = this.#house;
		const hour = atMs - (atMs % HOUR_MS);
		if (house.nowMs < hour) {
			house.step(hour);
			this.#hourly = house.registers;
		}
		house.step(atMs - (atMs % refreshMs));
		if (registers === "hour") house.read(this.reading, this.#hourly);
		else house.read(this.reading);
		present(this.#profile, this.reading, list, atMs);
	}
}

/** The first of its moments at or after `fromMs`. */
function beatFrom(beat: Beat, fromMs: number): number {
	return Math.ceil((fromMs - beat.atMs) / beat.everyMs) * beat.everyMs + beat.atMs;
}
