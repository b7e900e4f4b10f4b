/** docs/bench.md says what the code does. */
import assert from "node:assert/strict";
import text from "../../../docs/bench.md";
import { type ActionRule, AREAS, type ParameterRule } from "../../../host-sim/bench/actions.ts";
import { DISPLAY_STATES } from "../../../host-sim/bench/display-state.ts";
import { FIGURES } from "../../../host-sim/bench/expectation.ts";
import { runScenario } from "../../../host-sim/bench/run-scenario.ts";
import { scenarioOf } from "../../../host-sim/bench/scenario.ts";
import { nodeEngine } from "../../../host-sim/engines.ts";

function parameter(name: string, rule: ParameterRule): string {
	switch (rule.kind) {
		case "number":
			return `\`${name}\` ${rule.min} to ${rule.max} ${rule.unit} (${rule.initial})`;
		case "switch":
			return `\`${name}\` true or false (${rule.initial})`;
		case "choice":
			return `\`${name}\` ${rule.values.map((value) => `"${value}"`).join(", ")}`;
	}
}

function row(name: string, { does, parameters, off }: ActionRule): string {
	const all = Object.entries(parameters).map(([key, rule]) => parameter(key, rule));
	const undone = off ? `\`${JSON.stringify(off).slice(1, -1)}\`` : "";
	return `| \`${name}\` | ${does} | ${all.join("; ")} | ${undone} |`;
}

describe("docs/bench.md", () => {
	it("has a row for every action, as the code has it, and for no other", () => {
		const rows = Object.values(AREAS).flatMap((area) =>
			Object.entries(area).map(([name, rule]) => row(name, rule)),
		);
		const theirs = text.split("\n").filter((line) => /^\| `\w+` \|.*\|.*\|.*\|$/.test(line));
		assert.deepEqual(theirs, rows);
	});

	it("names every figure and every state of the display", () => {
		for (const name of [...Object.keys(FIGURES), ...DISPLAY_STATES]) {
			assert.ok(text.includes(`\`${name}\``), name);
		}
	});

	it("shows a scenario that holds", async () => {
		const [, example] = /```json\n([\s\S]*?)```/.exec(text) ?? [];
		const verdict = await runScenario(scenarioOf(example as string), nodeEngine);
		assert.deepEqual(verdict.failures, []);
	});
});
