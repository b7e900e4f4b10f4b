/** A history for the routes to look at, of hours that the test puts there. */

import { OwnerCode } from "../../src/history/owner-code.ts";
import type { Condition, History } from "../../src/http/history/history.ts";
import { answerHistory } from "../../src/http/history/routes.ts";
import type { Reply, Request } from "../../src/http/reply.ts";
import { Capacity, type Tariff } from "../../src/ledger/capacity.ts";
import { LedgerCounts } from "../../src/ledger/counts.ts";
import { ESTIMATED, HourRecord, MEASURED, type Quality } from "../../src/ledger/hour.ts";
import { correct, strikeOut } from "../../src/ledger/owner.ts";
import { Recent } from "../../src/ledger/recent.ts";
import { ThisHour } from "../../src/ledger/this-hour.ts";
import { DAY_HOURS, dateOf, dayOf } from "../../src/model/civil.ts";
import { storageCounts } from "../../src/storage/counts.ts";
import { localDayOf, startOfMonth } from "../../src/time/oslo.ts";
import { asking, bodyOf } from "./asking.ts";
import { FixedHours } from "./fixed-hours.ts";

/** `hourAt(2026, 1, 31, 12)`: hours since 1970 at 12:00 UTC. */
export function hourAt(year: number, month: number, day: number, hour = 0): number {
	return dayOf(year, month, day) * DAY_HOURS + hour;
}

/** Seconds into the hour in progress. */
const INTO = 1200;

export class FakeHistory implements History {
	readonly hours = new FixedHours(500 * 24);
	readonly recent = new Recent();
	/** Set to undefined, the time is unknown. */
	open: HourRecord | undefined;
	isRead = true;
	forgotten = 0;
	/** Monotonic. */
	now = 0;
	readonly #tariff: Tariff | undefined;
	readonly #code: OwnerCode;

	/** The hour in progress is `open`, with 800 Wh, 1200 s in, at 2400 W. */
	constructor(open: number, tariff?: Tariff, code = "4711") {
		this.#tariff = tariff;
		this.#code = new OwnerCode(code);
		this.open = new HourRecord();
		this.open.clear(open);
		this.open.isOpen = true;
		fill(this.open, 800, ESTIMATED, INTO);
	}

	get condition(): Condition {
		const clock = { clockDisputed: 0, clockMoved: 0, clockWrong: 0 };
		const ledger = Object.assign(new LedgerCounts(), { believed: 744, repeated: 3 });
		return { state: "keeping", lost: 0, ledger, clock, flash: storageCounts() };
	}

	get capacity(): Capacity | undefined {
		if (!this.isRead || this.open === undefined) return undefined;
		const capacity = new Capacity(this.#tariff);
		const { hour } = this.open;
		capacity.find(this.hours, startOfMonth(dateOf(localDayOf(hour))), hour);
		return capacity;
	}

	get thisHour(): ThisHour | undefined {
		const { open, capacity } = this;
		if (open === undefined || capacity === undefined) return undefined;
		const hour = new ThisHour();
		hour.look(open, INTO, 2400, capacity);
		return hour;
	}

	/** Puts an hour of so many Wh, and what `more` says of it. */
	put(hour: number, wh: number, more: (record: HourRecord) => void = () => {}): void {
		const record = new HourRecord();
		record.clear(hour);
		fill(record, wh, MEASURED, 3600);
		more(record);
		this.hours.put(record);
	}

	/** Puts the hours from `from` up to `to`, of `wh` each. */
	putAll(from: number, to: number, wh: number): void {
		for (let hour = from; hour < to; hour++) this.put(hour, wh);
	}

	admits(bearer: string) {
		return this.#code.admits(bearer, this.now);
	}

	forget(): void {
		this.forgotten++;
	}

	correct(hour: number, wh: number | undefined): boolean {
		return correct(this.hours, hour, wh);
	}

	strikeOut(hour: number, isStruckOut: boolean): boolean {
		return strikeOut(this.hours, hour, isStruckOut);
	}

	/** What a request for `/api/v1` and `path` is answered. */
	answer(path: string, more: Partial<Request> = {}): Reply | undefined {
		const request = asking(path, more);
		const utcAt = () => undefined;
		return answerHistory(this, { request, path: request.path, utcAt, now: this.now });
	}

	/** Its status and its text. */
	ask(path: string, more: Partial<Request> = {}): [status: number, body: string] {
		const reply = this.answer(path, more);
		return reply === undefined ? [404, ""] : [reply.status, bodyOf(reply)];
	}

	/** The text of a reply that is 200. */
	text(path: string, more: Partial<Request> = {}): string {
		const [status, body] = this.ask(path, more);
		if (status !== 200) throw new Error(`${path}: ${status} ${body}`);
		return body;
	}

	json(path: string, more: Partial<Request> = {}) {
		return JSON.parse(this.text(path, more));
	}
}

function fill(record: HourRecord, wh: number, quality: Quality, covered: number): void {
	const { import: taken, export: given } = record;
	taken.wh = wh;
	taken.peak = wh + 200;
	given.wh = 10;
	given.peak = 70;
	for (const energy of record.energies) {
		energy.covered = covered;
		energy.quality = quality;
	}
}
