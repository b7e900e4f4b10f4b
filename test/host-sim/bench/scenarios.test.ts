/** Every scenario of `host-sim/scenarios` holds, on Node and on XS; and each of them could fail. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ACTIONS, type ActionName } from "../../../host-sim/bench/actions.ts";
import { runScenario } from "../../../host-sim/bench/run-scenario.ts";
import { scenarioOf } from "../../../host-sim/bench/scenario.ts";
import { engineNamed, nodeEngine } from "../../../host-sim/engines.ts";
import { XS_FOLDER } from "../../../host-sim/xs/host.ts";
import { withXs } from "../../support/xs/host.ts";

const FOLDER = join("host-sim", "scenarios");
const FILES = readdirSync(FOLDER).sort();
const read = (file: string) => readFileSync(join(FOLDER, file), "utf8");

/** A day on XS takes 10 s where nothing else runs. */
const LONG = 120_000;

describe("the scenarios on Node", () => {
	for (const file of FILES) {
		it(`hold: ${file}`, async () => {
			const verdict = await runScenario(scenarioOf(read(file)), nodeEngine);
			assert.deepEqual(verdict.failures, []);
		}).timeout(LONG);
	}
});

withXs("the scenarios on XS", () => {
	for (const file of FILES) {
		it(`hold: ${file}`, async () => {
			const verdict = await runScenario(scenarioOf(read(file)), engineNamed("xs", XS_FOLDER));
			assert.deepEqual(verdict.failures, []);
		}).timeout(LONG);
	}
});

interface Loose {
	expect: Record<string, unknown>[];
}

/** The opposite of an expectation. */
function flipped(expectation: Record<string, unknown>): Record<string, unknown> {
	const { equals, atLeast, atMost, near, within, isPresent, meter, truth, display, ...rest } =
		expectation;
	if (display !== undefined) return { ...rest, display: display === "off" ? "fresh" : "off" };
	if (truth !== undefined) return { ...rest, equals: "what the house never used" };
	if (typeof equals === "boolean") return { ...rest, equals: !equals };
	if (equals !== undefined) return { ...rest, equals: `not ${equals}` };
	if (isPresent !== undefined) return { ...rest, isPresent: !isPresent };
	if (near !== undefined)
		return { ...rest, near: (near as number) + 3 * (within as number) + 1, within };
	if (atLeast !== undefined) return { ...rest, atMost: (atLeast as number) - 1 };
	if (atMost !== undefined) return { ...rest, atLeast: (atMost as number) + 1 };
	return { ...rest, equals: "what the meter never says" };
}

describe("each expectation of the scenarios", () => {
	for (const file of FILES) {
		it(`fails when it is turned round: ${file}`, async () => {
			const json = JSON.parse(read(file)) as Loose;
			const wrong = { ...json, expect: json.expect.map(flipped) };
			const { failures, isMet } = await runScenario(scenarioOf(JSON.stringify(wrong)), nodeEngine);
			assert.equal(isMet, false);
			assert.equal(failures.length, json.expect.length, failures.join("\n"));
			for (const failure of failures) assert.match(failure, /^at [\ddhms]+: .* is .*, expected /);
		});
	}
});

describe("the scenarios", () => {
	it("are the same each time", async () => {
		const scenario = scenarioOf(read("all-at-once.json"));
		const [one, other] = [
			await runScenario(scenario, nodeEngine),
			await runScenario(scenario, nodeEngine),
		];
		assert.deepEqual(one, other);
		assert.ok(one.readings > 0 && one.readings < one.pushes);
	});

	it("say why they are there, and no two say the same", () => {
		const titles = FILES.map((file) => scenarioOf(read(file)).title);
		assert.ok(FILES.length >= 20);
		assert.equal(new Set(titles).size, titles.length);
	});

	it("use every action there is", () => {
		const used = new Set(
			FILES.flatMap((file) => scenarioOf(read(file)).actions.map(({ what }) => what.do)),
		);
		const unused = Object.keys(ACTIONS).filter((name) => !used.has(name as ActionName));
		assert.deepEqual(unused, []);
	});
});
