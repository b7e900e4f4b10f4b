/**
 * An export of metering values against the device's hours: what agrees, what does not, and why.
 * Causes are tried from the largest to the smallest, and each must fit the hours it explains.
 */
import { Differences, type Finding, localText } from "./finding.ts";
import { edgeSeconds, movedEnergy } from "./moved.ts";
import {
	type DeviceHours,
	DIRECTIONS,
	type Direction,
	type MeterExport,
	type Series,
} from "./series.ts";
import { meterChange, notCompared, octoberAlone, octoberTogether, singleHours } from "./single.ts";
import { stretches } from "./stretch.ts";

/** Meters count in steps of these, Wh; the coarsest that all hours fit is taken. */
const STEPS = [100, 10];
const USUAL_STEP = 10;
/** Fewer hours than this don't tell the step. */
const HOURS_FOR_STEP = 12;
const EDGES = 2;

export interface Tolerance {
	/** Wh that an hour may differ by. */
	readonly wh: number;
	/** The steps it comes from; undefined where it was asked for. */
	readonly stepWh: number | undefined;
}

export interface Summary {
	readonly direction: Direction;
	readonly tolerance: Tolerance;
	/** Hours that both sides know. */
	readonly compared: number;
	readonly agreeing: number;
	/** Wh of the hours compared. */
	readonly elhubWh: number;
	readonly deviceWh: number;
	/** Wh, the greatest in an hour. */
	readonly maxDifferenceWh: number;
}

export interface Comparison {
	readonly elhub: MeterExport;
	readonly device: DeviceHours;
	readonly summaries: readonly Summary[];
	/** By direction, then by time. */
	readonly findings: readonly Finding[];
}

/** Throws an Error when there is no hour to compare. `toleranceWh` is by the meter's steps if undefined. */
export function compare(elhub: MeterExport, device: DeviceHours, toleranceWh?: number): Comparison {
	const summaries: Summary[] = [];
	const findings: Finding[] = [];
	for (const direction of DIRECTIONS) {
		const [told, own] = [elhub.hours[direction], device.hours[direction]];
		if (!told || !own) continue;
		const tolerance = toleranceOf(told, own, toleranceWh);
		const { first, end } = elhub;
		const view = new Differences({
			direction,
			elhub: told,
			device: own,
			first,
			end,
			tolerance: tolerance.wh,
		});
		summaries.push(summaryOf(view, tolerance));
		findings.push(...explained(view, elhub, device));
	}
	if (!summaries.some(({ compared }) => compared > 0)) {
		throw new Error(`no hour is in both: ${rangesOf(elhub, device)}`);
	}
	return { elhub, device, summaries, findings };
}

function rangesOf({ hours, first, end }: MeterExport, device: DeviceHours): string {
	const told = DIRECTIONS.filter((direction) => hours[direction]);
	const directions = told.join(" and ");
	const known = told
		.flatMap((direction) => [...(device.hours[direction] ?? [])])
		.filter(([, { wh }]) => wh !== undefined)
		.map(([hour]) => hour)
		.sort((a, b) => a - b);
	const [from, last] = [known[0], known.at(-1)];
	const elhub = `the export has ${directions} from ${localText(first)} to ${localText(end)}`;
	if (from === undefined || last === undefined) return `${elhub}, the device has none`;
	return `${elhub}, the device's hours are from ${localText(from)} to ${localText(last + 1)}`;
}

function explained(view: Differences, elhub: MeterExport, device: DeviceHours): Finding[] {
	const aside = notCompared(view);
	const october = octoberTogether(view, elhub);
	// A file that tells both hours of October under one time is on Oslo's clock.
	const read: MeterExport = october.length > 0 ? { ...elhub, clock: "oslo" } : elhub;
	return [
		...aside,
		...october,
		...stretches(view, read, device.hours),
		...octoberAlone(view, elhub),
		...meterChange(view, elhub),
		...movedEnergy(view),
		...edgeSeconds(view),
		...singleHours(view),
	].sort((a, b) => (a.hours[0] ?? 0) - (b.hours[0] ?? 0));
}

function toleranceOf(elhub: Series, device: Series, asked: number | undefined): Tolerance {
	if (asked !== undefined) return { wh: asked, stepWh: undefined };
	// A side that is off by a factor tells no step.
	const ratio = totalOf(elhub) / totalOf(device);
	const isAlike = ratio > 0.5 && ratio < 2;
	const step = isAlike ? Math.max(stepOf(elhub), stepOf(device)) : stepOf(device);
	return { wh: EDGES * step, stepWh: step };
}

function totalOf(series: Series): number {
	return [...series.values()].reduce((sum, { wh }) => sum + (wh ?? 0), 0);
}

function stepOf(series: Series): number {
	const measured = [...series.values()]
		.filter(({ wh, quality }) => quality === "measured" && wh !== undefined && wh > 0)
		.map(({ wh }) => wh as number);
	if (measured.length < HOURS_FOR_STEP) return USUAL_STEP;
	return STEPS.find((step) => measured.every((wh) => wh % step === 0)) ?? 1;
}

function summaryOf(view: Differences, tolerance: Tolerance): Summary {
	const summary = { compared: 0, agreeing: 0, elhubWh: 0, deviceWh: 0, maxDifferenceWh: 0 };
	for (let hour = view.first; hour < view.end; hour++) {
		const difference = view.difference(hour);
		if (difference === undefined) continue;
		summary.compared++;
		if (!view.differs(hour)) summary.agreeing++;
		summary.elhubWh += view.elhub.get(hour)?.wh ?? 0;
		summary.deviceWh += view.device.get(hour)?.wh ?? 0;
		summary.maxDifferenceWh = Math.max(summary.maxDifferenceWh, Math.abs(difference));
	}
	return { direction: view.direction, tolerance, ...summary };
}
