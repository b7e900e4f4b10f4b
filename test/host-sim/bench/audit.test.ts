import assert from "node:assert/strict";
import {
	Audit,
	type AuditOptions,
	type HourRow,
	type Kept,
	type PeakRow,
	type SumRow,
} from "../../../host-sim/bench/audit.ts";
import { dayOf, Truth } from "../../../host-sim/house/truth.ts";
import { HOUR_MS } from "../../../src/model/civil.ts";
import { utcText } from "../../../src/model/utc.ts";

/** 2026-10-24 in Norway, the day before the hour that comes twice. */
const FROM = Date.UTC(2026, 9, 23, 22) / HOUR_MS;
const TO = FROM + 72;
const OPTIONS: AuditOptions = { resolution: 10, from: FROM, to: TO, swaps: [] };

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface Book {
	hours: Mutable<HourRow>[];
	sums: Map<string, SumRow>;
	peaks: Map<string, PeakRow[]>;
}

/** Watts of the house in the hour `at` from the first on: no two are alike, and the days' highest are known. */
const wattsOf = (at: number) => 1000 + at * 10 + (at % 24 === 18 ? 5000 : 0);

function truth(): Truth {
	const found = new Truth();
	for (let hour = FROM; hour < TO; hour++) {
		found.add(hour * HOUR_MS, HOUR_MS, wattsOf(hour - FROM), 0);
	}
	return found;
}

/** What a ledger without fault keeps of it. */
function book(): Book {
	const hours: Mutable<HourRow>[] = [];
	for (let hour = FROM; hour < TO; hour++) {
		hours.push({
			start: utcText(hour * HOUR_MS),
			importWh: wattsOf(hour - FROM),
			importQuality: "measured",
			exportWh: 0,
			exportQuality: "measured",
		});
	}
	const peaks = truth()
		.peaks("2026-10", TO)
		.map(({ hour, wh }) => ({ start: utcText(hour * HOUR_MS), importWh: wh }));
	const kept: Book = { hours, sums: new Map(), peaks: new Map([["2026-10", peaks]]) };
	sum(kept);
	return kept;
}

/** Days and months as sums over the hours. */
function sum(kept: Book): void {
	kept.sums.clear();
	for (const period of new Set(kept.hours.flatMap(({ start }) => periodsOf(start)))) {
		const within = kept.hours.filter(({ start }) => periodsOf(start).includes(period));
		const row: Record<string, number> = { importWh: 0, exportWh: 0 };
		for (const { importWh = 0, exportWh = 0, importQuality } of within) {
			row["importWh"] = (row["importWh"] ?? 0) + importWh;
			row["exportWh"] = (row["exportWh"] ?? 0) + exportWh;
			row[`${importQuality}Hours`] = (row[`${importQuality}Hours`] ?? 0) + 1;
		}
		if (period === "2026-10") row["gapHours"] = (row["gapHours"] ?? 0) + BEFORE;
		kept.sums.set(period, row as unknown as SumRow);
	}
}

/** Of October, before the house was there. */
const BEFORE = 23 * 24;

function periodsOf(start: string): string[] {
	const day = dayOf(Date.parse(start) / HOUR_MS);
	return [day, day.slice(0, 7)];
}

const auditOf = (kept: Kept, changed: Partial<AuditOptions> = {}) =>
	new Audit(truth(), kept, { ...OPTIONS, ...changed });

/** The audit of what is kept after `spoil`; sums are made anew unless they are what is spoilt. */
function spoilt(spoil: (kept: Book) => void, changed: Partial<AuditOptions> = {}): Audit {
	const kept = book();
	spoil(kept);
	return auditOf(kept, changed);
}

const row = (kept: Book, at: number) => kept.hours[at] as Mutable<HourRow>;

describe("the audit of a ledger", () => {
	it("holds where all is kept, over the hour that comes twice", () => {
		const audit = auditOf(book());
		assert.deepEqual(audit.complaints, []);
		assert.equal(audit.holds, true);
		assert.deepEqual(audit.qualities, { measured: 72, mixed: 0, estimated: 0, gap: 0 });
		assert.equal(audit.peaks, 3);
	});

	it("bears differences of a register's step, and not more", () => {
		const off = (wh: number) =>
			spoilt((kept) => {
				row(kept, 30).importWh = wattsOf(30) + wh;
				sum(kept);
			});
		assert.equal(off(10).holds, true);
		assert.equal(off(10).measuredOff, 10);
		assert.equal(off(11).holds, false);
		assert.match(off(-11).complaints[0] as string, /^2026-10-25T04:00:00Z: measured, 11.0 Wh off/);
	});

	it("finds energy that an outage lost, and energy that was invented", () => {
		const gap = (share: number) =>
			spoilt((kept) => {
				for (const at of [40, 41, 43]) row(kept, at).importQuality = "gap";
				row(kept, 40).importWh = Math.round(wattsOf(40) * share);
				sum(kept);
			});
		assert.equal(gap(1).holds, true);
		const [less, more] = [gap(0.8), gap(1.2)];
		assert.equal(less.lostWh, 0.2 * wattsOf(40) - 10);
		assert.equal(less.inventedWh, 0);
		assert.equal(more.inventedWh, 0.2 * wattsOf(40) - 10);
		for (const { complaints, holds } of [less, more]) {
			assert.equal(holds, false);
			assert.equal(complaints.length, 1);
			assert.match(complaints[0] as string, /^2026-10-25T14:00:00Z: import of 2 hours is /);
		}
	});

	it("finds an hour that is missing or there twice", () => {
		const missing = spoilt((kept) => {
			kept.hours.splice(20, 1);
		});
		assert.equal(missing.qualities.gap, 1);
		assert.equal(missing.lostWh, wattsOf(20) - 10);
		assert.equal(missing.holds, false);
		const doubled = spoilt((kept) => {
			kept.hours.push({ ...row(kept, 27) });
		});
		assert.equal(doubled.doubledHours, 1);
		assert.equal(doubled.holds, false);
	});

	it("finds power that was integrated wrongly, though the register mends the sum", () => {
		const shifted = (wh: number) =>
			spoilt((kept) => {
				for (const at of [50, 51]) row(kept, at).importQuality = "mixed";
				row(kept, 50).importWh = wattsOf(50) + wh;
				row(kept, 51).importWh = wattsOf(51) - wh;
				sum(kept);
			});
		assert.equal(shifted(20).holds, true);
		assert.equal(shifted(100).holds, false);
		assert.ok(shifted(100).estimatedPerCent > 6);
		assert.deepEqual(shifted(100).complaints, []);
	});

	it("bears 2 % where another meter was mounted, and only there", () => {
		const swapped = (perCent: number, swaps: readonly number[]) =>
			spoilt(
				(kept) => {
					row(kept, 30).importQuality = "estimated";
					row(kept, 30).importWh = wattsOf(30) * (1 - perCent / 100) - 9;
					sum(kept);
				},
				{ swaps },
			);
		assert.equal(swapped(1, [FROM + 30]).lostWh, 0);
		assert.ok(swapped(3, [FROM + 30]).lostWh > 0);
		assert.ok(swapped(1, []).lostWh > 0);
	});

	it("finds days and months that are not the sum of their hours", () => {
		for (const [period, changed] of [
			["2026-10-25", { importWh: 1 }],
			["2026-10-25", { measuredHours: 24 }],
			["2026-10", { exportWh: 7 }],
		] as const) {
			const audit = spoilt(({ sums }) => {
				sums.set(period, { ...(sums.get(period) as SumRow), ...changed });
			});
			assert.equal(audit.wrongSums, 1);
			assert.equal(audit.holds, false);
			assert.ok(audit.complaints[0]?.startsWith(`${period}: `));
		}
	});

	it("finds a peak that is none, one of another height, and one that is missing", () => {
		const peaks = (change: (rows: PeakRow[]) => unknown) =>
			spoilt((kept) => {
				change(kept.peaks.get("2026-10") as PeakRow[]);
			});
		const none = { start: utcText((FROM + 66) * HOUR_MS - HOUR_MS), importWh: wattsOf(66) };
		for (const audit of [
			peaks((rows) => rows.splice(0, 1, none)),
			peaks((rows) => rows.splice(0, 1, { ...(rows[0] as PeakRow), importWh: wattsOf(66) + 11 })),
			peaks((rows) => rows.pop()),
		]) {
			assert.equal(audit.wrongPeaks, 1);
			assert.equal(audit.holds, false);
		}
	});

	it("does not ask for a peak that a gap hides, and says that it did not", () => {
		const hidden = spoilt((kept) => {
			row(kept, 66).importQuality = "gap";
			const rows = kept.peaks.get("2026-10") as PeakRow[];
			rows.splice(0, 1);
			rows.push({ start: utcText((FROM + 71) * HOUR_MS), importWh: wattsOf(71) });
			rows.sort((one, other) => other.importWh - one.importWh);
			sum(kept);
		});
		assert.deepEqual(hidden.complaints, []);
		assert.equal(hidden.hiddenPeaks, 1);
	});
});
