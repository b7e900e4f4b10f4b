/** Invented homes, and their hours as exports and devices write them. Ids in them are invented. */
import { random } from "../../host-sim/house/random.ts";
import { HOUR_MS } from "../../src/model/civil.ts";
import { utcText } from "../../src/model/utc.ts";
import { localHourOf, osloOffset } from "../../src/time/oslo.ts";

export const POINT_ID = "707057599900000123";
export const OTHER_POINT_ID = "707057599900000456";

/** Whole hours since 1970 of a UTC time. */
export function hourAt(utc: string): number {
	return Date.parse(utc) / HOUR_MS;
}

/** Wh of `count` hours: no two neighbours are alike. */
export function homeWh(count: number, seed = 1): number[] {
	const next = random(seed);
	return Array.from({ length: count }, () => 200 + Math.floor(next() * 4000));
}

/** The same by a register that counts whole steps, as HAN ports tell it. */
export function inSteps(wh: readonly number[], step = 10): number[] {
	let register = 3;
	return wh.map((hour) => {
		const before = Math.floor(register / step);
		register += hour;
		return (Math.floor(register / step) - before) * step;
	});
}

export interface ExportRow {
	readonly hour: number;
	readonly wh: number | undefined;
	readonly name?: string;
	readonly quality?: string;
}

export function exportRowsOf(first: number, wh: readonly (number | undefined)[]): ExportRow[] {
	return wh.map((value, i) => ({ hour: first + i, wh: value }));
}

/** As Elhub's Min side writes it. */
export function minSide(rows: readonly ExportRow[]): string {
	const lines = rows.map(({ hour, wh, name = "KWH 60 Forbruk", quality = "Målt" }) =>
		[
			withOffset(hour),
			withOffset(hour + 1),
			name,
			kWh(wh),
			"kWh",
			quality,
			withOffset(hour + 30),
		].join(";"),
	);
	return `\ufeff${["Fra;Til;Målenavn;Volum;Enhet;Kvalitet;Registreringstidspunkt", ...lines].join("\n")}`;
}

/** As Elhub's Web Plugin wrote it: `wall` says what the wall shows in an hour. */
export function webPlugin(rows: readonly ExportRow[], wall = localHourOf): string {
	const lines = rows.map(
		({ hour, wh }) => `${onWall(wall(hour))};${onWall(wall(hour + 1))};${kWh(wh)}`,
	);
	return ["Fra;Til;KWH 60 Forbruk", ...lines, ""].join("\r\n");
}

/** `2026-04-01T00:00:00+02:00`, of an hour or a part of one. */
export function withOffset(hour: number): string {
	const offset = osloOffset(Math.floor(hour));
	return `${utcText((hour + offset) * HOUR_MS).slice(0, 19)}+0${offset}:00`;
}

/** `01.04.2026 00:00`. */
export function onWall(localHour: number): string {
	const [date = "", time = ""] = utcText(localHour * HOUR_MS).split("T");
	return `${date.split("-").reverse().join(".")} ${time.slice(0, 5)}`;
}

function kWh(wh: number | undefined): string {
	return wh === undefined ? "" : (wh / 1000).toFixed(3).replace(".", ",");
}

export interface DeviceRow {
	readonly hour: number;
	readonly importWh?: number | undefined;
	readonly quality?: string;
	readonly exportWh?: number;
	readonly peakW?: number;
	readonly notes?: string;
}

export function deviceRowsOf(first: number, wh: readonly (number | undefined)[]): DeviceRow[] {
	return wh.map((value, i) => ({ hour: first + i, importWh: value }));
}

/** As `GET /api/v1/hours.csv` answers. */
export function hoursCsv(rows: readonly DeviceRow[]): string {
	const lines = rows.map(({ hour, importWh, quality, exportWh = 0, peakW, notes = "" }) => {
		const told = importWh === undefined ? "gap" : "measured";
		return [
			utcText(hour * HOUR_MS),
			utcText((hour + 1) * HOUR_MS),
			importWh ?? "",
			quality ?? told,
			exportWh,
			"measured",
			peakW ?? (importWh === undefined ? "" : 2 * importWh),
			0,
			notes,
		].join(",");
	});
	const header =
		"start,end,importWh,importQuality,exportWh,exportQuality,importPeakW,exportPeakW,notes";
	return `${[header, ...lines].join("\n")}\n`;
}
