/** A meter on the wall of a virtual house: which frame leaves when. Time is what it is told. */
import { Reading } from "../src/model/reading.ts";
import { House, type Registers } from "./house.ts";
import { encode } from "./meters/encoder.ts";
import { FIRMWARE, type FirmwareName } from "./meters/firmware.ts";
import { MeterClock } from "./meters/meter-clock.ts";
import { present } from "./meters/present.ts";
import { type Beat, every, type ListNumber, octetMs, type Profile } from "./meters/profile.ts";
import type { Push, Source } from "./simulation.ts";

const HOUR_MS = 3_600_000;
const LISTS: readonly ListNumber[] = Object.freeze([3, 2, 1]);
const NO_OCTETS = new Uint8Array(0);
/** Between the ids of a meter and of the one that replaces it. */
const NEXT_ID = 1000;

/** Its octets, from flag to flag, are the caller's to keep. Without octets it is not sent. */
export interface MeterPush extends Push {
	readonly list: ListNumber;
}

/** Of its lists, what goes wrong: each counts down to 0, or stays. */
export interface ListFaults {
	/** Next list 3 that carry the clock and registers of the one before. */
	list3Repeats: number;
	/** Next list 3 that are not sent. */
	list3Missing: number;
	/** The grid company has not opened the port. */
	isClosed: boolean;
}

/** The house that suits a profile's net and solar cells. */
export function houseOf(profile: Profile, seed: number, startMs: number): House {
	const { network, solarPeak } = profile;
	return new House({ seed, startMs, network, solarPeak });
}

export class VirtualMeter implements Source {
	/** What the last push told: the meter's until the next. */
	readonly reading = new Reading();
	readonly faults: ListFaults = { list3Repeats: 0, list3Missing: 0, isClosed: false };
	#profile: Profile;
	/** The same with the firmware of the maker's papers. */
	#maker: Profile;
	readonly #house: House;
	readonly #clock = new MeterClock();
	#list3LateMs = 0;
	#list1EveryMs = 0;
	/** By its own clock, when each list goes out next; one that is never sent is not in it. */
	readonly #due = new Map<ListNumber, number>();
	/** UTC of the next. */
	#dueMs = 0;
	/** When the frame before has left the wire. */
	#freeMs = 0;
	/** The registers at its last whole hour, or at the start before the first. */
	#hourly: Registers;
	#hour: number;
	/** What the last list 3 said, and by its clock when. */
	#before: { readonly registers: Registers; readonly clockMs: number } | undefined = undefined;

	/** Pushes from `startUtcMs` on. The house is the meter's alone, and may not be ahead of that. */
	constructor(profile: Profile, house: House, startUtcMs: number) {
		if (house.nowMs > startUtcMs) throw new RangeError("the house is ahead of its meter");
		this.#maker = profile;
		this.#profile = profile;
		this.#house = house;
		house.step(startUtcMs);
		this.#hourly = house.registers;
		this.#hour = Math.floor(startUtcMs / HOUR_MS);
		this.#plan(startUtcMs);
	}

	get profile(): Profile {
		return this.#profile;
	}

	get dueMs(): number {
		return this.#dueMs;
	}

	/** The next push. The first is at or after the start, each after the end of the one before. */
	next(): MeterPush {
		const atMs = this.#dueMs;
		const list = this.#take();
		const dueMs = this.#due.get(list) as number;
		this.#due.set(list, beatFrom(this.#beat(list) as Beat, dueMs + 1));
		this.#measure(atMs, list);
		const isMissing = list === 3 && this.faults.list3Missing > 0;
		if (isMissing) this.faults.list3Missing--;
		const isSent = !(isMissing || this.faults.isClosed);
		const octets = isSent ? encode(this.#profile, this.reading, list) : NO_OCTETS;
		const time = octetMs(this.#profile);
		this.#freeMs = atMs + octets.length * time;
		this.#lookAhead();
		return { atMs, list, octets, octetMs: time };
	}

	/** Lives on until `utcMs` without a push. */
	live(utcMs: number): void {
		const hour = Math.floor(this.#clock.read(utcMs) / HOUR_MS);
		if (hour !== this.#hour) {
			this.#house.step(this.#clock.utcOf(hour * HOUR_MS));
			this.#hourly = this.#house.registers;
			this.#hour = hour;
		}
		this.#house.step(utcMs);
	}

	/** From `utcMs` on its clock is off and drifts. */
	setClock(utcMs: number, offsetMs: number, driftPerMillion: number): void {
		this.live(utcMs);
		this.#clock.set(utcMs, offsetMs, driftPerMillion);
		// The hour that it believes in has not just begun.
		this.#hour = Math.floor(this.#clock.read(utcMs) / HOUR_MS);
		this.#plan(utcMs);
	}

	/** From `utcMs` on its lists come at other times: 0 is the maker's. */
	setLists(utcMs: number, times: { list3LateMs?: number; list1EveryMs?: number }): void {
		this.#list3LateMs = times.list3LateMs ?? this.#list3LateMs;
		this.#list1EveryMs = times.list1EveryMs ?? this.#list1EveryMs;
		this.#plan(utcMs);
	}

	/** Other firmware; undefined is the maker's papers again. */
	setFirmware(utcMs: number, name: FirmwareName | undefined): void {
		const change = name === undefined ? this.#maker : FIRMWARE[name](this.#profile);
		this.#profile = { ...this.#profile, ...change };
		this.#plan(utcMs);
	}

	/** Another of the same make takes its place at `utcMs`. */
	swap(utcMs: number): void {
		this.live(utcMs);
		this.#house.swapRegisters();
		this.#hourly = this.#house.registers;
		this.#before = undefined;
		this.#profile = withNextId(this.#profile);
		this.#maker = withNextId(this.#maker);
	}

	/** Its registers jump at `utcMs`. */
	jump(utcMs: number, wattHours: number): void {
		this.live(utcMs);
		this.#house.jump(wattHours);
		this.#hourly = this.#house.registers;
	}

	#plan(utcMs: number): void {
		this.#due.clear();
		const now = Math.ceil(this.#clock.read(utcMs));
		for (const list of LISTS) {
			const beat = this.#beat(list);
			if (beat) this.#due.set(list, beatFrom(beat, now));
		}
		this.#lookAhead();
	}

	#lookAhead(): void {
		let first = Number.POSITIVE_INFINITY;
		for (const due of this.#due.values()) first = Math.min(first, due);
		this.#dueMs = Math.max(this.#clock.utcOf(first), Math.ceil(this.#freeMs));
	}

	#beat(list: ListNumber): Beat | undefined {
		const beat = this.#profile.schedule.beats[list];
		if (list === 1 && beat && this.#list1EveryMs > 0) return every(this.#list1EveryMs);
		if (list === 3 && beat && this.#list3LateMs > 0) {
			return every(beat.everyMs, beat.atMs + this.#list3LateMs);
		}
		return beat;
	}

	/** Which list is due first. It drops those of the same moment that it goes out in place of. */
	#take(): ListNumber {
		const firstMs = Math.min(...this.#due.values());
		const { list3ReplacesList2 } = this.#profile.schedule;
		const together = LISTS.filter((list) => this.#due.get(list) === firstMs);
		const taken = together.includes(2) && !list3ReplacesList2 ? 2 : (together[0] as ListNumber);
		for (const list of together) {
			const waits = list === 3 && !list3ReplacesList2;
			if (list !== taken && !waits) {
				this.#due.set(list, beatFrom(this.#beat(list) as Beat, firstMs + 1));
			}
		}
		return taken;
	}

	#measure(atMs: number, list: ListNumber): void {
		const { registers: from, refreshMs } = this.#profile.schedule;
		const house = this.#house;
		const own = Math.round(this.#clock.read(atMs));
		this.live(Math.max(atMs - (atMs % refreshMs), this.#clock.utcOf(own - (own % HOUR_MS))));
		const live = from === "hour" ? this.#hourly : house.registers;
		if (list !== 3) {
			house.read(this.reading, live);
			present(this.#profile, this.reading, list, own);
			return;
		}
		const repeated = this.faults.list3Repeats > 0 ? this.#before : undefined;
		if (repeated) this.faults.list3Repeats--;
		const said = repeated ?? { registers: live, clockMs: own };
		this.#before = said;
		house.read(this.reading, said.registers);
		present(this.#profile, this.reading, list, own, said.clockMs);
	}
}

/** The first of its moments at or after `fromMs`. */
function beatFrom(beat: Beat, fromMs: number): number {
	return Math.ceil((fromMs - beat.atMs) / beat.everyMs) * beat.everyMs + beat.atMs;
}

function withNextId(profile: Profile): Profile {
	const { texts, meterNumber } = profile;
	const { meterId } = texts;
	return {
		...profile,
		...(meterId && { texts: { ...texts, meterId: `${Number(meterId) + NEXT_ID}` } }),
		...(meterNumber !== undefined && { meterNumber: meterNumber + NEXT_ID }),
	};
}
