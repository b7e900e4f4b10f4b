/** A world that lives through a story of faults, and the audit of what its app has kept of it. */
import { utcText } from "../../src/model/utc.ts";
import type { MakeEngine } from "../engines.ts";
import { dayOf } from "../house/truth.ts";
import { profileNamed } from "../meters/profiles.ts";
import { Audit, type HourRow, type Kept, type PeakRow, type SumRow } from "./audit.ts";
import { troublesOf } from "./troubles.ts";
import { World } from "./world.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** A register stands still for so many Wh at the most, and power that corrects it is some Wh off. */
const READ_LATE_WH = 10;

export interface Story {
	readonly meter: string;
	readonly seed: number;
	/** A whole hour, in milliseconds since 1970. */
	readonly startMs: number;
	readonly days: number;
	/** Troubles a day, on average. */
	readonly perDay: number;
	/** When another meter is mounted, in days from the start. */
	readonly swaps: readonly number[];
	/** Of list 1; 0 is as the maker has it. */
	readonly list1Seconds?: number;
}

export interface Outcome {
	readonly audit: Audit;
	/** Of the story, by the name of the action. */
	readonly troubles: Readonly<Record<string, number>>;
	readonly frames: number;
	readonly restarts: number;
	/** Wh of import that the house truly took. */
	readonly truthWh: number;
}

/** `onDay` is told of each day that is over. */
export async function liveThrough(
	story: Story,
	engine: MakeEngine,
	onDay: (day: number) => void = () => {},
): Promise<Outcome> {
	const { meter, seed, startMs, days, list1Seconds = 0 } = story;
	resolutionOf(meter);
	const world = new World({ meter, seed, startMs, engine, isClosed: true });
	try {
		if (list1Seconds > 0) world.act({ do: "list1Every", seconds: list1Seconds });
		const troubles = troublesOf(story);
		let next = 0;
		for (let day = 1; day <= days; day++) {
			for (; (troubles[next]?.at ?? Number.POSITIVE_INFINITY) < day * DAY_MS; next++) {
				const { at, action } = troubles[next] as (typeof troubles)[number];
				world.runUntil(at);
				world.act(action);
			}
			world.runUntil(day * DAY_MS);
			onDay(day);
		}
		// The last hour's registers.
		world.runUntil(days * DAY_MS + HOUR_MS / 2);
		return outcomeOf(world, story, countsOf(troubles.map(({ action }) => String(action["do"]))));
	} finally {
		await world.close();
	}
}

function outcomeOf(world: World, story: Story, troubles: Outcome["troubles"]): Outcome {
	const { house } = world;
	if (house === undefined) throw new Error("a capture is replayed: there is no house");
	const from = story.startMs / HOUR_MS;
	const to = from + story.days * 24;
	const swaps = story.swaps.map((day) => from + Math.floor(day * 24));
	const options = { resolution: resolutionOf(story.meter), from, to, swaps };
	const audit = new Audit(house.truth, keptOf(world, from, to), options);
	let truthWh = 0;
	for (let hour = from; hour < to; hour++) truthWh += house.truth.energy(hour, "import");
	const { pushes: frames, machine } = world;
	return { audit, troubles, frames, restarts: machine.restarts, truthWh };
}

/** Wh: the registers' step, and what power may add where registers are read some seconds late. */
export function resolutionOf(meter: string): number {
	const { exponents, schedule, transformerRatio } = profileNamed(meter);
	if (transformerRatio !== 1) {
		throw new Error(
			`${meter} counts behind transformers; take one that counts what the house uses`,
		);
	}
	const step = 10 ** exponents.Wh;
	return schedule.registers === "hour" ? step : step + READ_LATE_WH;
}

/** All of it, up to now. */
function keptOf(world: World, from: number, to: number): Kept {
	const list = <Row>(query: string, name: string) => {
		const { json, status } = world.get(`/api/v1/${query}`);
		if (status !== 200) throw new Error(`/api/v1/${query} answers ${status}`);
		return (json as Record<string, Row[]>)[name] ?? [];
	};
	const [first, end] = [utcText(from * HOUR_MS), utcText((to + 1) * HOUR_MS)];
	const sums = new Map<string, SumRow>();
	for (const row of list<SumRow>(`days?from=${first}&to=${end}`, "days"))
		sums.set(String(row["day"]), row);
	for (const row of list<SumRow>(`months?from=${first}&to=${end}`, "months"))
		sums.set(String(row["month"]), row);
	const peaks = new Map<string, readonly PeakRow[]>();
	for (let hour = from; hour < to; hour++) {
		const month = dayOf(hour).slice(0, "2026-01".length);
		if (peaks.has(month)) continue;
		peaks.set(month, list<PeakRow>(`capacity?month=${month}`, "peaks"));
	}
	return { hours: list<HourRow>(`hours?from=${first}&to=${end}`, "hours"), sums, peaks };
}

function countsOf(names: readonly string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
	return counts;
}
