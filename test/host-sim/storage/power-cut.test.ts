/** The power goes at every single program and erase, and goes again while that is mended. */
import assert from "node:assert/strict";
import { Flash, PowerCut, SECTOR } from "../../../host-sim/bench/flash.ts";
import { Keeper } from "../../support/keeper.ts";

const SECTORS = 6;
/** Long enough for each sector to be emptied and used again. */
const ACTIONS = 600;
/** The machine starts again after so many, so that a cut need not be led up to from the beginning. */
const BETWEEN_STARTS = 30;
const DONE_PARTS = [0, 0.4, 1];
/** Actions after a cut. */
const AFTER = 20;
/** A second cut comes at one of so many operations that follow, by turns. */
const SECOND_CUTS = 5;

/** An erasure that the power cuts leaves the first half of the sector as it was. */
class HalfErasedFlash extends Flash {
	override erase(index: number): void {
		const half = new Uint8Array(SECTOR / 2);
		this.read(index * SECTOR, half);
		try {
			super.erase(index);
		} catch (error) {
			this.powerOn();
			this.program(index * SECTOR, half);
			throw error;
		}
	}
}

/** Every ninth program leaves one bit set that it should have cleared. */
class WornFlash extends Flash {
	#count = 0;

	override program(at: number, octets: Uint8Array): void {
		const done = octets.slice();
		if (++this.#count % 9 === 0) {
			const weak = this.#count % octets.length;
			done[weak] = (done[weak] as number) | 0x10;
		}
		super.program(at, done);
	}
}

/** Whether the power stays. */
function isPowered(work: () => void): boolean {
	try {
		work();
		return true;
	} catch (error) {
		if (error instanceof PowerCut) return false;
		throw error;
	}
}

function act(keeper: Keeper, count: number): void {
	for (let i = 0; i < count; i++) keeper.act();
}

/** Starts again, checks, and goes on for a while. */
function goOn(keeper: Keeper): void {
	keeper.restart().check();
	act(keeper, AFTER);
	keeper.check();
}

/** Calls `then` with a keeper whose power has just gone, for every operation. Returns how many. */
function cutEverywhere(
	donePart: number,
	then: (cut: Keeper) => void,
	Kind: typeof Flash = Flash,
): number {
	const story = new Keeper(new Kind(SECTORS * SECTOR, 1), { sheds: true });
	let cuts = 0;
	while (story.count < ACTIONS) {
		for (let operation = 1; ; operation++) {
			const keeper = story.copy(Kind);
			keeper.flash.cutAt(operation, donePart);
			if (isPowered(() => act(keeper.start(), BETWEEN_STARTS))) break;
			cuts++;
			then(keeper);
		}
		act(story.start(), BETWEEN_STARTS);
		story.check();
	}
	assert.ok(Math.min(...story.flash.erasures) >= 2, "every sector was emptied and used again");
	assert.ok([...story.known.values()].includes(undefined), "hours were struck");
	return cuts;
}

describe("a power cut", () => {
	for (const donePart of DONE_PARTS) {
		it(`at any operation, ${donePart} of it done, loses nothing acknowledged`, () => {
			assert.ok(cutEverywhere(donePart, goOn) > ACTIONS);
		});
	}

	it("in an erasure that has reached half of a sector brings nothing back", () => {
		assert.ok(cutEverywhere(0.5, goOn, HalfErasedFlash) > ACTIONS);
	});

	it("again, at one of the operations that follow, loses nothing either", () => {
		let cuts = 0;
		cutEverywhere(0.5, (keeper) => {
			keeper.flash.powerOn();
			keeper.flash.cutAt(1 + (keeper.hour % SECOND_CUTS), 0.4);
			const isOn = isPowered(() => {
				keeper.start().check();
				act(keeper, AFTER);
			});
			if (!isOn) cuts++;
			goOn(keeper);
		});
		assert.ok(cuts > 0.9 * ACTIONS);
	});
});

describe("worn flash", () => {
	it("loses nothing acknowledged", () => {
		const keeper = new Keeper(new WornFlash(SECTORS * SECTOR, 1), { sheds: true });
		for (let i = 0; i < 100; i++) {
			keeper.start();
			if (i > 0) keeper.check();
			act(keeper, 50);
			keeper.check();
		}
		assert.ok(keeper.hour > 4000);
	});
});
