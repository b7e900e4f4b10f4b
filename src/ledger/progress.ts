/** The hour in progress: power and voltage become its record. */
import { HOUR_MS, HOUR_SECONDS } from "../model/civil.ts";
import { INDEX } from "../model/quantity.ts";
import type { Reading } from "../model/reading.ts";
import { TOLERANCE_MS } from "../time/meter-clock.ts";
import { Flow } from "./flow.ts";
import { HourRecord } from "./hour.ts";
import type { Hours } from "./hours.ts";
import { Recent } from "./recent.ts";
import { Span } from "./span.ts";
import { type Flows, hourOf, qualityOf } from "./stretch.ts";
import { Voltage } from "./voltage.ts";

const POWER_IMPORT = INDEX.activePowerImport;
const POWER_EXPORT = INDEX.activePowerExport;

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

	/** Begins an hour. What is kept of it is gone on with; where that is not `ours`, it says so. */
	begin(hour: number, isOurs: boolean): void {
		const { record, span } = this;
		if (!this.#hours.get(hour, record)) record.clear(hour);
		else {
			for (let i = 0; i < 2; i++) {
				const flow = this.flows[i as 0];
				flow.resume(record.energies[i as 0], span.settled(flow));
			}
			if (!isOurs && !record.isOpen && record.import.covered > 0) record.hasClockMoved = true;
		}
		record.isOpen = true;
		this.isOpen = true;
		this.voltage.turn(record);
	}

	/** Ends the hour in progress, and begins another. */
	turn(hour: number): void {
		this.#close();
		this.begin(hour, false);
	}

	#close(): void {
		const { record } = this;
		this.voltage.flush(record);
		this.fill(HOUR_SECONDS);
		record.isOpen = false;
		this.#hours.put(record);
		this.flows[0].turn();
		this.flows[1].turn();
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

	/** ms for which power is kept of an hour, when none is in progress. */
	coveredMs(hour: number): number {
		return this.#hours.get(hour, this.record) ? this.record.import.covered * 1000 : 0;
	}

	/** The hour at `utc`, or the one before a restart if it had begun just then, and our clock was ahead. */
	hourAt(utc: number, before = 0): number {
		const isAhead = before * HOUR_MS > utc && before * HOUR_MS - utc <= TOLERANCE_MS;
		return isAhead && this.coveredMs(before) <= TOLERANCE_MS ? before : hourOf(utc);
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

	/** The time was moved: the hour in progress ends as it is. */
	stop(): void {
		this.record.hasClockMoved = true;
		this.#close();
	}
}
