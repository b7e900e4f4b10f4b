/** The project's own captures, which virtual meters made, against their golden readings. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Decoded, decode } from "../../host-sim/decode.ts";
import { octetsOf } from "../../host-sim/input.ts";
import { PROFILES } from "../../host-sim/meters/profiles.ts";
import { ownCaptures } from "../../host-sim/own-captures.ts";
import { Counts, FAULTS } from "../../src/model/counts.ts";
import { eachSurvives } from "../support/properties.ts";

const FOLDER = "test/captures";
const FLAG = 0x7e;

const NAMES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
	.filter((file) => file.endsWith(".hex"))
	.map((file) => file.slice(0, -".hex".length).replaceAll("\\", "/"))
	.sort();

const octetsNamed = (name: string) => octetsOf(readFileSync(join(FOLDER, `${name}.hex`)));
const goldenNamed = (name: string): Decoded[] =>
	JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8"));

describe("the capture", () => {
	for (const name of NAMES) {
		it(`${name} decodes to its golden reading, without a fault`, () => {
			const octets = octetsNamed(name);
			const counts = new Counts();
			const readings: Decoded[] = [];
			decode(octets, counts, {}, (reading) => readings.push(reading));
			assert.deepEqual(readings, goldenNamed(name));
			assert.equal(readings.length, 1);
			for (const fault of FAULTS) assert.equal(counts[fault], 0, fault);
		});
	}
});

describe("every capture", () => {
	eachSurvives(NAMES.map((name) => [name, octetsNamed(name)]));
});

describe("the captures", () => {
	it("are what their generator makes, to the letter", () => {
		const made = ownCaptures();
		assert.deepEqual(made.map(({ path }) => path).sort(), NAMES);
		for (const { path, hex, json } of made) {
			assert.equal(readFileSync(join(FOLDER, `${path}.hex`), "utf8"), hex, path);
			assert.equal(readFileSync(join(FOLDER, `${path}.json`), "utf8"), json, path);
		}
	});

	it("obey Ohm: apparent power is about volts times amperes", () => {
		for (const name of NAMES) {
			const [reading] = goldenNamed(name);
			const profile = PROFILES.find((candidate) => candidate.name === name.split("/")[0]);
			assert.ok(reading && profile);
			if (reading["list"] === 1) continue;
			const ratio = apparentPower(reading) / voltAmperes(reading, profile.network === "IT");
			// The bounds of all real list 2 and 3, which are 0.77 and 0.69 to 1.01.
			assert.ok(
				ratio > (profile.network === "IT" ? 0.69 : 0.77) && ratio < 1.02,
				`${name} ${ratio}`,
			);
		}
	});

	it("show an octet 7E inside a frame, and negative currents", () => {
		const inside = octetsNamed("kaifa-ma304h3e/list-2-with-7e").subarray(1, -1);
		assert.ok(inside.includes(FLAG));
		const [aidon] = goldenNamed("aidon-6534/list-2-export");
		assert.ok(Number(aidon?.["currentL1A"]) < 0);
		const [kaifa] = goldenNamed("kaifa-ma304h4/list-2-export");
		assert.ok(Number(kaifa?.["currentL1A"]) > 0);
	});
});

function numbers(reading: Decoded, keys: readonly string[]): number[] {
	return keys.map((key) => reading[key]).filter((value) => typeof value === "number");
}

function apparentPower(reading: Decoded): number {
	const net = (what: string, unit: string) =>
		Number(reading[`${what}Import${unit}`]) - Number(reading[`${what}Export${unit}`]);
	return Math.hypot(net("activePower", "W"), net("reactivePower", "Var"));
}

function voltAmperes(reading: Decoded, threeWires: boolean): number {
	const currents = numbers(reading, ["currentL1A", "currentL2A", "currentL3A"]).map(Math.abs);
	const volts = numbers(reading, ["voltageL1V", "voltageL2V", "voltageL3V"]);
	if (!threeWires) return currents.reduce((sum, current, i) => sum + current * Number(volts[i]), 0);
	const measured = currents.filter((current) => current > 0);
	const mean = measured.reduce((sum, current) => sum + current, 0) / measured.length;
	return Math.sqrt(3) * Number(volts[0]) * mean;
}
