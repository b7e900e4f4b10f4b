/** `GET /api/v1/voltage`: what the meter told of each phase's voltage, by the hour. */
import type { HourRecord, PhaseVoltage } from "../../ledger/hour.ts";
import { type History, hourText } from "./history.ts";
import { notesOf } from "./hours.ts";
import { HourRows } from "./rows.ts";
import type { Cell, Row, Table } from "./table.ts";

const PHASE_NAMES = Object.freeze(["L1", "L2", "L3"] as const);
const COLUMNS = Object.freeze([
	"start",
	"end",
	"quality",
	...PHASE_NAMES.flatMap((phase) => [
		`lowest${phase}V`,
		`mean${phase}V`,
		`highest${phase}V`,
		`measured${phase}Minutes`,
		`outside${phase}Minutes`,
		`lost${phase}Minutes`,
	]),
	"notes",
]);

/** Said of each hour, and in JSON at length: people take figures of voltage to their grid company. */
const QUALITY = "indication";
const NOTE =
	"An indication by the meter's own figures, not a measurement by EN 50160 nor of settlement quality. " +
	"The HAN port says nothing of earth faults.";

/** One row for each hour in which the voltage was told, from `from` up to `to`. */
export function voltageTable(history: History, from: number, to: number): Table {
	const rows = new HourRows(history, from, to);
	const next = () => {
		for (;;) {
			const record = rows.next();
			if (record === undefined) return undefined;
			if (record.phases.some(isTold)) return voltageRow(record);
		}
	};
	const about = { from: hourText(from), to: hourText(to), note: NOTE };
	return { name: "hours", about, columns: COLUMNS, next };
}

function isTold({ heard, lost }: Readonly<PhaseVoltage>): boolean {
	return heard > 0 || lost > 0;
}

function voltageRow(record: Readonly<HourRecord>): Row {
	const { hour } = record;
	const row: Record<string, Cell> = {
		start: hourText(hour),
		end: hourText(hour + 1),
		quality: QUALITY,
	};
	PHASE_NAMES.forEach((name, i) => {
		const phase = record.phases[i as 0];
		if (isTold(phase)) addPhase(row, name, phase);
	});
	row["notes"] = notesOf(record);
	return row;
}

function addPhase(row: Record<string, Cell>, name: string, phase: Readonly<PhaseVoltage>): void {
	const { lowest, mean, highest, heard, outside, lost } = phase;
	if (heard > 0) {
		row[`lowest${name}V`] = lowest / 10;
		row[`mean${name}V`] = mean / 10;
		row[`highest${name}V`] = highest / 10;
	}
	row[`measured${name}Minutes`] = heard;
	row[`outside${name}Minutes`] = outside;
	row[`lost${name}Minutes`] = lost;
}
