import assert from "node:assert/strict";
import { Display } from "../../src/display/display.ts";
import type { KnownHours, Shown } from "../../src/display/view.ts";
import { WORDS } from "../../src/display/words.ts";
import { Counts } from "../../src/model/counts.ts";
import { type Network, NO_NETWORK } from "../../src/model/network.ts";
import { INDEX } from "../../src/model/quantity.ts";
import { Store } from "../../src/model/store.ts";
import { FAKE_FONTS, FakeScreen } from "../support/fake-screen.ts";

const NBSP = "\u00a0";

class House {
	readonly screen = new FakeScreen();
	readonly display: Display;
	readonly store = new Store();
	readonly counts = new Counts();
	/** In per cent, as the display was told. */
	readonly dimmed: number[] = [];
	readonly ownerCode = "";
	readonly restartReason = undefined;
	network: Network = NO_NETWORK;
	history: KnownHours | undefined = undefined;
	words = WORDS.nb;
	now = 0;
	utc: number | undefined = undefined;

	constructor() {
		const setBrightness = (percent: number) => {
			this.dimmed.push(percent);
		};
		const options = { isWhole: true, isColour: false, hasButton: true, setBrightness };
		this.display = new Display({ screen: this.screen, fonts: FAKE_FONTS, ...options }, 0);
	}

	utcAt(): number | undefined {
		return this.utc;
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

	/** The texts that are drawn, if anything is. */
	show(): string[] {
		this.screen.take();
		this.display.show(this satisfies Shown);
		return this.screen.texts();
	}

	press(): string[] {
		this.screen.take();
		this.display.press(this);
		return this.screen.texts();
	}
}

describe("the display", () => {
	it("leads from the cable to the first reading", () => {
		const house = new House();
		const nothing = ["Kom i gang", "Måler ikke tilkoblet", "Lytter…", "Ikke på nett"];
		assert.deepEqual(house.show(), nothing);
		house.now = 59_000;
		assert.deepEqual(house.show(), []);
		house.now = 60_000;
		const hint = ["HAN-porten er stengt?", "Be nettselskapet", "åpne den"];
		assert.deepEqual(house.show(), ["Måler ikke tilkoblet", ...hint, "Ikke på nett"]);
		house.counts.octets = 7;
		assert.deepEqual(house.show(), ["Kom i gang", "Måler tilkoblet", "Lytter…", "Ikke på nett"]);
		assert.deepEqual(house.push(850).show(), ["850", "W", "Timer lagres ikke"]);
	});

	it("asks for the port to be opened when the line fell silent after an octet of noise", () => {
		const house = new House();
		house.show();
		house.counts.octets = 1;
		house.now = 1000;
		assert.ok(house.show().includes("Måler tilkoblet"));
		house.now = 60_999;
		assert.ok(house.show().includes("Måler tilkoblet"));
		house.now = 61_000;
		const hint = ["HAN-porten er stengt?", "Be nettselskapet", "åpne den"];
		assert.deepEqual(house.show(), ["Måler ikke tilkoblet", ...hint, "Ikke på nett"]);
	});

	it("shows the first reading at once, though the button has just gone around", () => {
		const house = new House();
		house.show();
		do house.press();
		while (house.display.view !== "welcome");
		house.now = 1000;
		assert.deepEqual(house.push(850).show().slice(0, 2), ["850", "W"]);
	});

	it("says so in English", () => {
		const house = new House();
		house.words = WORDS.en;
		assert.ok(house.show().includes("Meter not connected"));
		assert.deepEqual(house.push(0, 2410).show(), ["\u22122.41", "kW", "out", "Hours are not kept"]);
	});

	it("shows import in W and kW, and export with a minus, an arrow and a word", () => {
		const house = new House();
		assert.deepEqual(house.push(850).show().slice(0, 2), ["850", "W"]);
		assert.deepEqual(house.push(2410).show().slice(0, 2), ["2,41", "kW"]);
		house.push(0, 3060);
		house.screen.take();
		house.display.show(house);
		const calls = house.screen.take();
		assert.ok(calls.some((call) => call.startsWith("text \u22123,06 ")));
		assert.ok(calls.some((call) => call.startsWith("text ut ")));
		assert.equal(calls.filter((call) => /^fill 255 \d+ \d [13579] 1$/.test(call)).length, 5);
	});

	it("draws nothing when nothing looks different", () => {
		const house = new House();
		house.push(850).show();
		house.now += 1000;
		assert.deepEqual(house.show(), []);
		assert.deepEqual(house.push(850).show(), []);
	});

	it("never shows a number older than 30 s, but its age and why", () => {
		const house = new House();
		house.push(850).show();
		house.now = 30_000;
		assert.deepEqual(house.show(), []);
		house.now = 30_001;
		const trouble = "Måler ikke tilkoblet";
		assert.deepEqual(house.show(), [`30${NBSP}s`, "--", trouble]);
		house.now = 31_000;
		assert.deepEqual(house.show(), [`31${NBSP}s`, "--", trouble]);
		house.now = 125_000;
		assert.deepEqual(house.show(), [`2${NBSP}min`, "--", trouble]);
		assert.ok(house.push(900).show().includes("900"));
	});

	it("says when octets come, but no reading", () => {
		const house = new House();
		house.push(850).show();
		house.now = 40_000;
		house.counts.octets += 1000;
		assert.ok(house.show().includes("Lytter…"));
		house.counts.octets += 1000;
		house.counts.noiseOctets = 1500;
		house.now = 60_000;
		assert.ok(house.show().includes("Mye støy på linjen"));
		house.counts.octets += 1000;
		house.counts.parityErrors = 400;
		house.now = 120_000;
		assert.ok(house.show().includes("Feil paritet"));
	});

	it("keeps showing export through the list 1 that cannot tell it", () => {
		const house = new House();
		house.push(0, 3060).show();
		const reading = house.store.spare;
		reading.clear();
		reading.list = 1;
		reading.vendor = "Aidon";
		house.now = 2500;
		reading.receivedAt = house.now;
		reading.values[INDEX.activePowerImport] = 0;
		house.store.keep();
		assert.deepEqual(house.show(), []);
	});

	it("shows another view at once when the button is pressed", () => {
		const house = new House();
		house.push(850).show();
		assert.deepEqual(house.press(), ["Denne timen", "Timer lagres ikke"]);
		assert.deepEqual(house.press().slice(0, 1), ["Faser"]);
		assert.equal(house.display.view, "phases");
	});

	it("draws the number again when the button has gone around", () => {
		const house = new House();
		house.push(850).show();
		let texts: string[] = [];
		do texts = house.press();
		while (house.display.view !== "now");
		assert.deepEqual(texts.slice(0, 2), ["850", "W"]);
	});

	it("tells a new address or network at once, and its own code with it", () => {
		const house = new House();
		house.network = { phase: "joined", address: "192.168.1.20", ssid: "Hjemme", key: "" };
		const shown = () => {
			house.screen.take();
			// Two steps of the code, in which nothing is drawn.
			for (let i = 0; i < 3; i++) house.display.show(house);
			const calls = house.screen.take();
			const fills = calls.filter((call) => call.startsWith("fill "));
			const texts = calls.filter((call) => call.startsWith("text "));
			return { texts: texts.map((call) => call.split(" ")[1]).join(""), fills: fills.join() };
		};
		house.push(850);
		shown();
		while (house.display.view !== "network") house.press();
		house.network = { ...house.network, address: "192.168.1.21" };
		const one = shown();
		assert.ok(one.texts.includes("192.168.1.21"), one.texts);
		house.network = { ...house.network, address: "192.168.1.36" };
		const other = shown();
		assert.ok(other.texts.includes("192.168.1.36"), other.texts);
		assert.ok(one.fills !== other.fills);
	});

	it("shows a network's long name from its beginning", () => {
		const house = new House();
		house.network = { phase: "joining", address: "", ssid: "Familien Hansen på hytta", key: "" };
		while (house.display.view !== "network") house.display.press(house);
		assert.ok(
			house.screen.take().some((call) => /^text Familien Hansen på hytta at 0 /.test(call)),
		);
	});

	it("works where the brightness cannot be set", () => {
		const house = new House();
		const { screen } = house;
		const options = { isWhole: true, isColour: false, hasButton: true };
		const display = new Display({ screen, fonts: FAKE_FONTS, ...options }, 0);
		house.utc = Date.UTC(2026, 0, 31, 23);
		screen.take();
		display.show(house);
		assert.ok(screen.texts().includes("Kom i gang"));
	});

	it("shows the last four digits of the meter's id, and Landis+Gyr by its name", () => {
		const house = new House();
		const id = Uint8Array.from("7359990000001742", (character) => character.charCodeAt(0));
		house.store.spare.clear();
		house.push(850, 0, "LandisGyr(Embriq)");
		house.store.latest[1].meterId.set(new DataView(id.buffer), 0, id.length);
		house.show();
		while (house.display.view !== "meter") house.press();
		house.display.hold(house);
		house.now += 1000;
		const texts = house.show();
		assert.deepEqual(texts.slice(0, 2), ["Landis+Gyr", "…1742"]);
		assert.ok(texts.includes(`1${NBSP}s`));
		assert.ok(texts.includes("Ingen feil"));
	});

	it("is dimmed at night, and told so once", () => {
		const house = new House();
		house.utc = Date.UTC(2026, 0, 31, 12);
		house.show();
		house.utc = Date.UTC(2026, 0, 31, 23);
		house.show();
		house.show();
		assert.deepEqual(house.dimmed, [15]);
		house.press();
		assert.deepEqual(house.dimmed, [15, 100]);
	});

	it("shifts its picture by a pixel after a minute", () => {
		const house = new House();
		house.push(850).show();
		house.now = 61_000;
		house.push(850);
		house.screen.take();
		house.display.show(house);
		assert.ok(house.screen.take().some((call) => /^text W at \d+ 33$/.test(call)));
	});
});
