/** Power cuts at every writing around a move of the clock, and again at every fourth after each of them, by turns. */
import assert from "node:assert/strict";
import { Capacity } from "../../src/ledger/capacity.ts";
import { correct } from "../../src/ledger/owner.ts";
import { type Cut, CutLife, type Story } from "../support/cut-life.ts";
import type { FixedHours } from "../support/fixed-hours.ts";
import { AIDON, KAIFA, KAMSTRUP } from "../support/plain-meter.ts";

/** A minute without power at ten past two, or hours of it; the time is right at ten to three, or so. */
const SHORT = { off: [130, 131], right: 170, ends: 362, cuts: [165, 185] } as const;
const LONG = { off: [130, 310], right: 375, ends: 542, cuts: [371, 425] } as const;
const STORIES: readonly Story[] = [
	{ maker: AIDON, ahead: 1, ...SHORT },
	{ maker: AIDON, ahead: 2, ...SHORT },
	{ maker: KAIFA, ahead: 3, ...SHORT },
	{ maker: KAMSTRUP, ahead: -1, ...SHORT },
	{ maker: AIDON, ahead: 2, ...LONG },
	{ maker: KAIFA, ahead: -3, ...LONG },
	{ maker: AIDON, ahead: 0, off: [130, 1790], right: 1790, ends: 1922, cuts: [1789, 1805] },
];

/** Every hour took 2 kWh. */
const HIGHEST = 2100;

function check(life: CutLife, hours: FixedHours, how: string): void {
	const capacity = new Capacity();
	const end = life.end;
	let sum = 0;
	hours.each(life.first, end, (record) => {
		const { import: taken, isOpen, hour } = record;
		sum += taken.wh;
		assert.equal(isOpen, false, `${how}: hour ${hour - life.first} is left open`);
	});
	capacity.find(hours, life.first, end);
	assert.ok(Math.abs(sum - life.rise) <= 20, `${how}: ${sum - life.rise} Wh`);
	assert.ok(capacity.peaks[0].wh < HIGHEST, `${how}: a peak of ${capacity.peaks[0].wh} Wh`);
}

describe("a correction of an hour that the clock goes back into", () => {
	it("is refused while that hour is in progress", () => {
		const life = new CutLife({ maker: AIDON, ahead: 1, ...SHORT, ends: 170.5 });
		const hours = life.live(life.start);
		assert.equal(correct(hours, life.end, 1234), false);
		assert.equal(correct(hours, life.end - 1, 1234), true);
	});
});

describe("power cuts within a move of the clock", () => {
	for (const story of STORIES) {
		const { maker, ahead, off } = story;
		it(`lose, double and invent nothing: ${maker.vendor}, ${ahead} h after ${off[1] - off[0]} min`, function () {
			this.timeout(60_000);
			const life = new CutLife(story);
			const firsts: Cut[] = [];
			check(life, life.live(life.start, firsts), "no cut");
			assert.ok(firsts.length > 5, `${firsts.length} writings`);
			for (const [i, first] of firsts.entries()) {
				const seconds: Cut[] = [];
				check(life, life.live(first, seconds), `cut ${i}`);
				for (let j = i % 4; j < seconds.length; j += 4) {
					check(life, life.live(seconds[j] as Cut), `cuts ${i} and ${j}`);
				}
			}
		});
	}
});
