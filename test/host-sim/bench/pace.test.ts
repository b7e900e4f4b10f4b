import assert from "node:assert/strict";
import { Pace } from "../../../host-sim/bench/pace.ts";

/** A world in which nothing happens, each of its strides taking so much real time. */
function setUp({ speed = 1, strideMs = 0 } = {}) {
	const clock = { realMs: 1000 };
	const world = {
		now: 0,
		runUntil: (until: number) => {
			world.now = until;
			clock.realMs += strideMs;
		},
	};
	const pace = new Pace(world, speed, () => clock.realMs);
	const pass = (ms: number) => {
		clock.realMs += ms;
		pace.turn();
	};
	return { world, clock, pace, pass };
}

describe("the pace of a world", () => {
	it("is real time, times its speed, in whole milliseconds without loss", () => {
		const { world, pace, pass } = setUp();
		for (let i = 0; i < 10; i++) pass(0.25);
		assert.equal(world.now, 2);
		pace.speed = 60;
		pass(1000);
		assert.equal(world.now, 60_002);
	});

	it("stands still while paused, and makes up for nothing afterwards", () => {
		const { world, pace, pass } = setUp({ speed: 60 });
		pace.isPaused = true;
		pass(5000);
		assert.equal(world.now, 0);
		pace.isPaused = false;
		pass(1000);
		assert.equal(world.now, 60_000);
	});

	it("goes on when a speed is chosen", () => {
		const { world, pace, pass } = setUp();
		pace.isPaused = true;
		pace.speed = 2;
		pass(1000);
		assert.equal(world.now, 2000);
	});

	it("gives the thread back soon, however fast it should be", () => {
		const { clock, pace } = setUp({ speed: Number.POSITIVE_INFINITY, strideMs: 6 });
		assert.ok(pace.isFlatOut);
		pace.turn();
		assert.equal(clock.realMs, 1024);
	});

	it("is slower on a slow machine, and never behind", () => {
		const { world, pace, pass } = setUp({ speed: 1_000_000, strideMs: 10 });
		pass(1000);
		assert.equal(world.now, 120_000);
		pace.speed = 1;
		pass(10);
		assert.equal(world.now, 120_030);
	});

	it("jumps in turns, as fast as it goes, to the very moment", () => {
		const { world, pace, pass } = setUp({ strideMs: 10 });
		pace.isPaused = true;
		pace.jump(150_500);
		assert.ok(pace.isFlatOut);
		pass(0);
		assert.equal(world.now, 120_000);
		assert.ok((pace.jumped ?? 0) > 0.79 && (pace.jumped ?? 1) < 0.8);
		pass(0);
		assert.equal(world.now, 150_500);
		assert.equal(pace.jumped, undefined);
		assert.ok(pace.isPaused && !pace.isFlatOut);
	});

	it("ends a jump with a pause", () => {
		const { world, pace, pass } = setUp({ strideMs: 10 });
		pace.jump(3_600_000);
		pass(0);
		pace.isPaused = true;
		pass(1000);
		assert.equal(world.now, 120_000);
	});
});
