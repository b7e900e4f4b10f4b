/**
 * A story full of faults, by a seed: what happens to a world, day after day, as a field year might have
 * it. Each trouble has an hour to itself, at the least, but they follow each other closely.
 */
import { random } from "../house/random.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** An action, and when it is done, in milliseconds from the start. */
export interface Trouble {
	readonly at: number;
	readonly action: Readonly<Record<string, unknown>>;
}

export interface TroubleOptions {
	readonly seed: number;
	readonly days: number;
	/** Troubles a day, on average. */
	readonly perDay: number;
	/** When another meter is mounted, in days from the start; nothing else happens that hour. */
	readonly swaps: readonly number[];
}

/** Draws from 0 up to 1. */
type Draw = () => number;
type Maker = (draw: Draw) => readonly Trouble[];

const one = (action: Trouble["action"]): readonly Trouble[] => [{ at: 0, action }];
const whole = (draw: Draw, from: number, to: number) => Math.floor(from + draw() * (to - from + 1));

/** What lasts `minutes`, and how it is ended. */
function lasting(
	action: Trouble["action"],
	minutes: number,
	off: Trouble["action"],
): readonly Trouble[] {
	return [
		{ at: 0, action },
		{ at: minutes * MINUTE_MS, action: { do: action["do"], ...off } },
	];
}

/** Those that are more common stand more than once. */
const MAKERS = Object.freeze<Maker[]>([
	(draw) => one({ do: "list3Repeat", times: whole(draw, 1, 2) }),
	() => one({ do: "list3Repeat" }),
	(draw) => one({ do: "list3Missing", times: whole(draw, 1, 3) }),
	() => one({ do: "list3Missing" }),
	(draw) => lasting({ do: "list3Late", seconds: whole(draw, 5, 300) }, 130, { seconds: 0 }),
	(draw) => one({ do: "reboot", offSeconds: whole(draw, 1, 60) }),
	(draw) => one({ do: "reboot", offSeconds: whole(draw, 1, 20) * 60 }),
	(draw) => one({ do: "reboot", offSeconds: whole(draw, 1, 5) * 3600 }),
	() => one({ do: "heapFull" }),
	(draw) => one({ do: "powerCut", operation: whole(draw, 1, 6), donePercent: whole(draw, 0, 100) }),
	(draw) => one({ do: "silence", seconds: whole(draw, 5, 120) }),
	(draw) => one({ do: "silence", seconds: whole(draw, 5, 150) * 60 }),
	() => one({ do: "midFrame" }),
	(draw) => lasting({ do: "bitErrors", perMillion: whole(draw, 50, 800) }, 90, { perMillion: 0 }),
	() => lasting({ do: "badTransceiver" }, 100, { isOn: false }),
	(draw) =>
		lasting({ do: "lostOctets", perMillion: whole(draw, 100, 1000) }, 60, { perMillion: 0 }),
	(draw) => lasting({ do: "wifi" }, whole(draw, 5, 300), { isUp: true }),
	(draw) => lasting({ do: "timeServer", state: "silent" }, whole(draw, 60, 900), {}),
	() => lasting({ do: "timeServer", state: "wrong", offsetSeconds: 3600 }, 65, {}),
	(draw) => one({ do: "blockCallback", ms: whole(draw, 200, 3000) }),
]);

/** In their order. */
export function troublesOf({ seed, days, perDay, swaps }: TroubleOptions): readonly Trouble[] {
	const draw = random(seed);
	const all: Trouble[] = [];
	const swapsAt = swaps.map((day) => day * DAY_MS);
	// The first hours are quiet, so that there are registers; and the last, so that they tell the end.
	const end = days * DAY_MS - 8 * HOUR_MS;
	for (const at of swapsAt) all.push({ at, action: { do: "meterSwap" } });
	for (let at = 3 * HOUR_MS; at < end; at += HOUR_MS + draw() * 2 * (DAY_MS / perDay - HOUR_MS)) {
		const make = MAKERS[Math.floor(draw() * MAKERS.length)] as Maker;
		const made = make(draw);
		if (swapsAt.some((swap) => Math.abs(swap - at) < 7 * HOUR_MS)) continue;
		for (const trouble of made) all.push({ ...trouble, at: Math.floor(at + trouble.at) });
	}
	return all.sort((before, after) => before.at - after.at);
}
