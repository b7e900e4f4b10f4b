/** The hour in progress: power and voltage become its record. */
import { INDEX } from "../model/quantity.ts";
import type { Reading } from "../model/reading.ts";
import { Flow } from "./flow.ts";
import { HourRecord } from "./hour.ts";
import type { Hours } from "./hours.ts";
import { Recent } from "./recent.ts";
import { Span } from "./span.ts";
import { type Flows, qualityOf } from "./stretch.ts";
import { Voltage } from "./voltage.ts";

const POWER_IMPORT = INDEX.activePowerImport;
const POWER_EXPORT = INDEX.activePowerExport;
const HOUR_SECONDS = 3600;

export class Progress {
	readonly record = new HourRecord();
	readonly flows: Flows;
	readonly span: Span;
	readonly voltage = new Voltage();
	readonly recent = new Recent();
	readonly #hours: Hours;
	/** There is an hour in progress: the time is known. Until then power is recent, and of no hour. */
	isOpen = false;
	/** Up to when power is booked, on the monotonic clock. */
	#at = 0;

	/** `limit`: W, the most that the house can take. */
	constructor(hours: Hours, limit: number) {
		this.#hours = hours;
		this.flows = [new Flow(limit), new Flow(limit)];
		this.span = new Span(hours, this.record, this.flows);
	}

	/** Power is known to hold on past what is booked. */
	get isHeld(): boolean {
		return this.flows[0].until > this.#at;
	}

	/** Takes the power of a reading, at `now`. */
	tell(reading: Readonly<Reading>, now: number): void {
		const taken = this.record.import;
		const given = this.record.export;
		const imported = reading.values[POWER_IMPORT];
		const exported = reading.values[POWER_EXPORT];
		if (imported !== undefined) this.flows[0].tell(imported, now, taken);
		if (exported !== undefined) this.flows[1].tell(exported, now, given);
		// List 1 has no export: while it tells of import there is none, otherwise it does not know.
		else if (imported !== undefined && imported > 0) this.flows[1].tell(0, now, given);
	}

	/** Books the power up to `to`, which is in the hour in progress. */
	book(to: number): void {
		const from = this.#at;
		if (to <= from) return;
		const taken = this.flows[0];
		const given = this.flows[1];
		const held = taken.until < to ? taken.until : to;
		if (held > from) {
			const net = taken.watts - (given.until > from ? given.watts : 0);
			this.recent.add(from, held, net);
		}
		this.recent.advance(to);
		this.#at = to;
		if (!this.isOpen) return;
		taken.book(from, to);
		given.book(from, to);
	}

	/** Begins an hour. One that had just begun, or `isOurs`, is gone on with; any other is left as it is. */
	begin(hour: number, isOurs: boolean, into = 0): void {
		const { record, span } = this;
		if (!this.#hours.get(hour, record)) record.clear(hour);
		else {
			for (let i = 0; i < 2; i++) {
				const flow = this.flows[i as 0];
				flow.resume(record.energies[i as 0], span.settled(flow));
			}
			if (!isOurs && !hasJustBegun(record)) this.#leave(hour, into);
		}
		record.isOpen = true;
		this.isOpen = true;
		this.voltage.turn(record);
	}

	/** Ends the hour in progress, and begins another. */
	turn(hour: number): void {
		this.close();
		this.flows[0].turn();
		this.flows[1].turn();
		this.begin(hour, false);
	}

	close(): void {
		const { record } = this;
		this.voltage.flush(record);
		this.fill(HOUR_SECONDS);
		record.isOpen = false;
		this.#hours.put(record);
	}

	/** Brings the record up to date, `seconds` into its hour. */
	fill(seconds: number): void {
		const { record, span } = this;
		for (let i = 0; i < 2; i++) {
			const flow = this.flows[i as 0];
			const energy = record.energies[i as 0];
			flow.fill(energy, span.settled(flow));
			energy.quality = qualityOf(record, energy, seconds);
		}
	}

	/** Ends an hour that a restart has cut short. */
	finish(hour: number): void {
		const { record } = this;
		if (!this.#hours.get(hour, record) || !record.isOpen) return;
		record.isOpen = false;
		for (let i = 0; i < 2; i++) {
			const energy = record.energies[i as 0];
			energy.quality = qualityOf(record, energy, HOUR_SECONDS);
		}
		this.#hours.put(record);
	}

	/**
	 * Goes over the hours from `from` up to `to`, in which there was no power. Where something is kept of
	 * them it was told under a time that was ahead, before that was moved back.
	 */
	pass(from: number, to: number): void {
		const { record } = this;
		const reader = this.#hours.reader(from, to);
		let last: number | undefined;
		while (reader.next(record)) {
			if (hasJustBegun(record)) continue;
			last = record.hour;
			record.hasClockMoved = true;
			this.#hours.put(record);
		}
		if (last === undefined) return;
		record.clear(last + 1);
		this.#leave(last + 1, 0);
	}

	/** The time was moved: the hour in progress ends as it is, and another goes on, `into` it by now. */
	move(hour: number, into: number): void {
		this.record.hasClockMoved = true;
		this.close();
		this.flows[0].turn();
		this.flows[1].turn();
		this.begin(hour, false, into);
		this.#leave(hour, into);
	}

	/** What is booked stays where it is: the next registers tell the rest, and begin here. */
	#leave(hour: number, into: number): void {
		this.record.hasClockMoved = true;
		this.record.isAtRegister = false;
		this.flows[0].freeze();
		this.flows[1].freeze();
		this.span.leave(hour, into);
	}
}

/** It was kept as the power went, and the state that names it was not: it holds nothing of another time. */
function hasJustBegun(record: Readonly<HourRecord>): boolean {
	return record.isOpen && !record.hasClockMoved;
}
