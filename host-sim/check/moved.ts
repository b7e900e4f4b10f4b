/**
 * Energy that is in another hour on the other side: the sums of the hours together agree. A reason
 * for the move must be there too, or two differences that cancel by chance would pass.
 */
import { type Differences, type Finding, hasNote, runsOf } from "./finding.ts";

/** A list with registers comes up to 13 s after the hour whose energy it tells. */
const EDGE_S = 15;
const HOUR_S = 3600;
/** Fewer hours than this may stay level by chance. */
const SHORTEST = 6;

/**
 * Around runs of hours that a side did not measure. Only where a run begins and ends, or an hour
 * before or after, can registers tell its sum: any other hours would agree by chance.
 */
export function movedEnergy(view: Differences): Finding[] {
	const unsure: number[] = [];
	for (let hour = view.first; hour < view.end; hour++) if (isUnsure(view, hour)) unsure.push(hour);
	return runsOf(unsure).flatMap((run) => {
		const [first, last] = [run[0] as number, run.at(-1) as number];
		const hours = closing(view, first, last);
		return hours.some((hour) => view.isLeft(hour)) ? [moved(view, hours)] : [];
	});
}

/** Not measured on one side, or while the device's clock was moved. */
function isUnsure(view: Differences, hour: number): boolean {
	const [elhub, device] = [view.elhub.get(hour), view.device.get(hour)];
	return (
		[elhub, device].some((side) => side?.quality !== "measured") || hasNote(device, "clock-moved")
	);
}

/** The fewest hours around a run whose sums agree, if any, but for the seconds at their two ends. */
function closing(view: Differences, first: number, last: number): readonly number[] {
	const spans = [
		[first, last],
		[first, last + 1],
		[first - 1, last],
		[first - 1, last + 1],
	] as const;
	const closed = spans.filter(([from, to]) => {
		const isInside = from >= view.first && to < view.end;
		return to > from && isInside && sumBetween(view, from, to) <= boundOf(view, from, to);
	});
	const exact = closed.find(([from, to]) => sumBetween(view, from, to) <= view.tolerance);
	const [from, to] = exact ?? closed[0] ?? [0, -1];
	return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** Wh by which the sums of hours differ; without end where an hour's difference is explained. */
function sumBetween(view: Differences, from: number, to: number): number {
	let sum = 0;
	for (let hour = from; hour <= to; hour++) {
		if (view.differs(hour) && !view.isLeft(hour)) return Number.POSITIVE_INFINITY;
		sum += (view.device.get(hour)?.wh ?? 0) - (view.elhub.get(hour)?.wh ?? 0);
	}
	return Math.abs(sum);
}

function moved(view: Differences, hours: readonly number[]): Finding {
	const count = (test: (hour: number) => boolean) => hours.filter(test).length;
	const [elhub, device] = [view.elhub, view.device];
	const reasons = (
		[
			["the device has no value for", count((hour) => device.get(hour)?.wh === undefined)],
			[
				"the device estimated",
				count((hour) => /estimated|mixed/.test(device.get(hour)?.quality ?? "")),
			],
			["the device's clock moved in", count((hour) => hasNote(device.get(hour), "clock-moved"))],
			["Elhub has no value for", count((hour) => elhub.get(hour)?.wh === undefined)],
			["Elhub estimated", count((hour) => elhub.get(hour)?.quality === "estimated")],
		] as const
	).filter(([, hoursOf]) => hoursOf > 0);
	const why = reasons.map(([reason, hoursOf]) => `${reason} ${hoursOf}`).join(", ");
	const differing = hours.filter((hour) => view.isLeft(hour));
	return view.take(
		differing,
		"moved",
		"harmless",
		`energy moved between hours, the sum of these ${hours.length} is the same: ${why} of them`,
	);
}

/** Seconds at the hours' edges: no hour differs by more than they hold, and the sum stays level. */
export function edgeSeconds(view: Differences): Finding[] {
	const hours = segmentsOf(view)
		.filter((segment) => segment.length >= SHORTEST && staysLevel(view, segment))
		.flat()
		.filter((hour) => view.isLeft(hour));
	if (hours.length === 0) return [];
	const explanation = `no more than ${EDGE_S} s at the hours' edges hold at these hours' power, and the sum stays level: registers are read some seconds after the hour`;
	return [view.take(hours, "edge", "harmless", explanation)];
}

/** Runs of hours that agree, or differ by no more than the seconds at their two edges hold. */
function segmentsOf(view: Differences): number[][] {
	const hours: number[] = [];
	for (let hour = view.first; hour < view.end; hour++) {
		const difference = view.difference(hour);
		const isExplained = view.differs(hour) && !view.isLeft(hour);
		if (difference === undefined || isExplained) continue;
		if (Math.abs(difference) <= boundOf(view, hour, hour)) hours.push(hour);
	}
	return runsOf(hours);
}

function staysLevel(view: Differences, segment: readonly number[]): boolean {
	let sum = 0;
	return segment.every((hour) => {
		sum += view.difference(hour) ?? 0;
		return Math.abs(sum) <= boundOf(view, segment[0] as number, hour);
	});
}

/** Wh by which the sum of hours may differ because of the seconds at their ends. */
function boundOf(view: Differences, first: number, last: number): number {
	return view.tolerance + edgeWh(view, first) + edgeWh(view, last + 1);
}

/** Wh in the seconds where an hour begins; 0 where the power is not told. */
function edgeWh(view: Differences, hour: number): number {
	const peaks = [hour - 1, hour].map((near) => view.device.get(near)?.peakW ?? 0);
	return (Math.max(...peaks) * EDGE_S) / HOUR_S;
}

/** What may help with an hour that nothing explains. */
export function sumsAgreeWith(view: Differences, hour: number): string {
	for (const near of [hour - 1, hour + 1]) {
		const [own, other] = [view.difference(hour), view.difference(near)];
		if (own === undefined || other === undefined || !view.differs(near)) continue;
		if (Math.abs(own + other) <= view.tolerance) {
			return ` (with the hour ${near < hour ? "before" : "after"} it the sums agree)`;
		}
	}
	return "";
}
