/** `GET /api/v1/hours`: the energy of each hour. */
import { GAP, type HourEnergy, type HourRecord, QUALITIES } from "../../ledger/hour.ts";
import { type History, hourText } from "./history.ts";
import { HourRows } from "./rows.ts";
import type { Row, Table } from "./table.ts";

const COLUMNS = Object.freeze([
	"start",
	"end",
	"importWh",
	"importQuality",
	"exportWh",
	"exportQuality",
	"importPeakW",
	"exportPeakW",
	"notes",
]);

/** One row for each hour of which something is kept, from `from` up to `to`, and for that in progress. */
export function hoursTable(history: History, from: number, to: number): Table {
	const rows = new HourRows(history, from, to);
	const next = () => {
		const record = rows.next();
		return record && hourRow(record);
	};
	return {
		name: "hours",
		about: { from: hourText(from), to: hourText(to) },
		columns: COLUMNS,
		next,
	};
}

function hourRow(record: Readonly<HourRecord>): Row {
	const { hour } = record;
	const taken = record.import;
	const given = record.export;
	return {
		start: hourText(hour),
		end: hourText(hour + 1),
		importWh: record.isCorrected ? record.ownerWh : known(taken),
		importQuality: QUALITIES[taken.quality],
		exportWh: known(given),
		exportQuality: QUALITIES[given.quality],
		importPeakW: taken.covered > 0 ? taken.peak : undefined,
		exportPeakW: given.covered > 0 ? given.peak : undefined,
		notes: notesOf(record),
	};
}

/** Wh. In a gap, what was told of it or what registers leave for it; undefined where that is nothing. */
function known({ wh, quality }: Readonly<HourEnergy>): number | undefined {
	return quality === GAP && wh === 0 ? undefined : wh;
}

/** Undefined where there are none. */
export function notesOf(record: Readonly<HourRecord>): readonly string[] | undefined {
	const notes: string[] = [];
	if (record.isOpen) notes.push("open");
	if (record.isCorrected) notes.push("corrected");
	if (record.isStruckOut) notes.push("struck-out");
	if (record.hasClockMoved) notes.push("clock-moved");
	return notes.length > 0 ? notes : undefined;
}
