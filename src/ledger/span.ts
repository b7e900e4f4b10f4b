/**
 * The hours since the registers last believed. The next registers tell what those hours hold
 * together; until then each holds what power told.
 *
 * INVARIANT: the hours from one register to the next hold its rise, in whole Wh, to the last one.
 */
import { HOUR_MS, HOUR_SECONDS } from "../model/civil.ts";
import { TOLERANCE_MS } from "../time/meter-clock.ts";
import type { Flow } from "./flow.ts";
import { HourRecord, MEASURED } from "./hour.ts";
import { hourOf, qualityOf, Stretch } from "./stretch.ts";

/** Registers further apart than a month do not tell the hours between. */
export const SPAN_HOURS = 31 * 24;
/** Registers so soon after the hour, corrected by power, are as good as those of the hour. */
const EDGE_MS = 60_000;
/** Unless more of that power is missing, or of the hour before, than this: 8 Wh at 10 kW, less than a register's step. */
const EDGE_UNTOLD_MS = 3000;
/** Hours that are looked at in a step: on an ESP32-C3 these take some 90 ms (docs/storage.md). */
const HOURS_A_STEP = 12;

/** What is being done for the hours that registers have told together. */
type Mending = "none" | "weighing" | "giving";

export class Span extends Stretch {
	#mending: Mending = "none";
	/** The hour that is next. */
	#next = 0;
	/** When the registers that are being shared out were read. */
	#moment = 0;
	#isMeasured = false;

	/** Wh of the open hour that registers tell. */
	settled(flow: Readonly<Flow>): number {
		return this.isBegun && this.hour === this.open.hour ? flow.settled : 0;
	}

	/**
	 * After a restart: power since the last registers is what the hours up to `last` hold of it. The
	 * state says so too, but an hour may have been kept after it when the power went.
	 */
	recount(last: number): void {
		if (!this.isBegun) return;
		for (let i = 0; i < 2; i++) {
			const flow = this.flows[i as 0];
			flow.since = (this.#sum(this.hour, last, i) - flow.settled) * HOUR_MS;
		}
	}

	/** Registers read at `moment` begin a series: what was told before stays as it is. */
	begin(moment: number): void {
		const isLive = moment % HOUR_MS > 0;
		for (let i = 0; i < 2; i++) {
			const flow = this.flows[i as 0];
			flow.mark();
			const settled = this.settled(flow) + Math.floor(flow.open / HOUR_MS);
			flow.since = isLive ? 0 : this.#toldFrom(hourOf(moment), i);
			if (!isLive) continue;
			flow.open = 0;
			flow.settled = settled;
		}
		this.#restart(moment);
	}

	/**
	 * Registers read at `moment` tell these Wh. Few hours are mended at once; more are `isMending`, and
	 * `step` goes on with them.
	 */
	settle(moment: number, taken: number, given: number): void {
		this.#moment = moment;
		this.flows[0].mark();
		this.flows[1].mark();
		this.flows[0].share.begin(taken);
		this.flows[1].share.begin(given);
		this.#mending = "weighing";
		this.#next = this.hour;
		this.step();
	}

	/** Registers are being shared out, and the hour in progress must not end. */
	get isMending(): boolean {
		return this.#mending !== "none";
	}

	/** A share of the mending, if there is any to do. */
	step(): void {
		const last = hourOf(this.#moment);
		for (let i = 0; i < HOURS_A_STEP && this.#mending !== "none"; i++) {
			if (this.#next > last) this.#passed();
			else if (this.#mending === "weighing") this.#weigh(this.#next++, this.#moment);
			else this.#give(this.#next++, this.#moment);
		}
	}

	/**
	 * The time went back to `moment`. Registers of a time that is to come again were read as its hour
	 * began: what that and the hours up to `last` held then is what it holds of before. Says whether it is so.
	 */
	turnBack(moment: number, last: number): boolean {
		const hour = hourOf(moment);
		if (this.hour <= hour && this.start <= moment + TOLERANCE_MS) return false;
		for (let i = 0; i < 2; i++) {
			const flow = this.flows[i as 0];
			flow.settled = this.#sum(hour, last, i) - flow.since / HOUR_MS;
			flow.settledCovered = 0;
		}
		this.hour = hour;
		this.into = 0;
		return true;
	}

	/**
	 * The time went back to `hour`: what it and the hours after it, up to `last`, hold is moved into it.
	 * They are empty when they come again, but for the owner's word.
	 */
	gather(hour: number, last: number): void {
		const { open, hours } = this;
		if (!hours.get(hour, open)) open.clear(hour);
		open.hasClockMoved = true;
		open.isOpen = false;
		open.isSettled = false;
		open.isAtRegister = false;
		for (let i = 0; i < 2; i++) {
			const flow = this.flows[i as 0];
			const energy = open.energies[i as 0];
			energy.wh = flow.settled + flow.since / HOUR_MS - this.#sum(this.hour, hour - 1, i);
			hours.each(hour + 1, last + 1, ({ energies }) => {
				const { covered, peak } = energies[i as 0];
				energy.covered = Math.min(HOUR_SECONDS, energy.covered + covered);
				if (peak > energy.peak) energy.peak = peak;
			});
			energy.quality = qualityOf(open, energy, HOUR_SECONDS);
		}
		hours.put(open);
		const later = new HourRecord();
		const reader = hours.reader(hour + 1, last + 1);
		while (reader.next(later)) {
			later.empty();
			hours.put(later);
		}
	}

	/** All hours were weighed, or given their share. */
	#passed(): void {
		const moment = this.#moment;
		if (this.#mending === "giving") {
			this.#mending = "none";
			this.#restart(moment);
			return;
		}
		this.flows[0].share.weighed();
		this.flows[1].share.weighed();
		this.#isMeasured = this.hour === hourOf(moment) - 1 && this.#isAtEdge(moment);
		this.#mending = "giving";
		this.#next = this.hour;
	}

	#weigh(hour: number, moment: number): void {
		const time = this.timeIn(hour, moment);
		const record = this.recordOf(hour);
		for (let i = 0; i < 2 && time > 0; i++) {
			const flow = this.flows[i as 0];
			const energy = record.energies[i as 0];
			const told = this.told(flow, energy, hour);
			flow.share.weigh(told, this.untold(flow, record, energy, time), time);
		}
	}

	#give(hour: number, moment: number): void {
		const time = this.timeIn(hour, moment);
		if (time <= 0) return;
		const record = this.recordOf(hour);
		const isOpen = record === this.open;
		record.isSettled = true;
		for (let i = 0; i < 2; i++) {
			const flow = this.flows[i as 0];
			const energy = record.energies[i as 0];
			const told = this.told(flow, energy, hour);
			const given = flow.share.take(told, this.untold(flow, record, energy, time), time);
			const wh = given + (hour === this.hour ? flow.settled : 0);
			flow.since -= told;
			if (isOpen) {
				flow.open -= flow.marked;
				flow.settled = wh;
			} else {
				energy.wh = wh;
				// One that holds what was kept under another time is not told alone.
				const isAlone = this.#isMeasured && record.isAtRegister && !record.hasClockMoved;
				energy.quality = isAlone ? MEASURED : qualityOf(record, energy, HOUR_SECONDS);
			}
		}
		if (!isOpen) this.hours.put(record);
	}

	#toldFrom(hour: number, index: number): number {
		return this.flows[index as 0].open + this.#sum(hour, this.open.hour - 1, index) * HOUR_MS;
	}

	/** Wh that are kept of the hours from `hour` through `last`. */
	#sum(hour: number, last: number, index: number): number {
		let sum = 0;
		this.hours.each(hour, last + 1, ({ energies }) => {
			sum += energies[index as 0].wh;
		});
		return sum;
	}

	#restart(moment: number): void {
		const isAtEdge = this.#isAtEdge(moment);
		this.isBegun = true;
		this.hour = hourOf(moment);
		this.into = moment % HOUR_MS;
		for (let i = 0; i < 2; i++) {
			const flow = this.flows[i as 0];
			if (this.into === 0) flow.settled = 0;
			flow.settledCovered = this.into === 0 ? 0 : flow.markedCovered;
		}
		if (!isAtEdge) return;
		const record = this.recordOf(this.hour);
		record.isAtRegister = true;
		if (record !== this.open) this.hours.put(record);
	}

	/** Whether registers read at `moment` tell those of the hour before it. */
	#isAtEdge(moment: number): boolean {
		const into = moment % HOUR_MS;
		const untold = Math.abs(into - this.flows[0].markedCovered);
		return into === 0 || (into <= EDGE_MS && untold <= EDGE_UNTOLD_MS);
	}
}
