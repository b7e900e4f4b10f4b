/** An export of metering values as UTC hours: Elhub's, and those of grid companies. */
import { earliestHour, latestHour, localHourOf } from "../../src/time/oslo.ts";
import { lineError, plainWords, shown } from "./csv.ts";
import { type ExportRows, exportRows, type Interval } from "./export-rows.ts";
import {
	type Clock,
	DIRECTIONS,
	type Direction,
	type HourValue,
	type MeterExport,
	type Series,
} from "./series.ts";

const HOUR_MINUTES = 60;
const DAY_MINUTES = 1440;
const NORMAL_TIME = 60;
/** Elhub keeps ten years. */
const MOST_HOURS = 12 * 8784;
const MEASURED = /^(malt|avlest|metered|measured|actual)\b/;
/** VEE's statuses and their kin: estimated, finally estimated, temporary, missing, rejected. */
const GUESSED =
	/estimert|stipulert|beregnet|midlertidig|forelopig|mangl|avvist|ikke|estimat|temporary|calculated|missing|rejected/;

/** An interval at its place on the UTC time line. */
interface Placed extends Interval {
	/** Minutes since 1970, UTC. */
	readonly at: number;
}

/** Throws an Error that says which line is not understood, and why. `name` is the file's. */
export function meterExportOf(text: string, name: string): MeterExport {
	const rows = exportRows(text, name);
	const intervals = inOrder(rows.intervals);
	const minutes = resolutionOf(intervals);
	const clock = clockOf(intervals);
	const isProved = clock !== "oslo" || provesOslo(intervals);
	const onceInOctober: number[] = [];
	const placed = placedOf(intervals, clock, onceInOctober);
	const hours = {
		import: seriesOf(placed, "import", minutes),
		export: seriesOf(placed, "export", minutes),
	};
	const known = DIRECTIONS.flatMap((direction) => [...(hours[direction] ?? [])])
		.filter(([, { wh }]) => wh !== undefined)
		.map(([hour]) => hour);
	if (known.length === 0) throw new Error("there is no hour with energy in it");
	const first = known.reduce((a, b) => Math.min(a, b));
	const end = known.reduce((a, b) => Math.max(a, b)) + 1;
	if (end - first > MOST_HOURS) throw new Error("it spans more than 12 years: is a date wrong?");
	return {
		hours,
		first,
		end,
		clock: isProved ? clock : "unproved",
		tellsStarts: rows.tellsStarts,
		minutes,
		understood: understoodOf(rows, isProved ? clock : "unproved", minutes),
		onceInOctober,
		meterChanges: meterChangesOf(placed),
	};
}

/** Some portals write the newest first. */
function inOrder(intervals: readonly Interval[]): readonly Interval[] {
	const first = intervals[0]?.start.minutes ?? 0;
	const last = intervals.at(-1)?.start.minutes ?? 0;
	return first > last ? [...intervals].reverse() : intervals;
}

function resolutionOf(intervals: readonly Interval[]): 15 | 60 {
	const isQuarterly = intervals.some(({ start }) => start.minutes % HOUR_MINUTES !== 0);
	const minutes = isQuarterly ? 15 : HOUR_MINUTES;
	const daily =
		intervals.length > 1 && intervals.every((row) => row.start.minutes % DAY_MINUTES === 0);
	for (const { line, start, end } of intervals) {
		const covered = end && lengthOf(start, end);
		if (daily || (covered !== undefined && covered >= DAY_MINUTES - HOUR_MINUTES)) {
			throw lineError(line, "a row is a whole day: download values by the hour (timesverdier)");
		}
		if (start.minutes % 15 !== 0) throw lineError(line, "a row does not begin on a quarter-hour");
		// The last minute or second may be told instead, and the clock may change on the way.
		const isRow = covered === undefined || [0, -1, 60, -60, 59, -61].includes(covered - minutes);
		if (!isRow) {
			const todo = covered === HOUR_MINUTES ? ": download hours and quarter-hours apart" : "";
			throw lineError(line, `a row covers ${covered} minutes, others ${minutes}${todo}`);
		}
	}
	return minutes;
}

function lengthOf(start: Interval["start"], end: Interval["start"]): number {
	return end.minutes - start.minutes - ((end.offset ?? 0) - (start.offset ?? 0));
}

/** A wall that goes over the hour that Oslo's leaps over stays on normal time. */
function clockOf(intervals: readonly Interval[]): Clock {
	const without = intervals.find(({ start }) => start.offset === undefined);
	const withOne = intervals.find(({ start }) => start.offset !== undefined);
	if (!without) return "offset";
	if (withOne) throw lineError(without.line, "a time without offset among times with one");
	const isNormal = intervals.some((row) => isLeaptOver(row) && row.milliWh);
	return isNormal ? "normal" : "oslo";
}

function isLeaptOver({ start }: Interval): boolean {
	const local = Math.floor(start.minutes / HOUR_MINUTES);
	return start.offset === undefined && localHourOf(earliestHour(local)) !== local;
}

/** Times that leave out the hour in March or tell that in October twice are Oslo's. */
function provesOslo(intervals: readonly Interval[]): boolean {
	const locals = intervals
		.filter((row) => !isLeaptOver(row))
		.map(({ start, direction }) => ({ direction, minutes: start.minutes }));
	const seen = new Set(locals.map(({ direction, minutes }) => `${direction} ${minutes}`));
	return locals.some(({ direction, minutes }, i) => {
		const local = Math.floor(minutes / HOUR_MINUTES);
		const isTwice = earliestHour(local) !== latestHour(local);
		if (isTwice)
			return locals
				.slice(i + 1, i + 9)
				.some((o) => o.direction === direction && o.minutes === minutes);
		const isBeforeLeap = localHourOf(earliestHour(local + 1)) !== local + 1;
		return isBeforeLeap && seen.has(`${direction} ${minutes + 2 * HOUR_MINUTES}`);
	});
}

function placedOf(intervals: readonly Interval[], clock: Clock, onceInOctober: number[]): Placed[] {
	const placed: Placed[] = [];
	const byTime = new Map<string, Interval[]>();
	for (const row of intervals) {
		if (clock === "oslo" && isLeaptOver(row)) continue;
		const key = `${row.direction} ${row.start.minutes} ${row.start.offset ?? ""}`;
		byTime.set(key, [...(byTime.get(key) ?? []), row]);
	}
	for (const rows of byTime.values()) {
		const [row, again] = rows as [Interval, Interval?];
		const { minutes, offset } = row.start;
		const local = Math.floor(minutes / HOUR_MINUTES);
		const [early, late] = [earliestHour(local), latestHour(local)];
		const isTwice = clock === "oslo" && early !== late;
		refuseContradiction(isTwice ? rows.slice(1) : rows);
		const ahead = offset ?? (clock === "normal" ? NORMAL_TIME : (local - early) * HOUR_MINUTES);
		placed.push({ ...row, at: minutes - ahead });
		if (isTwice && again) placed.push({ ...again, at: minutes - (local - late) * HOUR_MINUTES });
		else if (isTwice && !onceInOctober.includes(early)) onceInOctober.push(early);
	}
	return placed;
}

/** The same time again is let pass when it says the same. */
function refuseContradiction(rows: readonly Interval[]): void {
	const [first, ...others] = rows;
	const other = others.find(({ milliWh }) => milliWh !== first?.milliWh);
	if (first && other) {
		throw lineError(other.line, `the time of line ${first.line} again, with another value`);
	}
}

function seriesOf(
	placed: readonly Placed[],
	direction: Direction,
	minutes: 15 | 60,
): Series | undefined {
	const byHour = new Map<number, Placed[]>();
	for (const row of placed) {
		if (row.direction !== direction) continue;
		const hour = Math.floor(row.at / HOUR_MINUTES);
		byHour.set(hour, [...(byHour.get(hour) ?? []), row]);
	}
	if (byHour.size === 0) return undefined;
	const parts = HOUR_MINUTES / minutes;
	return new Map([...byHour].map(([hour, rows]) => [hour, hourOf(rows, parts)]));
}

function hourOf(rows: readonly Placed[], parts: number): HourValue {
	const known = rows.filter(({ milliWh }) => milliWh !== undefined);
	const isWhole = known.length === parts;
	const milliWh = known.reduce((sum, row) => sum + (row.milliWh ?? 0), 0);
	const words = new Set(known.map(({ quality }) => quality).filter((word) => word !== ""));
	const guesses = [...words].filter((word) => GUESSED.test(plainWords(word)));
	const isPart = !isWhole && known.length > 0;
	return {
		wh: isWhole ? milliWh / 1000 : undefined,
		quality: isWhole ? (guesses.length > 0 ? "estimated" : "measured") : "gap",
		peakW: undefined,
		notes: isPart ? [`${known.length} of ${parts} quarter-hours`] : guesses,
	};
}

function meterChangesOf(placed: readonly Placed[]): number[] {
	const told = placed.filter(({ meter }) => meter !== "").sort((a, b) => a.at - b.at);
	const changes = told.filter(({ meter }, i) => i > 0 && told[i - 1]?.meter !== meter);
	return [...new Set(changes.map(({ at }) => Math.floor(at / HOUR_MINUTES)))];
}

function understoodOf(
	{ intervals, separator, assumed }: ExportRows,
	clock: Clock,
	minutes: number,
): string[] {
	const times = {
		offset: "times with their offset from UTC",
		normal: "times in normal time all year",
		oslo: "times of Oslo's clock",
		unproved: "times taken for Oslo's",
	};
	const between = { ";": "semicolons", ",": "commas", "\t": "tabs" }[separator] ?? separator;
	const rows = minutes === 15 ? "quarter-hours, of which four are summed" : "hours";
	return [between, rows, times[clock], ...assumed, ...unknownWords(intervals)];
}

/** What an export calls an hour, where the word says neither that it is measured nor a guess. */
function unknownWords(intervals: readonly Interval[]): string[] {
	const words = new Set(intervals.map(({ quality }) => quality).filter((word) => word !== ""));
	const unknown = [...words].filter((word) => {
		const plain = plainWords(word);
		return !MEASURED.test(plain) && !GUESSED.test(plain);
	});
	const named = unknown.slice(0, 3).map(shown).join(", ");
	return unknown.length > 0 ? [`taken for measured where it says ${named}`] : [];
}
