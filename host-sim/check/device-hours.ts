/** The device's hours, as `GET /api/v1/hours.csv` tells them. Columns are found by name. */
import { lineError, type Row, rowsOf, shown } from "./csv.ts";
import type { DeviceHours, Direction, HourValue, Quality } from "./series.ts";
import { wallTimeOf } from "./wall-time.ts";

const HOUR_MINUTES = 60;
const QUALITIES: readonly string[] = ["measured", "estimated", "mixed", "gap"] satisfies Quality[];

/** Throws an Error that says which line is not understood, and why. */
export function deviceHoursOf(text: string): DeviceHours {
	const [header, ...rows] = rowsOf(text.replace(/^\ufeff/, ""), ",");
	const names = header?.cells ?? [];
	if (!names.includes("start") || !names.includes("importWh")) {
		throw new Error("the first line is not that of the device's hours: 'start,end,importWh,…'");
	}
	const read = (direction: Direction) => {
		if (!names.includes(`${direction}Wh`)) return undefined;
		const hours = new Map<number, HourValue>();
		for (const row of rows) {
			const hour = hourOf(row, names);
			if (hours.has(hour)) throw lineError(row.line, "an hour that was told before");
			hours.set(hour, hourValue(row, names, direction));
		}
		return [...hours.values()].some(({ wh }) => wh !== undefined) ? hours : undefined;
	};
	return { hours: { import: read("import"), export: read("export") } };
}

function cellOf({ line, cells }: Row, names: readonly string[], name: string): string {
	if (cells.length > names.length) {
		throw lineError(line, `${cells.length} cells, where the header has ${names.length}`);
	}
	return cells[names.indexOf(name)] ?? "";
}

function hourOf(row: Row, names: readonly string[]): number {
	const [start, end] = ["start", "end"].map((name) => cellOf(row, names, name)) as [string, string];
	const from = minutesOf(start);
	if (from === undefined || from % HOUR_MINUTES !== 0) {
		throw lineError(row.line, `${shown(start)} is no UTC hour such as 2026-01-31T12:00:00Z`);
	}
	if (end !== "" && minutesOf(end) !== from + HOUR_MINUTES) {
		throw lineError(row.line, `${shown(end)} is not an hour after ${shown(start)}`);
	}
	return from / HOUR_MINUTES;
}

function minutesOf(text: string): number | undefined {
	const time = wallTimeOf(text);
	return time?.offset === undefined ? undefined : time.minutes - time.offset;
}

function hourValue(row: Row, names: readonly string[], direction: Direction): HourValue {
	const number = (name: string) => {
		const text = cellOf(row, names, name);
		if (text === "") return undefined;
		if (!/^\d+$/.test(text)) throw lineError(row.line, `${name} ${shown(text)} is no whole number`);
		return Number(text);
	};
	const wh = number(`${direction}Wh`);
	const told = cellOf(row, names, `${direction}Quality`) || "measured";
	if (!QUALITIES.includes(told)) {
		throw lineError(
			row.line,
			`${direction}Quality ${shown(told)} is none of ${QUALITIES.join(", ")}`,
		);
	}
	return {
		wh,
		quality: wh === undefined ? "gap" : (told as Quality),
		peakW: number(`${direction}PeakW`),
		notes: cellOf(row, names, "notes")
			.split(" ")
			.filter((note) => note !== ""),
	};
}
