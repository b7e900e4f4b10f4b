/** The rows of an export of metering values, by what its columns mean. */
import { type Columns, columnsOf, directionOf, UNITS, type VolumeColumn } from "./columns.ts";
import { lineError, plainWords, type Row, rowsOf, shown } from "./csv.ts";
import type { Direction } from "./series.ts";
import { minutesOfDay, type WallTime, wallTimeOf } from "./wall-time.ts";

export interface Interval {
	readonly line: number;
	readonly start: WallTime;
	readonly end: WallTime | undefined;
	readonly direction: Direction;
	/** Thousandths of a Wh; undefined where the cell is empty. */
	readonly milliWh: number | undefined;
	/** As the export says it. */
	readonly quality: string;
	readonly meter: string;
}

export interface ExportRows {
	readonly intervals: readonly Interval[];
	readonly separator: string;
	/** Whether its times say by themselves that hours begin at them. */
	readonly tellsStarts: boolean;
	/** What had to be taken for granted, in words for people. */
	readonly assumed: readonly string[];
}

const SEPARATORS = [";", "\t", ","];
/** Some portals write the customer and the period above the header. */
const LINES_ABOVE = 30;
const DEVICE_HOURS = /^[^\r\n]*\bimportWh\b/;
const UNKNOWN = /^(-|–|null|nan|n\/a|mangler)?$/i;
const MAY_BE_THOUSANDS = /^[1-9]\d{0,2}[.,]\d{3}$/;
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;
/** Of a file's name these tell that it was saved, not what it holds. */
const FILE_WORDS = /e[kx]s?port|import/gi;
const IS_TOTAL = /^(sum|total|totalt)\b/;
const DAY_MINUTES = 1440;

/** `name` is the file's: some tell the direction only there. Throws an Error that says the line. */
export function exportRows(text: string, name: string): ExportRows {
	if (DEVICE_HOURS.test(text))
		throw new Error("these are the device's hours: say the export first");
	for (const separator of SEPARATORS) {
		const rows = rowsOf(text, separator);
		const found = columnsOf(rows.slice(0, LINES_ABOVE));
		if (!found) continue;
		const reader = new RowReader(found.columns, name);
		const intervals = rows.slice(rows.indexOf(found.header) + 1).flatMap((row) => reader.read(row));
		const tellsStarts = found.columns.isStart || intervals.some(({ end }) => end);
		return { intervals, separator, tellsStarts, assumed: [...reader.assumed] };
	}
	throw new Error(
		"no line names columns as an export of metering values does, such as 'Fra;Til;Målenavn;Volum'",
	);
}

class RowReader {
	readonly assumed = new Set<string>();
	readonly #columns: Columns;
	readonly #byFile: Direction | undefined;
	#point = "";

	constructor(columns: Columns, name: string) {
		this.#columns = columns;
		this.#byFile = directionOf(name.replace(FILE_WORDS, ""));
	}

	read(row: Row): Interval[] {
		const { start, volumes, name, unit, end, quality, meter } = this.#columns;
		const cells = this.#cells(row);
		const cell = (at: number | undefined) => (at === undefined ? "" : (cells[at] ?? ""));
		const first = plainWords(cells.find((text) => text !== "") ?? "");
		if (cell(start) === "" || IS_TOTAL.test(first)) return [];
		if (/varh|reaktiv/.test(plainWords(`${cell(name)} ${cell(unit)}`))) return [];
		this.#refuseAnotherPoint(row, cell(this.#columns.point));
		const common = {
			line: row.line,
			start: this.#start(row, cells),
			end: this.#end(row, cell(end)),
			quality: cell(quality),
			meter: cell(meter),
		};
		return volumes.map((volume) => ({
			...common,
			direction: this.#direction(volume, cell(name)),
			milliWh: milliWhOf(row.line, cell(volume.at), this.#unit(row, volume, cell(unit))),
		}));
	}

	/** A decimal comma that nobody quoted makes one cell too many. */
	#cells({ line, cells }: Row): readonly string[] {
		const { count, volumes } = this.#columns;
		const [volume] = volumes;
		if (cells.length === count + 1 && volumes.length === 1 && volume) {
			const [whole, decimals = "", ...rest] = cells.slice(volume.at);
			if (/^\d+$/.test(decimals)) {
				return [...cells.slice(0, volume.at), `${whole},${decimals}`, ...rest];
			}
		}
		const over = cells.slice(count).some((cell) => cell !== "");
		if (over) throw lineError(line, `${cells.length} cells, where the header has ${count}`);
		return cells;
	}

	#start({ line }: Row, cells: readonly string[]): WallTime {
		const { start, date, isUtc } = this.#columns;
		const text = cells[start] as string;
		const whole = wallTimeOf(text);
		if (whole) return isUtc ? { ...whole, offset: whole.offset ?? 0 } : whole;
		const day = date === undefined ? undefined : wallTimeOf(cells[date] ?? "");
		const ofDay = minutesOfDay(text);
		if (day && ofDay !== undefined && ofDay < DAY_MINUTES) {
			return { ...day, minutes: day.minutes + ofDay };
		}
		throw lineError(line, `${shown(text)} is no time such as 31.01.2026 13:00 or 2026-01-31T13:00`);
	}

	#end({ line }: Row, text: string): WallTime | undefined {
		const { date } = this.#columns;
		const found = wallTimeOf(text);
		if (found || text === "" || date !== undefined) return found;
		throw lineError(line, `${shown(text)} is no time that a row could end at`);
	}

	#direction(volume: VolumeColumn, name: string): Direction {
		const told = directionOf(name) ?? volume.direction;
		if (told !== undefined) return told;
		const direction = this.#byFile ?? "import";
		const energy = direction === "import" ? "consumption" : "production";
		const why = this.#byFile ? "its file's name says so" : "nothing in it says which it is";
		this.assumed.add(`taken for ${energy}: ${why}`);
		return direction;
	}

	#unit({ line }: Row, volume: VolumeColumn, text: string): number {
		const told = UNITS[plainWords(text)];
		if (text !== "" && told === undefined) throw lineError(line, `unit ${shown(text)} is not kWh`);
		const unit = told ?? volume.unit;
		if (unit === undefined) this.assumed.add("taken for kWh: nothing in it says the unit");
		return unit ?? (UNITS["kwh"] as number);
	}

	#refuseAnotherPoint({ line }: Row, point: string): void {
		if (point === "") return;
		if (this.#point !== "" && point !== this.#point) {
			const both = `${shown(this.#point)} and ${shown(point)}`;
			throw lineError(line, `two metering points, ${both}: keep the rows of one`);
		}
		this.#point = point;
	}
}

function milliWhOf(line: number, text: string, unit: number): number | undefined {
	const digits = text.replace(/[\s'\u00a0\u202f]/g, "").replace(/[kM]?Wh$/i, "");
	if (UNKNOWN.test(digits)) return undefined;
	const isGrouped = /\..*,/.test(digits);
	const number = isGrouped ? digits.replace(/\./g, "") : digits;
	if (!NUMBER.test(number)) throw lineError(line, `${shown(text)} is no amount of energy`);
	if (unit === 1 && MAY_BE_THOUSANDS.test(number)) {
		const both = `${shown(text)} may be thousands of Wh or parts of one`;
		throw lineError(line, `${both}: save it without thousands separators`);
	}
	const value = Number(number.replace(",", "."));
	if (value < 0) throw lineError(line, `${shown(text)} is below 0`);
	return Math.round(value * unit * 1000);
}
