/** What must hold at some moment of a scenario, seen from outside: on every engine the same. */
import { KEYS as QUANTITY_KEYS } from "../../src/http/json.ts";
import { DISPLAY_STATES, displayState } from "./display-state.ts";
import {
	checkKept,
	KEPT_KEYS,
	KEPT_SUBJECTS,
	type Kept,
	keptOf,
	keptText,
	truthOf,
} from "./kept.ts";
import type { Observer } from "./observer.ts";

/** What is looked at: one of them. */
const SUBJECTS = ["get", "figure", "display", ...KEPT_SUBJECTS] as const;

/** How it is compared: `equals`, `isPresent`, `meter` and `truth` alone, `atLeast` and `atMost` together too. */
const COMPARISONS = [
	"equals",
	"atLeast",
	"atMost",
	"near",
	"within",
	"withinPercent",
	"isPresent",
	"meter",
	"truth",
] as const;

/** Of how a value may be off: no comparison by themselves. */
const TOLERANCES: readonly string[] = ["within", "withinPercent"];

/** Of the bench itself. */
export const FIGURES = Object.freeze({
	/** Frames that left the meter. */
	pushes: ({ world }: Observer) => world.pushes,
	/** Readings of the app, over all its starts. */
	readings: (observer: Observer) => observer.readings,
	/** Frames that left the meter and became no reading. */
	lost: (observer: Observer) => observer.world.pushes - observer.readings,
	/** Readings that no frame of the meter carried. */
	invented: (observer: Observer) => observer.invented.length,
	/** Starts of the app after the first. */
	restarts: ({ world }: Observer) => world.machine.restarts,
	/** Octets that found the UART's FIFO full. */
	overflowed: ({ world }: Observer) => world.uart.lost,
	/** Octets that came over the line. */
	arrived: ({ world }: Observer) => world.uart.arrived,
	/** The machine's address; none while Wi-Fi is down. */
	address: ({ world }: Observer) => world.network.address,
} as const satisfies Record<string, (observer: Observer) => Value | undefined>);

/** Texts and clocks of a push that may be compared, besides quantities. */
const TEXT_KEYS = ["meterId", "meterType", "listVersion", "vendor", "clockTimestamp", "timestamp"];

type Value = string | number | boolean;

export interface Expectation extends Kept {
	/** A path of the API, asked as a client asks. */
	readonly get?: string;
	/** In its JSON, fields with dots between; without one it is the HTTP status. */
	readonly path?: string;
	readonly figure?: keyof typeof FIGURES;
	readonly display?: string;
	readonly equals?: Value;
	readonly atLeast?: number;
	readonly atMost?: number;
	readonly near?: number;
	/** Of `near` and of numbers of `meter` and `truth`. */
	readonly within?: number;
	/** The same in per cent of `truth`, besides. */
	readonly withinPercent?: number;
	readonly isPresent?: boolean;
	/** What the meter last sent of it: `activePowerImportW`. */
	readonly meter?: string;
}

/** Throws an Error that says what is wrong and what is allowed. */
export function expectationOf(value: unknown): Expectation {
	const fields = value as Record<string, unknown>;
	const known: readonly string[] = [...SUBJECTS, "path", ...KEPT_KEYS, ...COMPARISONS];
	for (const key of Object.keys(fields)) {
		if (!known.includes(key)) throw new Error(`${key}: an expectation has ${known.join(", ")}`);
	}
	const subjects = SUBJECTS.filter((subject) => fields[subject] !== undefined);
	if (subjects.length !== 1) throw new Error(`say one of ${SUBJECTS.join(", ")}`);
	checkSubject(fields);
	checkKept(fields);
	if (fields["display"] === undefined) checkComparison(fields);
	return fields as Expectation;
}

function checkSubject({ get, path, figure, display }: Record<string, unknown>): void {
	if (get !== undefined && !(typeof get === "string" && get.startsWith("/"))) {
		throw new Error(`get is ${JSON.stringify(get)}; say a path such as /api/v1/reading`);
	}
	if (path !== undefined && (typeof path !== "string" || get === undefined)) {
		throw new Error(`path is ${JSON.stringify(path)}; it is a text beside get`);
	}
	oneOf("figure", figure, Object.keys(FIGURES));
	oneOf("display", display, DISPLAY_STATES);
}

function checkComparison(fields: Record<string, unknown>): void {
	const given = COMPARISONS.filter((key) => fields[key] !== undefined && !TOLERANCES.includes(key));
	if (given.length === 0) throw new Error(`say one of ${COMPARISONS.join(", ")}`);
	for (const key of ["atLeast", "atMost", "near", ...TOLERANCES]) {
		if (fields[key] !== undefined && typeof fields[key] !== "number") {
			throw new Error(`${key} is ${JSON.stringify(fields[key])}; say a number`);
		}
	}
	const { isPresent } = fields;
	if (isPresent !== undefined && typeof isPresent !== "boolean") {
		throw new Error(`isPresent is ${JSON.stringify(isPresent)}; say true or false`);
	}
	if (fields["near"] !== undefined && fields["within"] === undefined) {
		throw new Error("near: say within what, too");
	}
	oneOf("meter", fields["meter"], [...QUANTITY_KEYS, ...TEXT_KEYS]);
}

function oneOf(key: string, value: unknown, allowed: readonly string[]): void {
	if (value === undefined || allowed.includes(value as string)) return;
	throw new Error(`${key} is ${JSON.stringify(value)}; say one of ${allowed.join(", ")}`);
}

/** What is wrong, in a line: what was expected and what was found. Undefined when it holds. */
export function complaint(expectation: Expectation, observer: Observer): string | undefined {
	const { display } = expectation;
	if (display !== undefined) {
		const { world } = observer;
		world.look();
		const found = displayState(world.screen, world.machine.app?.view);
		return found === display ? undefined : `the display is ${found}, expected ${display}`;
	}
	const found = foundOf(expectation, observer);
	const wanted = wantedOf(expectation, observer);
	const wrong = wrongOf(expectation, found, wanted);
	return wrong && `${subjectOf(expectation)} is ${shown(found)}, expected ${wrong}`;
}

function wantedOf({ meter, truth, equals, ...kept }: Expectation, observer: Observer): unknown {
	if (truth !== undefined) return truthOf(kept, observer.world);
	return meter === undefined ? equals : observer.told.get(meter);
}

function foundOf(expectation: Expectation, observer: Observer): unknown {
	const { get, path, figure } = expectation;
	if (figure !== undefined) return FIGURES[figure](observer);
	if (get === undefined) return keptOf(expectation, observer.world);
	const answer = observer.world.get(get);
	if (path === undefined) return answer.status;
	return path
		.split(".")
		.reduce<unknown>(
			(from, key) => (from as Record<string, unknown> | undefined)?.[key],
			answer.json,
		);
}

function subjectOf(expectation: Expectation): string {
	const { get, path, figure } = expectation;
	if (figure !== undefined) return figure;
	if (get === undefined) return keptText(expectation);
	return path === undefined ? `the status of ${get}` : `${path} of ${get}`;
}

/** What was expected instead; undefined when `found` will do. */
function wrongOf(expected: Expectation, found: unknown, wanted: unknown): string | undefined {
	const { atLeast, atMost, near, within = 0, isPresent } = expected;
	const number = typeof found === "number" ? found : Number.NaN;
	const isPresentNow = found !== undefined;
	if (isPresent !== undefined && isPresent !== isPresentNow) {
		return isPresent ? "something" : "nothing";
	}
	if (atLeast !== undefined && !(number >= atLeast)) return `at least ${atLeast}`;
	if (atMost !== undefined && !(number <= atMost)) return `at most ${atMost}`;
	if (near !== undefined && !(Math.abs(number - near) <= within)) return `${near} ± ${within}`;
	return isSame(expected, found, wanted) ? undefined : wantedText(expected, wanted);
}

/** Whether it is what `equals`, `meter` or `truth` wants, if any does. */
function isSame(expected: Expectation, found: unknown, wanted: unknown): boolean {
	const { within = 0, withinPercent = 0, equals, meter, truth } = expected;
	if (equals === undefined && meter === undefined && truth === undefined) return true;
	if (found === undefined) return false;
	if (found === wanted) return true;
	const allowed = within + (withinPercent / 100) * Math.abs(Number(wanted));
	return typeof found === "number" && Math.abs(found - Number(wanted)) <= allowed;
}

function wantedText({ meter, truth }: Expectation, wanted: unknown): string {
	if (meter !== undefined) return `${shown(wanted)}, the meter's ${meter}`;
	if (truth === undefined) return shown(wanted);
	return `${shown(typeof wanted === "number" ? Number(wanted.toFixed(1)) : wanted)}, the house's`;
}

function shown(value: unknown): string {
	return value === undefined ? "absent" : JSON.stringify(value);
}
