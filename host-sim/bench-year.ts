/**
 * `npm run bench:year`: a year of an Aidon home with all that a field year may have, every octet through
 * the app on Node, and then every hour, day, month and peak against what the house truly used. Exit
 * code 1 when it does not hold. `--meter`, `--seed`, `--days` for another; `--json` for one object.
 */
import { parseArgs } from "node:util";
import type { Audit } from "./bench/audit.ts";
import { liveThrough, type Outcome, resolutionOf, type Story } from "./bench/year.ts";
import { positive, wordsRead } from "./bench-words.ts";
import { nodeEngine } from "./engines.ts";
import { profileNamed } from "./meters/profiles.ts";

/** 2026-01-01 in Norway. */
const START_MS = Date.UTC(2025, 11, 31, 23);
const PER_DAY = 2;
/** In days from the start, if it goes on for so long. */
const SWAPS = [100.4, 250.7];

function figuresOf(audit: Audit): Record<string, string | number> {
	const { qualities } = audit;
	return {
		...Object.fromEntries(
			Object.entries(qualities).map(([name, count]) => [`${name} hours`, count]),
		),
		"greatest difference of a measured hour, Wh": round(audit.measuredOff),
		"estimated and mixed hours off together, %": round(audit.estimatedPerCent),
		"the worst of them, % beyond the resolution": round(audit.estimatedWorst),
		"energy lost, Wh": round(audit.lostWh),
		"energy invented, Wh": round(audit.inventedWh),
		"hours doubled": audit.doubledHours,
		"hours in which the time was moved": audit.movedHours,
		"sums of days and months wrong": audit.wrongSums,
		"peaks wrong": audit.wrongPeaks,
		"peaks looked at": audit.peaks,
		"months of which a gap hides a peak": audit.hiddenPeaks,
	};
}

function round(value: number): number {
	return Number(value.toFixed(2));
}

function print({ audit, troubles, frames, restarts, truthWh }: Outcome, seconds: number): void {
	const told = Object.entries(troubles).map(([name, count]) => `${count} ${name}`);
	process.stdout.write(`troubles: ${told.join(", ")}\n`);
	process.stdout.write(
		`${frames} frames, ${restarts} restarts, ${Math.round(truthWh / 1000)} kWh, in ${seconds} s\n`,
	);
	for (const [name, figure] of Object.entries(figuresOf(audit))) {
		process.stdout.write(`${String(figure).padStart(8)}  ${name}\n`);
	}
	for (const line of audit.complaints) process.stdout.write(`wrong: ${line}\n`);
}

function optionsOf() {
	const { values } = parseArgs({
		options: {
			json: { type: "boolean", default: false },
			meter: { type: "string", default: "aidon-6534" },
			seed: { type: "string", default: "1" },
			days: { type: "string", default: "365" },
			perDay: { type: "string", default: `${PER_DAY}` },
		},
	});
	const days = positive("--days", values.days);
	const story: Story = {
		meter: profileNamed(values.meter).name,
		seed: positive("--seed", values.seed),
		startMs: START_MS,
		days,
		perDay: positive("--perDay", values.perDay),
		swaps: SWAPS.filter((day) => day < days - 1),
	};
	return { story, isJson: values.json };
}

const { story, isJson } = wordsRead(optionsOf);
const begin = performance.now();
const outcome = await liveThrough(story, nodeEngine, (day) => {
	if (day % 30 === 0) process.stderr.write(`day ${day}\n`);
});
const seconds = Math.round((performance.now() - begin) / 1000);
if (isJson) {
	const { audit, ...rest } = outcome;
	const figures = {
		...rest,
		seconds,
		resolutionWh: resolutionOf(story.meter),
		...figuresOf(audit),
	};
	process.stdout.write(`${JSON.stringify(figures)}\n`);
} else print(outcome, seconds);
process.exitCode = outcome.audit.holds ? 0 : 1;
