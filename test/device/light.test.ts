/** The lamp of a board that has one, beside fakes of the SDK's modules. */
import assert from "node:assert/strict";
import { deviceModule } from "../support/device-module.ts";

interface Module {
	openLight(app: object, clock: { now(): number }): void;
}

/** What the lamp of a board with this configuration is told, and a way to let time pass. */
function open(config: object) {
	const told: (number | boolean)[] = [];
	let look: () => void = () => {};
	let now = 0;
	class Lamp {
		constructor(pin: number) {
			told.push(pin);
		}
		write(isLit: boolean): void {
			told.push(isLit);
		}
	}
	const timer = {
		repeat(run: () => void): void {
			look = run;
		},
	};
	const { openLight } = deviceModule<Module>("light", { lamp: Lamp, "mc/config": config, timer });
	const live = { list: 0, receivedAt: 0 };
	const network = { phase: "joined" };
	openLight({ store: { live }, network }, { now: () => now });
	const pass = (ms: number) => {
		for (const end = now + ms; now < end; now += 50) look();
		return told.splice(0);
	};
	return { told, live, network, pass, now: () => now };
}

describe("the light of a board", () => {
	it("is left alone where there is none", () => {
		const { told, pass } = open({});
		pass(4000);
		assert.deepEqual(told, []);
	});

	it("tells a missing meter, a reading, and a missing network, each change once", () => {
		const { pass, live, network, now } = open({ light: 25 });
		assert.deepEqual(pass(4000), [25, true, false, true, false]);
		live.list = 1;
		live.receivedAt = now();
		assert.deepEqual(pass(4000), [true, false]);
		network.phase = "joining";
		assert.deepEqual(pass(4000), [true, false, true, false]);
	});
});
