/** Differences that one cause explains over a whole stretch: each is tried on every hour of it. */
import { type Differences, type Finding, localText } from "./finding.ts";
import type { MeterExport, Sides } from "./series.ts";
import { shiftTexts } from "./shift.ts";

/** Fewer hours than this may fit by chance. */
const SHORTEST = 6;
const SHIFTS = [1, -1, 2, -2];
const POWERS_OF_TEN = [10, 100, 1000];
const GREATEST_CONSTANT = 1000;
/** Of a factor: by how much the sums may miss it. */
const SUM_SHARE = 0.02;

/** A cause, and what it says of an hour: undefined where it says nothing. */
interface Cause {
	fits(hour: number): boolean | undefined;
	/** Whether the hours that fit are enough to tell. */
	isTold?(hours: readonly number[]): boolean;
	find(hours: readonly number[]): Finding;
}

export function stretches(view: Differences, elhub: MeterExport, device: Sides): Finding[] {
	const findings: Finding[] = [];
	for (;;) {
		const causes = [
			swapped(view, elhub.hours, device),
			...factors(view, elhub),
			...shifts(view, elhub),
		];
		const best = causes
			.map((cause) => ({ cause, hours: longest(view, cause) }))
			.reduce((a, b) => (b.hours.length > a.hours.length ? b : a));
		if (best.hours.length < SHORTEST) return findings;
		findings.push(best.cause.find(best.hours));
	}
}

/** The most hours that differ in a stretch whose hours all fit. */
function longest(view: Differences, cause: Cause): readonly number[] {
	let best: number[] = [];
	let hours: number[] = [];
	for (let hour = view.first; hour <= view.end; hour++) {
		const fits = hour < view.end ? cause.fits(hour) : false;
		if (fits && view.isLeft(hour)) hours.push(hour);
		if (fits !== false) continue;
		if (hours.length > best.length && (cause.isTold?.(hours) ?? true)) best = hours;
		hours = [];
	}
	return best;
}

function swapped(view: Differences, elhub: Sides, device: Sides): Cause {
	const { direction } = view;
	const other = direction === "import" ? "export" : "import";
	return {
		fits: (hour) => {
			const isHere = isNear(view, view.elhub.get(hour)?.wh, device[other]?.get(hour)?.wh);
			const isThere = isNear(view, elhub[other]?.get(hour)?.wh, view.device.get(hour)?.wh);
			return isHere && isThere !== false;
		},
		// Nothing is alike in both directions.
		isTold: (hours) => {
			const wh = hours.map(
				(hour) => (view.elhub.get(hour)?.wh ?? 0) + (elhub[other]?.get(hour)?.wh ?? 0),
			);
			return wh.reduce((a, b) => a + b, 0) > hours.length * view.tolerance;
		},
		find: (hours) =>
			view.take(
				hours,
				"swapped",
				"real",
				`import and export are swapped: Elhub's ${direction} is the device's ${other}, hour by hour`,
			),
	};
}

function isNear(view: Differences, a: number | undefined, b: number | undefined) {
	return a === undefined || b === undefined ? undefined : Math.abs(a - b) <= view.tolerance;
}

function factors(view: Differences, { minutes }: MeterExport): Cause[] {
	const known = view.left.filter((hour) => view.difference(hour) !== undefined);
	const ratio = sumOf(view, known, "elhub") / sumOf(view, known, "device");
	const factor = Math.round(Math.max(ratio, 1 / ratio));
	const isConstant = factor >= 2 && factor <= GREATEST_CONSTANT;
	const all = new Set(isConstant ? [...POWERS_OF_TEN, factor] : POWERS_OF_TEN);
	return [...all].flatMap((times) => [
		factorCause(view, times, 1, minutes),
		factorCause(view, 1, times, minutes),
	]);
}

/** Elhub's energy `times` over is the device's `over` over. */
function factorCause(view: Differences, times: number, over: number, minutes: number): Cause {
	const sums = (hours: readonly number[]) =>
		[sumOf(view, hours, "elhub") * times, sumOf(view, hours, "device") * over] as const;
	return {
		fits: (hour) => {
			const [elhub, device] = [view.elhub.get(hour)?.wh, view.device.get(hour)?.wh];
			return isNear(view, elhub && (elhub * times) / over, device);
		},
		// Near 0 every factor fits: hours must be well above what may differ.
		isTold: (hours) => {
			const [elhub, device] = sums(hours);
			const isLarge = device / over > hours.length * view.tolerance;
			return isLarge && Math.abs(elhub - device) <= SUM_SHARE * device;
		},
		find: (hours) => {
			const [more, less] = times > 1 ? ["the device's", "Elhub's"] : ["Elhub's", "the device's"];
			const factor = Math.max(times, over);
			const why = factorReason(factor, minutes);
			const explanation = `${more} numbers are ${factor} times ${less}, hour by hour: ${why}`;
			return view.take(hours, "factor", "real", explanation);
		},
	};
}

function factorReason(factor: number, minutes: number): string {
	if (factor === 1000) return "one side's unit is wrong (Wh, kWh, MWh)";
	if (factor === 10 || factor === 100) return "one side's scale is wrong (the meter's scaler)";
	if (factor === 4 && minutes === 15) return "its quarter-hours are power (kW), not energy";
	return "as by a meter constant (current transformers) that only one side multiplies by";
}

function sumOf(view: Differences, hours: readonly number[], side: "elhub" | "device"): number {
	return hours.reduce((sum, hour) => sum + (view[side].get(hour)?.wh ?? 0), 0);
}

function shifts(view: Differences, elhub: MeterExport): Cause[] {
	return SHIFTS.map((by) => ({
		fits: (hour: number) => fitsShift(view, hour, by),
		find: (hours: readonly number[]) => {
			const { severity, side, cause } = shiftTexts(view, elhub, hours, by);
			const from = localText(hours[0] as number);
			const to = localText((hours.at(-1) as number) + 1);
			const late = by > 0 ? "later" : "earlier";
			const far = `${Math.abs(by)} hour${Math.abs(by) === 1 ? "" : "s"}`;
			return view.take(
				[...hours, ...cutOff(view, hours, by)].sort((a, b) => a - b),
				"shifted",
				severity,
				`from ${from} to ${to} the device has each hour's energy ${far} ${late} than Elhub: ${side}, ${cause}`,
			);
		},
	}));
}

/** Hours at the two ends whose energy, or its place on the other side, lies outside. */
function cutOff(view: Differences, hours: readonly number[], by: number): number[] {
	const [first, last] = [hours[0] as number, hours.at(-1) as number];
	const steps = Array.from({ length: Math.abs(by) }, (_, i) => i + 1);
	return steps
		.flatMap((step) => [first - step, last + step])
		.filter((hour) => view.isLeft(hour) && fitsShift(view, hour, by) === undefined);
}

function fitsShift(view: Differences, hour: number, by: number): boolean | undefined {
	return isNear(view, view.elhub.get(hour)?.wh, view.device.get(hour + by)?.wh);
}
