import assert from "node:assert/strict";
import { type RestartNotes, Restarts } from "../../src/model/restarts.ts";

const NOTHING: RestartNotes = { starts: 0, reason: "" };

/** A machine that keeps its notes. */
class Machine {
	notes = NOTHING;
	writes = 0;

	start(): Restarts {
		const keep = (notes: RestartNotes) => {
			this.notes = notes;
			this.writes++;
		};
		return new Restarts(this.notes, keep, 0);
	}

	/** Starts, and ends after `ms` without a word. */
	fall(ms: number): Restarts {
		const restarts = this.start();
		for (let now = 0; now <= ms; now += 1000) restarts.tick(now);
		return restarts;
	}
}

describe("restarts", () => {
	it("are none at first, and nothing is safe mode", () => {
		const restarts = new Machine().start();
		assert.equal(restarts.isSafe, false);
		assert.equal(restarts.reason, undefined);
	});

	it("that come early three times make the fourth start safe", () => {
		const machine = new Machine();
		const safe = Array.from({ length: 6 }, () => machine.fall(59_000).isSafe);
		assert.deepEqual(safe, [false, false, false, true, true, true]);
	});

	it("are forgiven by a start that lasts a minute", () => {
		const machine = new Machine();
		for (let i = 0; i < 4; i++) machine.fall(1000);
		assert.equal(machine.fall(60_000).isSafe, true);
		assert.deepEqual(machine.notes, NOTHING);
		assert.equal(machine.fall(1000).isSafe, false);
	});

	it("that are a minute apart never make a start safe", () => {
		const machine = new Machine();
		for (let i = 0; i < 20; i++) assert.equal(machine.fall(61_000).isSafe, false);
	});

	it("tell why, with the exception", () => {
		const machine = new Machine();
		machine.start().end("unhandled exception", new TypeError("no such thing"));
		assert.equal(machine.start().reason, "unhandled exception: TypeError: no such thing");
	});

	it("go on without end in no way: in safe mode an exception is noted and lived with", () => {
		const machine = new Machine();
		for (let i = 0; i < 3; i++) {
			assert.equal(machine.start().end("unhandled exception", new Error("broken")), false);
		}
		const safe = machine.start();
		const { writes } = machine;
		for (let i = 0; i < 100; i++) {
			assert.equal(safe.end("unhandled exception", new Error("still broken")), true);
		}
		assert.equal(machine.writes, writes + 1);
		const next = machine.start();
		assert.equal(next.isSafe, true);
		assert.equal(next.reason, "unhandled exception: Error: still broken");
	});

	it("are not forgiven by a minute in which safe mode has met an exception", () => {
		const machine = new Machine();
		for (let i = 0; i < 3; i++) machine.fall(1000);
		const safe = machine.start();
		safe.end("unhandled exception", new Error("still broken"));
		safe.tick(60_000);
		const next = machine.start();
		assert.equal(next.isSafe, true);
		assert.equal(next.reason, "unhandled exception: Error: still broken");
	});

	it("end safe mode after an hour, whatever it has met, and tell why it was", () => {
		for (const isBroken of [false, true]) {
			const machine = new Machine();
			for (let i = 0; i < 3; i++) machine.start().end("unhandled exception", new Error("broken"));
			const safe = machine.start();
			if (isBroken) safe.end("unhandled exception", new Error("still broken"));
			for (let now = 0; now < 3_600_000; now += 1000) safe.tick(now);
			let ended: unknown;
			try {
				safe.tick(3_600_000);
			} catch (error) {
				ended = error;
			}
			assert.ok(ended instanceof Error);
			assert.equal(safe.end("unhandled exception", ended), false);
			const next = machine.start();
			assert.equal(next.isSafe, false);
			assert.equal(next.reason, "unhandled exception: Error: broken");
			next.tick(3_600_000);
		}
	});

	it("have a reason in safe mode though nobody could tell one", () => {
		const machine = new Machine();
		for (let i = 0; i < 3; i++) assert.equal(machine.fall(1000).reason, undefined);
		assert.equal(machine.fall(1000).reason, "too often");
	});

	it("come in safe mode too where the engine cannot go on", () => {
		const machine = new Machine();
		for (let i = 0; i < 3; i++) machine.fall(1000);
		assert.equal(machine.start().end("memory full", undefined), false);
	});

	it("are told once, where telling ends the app again for want of memory", () => {
		let tries = 0;
		const restarts: Restarts = new Restarts(
			NOTHING,
			({ reason }) => {
				if (reason === "") return;
				tries++;
				restarts.end("memory full", undefined);
			},
			0,
		);
		restarts.end("memory full", undefined);
		assert.equal(tries, 1);
	});

	it("tell why where there is no exception", () => {
		const machine = new Machine();
		machine.start().end("not enough memory", undefined);
		assert.equal(machine.start().reason, "not enough memory");
	});

	it("tell of the last end that could be told of, until a start has lasted", () => {
		const machine = new Machine();
		machine.start().end("unhandled rejection", "why");
		machine.fall(1000);
		assert.equal(machine.fall(60_000).reason, "unhandled rejection: why");
		assert.equal(machine.start().reason, undefined);
	});

	it("that come late are told too, and counted anew", () => {
		const machine = new Machine();
		for (let i = 0; i < 10; i++) {
			const restarts = machine.fall(3_600_000);
			restarts.end("unhandled exception", new Error("hourly"));
			assert.equal(restarts.isSafe, false);
		}
		assert.equal(machine.start().reason, "unhandled exception: Error: hourly");
	});

	it("have a reason of 120 characters at most", () => {
		const machine = new Machine();
		machine.start().end("unhandled exception", "x".repeat(500));
		assert.equal(machine.start().reason?.length, 120);
	});

	it("are written at the start and after a minute, not each second", () => {
		const machine = new Machine();
		machine.fall(3_600_000);
		assert.equal(machine.writes, 2);
	});
});
