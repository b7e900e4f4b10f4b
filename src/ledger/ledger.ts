/**
 * The ledger: readings and time in, hours out (../docs/ledger.md). It keeps the hour in progress and
 * what is needed to tell the hours since the last registers; all others are in `Hours`.
 */
import { HOUR_MS } from "../model/civil.ts";
import { INDEX } from "../model/quantity.ts";
import type { Reading } from "../model/reading.ts";
import { MeterClock, TOLERANCE_MS } from "../time/meter-clock.ts";
import { BASES } from "../time/wall.ts";
import { LedgerCounts } from "./counts.ts";
import type { HourRecord } from "./hour.ts";
import type { Hours } from "./hours.ts";
import { meterOf } from "./meter-id.ts";
import { Progress } from "./progress.ts";
import type { Recent } from "./recent.ts";
import { Registers } from "./registers.ts";
import { SPAN_HOURS } from "./span.ts";
import { LedgerState } from "./state.ts";
import { hourOf } from "./stretch.ts";

export interface LedgerOptions {
	/** Of the main fuse, three phases of 400 V. 63 A. */
	readonly fuseAmperes?: number;
}

const ENERGY_IMPORT = INDEX.activeEnergyImport;
const ENERGY_EXPORT = INDEX.activeEnergyExport;

export class Ledger {
	readonly clock = new MeterClock();
	readonly counts = new LedgerCounts();
	readonly #hours: Hours;
	readonly #registers: Registers;
	readonly #progress: Progress;
	readonly #state = new LedgerState();
	/** The hour of the registers that the state was last kept with. */
	#kept = 0;
	/** The hour that was in progress before a restart, until the time is known. */
	#before: number | undefined = undefined;
	/** The first of the hours that are being gathered, or were as the power went; 0 is none. */
	#gathered = 0;
	/** UTC as of the last reading or tick, and UTC less the monotonic clock then. */
	#utc = 0;
	#offset = 0;

	/** Throws a RangeError where the fuse is none. */
	constructor(hours: Hours, options: LedgerOptions = {}) {
		const { fuseAmperes = 63 } = options;
		if (!(fuseAmperes > 0)) throw new RangeError("the main fuse must carry more than 0 A");
		this.#hours = hours;
		this.#registers = new Registers(fuseAmperes, this.counts);
		this.#progress = new Progress(hours, this.#registers.limit);
	}

	/** The hour in progress as of the last reading or tick; undefined while the time is unknown. */
	get open(): Readonly<HourRecord> | undefined {
		return this.#progress.isOpen ? this.#progress.record : undefined;
	}

	get recent(): Recent {
		return this.#progress.recent;
	}

	/** Many hours are told by registers that came, and are being mended, some each second. */
	get isMending(): boolean {
		return this.#progress.span.isMending;
	}

	/** Those last believed. */
	get registers(): Readonly<Registers> {
		return this.#registers;
	}

	/** Wh, live and never falling (`Live`); undefined until registers have come since the start. */
	get liveImport(): number | undefined {
		return this.#progress.flows[0].live.at(this.#utc);
	}

	/** The same of export. */
	get liveExport(): number | undefined {
		return this.#progress.flows[1].live.at(this.#utc);
	}

	/** Takes a reading of the meter, each no earlier than the one before. */
	hear(reading: Readonly<Reading>): void {
		const now = Math.floor(reading.receivedAt);
		this.clock.hear(reading);
		this.#advance(now);
		this.#progress.tell(reading, now);
		if (!this.#progress.isOpen) return;
		const utc = now + this.#offset;
		this.#progress.voltage.hear(reading, utc, this.#progress.record);
		if (reading.list === 3) this.#read(reading);
		this.#fill(utc);
	}

	/** Once a second, so that hours end without readings too. */
	tick(at: number): void {
		const now = Math.floor(at);
		if (this.isMending) this.#mend();
		this.#advance(now);
		if (this.#progress.isOpen) this.#fill(now + this.#offset);
	}

	/**
	 * Keeps the hour in progress, and what must survive a restart. Done at each new hour and at its
	 * first registers; the more often besides, the less a restart loses of power.
	 */
	save(): void {
		// What is kept is from before the registers, until all hours have their share.
		if (this.isMending) return;
		if (this.#progress.isOpen) this.#hours.put(this.#progress.record);
		this.#putState(this.#progress.isOpen ? this.#progress.record.hour : this.#before);
	}

	/** Takes over what was kept before a restart. Comes before the first reading. */
	restore(state: Readonly<LedgerState>): void {
		const { span, flows, voltage } = this.#progress;
		const moment = state.hour * HOUR_MS + state.into;
		this.clock.restore(BASES[state.basis - 1], state.isBegun ? moment : Number.NaN);
		this.#before = state.open;
		this.#gathered = state.gathered;
		voltage.known = state.phases;
		span.isBegun = state.isBegun;
		span.hour = state.hour;
		span.into = state.into;
		for (let i = 0; i < 2; i++) flows[i as 0].restore(state.flows[i as 0]);
		if (state.isBegun) {
			const [taken, given] = state.flows;
			this.#registers.restore(moment, taken.register, given.register, state.meter);
		}
	}

	/** Books all power up to `now`, and ends the hours that end. */
	#advance(now: number): void {
		const progress = this.#progress;
		const utc = this.clock.utcAt(now);
		if (utc !== undefined) this.#turn(utc, now);
		progress.book(now);
	}

	#turn(utc: number, now: number): void {
		const progress = this.#progress;
		const hour = hourOf(utc);
		if (!this.#progress.isOpen) this.#begin(utc, now);
		else if (Math.abs(utc - now - this.#offset) > TOLERANCE_MS) this.#move(utc, now);
		this.#offset = utc - now;
		const { record } = progress;
		if (hour > record.hour) this.#mendAll();
		while (hour > record.hour) {
			progress.book((record.hour + 1) * HOUR_MS - this.#offset);
			progress.turn(progress.isHeld ? record.hour + 1 : hour);
			this.#begun();
		}
	}

	#begin(utc: number, now: number): void {
		const progress = this.#progress;
		progress.book(now);
		const before = this.#lastBefore();
		const hour = progress.hourAt(utc, before);
		if (before !== undefined) {
			progress.span.recount(before);
			if (before !== hour) progress.finish(before);
			const into = Math.max(0, utc - hour * HOUR_MS);
			// It holds more than can have passed of it: the time went back, and that was the hour before.
			const isOver = before === hour && progress.coveredMs(hour) > into + TOLERANCE_MS;
			this.#goBack(hour * HOUR_MS + (isOver ? -1 : into), before);
		}
		progress.begin(hour, before !== undefined && hour <= before);
		this.#begun();
	}

	/** The hour that was in progress before a restart. */
	#lastBefore(): number | undefined {
		const hour = this.#gathered;
		if (hour === 0 || this.#before === undefined) return this.#before;
		this.#progress.span.gather(hour, this.#before);
		this.#gathered = 0;
		return hour;
	}

	/** Time leaps: no hour is lost or doubled without its record saying so. */
	#move(utc: number, now: number): void {
		const progress = this.#progress;
		const { record, span } = progress;
		const last = record.hour;
		this.#mendAll();
		progress.book(now);
		progress.stop();
		span.recount(last);
		this.#goBack(utc, last);
		progress.begin(hourOf(utc), true);
		record.hasClockMoved = true;
		this.#begun();
	}

	/**
	 * The time goes back to `utc`, from the hour `last`: what the hours from there on hold is gathered in
	 * the first of them. The state says so first, as a power cut may leave it gathered in part.
	 */
	#goBack(utc: number, last: number): void {
		const { span } = this.#progress;
		const hour = hourOf(utc);
		if (!span.isBegun || hour > last) return;
		if (span.turnBack(utc, last)) this.#registers.moment = hour * HOUR_MS;
		if (hour === last) return;
		this.#gathered = hour;
		this.#putState(last);
		span.gather(hour, last);
		this.#gathered = 0;
	}

	#putState(open: number | undefined): void {
		const { span, flows, voltage } = this.#progress;
		const { learned } = this.clock;
		const state = this.#state;
		state.basis = learned === undefined ? 0 : BASES.indexOf(learned) + 1;
		state.open = open;
		state.gathered = this.#gathered;
		state.isBegun = span.isBegun;
		state.hour = span.hour;
		state.into = span.into;
		state.phases = voltage.known;
		state.meter = this.#registers.meter;
		flows[0].save(state.flows[0], this.#registers.import);
		flows[1].save(state.flows[1], this.#registers.export);
		this.#hours.putState(state);
	}

	/** An hour has begun. The state says so first: no record is of an hour in progress that it does not know. */
	#begun(): void {
		const { record } = this.#progress;
		this.#putState(record.hour);
		this.#hours.put(record);
	}

	/** Brings all that is shown up to date. */
	#fill(utc: number): void {
		const { record } = this.#progress;
		this.#utc = utc;
		this.#progress.fill((utc - record.hour * HOUR_MS) / 1000);
		this.#show();
	}

	/** Takes the registers of a list 3. */
	#read(reading: Readonly<Reading>): void {
		const registers = this.#registers;
		const { span, record } = this.#progress;
		const imported = reading.values[ENERGY_IMPORT];
		const exported = reading.values[ENERGY_EXPORT] ?? registers.export;
		if (imported === undefined || this.isMending) return;
		let moment = this.clock.momentOf(reading);
		if (moment === undefined) {
			this.counts.unplaced++;
			return;
		}
		// Our clock was turned back some seconds, over the hour.
		const begin = record.hour * HOUR_MS;
		if (moment < begin && moment % HOUR_MS > 0) moment = begin;
		const taken = imported - registers.import;
		const given = exported - registers.export;
		const verdict = registers.judge(moment, imported, exported, meterOf(reading));
		if (verdict === "refused") return;
		this.#kept = span.hour;
		if (verdict === "first") this.#beginSeries(moment);
		else if (hourOf(moment) - span.hour > SPAN_HOURS) this.#forget(moment);
		else span.settle(moment, taken, given);
		if (!span.isMending) this.#settled();
	}

	#mend(): void {
		this.#progress.span.step();
		if (!this.isMending) this.#settled();
	}

	#mendAll(): void {
		while (this.isMending) this.#mend();
	}

	/** All hours have their share of the registers believed last. */
	#settled(): void {
		this.#beginLive(this.#registers.moment);
		if (this.#progress.span.hour !== this.#kept) this.save();
	}

	/** Other registers than those before: the live counters go on from where they are. */
	#beginSeries(moment: number): void {
		const { span, flows } = this.#progress;
		span.begin(moment);
		for (let i = 0; i < 2; i++) {
			const flow = flows[i as 0];
			flow.live.turn(flow.told(this.#register(i)));
		}
	}

	/** The hours since the last registers are too many to be told. */
	#forget(moment: number): void {
		this.counts.forgotten++;
		this.#progress.span.begin(moment);
	}

	#beginLive(moment: number): void {
		const { flows } = this.#progress;
		for (let i = 0; i < 2; i++) {
			flows[i as 0].live.begin(flows[i as 0].told(this.#register(i)), moment);
		}
	}

	/** Lets the live counters see how far they have come. */
	#show(): void {
		const { span, flows } = this.#progress;
		if (!span.isBegun || span.isMending) return;
		for (let i = 0; i < 2; i++) flows[i as 0].live.tell(flows[i as 0].told(this.#register(i)));
	}

	#register(index: number): number {
		return index === 0 ? this.#registers.import : this.#registers.export;
	}
}
