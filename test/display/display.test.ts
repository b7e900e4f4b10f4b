import assert from "node:assert/strict";
import { Display } from "../../src/display/display.ts";
import type { Shown } from "../../src/display/view.ts";
import { WORDS } from "../../src/display/words.ts";
import { Counts } from "../../src/model/counts.ts";
import { INDEX } from "../../src/model/quantity.ts";
import { Store } from "../../src/model/store.ts";
import { FAKE_FONTS, FakeScreen } from "../support/fake-screen.ts";

class House {
	readonly screen = new FakeScreen();
	readonly display: Display;
	readonly store = new Store();
	readonly counts = new Counts();
	isOnline = true;
	words = WORDS.nb;
	now = 0;

	constructor(isWhole = false) {
		this.display = new Display(this.screen, FAKE_FONTS, { isWhole });
	}

	push(taken: number, given = 0, vendor = "Aidon"): this {
		const reading = this.store.spare;
		reading.clear();
		reading.list = 2;
		reading.vendor = vendor;
		reading.receivedAt = this.now;
		reading.values[INDEX.activePowerImport] = taken;
		reading.values[INDEX.activePowerExport] = given;
		this.store.keep();
		this.counts.octets += 100;
		return this;
	}

	show(): this {
		this.display.show(this satisfies Shown);
		return this;
	}
}

describe("the display", () => {
	it("says that no meter is heard, that one is listened to, and whose it is", () => {
		const house = new House();
		assert.deepEqual(house.show().screen.texts(), ["Ingen måler", "--", "5 kW"]);
		house.counts.octets = 7;
		assert.deepEqual(house.show().screen.texts(), ["Lytter…"]);
		assert.deepEqual(house.push(850).show().screen.texts(), ["Aidon", "850", "W", "5 kW"]);
	});

	it("says so in English", () => {
		const house = new House();
		house.words = WORDS.en;
		assert.deepEqual(house.show().screen.texts(), ["No meter", "--", "5 kW"]);
		assert.deepEqual(house.push(0, 2410).show().screen.texts(), [
			"Aidon",
			"\u22122.41",
			"kW",
			"out",
			"5 kW",
		]);
	});

	it("shows import in W and kW, and export with a minus and a word", () => {
		const house = new House().push(850).show();
		house.screen.take();
		assert.deepEqual(house.push(2410).show().screen.texts(), ["2,41", "kW", "5 kW"]);
		assert.deepEqual(house.push(0, 3060).show().screen.texts(), ["\u22123,06", "kW", "ut", "5 kW"]);
	});

	it("draws nothing when nothing looks different", () => {
		const house = new House().push(850).show();
		house.screen.take();
		house.now += 1000;
		house.show();
		house.push(850).show();
		assert.deepEqual(house.screen.take(), []);
	});

	it("draws only the strip that has changed", () => {
		const house = new House().push(850).show();
		house.screen.take();
		house.isOnline = false;
		const calls = house.show().screen.take();
		assert.deepEqual(calls.slice(0, 2), ["begin 0 0 128 12", "fill 0 0 0 128 12"]);
		assert.equal(calls.filter((call) => call.startsWith("begin")).length, 1);
		assert.equal(calls.at(-1), "end");
	});

	it("draws all of it, in one update, where the display takes no less", () => {
		const house = new House(true).push(850).show();
		house.screen.take();
		house.isOnline = false;
		const calls = house.show().screen.take();
		assert.equal(calls[0], "begin 0 0 128 64");
		assert.equal(calls.filter((call) => call.startsWith("begin")).length, 1);
		assert.ok(calls.some((call) => call.startsWith("text 850 ")));
	});

	it("never shows a number older than 30 s, but its age", () => {
		const house = new House().push(850).show();
		house.screen.take();
		house.now = 30_000;
		assert.deepEqual(house.show().screen.texts(), []);
		house.now = 30_001;
		assert.deepEqual(house.show().screen.texts(), ["Aidon", "--", "30 s", "5 kW"]);
		house.now = 31_000;
		assert.deepEqual(house.show().screen.texts(), ["--", "31 s"]);
		house.now = 125_000;
		assert.deepEqual(house.show().screen.texts(), ["--", "2 min"]);
		assert.deepEqual(house.push(900).show().screen.texts(), ["Aidon", "900", "W", "5 kW"]);
	});

	it("strikes the meter's name out while it is silent", () => {
		const house = new House().push(850).show();
		house.screen.take();
		house.now = 40_000;
		const isStruck = (calls: string[]) => calls.includes("fill 255 0 5 30 1");
		assert.equal(isStruck(house.show().screen.take()), true);
		assert.equal(isStruck(house.push(850).show().screen.take()), false);
	});

	it("keeps showing export through the list 1 that cannot tell it", () => {
		const house = new House().push(0, 3060).show();
		house.screen.take();
		const reading = house.store.spare;
		reading.clear();
		reading.list = 1;
		reading.vendor = "Aidon";
		house.now = 2500;
		reading.receivedAt = house.now;
		reading.values[INDEX.activePowerImport] = 0;
		house.store.keep();
		assert.deepEqual(house.show().screen.take(), []);
	});

	it("calls Landis+Gyr by its name", () => {
		assert.ok(
			new House().push(1, 0, "LandisGyr(Embriq)").show().screen.texts().includes("Landis+Gyr"),
		);
	});
});

describe("the bar", () => {
	const bars = (house: House) =>
		house
			.show()
			.screen.take()
			.filter((call) => /^fill 255 \d+ 56 /.test(call));

	it("is as long as the power is of its scale", () => {
		// 128 less 38 for the scale's text, less 4 for the frame: 86 pixels.
		assert.deepEqual(bars(new House().push(2500)), ["fill 255 2 56 43 6"]);
		assert.deepEqual(bars(new House().push(5000)), ["fill 255 2 56 86 6"]);
		assert.deepEqual(bars(new House().push(0)), ["fill 255 2 56 0 6"]);
	});

	it("takes the smallest scale that holds the highest power so far", () => {
		const house = new House();
		const scales: string[] = [];
		for (const watts of [300, 5001, 300, 17_300, 900, 63_000, 250_000]) {
			scales.push(house.push(watts).show().screen.texts().at(-1) ?? "");
		}
		assert.deepEqual(scales, ["5 kW", "10 kW", "10 kW", "25 kW", "25 kW", "100 kW", "100 kW"]);
	});

	it("is hatched while exporting", () => {
		const columns = bars(new House().push(0, 1000));
		assert.equal(columns.length, 9);
		assert.deepEqual(columns.slice(0, 2), ["fill 255 2 56 1 6", "fill 255 4 56 1 6"]);
	});
});
