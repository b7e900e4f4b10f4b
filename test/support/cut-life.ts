/** A short life of a ledger, which may be begun again from what was kept at any writing of it. */
import { Ledger } from "../../src/ledger/ledger.ts";
import { SAVE_MS } from "../../src/ledger/stretch.ts";
import { Reading } from "../../src/model/reading.ts";
import { FixedHours } from "./fixed-hours.ts";
import { HOUR, MINUTE } from "./ledger-bench.ts";
import { type Maker, PlainMeter } from "./plain-meter.ts";

/** 2026-01-14T08:00Z. */
const START = 1_768_377_600_000;
const STEP = 2000;
/** Of list 1 one of five is heard. */
const LIST_1_MS = 10_000;
/** From the power's going to the ledger's start. */
const OFF_MS = 6000;
const AIR_MS = 1700;
const WATTS = 2000;
/** Hours that there is room for. */
const ROOM = 96;

/** In minutes from the start. */
export interface Story {
	readonly maker: Maker;
	readonly ends: number;
	/** Without power. */
	readonly off: readonly [from: number, to: number];
	/** Hours that the network's time is ahead from then on, until it is right and tells so. */
	readonly ahead: number;
	readonly right: number;
	/** Cuts are made in these. */
	readonly cuts: readonly [from: number, to: number];
}

/** The power goes before something is written: when, in UTC ms, and what is kept by then. */
export interface Cut {
	readonly at: number;
	readonly hours: FixedHours;
}

interface Push {
	readonly at: number;
	/** Undefined where nothing is sent. */
	readonly reading: Reading | undefined;
}

export class CutLife {
	/** The first hour of which registers tell both edges. */
	readonly first = START / HOUR + 1;
	readonly #story: Story;
	readonly #meter: PlainMeter;
	readonly #pushes: Push[] = [];

	constructor(story: Story) {
		this.#story = story;
		const meter = new PlainMeter(story.maker, () => WATTS, START);
		this.#meter = meter;
		while (meter.now < minute(story.ends)) {
			const list = meter.step();
			const isHeard = list > 1 || (list === 1 && meter.now % LIST_1_MS === 0);
			this.#pushes.push({ at: meter.now, reading: isHeard ? meter.reading : undefined });
			if (isHeard) meter.reading = new Reading();
		}
	}

	/** The hour in progress at its end. */
	get end(): number {
		return Math.floor(this.#meter.now / HOUR);
	}

	/** Wh that the registers rose from the first hour up to that one. */
	get rise(): number {
		return this.#meter.registerAt(this.end) - this.#meter.registerAt(this.first);
	}

	/** Nothing is kept yet. */
	get start(): Cut {
		return { at: START - OFF_MS, hours: new FixedHours(ROOM) };
	}

	/** Lives on after `cut` to the end, and is what is kept then; `cuts` gets those that may be made meanwhile. */
	live(cut: Cut, cuts: Cut[] = []): FixedHours {
		const [from, to] = this.#story.cuts;
		const hours = cut.hours.copy();
		let at = cut.at + OFF_MS;
		watch(hours, () => {
			if (at >= minute(from) && at <= minute(to)) cuts.push({ at, hours: hours.copy() });
		});
		let startedAt = at;
		let savedAt = at;
		let ledger: Ledger | undefined = this.#begin(hours, at);
		for (const push of this.#pushes.slice((at - START) / STEP)) {
			at = push.at;
			if (this.#isOff(at)) ledger = undefined;
			else if (ledger === undefined) {
				startedAt = at;
				savedAt = at;
				ledger = this.#begin(hours, at);
			}
			if (ledger === undefined) continue;
			const now = at - startedAt;
			if (at === minute(this.#story.right)) ledger.clock.setNetwork(at, now);
			hear(ledger, push.reading, now);
			if (at - savedAt < SAVE_MS) continue;
			savedAt = at;
			ledger.save();
		}
		return hours;
	}

	#begin(hours: FixedHours, at: number): Ledger {
		const { off, right, ahead } = this.#story;
		const ledger = new Ledger(hours);
		const { state } = hours;
		if (state) ledger.restore(state);
		const isWrong = at >= minute(off[0]) && at < minute(right);
		ledger.clock.setNetwork(at + (isWrong ? ahead * HOUR : 0), 0);
		return ledger;
	}

	#isOff(at: number): boolean {
		const [from, to] = this.#story.off;
		return at >= minute(from) && at < minute(to);
	}
}

function minute(minutes: number): number {
	return START + minutes * MINUTE;
}

/** Has `before` called before each writing. */
function watch(hours: FixedHours, before: () => void): void {
	const put = hours.put.bind(hours);
	const putState = hours.putState.bind(hours);
	hours.put = (record) => {
		before();
		put(record);
	};
	hours.putState = (state) => {
		before();
		putState(state);
	};
}

function hear(ledger: Ledger, reading: Reading | undefined, now: number): void {
	ledger.tick(now);
	if (reading === undefined) return;
	reading.receivedAt = now + AIR_MS;
	ledger.hear(reading);
}
