/**
 * Whose times are wrong where hours are shifted. Only what the two sides themselves prove counts:
 * offsets in the export, its nights of clock change, its whole days, and where the shift begins.
 */
import { localDayOf, osloOffset, startOfDay } from "../../src/time/oslo.ts";
import { type Differences, hasNote, localText, type Severity } from "./finding.ts";
import type { MeterExport } from "./series.ts";

/** Hours around a clock change or an end of the export in which a shift may not yet show. */
const NEAR = 12;

export interface ShiftTexts {
	readonly severity: Severity;
	readonly side: string;
	readonly cause: string;
}

export function shiftTexts(
	view: Differences,
	elhub: MeterExport,
	hours: readonly number[],
	by: number,
): ShiftTexts {
	const [first, end] = [hours[0] as number, (hours.at(-1) as number) + 1];
	const wrong = wrongSide(view, elhub, first, end, by);
	const season = seasonOf(view, first, end);
	if (wrong === "elhub") {
		return {
			severity: "harmless",
			side: "the export's times are wrong",
			cause: exportCause(by, elhub.clock === "normal" ? "normal" : season),
		};
	}
	const cause = deviceCause(by, season);
	const noted = hours.find((hour) => nearNote(view, hour));
	const note =
		noted === undefined ? "" : ` (it says that its clock moved near ${localText(noted)})`;
	if (wrong === "device")
		return { severity: "real", side: "the device's times are wrong", cause: cause + note };
	return {
		severity: "real",
		side: "whose times are wrong can't be told",
		cause: `either ${exportCause(by, season)}, or ${cause}${note}; an export ${proofOf(elhub)} would tell`,
	};
}

function wrongSide(view: Differences, elhub: MeterExport, first: number, end: number, by: number) {
	if (isProved(elhub) && !mayNameEnds(view, elhub, first, end, by)) return "device";
	// Clocks of a file do not change on a common day, those of a device may.
	if (![first, end].every((edge) => isOrdinaryEdge(view, edge))) return "device";
	const isFolded = elhub.onceInOctober.length > 0;
	if (isFolded && [first, end].some(isAtChange)) return "elhub";
	const isWhole = (shift: number) =>
		[elhub.first + shift, elhub.end + shift].every((hour) => startOfDay(localDayOf(hour)) === hour);
	return isWhole(by) && !isWhole(0) ? "elhub" : undefined;
}

function isProved({ clock }: MeterExport): boolean {
	return clock === "offset" || clock === "oslo";
}

/** A proved clock does not say whether its times are the hours' beginnings or ends. */
function mayNameEnds(
	view: Differences,
	elhub: MeterExport,
	first: number,
	end: number,
	by: number,
): boolean {
	const isAll = first - view.first <= NEAR && view.end - end <= NEAR;
	return by === -1 && isAll && !elhub.tellsStarts;
}

function proofOf(elhub: MeterExport): string {
	return isProved(elhub) ? "that tells both ends of its hours" : "with offsets in its times";
}

/** An end of the export, or a change of Oslo's clock. */
function isOrdinaryEdge(view: Differences, edge: number): boolean {
	const isEnd = edge - view.first <= NEAR || view.end - edge <= NEAR;
	return isEnd || isAtChange(edge);
}

/** Near a change of Oslo's clock. */
function isAtChange(edge: number): boolean {
	return osloOffset(edge - NEAR) !== osloOffset(edge + NEAR);
}

/** Whether the shift is in summer time alone, or in normal time alone, and its edges say so. */
function seasonOf(view: Differences, first: number, end: number): "summer" | "normal" | undefined {
	const offset = osloOffset(first);
	if (osloOffset(end - 1) !== offset) return undefined;
	const changes = [first, end].some(isAtChange);
	const isAll = [view.first, view.end - 1].every((hour) => osloOffset(hour) === offset);
	if (!changes && !isAll) return undefined;
	return offset === 2 ? "summer" : "normal";
}

function exportCause(by: number, season: "summer" | "normal" | undefined): string {
	if (by === 1 && season === "summer") return "the export keeps to normal time (UTC+1) in summer";
	if (by === 2 && season === "summer") return "the export's times are UTC";
	if (by === 1 && season === "normal") return "the export's times are UTC";
	if (by === -1) return "the export names its hours by their end";
	return `the export's times are ${Math.abs(by)} h ${by > 0 ? "early" : "late"}`;
}

function deviceCause(by: number, season: "summer" | "normal" | undefined): string {
	if (by === -1 && season === "summer") {
		return "the device took a meter's clock that keeps to normal time for one with summer time";
	}
	if (by === 1 && season === "normal") {
		return "the device took a meter's clock that stays on summer time for one that goes back";
	}
	return `the device's clock was ${Math.abs(by)} h ${by > 0 ? "ahead" : "behind"}`;
}

function nearNote(view: Differences, hour: number): boolean {
	return [-1, 0, 1].some((by) => hasNote(view.device.get(hour + by), "clock-moved"));
}
