/** `GET /api/v1/days` and `/api/v1/months`: sums over hours, by the calendar in Oslo. */
import { GAP, HourRecord, QUALITIES } from "../../ledger/hour.ts";
import { Sums } from "../../ledger/sums.ts";
import { dateOf } from "../../model/civil.ts";
import { localDayOf, startOfDay, startOfMonth, startOfNextMonth } from "../../time/oslo.ts";
import { dayText, monthText } from "./calendar.ts";
import { type History, hourText } from "./history.ts";
import { HourRows } from "./rows.ts";
import { type Cell, LATER, type Row, type Table } from "./table.ts";

/** How many of its hours are of each quality: `gapHours`, … */
const COUNTS = Object.freeze(QUALITIES.map((quality) => `${quality}Hours`));
const COLUMNS = Object.freeze(["importWh", "exportWh", ...COUNTS, "correctedHours", "notes"]);
/** Hours that are read before others get their turn: some 60 ms on an ESP32-C3 (bench:xs). */
const SHARE = 24;

/** Days or months. */
interface Period {
	/** Of its rows. */
	readonly key: "day" | "month";
	/** The first hour of the period that an hour is in, and that of the next. */
	begin(hour: number): number;
	end(hour: number): number;
	text(hour: number): string;
}

const DAY: Period = Object.freeze({
	key: "day",
	begin: (hour: number) => startOfDay(localDayOf(hour)),
	end: (hour: number) => startOfDay(localDayOf(hour) + 1),
	text: dayText,
});

const MONTH: Period = Object.freeze({
	key: "month",
	begin: (hour: number) => startOfMonth(dateOf(localDayOf(hour))),
	end: (hour: number) => startOfNextMonth(dateOf(localDayOf(hour))),
	text: monthText,
});

/** One row for each day that has an hour from `from` up to `to`, up to the hour in progress. */
export function daysTable(history: History, from: number, to: number): Table {
	return table("days", DAY, history, from, to);
}

/** The same of months. */
export function monthsTable(history: History, from: number, to: number): Table {
	return table("months", MONTH, history, from, to);
}

function table(name: string, period: Period, history: History, from: number, to: number): Table {
	const begin = period.begin(from);
	const end = from < to ? endOf(history, period, to - 1) : begin;
	const rows = new SumRows(history, firstRow(history, period, begin, end), end, period);
	return {
		name,
		about: { from: hourText(begin), to: hourText(end) },
		columns: [period.key, ...COLUMNS],
		next: () => rows.next(),
	};
}

/** What is yet to come is no gap. */
function endOf({ open }: History, period: Period, hour: number): number {
	const end = period.end(hour);
	return open !== undefined && open.hour < end ? open.hour + 1 : end;
}

/** The first period of which something is kept: what was before is not known, and no row tells of it. */
function firstRow({ hours, open }: History, period: Period, from: number, to: number): number {
	const record = new HourRecord();
	if (hours.reader(from, to).next(record)) return period.begin(record.hour);
	const isOpen = open !== undefined && open.hour >= from && open.hour < to;
	return isOpen ? period.begin(open.hour) : to;
}

/** Rows made some hours at a time: a month takes a while. */
class SumRows {
	readonly #sums = new Sums();
	readonly #history: History;
	readonly #end: number;
	readonly #period: Period;
	/** Where the next row begins. */
	#next: number;
	/** Of the period that is being summed. */
	#rows: HourRows | undefined = undefined;
	/** Of the share in hand. */
	#left = SHARE;

	constructor(history: History, begin: number, end: number, period: Period) {
		this.#history = history;
		this.#next = begin;
		this.#end = end;
		this.#period = period;
	}

	next(): Row | typeof LATER | undefined {
		if (this.#next >= this.#end) return undefined;
		this.#rows ??= this.#open();
		while (this.#left > 0) {
			this.#left--;
			const record = this.#rows.next();
			if (record === undefined) return this.#close();
			this.#sums.take(record);
		}
		this.#left = SHARE;
		return LATER;
	}

	#open(): HourRows {
		const end = this.#period.end(this.#next);
		this.#sums.begin(this.#next, end < this.#end ? end : this.#end);
		return new HourRows(this.#history, this.#sums.from, this.#sums.to);
	}

	#close(): Row {
		const sums = this.#sums;
		sums.end();
		this.#rows = undefined;
		this.#next = sums.to;
		const { open } = this.#history;
		const isOpen = open !== undefined && open.hour >= sums.from && open.hour < sums.to;
		return {
			[this.#period.key]: this.#period.text(sums.from),
			...rowOf(sums),
			// Not a constant: XS cannot make JSON of an array in flash.
			notes: isOpen ? ["open"] : undefined,
		};
	}
}

function rowOf(sums: Sums): Row {
	const { importWh, exportWh, qualities, corrected } = sums;
	const isKnown = qualities[GAP] < sums.to - sums.from || importWh + exportWh > 0 || corrected > 0;
	const row: Record<string, Cell> = {};
	if (isKnown) {
		row["importWh"] = importWh;
		row["exportWh"] = exportWh;
	}
	COUNTS.forEach((name, quality) => {
		row[name] = qualities[quality as 0];
	});
	row["correctedHours"] = corrected;
	return row;
}
