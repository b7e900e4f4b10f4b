/** What the people in the house do in a day, invented from the day's number. */
import { random } from "./random.ts";

/** Something that is on for a while, perhaps by a thermostat. */
export interface Run {
	/** Seconds after local midnight; `to` may be in the next day. */
	readonly from: number;
	readonly to: number;
	readonly watts: number;
	/** Reactive power by active power: positive is inductive. */
	readonly tangent: number;
	/** On which of the legs; all of them share it when left out. */
	readonly leg?: number;
	/** A thermostat's period in seconds, and how much of it is on. Left out: on all the time. */
	readonly periodSeconds?: number;
	readonly duty?: number;
}

const MINUTE = 60;
const HOUR = 3600;
const SATURDAY = 6;
const SUNDAY = 0;

/** Car chargers: 32 A on one leg, or 16 A on three. */
export const CHARGER_1_PHASE = 7400;
export const CHARGER_3_PHASE = 11_000;

/** The runs of local day `day`, counted from 1970-01-01. A car charges on three phases in TN only. */
export function runsOf(seed: number, day: number, threePhaseCar: boolean): readonly Run[] {
	const next = random(seed ^ Math.imul(day, 0x9e3779b1));
	const weekday = (day + 4) % 7;
	const isFree = weekday === SATURDAY || weekday === SUNDAY;
	const up = (isFree ? 8.5 : 6.5) * HOUR + next() * HOUR;
	const dinner = 16 * HOUR + next() * 90 * MINUTE;
	const evening = 18.5 * HOUR + next() * HOUR;
	return [
		...breakfast(up, next),
		...cooking(dinner, next),
		...hotWater(up, evening, next),
		{ from: evening, to: evening + (2 + 2 * next()) * HOUR, watts: 130, tangent: -0.4, leg: 1 },
		...laundry(isFree, next),
		...car(next, threePhaseCar),
	];
}

function breakfast(up: number, next: () => number): Run[] {
	const kettle = up + 20 * MINUTE * next();
	return [
		{ from: kettle, to: kettle + 4 * MINUTE, watts: 1950, tangent: 0, leg: 1 },
		{ from: kettle + 300, to: kettle + 480, watts: 900, tangent: 0, leg: 1 },
	];
}

function cooking(dinner: number, next: () => number): Run[] {
	const hob = { watts: 1700, tangent: 0, leg: 2, periodSeconds: 40, duty: 0.6 };
	const oven = { watts: 2200, tangent: 0.02, leg: 1, periodSeconds: 150, duty: 0.45 };
	const end = dinner + (35 + 20 * next()) * MINUTE;
	const runs: Run[] = [{ from: dinner, to: end, ...hob }];
	if (next() < 0.5) runs.push({ from: dinner - 20 * MINUTE, to: end - 300, ...oven });
	return runs;
}

/** The 2 kW heater after showers, and now and then what it loses. */
function hotWater(up: number, evening: number, next: () => number): Run[] {
	const heater = { watts: 1980, tangent: 0, leg: 0 };
	const runs: Run[] = [];
	for (let from = next() * 3 * HOUR; from < 24 * HOUR; from += 4 * HOUR) {
		runs.push({ from, to: from + 9 * MINUTE, ...heater });
	}
	for (const shower of [up, evening + 2 * HOUR]) {
		const from = shower + next() * 20 * MINUTE;
		runs.push({ from, to: from + (45 + 40 * next()) * MINUTE, ...heater });
	}
	runs.sort((one, other) => one.from - other.from);
	return runs.map((run, i) => ({ ...run, to: Math.min(run.to, runs[i + 1]?.from ?? run.to) }));
}

function laundry(isFree: boolean, next: () => number): Run[] {
	if (next() > (isFree ? 0.8 : 0.25)) return [];
	const from = (10 + 9 * next()) * HOUR;
	return [
		{ from, to: from + 25 * MINUTE, watts: 2050, tangent: 0.03, leg: 2 },
		{ from: from + 25 * MINUTE, to: from + 90 * MINUTE, watts: 280, tangent: 0.7, leg: 2 },
	];
}

function car(next: () => number, threePhase: boolean): Run[] {
	const isCharging = next() < 0.5;
	const from = (22.5 + 2 * next()) * HOUR;
	const to = from + (1.5 + 3 * next()) * HOUR;
	if (!isCharging) return [];
	if (threePhase) return [{ from, to, watts: CHARGER_3_PHASE, tangent: -0.03 }];
	return [{ from, to, watts: CHARGER_1_PHASE, tangent: -0.03, leg: 2 }];
}
