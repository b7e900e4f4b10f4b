/**
 * The hours since the registers last believed. The next registers tell what those hours hold
 * together; until then each holds what power told.
 *
 * INVARIANT: the hours from one register to the next hold its rise, in whole Wh, to the last one.
 */
import { HOUR_MS } from "../model/civil.ts";
import type { Flow } from "./flow.ts";
import { MEASURED } from "./hour.ts";
import { hourOf, qualityOf, Stretch } from "./stretch.ts";

/** Registers further apart than a month do not tell the hours between. */
export const SPAN_HOURS = 31 * 24;
/** Registers so soon after the hour, corrected by power, are as good as those of the hour. */
const EDGE_MS = 60_000;
/** Unless more of that power is missing than this: 8 Wh at 10 kW, less than a register's step. */
const EDGE_UNTOLD_MS = 3000;
/** Hours that are looked at in a step: on an ESP32-C3 these take some 90 ms (docs/storage.md). */
const HOURS_A_STEP = 12;

/** What is being done for the hours that registers have told together. */
type Mending = "none" | "weighing" | "giving";

export class Span extends Stretch {
	/** The clock was moved since the registers: `hour` and `into` are where it was moved to. */
	#isLeft = false;
	/** Where they were before that, UTC ms. */
	#leftAt = 0;
	/** Of import and export, what `settled` and `settledCovered` were at the registers. */
	readonly #settled: [number, number] = [0, 0];
	readonly #settledCovered: [number, number] = [0, 0];
	#mending: Mending = "none";
	/** The hour that is next. */
	#next = 0;
	/** When the registers that are being shared out were read, and those before them. */
	#moment = 0;
	#before = 0;
	/** What they rose, in Wh. */
	#taken = 0;
	#given = 0;
	#isMeasured = false;
	/** Wms that were booked since those before, wherever. */
	readonly #booked: [number, number] = [0, 0];

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
		this.flows[0].since = -this.flows[0].settled * HOUR_MS;
		this.flows[1].since = -this.flows[1].settled * HOUR_MS;
		for (let hour = this.hour; hour <= last; hour++) {
			const { energies } = this.recordOf(hour);
			for (let i = 0; i < 2; i++) this.flows[i as 0].since += energies[i as 0].wh * HOUR_MS;
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
	 * Registers read at `moment` tell these Wh since those read at `before`. Few hours are mended at
	 * once; more are `isMending`, and `step` goes on with them.
	 */
	settle(moment: number, taken: number, given: number, before: number): void {
		this.#moment = moment;
		this.#before = before;
		this.#taken = taken;
		this.#given = given;
		const isPast = this.#isLeft && this.hour === this.open.hour && moment === this.hour * HOUR_MS;
		for (let i = 0; i < 2; i++) {
			const flow = this.flows[i as 0];
			flow.mark();
			// What was kept of this hour under another time was before these registers.
			if (isPast) flow.drop();
			this.#booked[i as 0] = flow.ahead * HOUR_MS + flow.since;
		}
		this.#beginWeighing();
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

	/** The next registers tell what is beyond the hours up to `into` this one, which stay as they are. */
	leave(hour: number, into: number): void {
		if (!this.isBegun) return;
		if (!this.#isLeft) this.#leftAt = this.start;
		this.hour = hour;
		this.into = into;
		for (let i = 0; i < 2; i++) {
			const flow = this.flows[i as 0];
			if (!this.#isLeft) {
				this.#settled[i as 0] = flow.settled;
				this.#settledCovered[i as 0] = flow.settledCovered;
			}
			flow.settled = this.open.energies[i as 0].wh;
			flow.settledCovered = flow.covered;
			flow.open = 0;
		}
		this.#isLeft = true;
	}

	#beginWeighing(): void {
		this.flows[0].share.begin(this.flows[0].due(this.#taken));
		this.flows[1].share.begin(this.flows[1].due(this.#given));
		this.#mending = "weighing";
		this.#next = this.hour;
	}

	/** All hours were weighed, or given their share. */
	#passed(): void {
		const moment = this.#moment;
		if (this.#mending === "giving") {
			this.#mending = "none";
			this.#restart(moment);
			return;
		}
		const imported = this.flows[0].share;
		const exported = this.flows[1].share;
		imported.weighed();
		exported.weighed();
		if (!(imported.fits && exported.fits) && this.#widen(this.#before)) {
			this.#beginWeighing();
			return;
		}
		// No time has passed since the clock was moved: the next registers give it.
		if (moment <= this.start) this.#postpone();
		this.#isMeasured = this.hour === hourOf(moment) - 1 && this.#isAtEdge(moment);
		this.#mending = "giving";
		this.#next = this.hour;
	}

	/**
	 * The hours since the clock was moved cannot have had all that the registers tell: power was
	 * missing before. So all hours since those registers are told anew.
	 */
	#widen(before: number): boolean {
		const { hour } = this;
		// Those under the old time too, in which power since then was booked.
		const from = before < this.#leftAt ? before : this.#leftAt;
		if (!this.#isLeft || from >= this.start) return false;
		this.hour = hourOf(from);
		this.into = from % HOUR_MS;
		for (let i = 0; i < 2; i++) {
			const flow = this.flows[i as 0];
			if (this.open.hour === hour) flow.add(flow.settled * HOUR_MS);
			flow.settled = this.#settled[i as 0];
			flow.settledCovered = this.#settledCovered[i as 0];
			if (this.open.hour === this.hour) flow.add(-flow.settled * HOUR_MS);
			flow.since = flow.open - flow.marked;
			for (let h = this.hour; h <= this.open.hour; h++) {
				flow.since += this.told(flow, this.recordOf(h).energies[i as 0], h);
			}
			// The rest lies in hours to come, where it stays.
			flow.ahead = Math.round((this.#booked[i as 0] - flow.since) / HOUR_MS);
		}
		return true;
	}

	#postpone(): void {
		for (let i = 0; i < 2; i++) {
			const flow = this.flows[i as 0];
			flow.ahead -= flow.share.energy;
		}
	}

	#weigh(hour: number, moment: number): void {
		const time = this.timeIn(hour, moment);
		const record = this.recordOf(hour);
		for (let i = 0; i < 2 && time > 0; i++) {
			const flow = this.flows[i as 0];
			const energy = record.energies[i as 0];
			const told = this.told(flow, energy, hour);
			flow.share.weigh(told, this.untold(flow, energy, hour, time), time);
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
			const given = flow.share.take(told, this.untold(flow, energy, hour, time), time);
			const wh = given + (hour === this.hour ? flow.settled : 0);
			flow.since -= told;
			if (isOpen) {
				flow.open -= flow.marked;
				flow.settled = wh;
			} else {
				energy.wh = wh;
				// One that holds what was kept under another time is not told alone.
				const isAlone = this.#isMeasured && record.isAtRegister && !record.hasClockMoved;
				energy.quality = isAlone ? MEASURED : qualityOf(record, energy, 3600);
			}
		}
		if (!isOpen) this.hours.put(record);
	}

	#toldFrom(hour: number, index: number): number {
		let told = this.flows[index as 0].open;
		for (let h = hour; h < this.open.hour; h++) {
			told += this.recordOf(h).energies[index as 0].wh * HOUR_MS;
		}
		return told;
	}

	#restart(moment: number): void {
		const isAtEdge = this.#isAtEdge(moment);
		this.isBegun = true;
		this.#isLeft = false;
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
		return into === 0 || (into <= EDGE_MS && into - this.flows[0].markedCovered <= EDGE_UNTOLD_MS);
	}
}
