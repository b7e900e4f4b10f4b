/**
 * The time of day, from the network and from the meter's wall clock, either of which may be missing
 * or wrong (../docs/ledger.md, "Time").
 *
 * The monotonic clock is the witness of both: once they have agreed, neither moves the time by more
 * than five minutes unless it has insisted for two hours. Hours are the meter's, so within those
 * minutes its clock may push ours ahead.
 */
import { DAY_MS, HOUR_MS } from "../model/civil.ts";
import type { ClockRule, DateTime } from "../model/date-time.ts";
import type { Reading } from "../model/reading.ts";
import { BASES, type Basis, earliestUtc, latestUtc, wallMs } from "./wall.ts";

/** How far two clocks that agree may be apart. */
export const TOLERANCE_MS = 300_000;
/** How long a clock must insist. */
const PATIENCE_MS = 2 * HOUR_MS;
/** From the second that a clock shows to the end of its frame: 0.4 to 2.7 s. */
const RUNNING_LAG_MS = 1000;
/** The same of a list 3 whose clock shows the hour: sent 10 s after it, and 1.8 s long (Aidon). */
const HOURLY_LAG_MS = 12_000;
/** What a meter's clock may turn ours back at once. */
const STEP_MS = 1000;
/** 2024-01-01: a network time before it is a clock that was never set. */
const LEAST_NETWORK_MS = 1_704_067_200_000;
/** No meter has a HAN port that long: a wall before it was never set. */
const LEAST_YEAR = 2010;

export class MeterClock {
	/** Faults of clocks, by name. */
	readonly counts = { clockDisputed: 0, clockMoved: 0, clockWrong: 0 };
	/** UTC less the monotonic clock. */
	#offset: number | undefined = undefined;
	/** When the network last told, on the monotonic clock. */
	#networkAt: number | undefined = undefined;
	/** Another offset that the network tells, and since when. */
	#rival: number | undefined = undefined;
	#rivalSince = 0;
	/** The meter's clock has agreed since the time was last moved. */
	#isAgreed = false;
	/** The time came from a wall that says this hour twice. */
	#isDoubtful = false;
	#learned: Basis | undefined = undefined;
	#isRuleKnown = false;
	/** The meter's clock shows more than whole hours. */
	#runs = false;
	#lastWall = Number.NaN;
	/** It is none that was never set. */
	#isSet = true;
	/** It has said another time than the network for so long, and by no rule, that it must be wrong. */
	#isWrong = false;
	#knownMoment = Number.NaN;
	/** What the meter's clock has said instead of our time, and since when. */
	#error = 0;
	#errorSince: number | undefined = undefined;

	/** What was known before a restart: the basis that was learned, and the last registers' moment. */
	restore(basis: Basis | undefined, moment: number): void {
		this.#learned = basis;
		this.#knownMoment = moment;
	}

	/** How the wall is read, where network time has shown that its maker's rule does not hold. */
	get learned(): Basis | undefined {
		return this.#learned;
	}

	/** Milliseconds since 1970 at a monotonic time; undefined until told by network or meter. */
	utcAt(now: number): number | undefined {
		return this.#offset === undefined ? undefined : now + this.#offset;
	}

	/** Network time: milliseconds since 1970 at `now`. */
	setNetwork(utcMs: number, now: number): void {
		if (utcMs < LEAST_NETWORK_MS) return;
		const told = Math.round(utcMs - now);
		const ours = this.#offset;
		this.#networkAt = now;
		if (ours === undefined || Math.abs(told - ours) <= TOLERANCE_MS) {
			this.#offset = told;
			this.#rival = undefined;
		} else if (this.#isAgreed && this.#isRuleKnown) this.#rebuff(told, now);
		else this.#move(told);
	}

	/** Looks at the clock of a reading, if it has one. */
	hear(reading: Readonly<Reading>): void {
		const now = Math.floor(reading.receivedAt);
		const text = reading.frameClock.isSet ? reading.frameClock : reading.clock;
		if (!text.isSet) return;
		const wall = wallMs(text);
		// The list 3 of the hour before once more, or another frame of the same second.
		if (wall === this.#lastWall) return;
		this.#lastWall = wall;
		const wasSet = this.#isSet;
		this.#isSet = text.year >= LEAST_YEAR;
		if (!this.#isSet && wasSet) this.counts.clockWrong++;
		if (!this.#isSet) return;
		this.#isRuleKnown = reading.clockRule !== undefined;
		if (!isWholeHour(text)) this.#runs = true;
		const utc = this.#utcOf(text, reading.clockRule, now);
		if (this.#offset === undefined) this.#begin(text, reading.clockRule, utc, now);
		else this.#compare(text, reading.clockRule, utc - now - this.#offset, now);
	}

	/**
	 * When the registers of a list 3 were read: at the whole hour that its clock shows, else (or if that
	 * was never set) when it came. Undefined where the time is unknown, or the list so late that its
	 * clock may be wrong.
	 */
	momentOf(reading: Readonly<Reading>): number | undefined {
		const now = Math.floor(reading.receivedAt);
		const utc = this.utcAt(now);
		const text = reading.clock;
		if (utc === undefined || text.year < LEAST_YEAR) return utc;
		const moment = this.#utcOf(text, reading.clockRule, now);
		const late = utc - moment;
		if (!isWholeHour(text)) {
			return this.#isDisputed && Math.abs(late) > TOLERANCE_MS ? undefined : utc;
		}
		const patience = this.#isAgreed ? DAY_MS : HOUR_MS - TOLERANCE_MS;
		return late >= 0 && late < patience ? moment : undefined;
	}

	/** Where the meter's clock says another time than ours it is not known which is right. */
	get #isDisputed(): boolean {
		return this.#isAgreed || (this.#isRuleKnown && !this.#isWrong);
	}

	/** The UTC that a wall means; of October's two, the one nearest to our time. */
	#utcOf(text: Readonly<DateTime>, rule: ClockRule | undefined, now: number): number {
		const basis = this.#learned ?? rule ?? "normalTime";
		const earliest = earliestUtc(text, basis);
		const latest = latestUtc(text, basis);
		const ours = this.utcAt(now);
		if (ours === undefined) return earliest < this.#knownMoment ? latest : earliest;
		return Math.abs(ours - earliest) <= Math.abs(ours - latest) ? earliest : latest;
	}

	#begin(text: Readonly<DateTime>, rule: ClockRule | undefined, utc: number, now: number): void {
		// A repeated list 3 right after a restart tells no time.
		if (!this.#runs && utc === this.#knownMoment) return;
		this.#offset = utc + this.#lagMs - now;
		this.#isAgreed = true;
		const basis = this.#learned ?? rule ?? "normalTime";
		this.#isDoubtful =
			latestUtc(text, basis) !== earliestUtc(text, basis) && Number.isNaN(this.#knownMoment);
	}

	/** `ahead`: how much later than ours the time is that the clock showed; a little negative, then. */
	#compare(
		text: Readonly<DateTime>,
		rule: ClockRule | undefined,
		ahead: number,
		now: number,
	): void {
		if (Math.abs(ahead) <= TOLERANCE_MS) this.#follow(ahead, now);
		else if (this.#isLate(ahead)) return;
		else if (this.#insists(ahead, now)) this.#yield(text, rule, ahead, now);
	}

	/** A clock that shows whole hours may come late in its hour; that says nothing of ours. */
	#isLate(ahead: number): boolean {
		return !this.#runs && ahead < 0 && ahead > TOLERANCE_MS - HOUR_MS;
	}

	#follow(ahead: number, now: number): void {
		this.#isAgreed = true;
		this.#isWrong = false;
		this.#errorSince = undefined;
		const told = this.#networkAt;
		const error = ahead + this.#lagMs;
		let step = error > STEP_MS ? STEP_MS : error < -STEP_MS ? -STEP_MS : error;
		if (told === undefined && error > 0) step = error;
		if (told !== undefined && now - told < DAY_MS) step = 0;
		this.#offset = (this.#offset as number) + (step < ahead ? ahead : step);
	}

	/** Whether the meter's clock has said the same for so long that it must be heard. */
	#insists(ahead: number, now: number): boolean {
		const network = this.#networkAt !== undefined;
		// What shows whole hours comes late but never early.
		if (!network && (this.#isDoubtful || (ahead > 0 && !this.#runs))) return true;
		if (network && !this.#isRuleKnown) return true;
		const isNew = this.#errorSince === undefined || Math.abs(ahead - this.#error) > TOLERANCE_MS;
		if (isNew) {
			this.#error = ahead;
			this.#errorSince = now;
			this.counts.clockDisputed++;
		}
		return now - (this.#errorSince as number) >= PATIENCE_MS;
	}

	/** Network time says how the wall is to be read; without it the meter's clock is all there is. */
	#yield(text: Readonly<DateTime>, rule: ClockRule | undefined, ahead: number, now: number): void {
		if (this.#networkAt === undefined) {
			this.#move((this.#offset as number) + ahead + this.#lagMs);
			this.#isDoubtful = false;
			return;
		}
		this.#errorSince = undefined;
		const ours = now + (this.#offset as number);
		for (let i = 0; i < BASES.length; i++) {
			const basis = BASES[i] as Basis;
			if (Math.abs(earliestUtc(text, basis) - ours) > TOLERANCE_MS) continue;
			this.#learned = basis === rule ? undefined : basis;
			this.#isAgreed = true;
			return;
		}
		this.#isWrong = true;
		this.counts.clockWrong++;
	}

	/** Lets the network have its way when it has insisted. What it told once, and no more, is no insisting. */
	#rebuff(told: number, now: number): void {
		const isNew = this.#rival === undefined || Math.abs(told - this.#rival) > TOLERANCE_MS;
		this.#rival = told;
		if (isNew) {
			this.#rivalSince = now;
			this.counts.clockDisputed++;
		} else if (now - this.#rivalSince >= PATIENCE_MS) {
			this.#move(told);
			this.#learned = undefined;
			this.#isAgreed = false;
		}
	}

	#move(offset: number): void {
		this.#offset = offset;
		this.#rival = undefined;
		this.#isWrong = false;
		this.#errorSince = undefined;
		this.counts.clockMoved++;
	}

	get #lagMs(): number {
		return this.#runs ? RUNNING_LAG_MS : HOURLY_LAG_MS;
	}
}

function isWholeHour(text: Readonly<DateTime>): boolean {
	return text.minute === 0 && text.second === 0;
}
