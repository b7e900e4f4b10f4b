/**
 * A scenario: a meter, what happens to it and its reader and when, and what must hold. It is a JSON
 * file; docs/bench.md tells how to write one. Errors say where in it something is wrong and what is
 * allowed there.
 */
import type { Parity } from "../../src/han/line.ts";
import { profileNamed } from "../meters/profiles.ts";
import { type Action, actionOf } from "./actions.ts";
import { durationOf } from "./duration.ts";
import { type Expectation, expectationOf } from "./expectation.ts";

export interface Scenario {
	readonly title: string;
	/** What it is about, and where that is told. */
	readonly why: string;
	readonly meter: string;
	/** What the app remembers of the line; as the meter sends when left out. */
	readonly parity: Parity | "unknown" | undefined;
	readonly seed: number;
	/** Virtual time of day at the start, in milliseconds since 1970. */
	readonly startMs: number;
	/** How long it runs. */
	readonly runMs: number;
	/** In the order they happen, with milliseconds from the start. */
	readonly actions: readonly Timed<Action>[];
	readonly expectations: readonly Timed<Expectation>[];
}

export interface Timed<What> {
	readonly at: number;
	readonly what: What;
}

const KEYS = ["title", "why", "meter", "parity", "seed", "start", "run", "at", "expect"];
const DEFAULT_METER = "aidon-6534";
const DEFAULT_SEED = 1;
const MAX_SEED = 0xffff_ffff;

/** Throws an Error that says where it is wrong. */
export function scenarioOf(json: string): Scenario {
	const file = parsed(json);
	for (const key of Object.keys(file)) {
		if (!KEYS.includes(key)) throw new Error(`${key}: a scenario has ${KEYS.join(", ")}`);
	}
	const meter = file["meter"] === undefined ? DEFAULT_METER : text(file, "meter");
	within("meter", () => profileNamed(meter));
	const runMs = duration("run", file["run"]);
	const expectations = list(file, "expect").map((item, i) =>
		timed(`expect[${i}]`, item, runMs, runMs, expectationOf),
	);
	if (expectations.length === 0) throw new Error("expect: say at least one thing that must hold");
	const actions = list(file, "at").map((item, i) =>
		timed(`at[${i}]`, item, undefined, runMs, actionOf),
	);
	return {
		title: text(file, "title"),
		why: text(file, "why"),
		meter,
		parity: parityOf(file["parity"]),
		seed: seedOf(file["seed"]),
		startMs: startOf(text(file, "start")),
		runMs,
		actions: actions.sort((one, other) => one.at - other.at),
		expectations: expectations.sort((one, other) => one.at - other.at),
	};
}

type Fields = Readonly<Record<string, unknown>>;

function parsed(json: string): Fields {
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch (error) {
		throw new Error(`not JSON: ${(error as Error).message}`);
	}
	if (isFields(value)) return value;
	throw new Error(`a scenario is an object with ${KEYS.join(", ")}`);
}

function isFields(value: unknown): value is Fields {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What has a `time` beside the rest of it. */
function timed<What>(
	where: string,
	item: unknown,
	defaultMs: number | undefined,
	mostMs: number,
	read: (rest: unknown) => What,
): Timed<What> {
	if (!isFields(item)) throw new Error(`${where}: say an object`);
	const { time, ...rest } = item;
	const isDefault = time === undefined && defaultMs !== undefined;
	const at = isDefault ? defaultMs : duration(`${where}.time`, time);
	if (at > mostMs) throw new Error(`${where}.time is ${time}, and the scenario ends before`);
	return { at, what: within(where, () => read(rest)) };
}

/** What `read` returns; its error is told with where it was. */
function within<What>(where: string, read: () => What): What {
	try {
		return read();
	} catch (error) {
		throw new Error(`${where}: ${(error as Error).message}`);
	}
}

function duration(where: string, value: unknown): number {
	const ms = durationOf(value);
	if (ms !== undefined) return ms;
	throw new Error(`${where} is ${JSON.stringify(value)}; say a time such as 90s, 10m or 1h30m`);
}

function list(file: Fields, key: string): unknown[] {
	const value = file[key];
	if (value === undefined) return [];
	if (Array.isArray(value)) return value;
	throw new Error(`${key}: say a list`);
}

function text(file: Fields, key: string): string {
	const value = file[key];
	if (typeof value === "string" && value !== "") return value;
	throw new Error(`${key} is ${JSON.stringify(value)}; say a text`);
}

function parityOf(value: unknown): Scenario["parity"] {
	const isOne = value === "even" || value === "none" || value === "unknown";
	if (value === undefined || isOne) return value;
	throw new Error(`parity is ${JSON.stringify(value)}; say "even", "none" or "unknown"`);
}

function seedOf(value: unknown): number {
	if (value === undefined) return DEFAULT_SEED;
	const isSeed = Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_SEED;
	if (isSeed) return value as number;
	throw new Error(`seed is ${JSON.stringify(value)}; say a whole number from 0 to ${MAX_SEED}`);
}

function startOf(start: string): number {
	const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(start) ? Date.parse(start) : Number.NaN;
	if (!Number.isNaN(ms)) return ms;
	throw new Error(`start is "${start}"; say a time in UTC, such as 2026-03-29T00:30:00Z`);
}
