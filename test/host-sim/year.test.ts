/**
 * The year's proof in short (`npm run bench:year` is the long one): days full of troubles, over both
 * switches of summer time, on Node and on XS.
 */
import assert from "node:assert/strict";
import { liveThrough, type Story } from "../../host-sim/bench/year.ts";
import { engineNamed, type MakeEngine, nodeEngine } from "../../host-sim/engines.ts";
import { XS_FOLDER } from "../../host-sim/xs/host.ts";
import { withXs } from "../support/xs/host.ts";

const MINUTE = 60_000;
/** Midnight in Norway, the days before the switches of 2026. */
const SPRING = Date.UTC(2026, 2, 27, 23);
const AUTUMN = Date.UTC(2026, 9, 23, 22);

const STORIES: readonly Story[] = [
	{ meter: "aidon-6534", seed: 21, startMs: SPRING, days: 4, perDay: 8, swaps: [] },
	{ meter: "aidon-6525", seed: 22, startMs: AUTUMN, days: 4, perDay: 8, swaps: [] },
	{ meter: "kaifa-ma304h4", seed: 23, startMs: SPRING, days: 4, perDay: 8, swaps: [1.4] },
	{ meter: "kaifa-ma304h3e", seed: 24, startMs: AUTUMN, days: 4, perDay: 8, swaps: [] },
	{ meter: "kamstrup-6841131", seed: 25, startMs: AUTUMN, days: 8, perDay: 8, swaps: [3.6] },
];

/** On XS: list 1 each 10 s, so that it takes seconds. */
const SHORT: readonly Story[] = [
	{ ...(STORIES[0] as Story), days: 2, list1Seconds: 10 },
	{ ...(STORIES[4] as Story), days: 2, swaps: [1.4] },
];

function holds(stories: readonly Story[], engine: MakeEngine): void {
	for (const story of stories) {
		it(`loses, doubles and invents nothing: ${story.meter}, ${story.days} days`, async () => {
			const { audit, restarts } = await liveThrough(story, engine);
			assert.deepEqual(audit.complaints, []);
			assert.ok(audit.holds, `${audit.estimatedPerCent} % off where power tells`);
			assert.ok(audit.qualities.measured > 10 * story.days, JSON.stringify(audit.qualities));
			assert.ok(audit.peaks > 0 && restarts > 0);
		}).timeout(3 * MINUTE);
	}
}

describe("days of troubles on Node", () => holds(STORIES, nodeEngine));

withXs("days of troubles on XS", () => {
	holds(SHORT, engineNamed("xs", XS_FOLDER));
});
