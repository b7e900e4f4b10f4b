/** Runs a scenario and says whether it held. */
import type { MakeEngine } from "../engines.ts";
import { durationText } from "./duration.ts";
import { complaint } from "./expectation.ts";
import { Observer } from "./observer.ts";
import type { Scenario } from "./scenario.ts";
import { World } from "./world.ts";

/** How often the API is looked at for invented readings, and how long after a whole one of them. */
const LOOK_MS = 10_000;
const LOOK_AFTER_MS = 3000;

export interface Verdict {
	readonly title: string;
	readonly isMet: boolean;
	/** What did not hold, when, what was expected and what was found; a line each. */
	readonly failures: readonly string[];
	readonly pushes: number;
	readonly readings: number;
}

/** Always holds besides: no reading is invented, and nothing fails that was not told to. */
export async function runScenario(scenario: Scenario, engine: MakeEngine): Promise<Verdict> {
	const { meter, parity, seed, startMs } = scenario;
	const world = new World({ meter, parity, seed, startMs, engine, isClosed: true });
	const observer = new Observer(world);
	const failures: string[] = [];
	try {
		try {
			play(scenario, observer, failures);
		} catch (error) {
			failures.push(`after ${durationText(world.now)}: ${(error as Error).message}`);
		}
		for (const reading of observer.invented) failures.push(`a reading was invented: ${reading}`);
		const { pushes } = world;
		const { readings } = observer;
		return { title: scenario.title, isMet: failures.length === 0, failures, pushes, readings };
	} finally {
		await world.close();
	}
}

/**
 * What must hold is looked at before what happens at the same moment; but what happens at 0 happens
 * before anything else.
 */
function play(scenario: Scenario, observer: Observer, failures: string[]): void {
	const { world } = observer;
	const actions = scenario.actions.slice();
	const expectations = scenario.expectations.slice();
	const end = Number.POSITIVE_INFINITY;
	while (actions[0]?.at === 0) world.act(actions.shift()?.what);
	for (let look = LOOK_AFTER_MS; ; ) {
		const next = Math.min(expectations[0]?.at ?? end, actions[0]?.at ?? end, look);
		if (next > scenario.runMs) break;
		world.runUntil(next);
		if (next === look) {
			observer.look();
			look += LOOK_MS;
		}
		while (expectations[0]?.at === next) {
			const wrong = complaint(
				(expectations.shift() as (typeof expectations)[number]).what,
				observer,
			);
			if (wrong !== undefined) failures.push(`at ${durationText(next)}: ${wrong}`);
		}
		while (actions[0]?.at === next) world.act(actions.shift()?.what);
	}
	world.runUntil(scenario.runMs);
}
