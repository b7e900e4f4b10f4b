/** What the app keeps of hours, as a client is told, and what the house truly used in them. */
import { utcText } from "../../src/model/utc.ts";
import type { Direction } from "../house/truth.ts";
import type { World } from "./world.ts";

const HOUR_MS = 3_600_000;

/** Fields of each subject. */
const HOUR_FIELDS = ["importWh", "importQuality", "exportWh", "exportQuality", "notes"];
const SUM_FIELDS = [
	"importWh",
	"exportWh",
	"measuredHours",
	"mixedHours",
	"estimatedHours",
	"gapHours",
];
const PEAK_FIELDS = ["start", "importWh", "importQuality"];
/** Fields of which the house knows the truth. */
const TRUE_FIELDS = ["importWh", "exportWh", "start"];
/** From bad to good. */
const QUALITIES = ["gap", "estimated", "mixed", "measured"];
const PEAKS = [1, 2, 3];

const HOUR = /^\d{4}-\d\d-\d\dT\d\d:00:00Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const MONTH = /^\d{4}-\d\d$/;

/** One of `hour`, `day` and `month`, and a field of it. */
export interface Kept {
	/** Its start, UTC: `2026-01-31T12:00:00Z`. */
	readonly hour?: string;
	/** So many from that one on: their energy together, and the worst of their qualities. */
	readonly hours?: number;
	/** In Norway: `2026-01-31`. */
	readonly day?: string;
	/** In Norway: `2026-01`. */
	readonly month?: string;
	/** Of a month, its first, second or third. */
	readonly peak?: number;
	readonly field?: string;
	/** What it is compared with: what the house truly used. */
	readonly truth?: string;
}

export const KEPT_SUBJECTS = ["hour", "day", "month"] as const;

/** What goes with them. */
export const KEPT_KEYS = ["hours", "peak", "field"] as const;

type Row = Readonly<Record<string, unknown>>;

/** Throws an Error that says what is wrong and what is allowed. */
export function checkKept(fields: Readonly<Record<string, unknown>>): void {
	const { hour, hours, day, month, peak, field, truth } = fields;
	checkText("hour", hour, HOUR, "2026-01-31T12:00:00Z");
	checkText("day", day, DAY, "2026-01-31");
	checkText("month", month, MONTH, "2026-01");
	if (hours !== undefined && !(hour !== undefined && Number.isInteger(hours) && Number(hours) > 0))
		throw new Error(`hours is ${JSON.stringify(hours)}; it is a whole number beside hour`);
	if (peak !== undefined && !(month !== undefined && PEAKS.includes(peak as number)))
		throw new Error(`peak is ${JSON.stringify(peak)}; it is 1, 2 or 3 beside month`);
	const isKept = KEPT_SUBJECTS.some((subject) => fields[subject] !== undefined);
	const known = !isKept ? [] : fieldsOf(fields);
	if ((isKept || field !== undefined) && !known.includes(field as string)) {
		const allowed = isKept ? `say one of ${known.join(", ")}` : "it goes with hour, day or month";
		throw new Error(`field is ${JSON.stringify(field)}; ${allowed}`);
	}
	if (truth !== undefined && !(truth === "house" && TRUE_FIELDS.includes(field as string)))
		throw new Error(
			`truth is ${JSON.stringify(truth)}; it is "house", of ${TRUE_FIELDS.join(", ")}`,
		);
}

function fieldsOf({ hour, peak }: Readonly<Record<string, unknown>>): readonly string[] {
	if (hour !== undefined) return HOUR_FIELDS;
	return peak === undefined ? SUM_FIELDS : PEAK_FIELDS;
}

function checkText(key: string, value: unknown, form: RegExp, example: string): void {
	if (value === undefined || (typeof value === "string" && form.test(value))) return;
	throw new Error(`${key} is ${JSON.stringify(value)}; say one such as ${example}`);
}

/** As a client is told; undefined where it is not. */
export function keptOf(kept: Kept, world: World): unknown {
	const { hour, month, day, peak, field = "" } = kept;
	if (hour !== undefined) return ofHours(hourRows(kept, world), field);
	if (peak !== undefined) return rows(world, `capacity?month=${month}`, "peaks")[peak - 1]?.[field];
	const [path, name] = day === undefined ? ["months", "month"] : ["days", "day"];
	const row = rows(world, `${path}?from=${day ?? month}`, path).find(
		(one) => one[name] === (day ?? month),
	);
	return row && field.endsWith("Hours") ? (row[field] ?? 0) : row?.[field];
}

/** The same by the house: in Wh, or when a peak began. Undefined where there is none. */
export function truthOf(kept: Kept, world: World): number | string | undefined {
	const { hour, hours = 1, day, month = "", peak, field } = kept;
	const { truth } = houseOf(world);
	const direction: Direction = field === "exportWh" ? "export" : "import";
	if (peak !== undefined) {
		const found = truth.peaks(month, Math.floor(world.utcMs / HOUR_MS))[peak - 1];
		return field === "start" ? found && utcText(found.hour * HOUR_MS) : found?.wh;
	}
	if (hour === undefined) return truth.sum(day ?? month, direction);
	const first = Date.parse(hour) / HOUR_MS;
	let sum = 0;
	for (let i = 0; i < hours; i++) sum += truth.energy(first + i, direction);
	return sum;
}

export function keptText({ hour, hours, day, month, peak, field }: Kept): string {
	if (peak !== undefined) return `${field} of peak ${peak} of ${month}`;
	if (hours !== undefined) return `${field} of ${hours} hours from ${hour}`;
	return `${field} of ${hour ?? day ?? month}`;
}

function houseOf({ house }: World) {
	if (house === undefined) throw new Error("a capture is replayed: there is no house");
	return house;
}

function hourRows({ hour = "", hours = 1 }: Kept, world: World): readonly Row[] {
	const to = utcText(Date.parse(hour) + hours * HOUR_MS);
	const found = rows(world, `hours?from=${hour}&to=${to}`, "hours");
	const isWhole = found.length === hours || found.length === 0;
	return isWhole ? found : [...found, { importQuality: "gap", exportQuality: "gap" }];
}

function rows(world: World, query: string, name: string): readonly Row[] {
	const { json } = world.get(`/api/v1/${query}`);
	return (json as Record<string, Row[]> | undefined)?.[name] ?? [];
}

function ofHours(found: readonly Row[], field: string): unknown {
	const values = found.map((row) => row[field]).filter((value) => value !== undefined);
	if (values.length === 0) return undefined;
	if (field === "notes") return values.flat().join(" ");
	if (field.endsWith("Wh")) return values.reduce<number>((sum, wh) => sum + Number(wh), 0);
	return QUALITIES.find((quality) => values.includes(quality));
}
