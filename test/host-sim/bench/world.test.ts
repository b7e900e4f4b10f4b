import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Flash, PowerCut, SECTOR } from "../../../host-sim/bench/flash.ts";
import { World, type WorldOptions } from "../../../host-sim/bench/world.ts";
import { type Engine, nodeEngine } from "../../../host-sim/engines.ts";
import { captureOf } from "../../../host-sim/input.ts";
import type { FrameBuffer } from "../../../host-sim/screen.ts";
import type { Connection } from "../../../src/http/connection.ts";
import type { Flash as FlashPort } from "../../../src/storage/flash.ts";
import { REGION } from "../../../src/storage/layout.ts";
import { AIDON_LIST_1 } from "../../support/frames.ts";

const START = Date.UTC(2026, 0, 31, 12);
const MINUTE = 60_000;

function worldOf(options: Partial<WorldOptions> = {}): World {
	return new World({
		meter: "aidon-6534",
		seed: 1,
		startMs: START,
		engine: nodeEngine,
		isClosed: true,
		...options,
	});
}

interface Status {
	readonly time?: string;
	readonly uptimeSeconds: number;
	readonly wire: { readonly readings: number };
}

const status = (world: World) => world.get("/api/v1/status").json as Status;

describe("a world", () => {
	it("is the same to the octet for the same seed and the same actions", () => {
		const hash = (seed: number, actions: readonly object[]) => {
			const sum = createHash("sha256");
			const world = worldOf({ seed, meter: "kaifa-ma304h3e" });
			world.watch = { onPush: ({ atMs, octets }) => sum.update(`${atMs}`).update(octets) };
			for (const action of actions) {
				world.runUntil(world.now + 7 * MINUTE + 123);
				world.act(action);
			}
			world.runUntil(90 * MINUTE);
			sum.update(world.get("/api/v1/status").text).update(world.screen.pixels);
			return sum.digest("hex");
		};
		const actions = [
			{ do: "bitErrors", perMillion: 100 },
			{ do: "meterSwap" },
			{ do: "reboot" },
			{ do: "car" },
			{ do: "meterClock", offsetSeconds: -30, driftPerMillion: 500 },
		];
		assert.equal(hash(3, actions), hash(3, actions));
		assert.notEqual(hash(3, actions), hash(4, actions));
		assert.notEqual(hash(3, actions), hash(3, actions.slice(1)));
	});

	it("is the same in one stride as in many", () => {
		const run = (stride: number) => {
			const world = worldOf();
			world.act({ do: "noise", octetsPerSecond: 30 });
			world.act({ do: "reboot", offSeconds: 40.5 });
			for (let now = 0; now < 5 * MINUTE; now += stride) world.runUntil(now);
			world.runUntil(5 * MINUTE);
			return [world.get("/api/v1/reading").text, world.get("/api/v1/status").text];
		};
		assert.deepEqual(run(5 * MINUTE), run(77));
	});

	it("tells what left the meter last, as octets and as a reading", () => {
		const world = worldOf();
		world.runUntil(12_000);
		assert.equal(world.pushes, 5);
		assert.equal(world.lastFrame.length, 396);
		assert.equal(world.told.list, 3);
	});

	it("changes what comes next, not what was measured", () => {
		const world = worldOf();
		world.act({ do: "emptyHouse" });
		world.runUntil(5_100);
		world.act({ do: "load", l1: 1000, l2: 200 });
		assert.equal(world.told.get("activePowerImport"), 0);
		world.runUntil(7_600);
		assert.equal(world.told.get("activePowerImport"), 1200);
		world.act({ do: "load" });
		world.runUntil(10_100);
		assert.equal(world.told.get("activePowerImport"), 0);
		world.act({ do: "emptyHouse", isOn: false });
		world.runUntil(12_600);
		assert.ok(Number(world.told.get("activePowerImport")) > 0);
	});

	it("loses nothing by ending a silence that is none", () => {
		const world = worldOf();
		for (let now = 0; now < MINUTE; now += 13) {
			world.runUntil(now);
			world.act({ do: "silence", seconds: 0 });
		}
		world.runUntil(MINUTE + 2000);
		assert.equal(status(world).wire.readings, world.pushes);
	});

	it("refuses what is no action, and meter's actions where a capture is replayed", () => {
		const world = worldOf({ capture: captureOf(Buffer.from(AIDON_LIST_1)) });
		assert.throws(() => world.act({ do: "sing" }), /no action is called "sing"/);
		assert.throws(() => world.act({ do: "meterSwap" }), /there is no meter/);
		assert.deepEqual(world.act({ do: "crlf" }), { do: "crlf", isOn: true });
		world.act({ do: "crlf", isOn: false });
		world.runUntil(3000);
		assert.equal(status(world).wire.readings, 2);
	});

	it("answers clients that connect to it as to the app, until Wi-Fi or power goes", () => {
		const { network, machine } = worldOf();
		const log: string[] = [];
		const client = (name: string): Connection => ({
			write: (_octets, start, end) => end - start,
			wake: () => {},
			close: () => log.push(name),
		});
		const one = network.accept(client("one"), 0);
		assert.ok(one);
		network.setWifi(false, false);
		assert.deepEqual(log, ["one"]);
		assert.equal(network.accept(client("two"), 0), undefined);
		network.setWifi(true, false);
		const three = network.accept(client("three"), 0);
		machine.powerOff();
		assert.deepEqual(log, ["one", "two", "three"]);
		assert.equal(three?.received(Uint8Array.of(71), 0, 1, 0), 1, "taken and forgotten");
		assert.equal(network.get("/").status, 0);
	});

	it("asks the time server a second after it is up, and every hour", () => {
		const world = worldOf();
		world.runUntil(900);
		assert.equal(status(world).time, undefined);
		world.runUntil(1000);
		assert.equal(status(world).time, "2026-01-31T12:00:01Z");
		world.act({ do: "timeServer", state: "wrong", offsetSeconds: 60 });
		world.runUntil(59 * MINUTE);
		assert.equal(status(world).time, "2026-01-31T12:59:00Z");
		world.runUntil(61 * MINUTE);
		assert.equal(status(world).time, "2026-01-31T13:02:00Z");
	});
});

/** An app that writes each chunk it hears into flash, and counts its starts there. */
function storing(screen: FrameBuffer, flash?: FlashPort): Engine {
	const engine = nodeEngine(screen);
	let at = 0;
	engine.app.receive = () => {
		flash?.program(at, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
		at += 8;
	};
	return engine;
}

describe("a machine whose power goes while it stores", () => {
	it("starts again, and finds in its flash what was done", () => {
		const world = worldOf({ engine: storing });
		world.act({ do: "powerCut", operation: 3, donePercent: 50 });
		world.runUntil(4000);
		const { machine } = world;
		assert.equal(machine.restarts, 1);
		assert.ok(machine.flash.operations >= 3);
		const kept = new Uint8Array(24);
		machine.flash.read(0, kept);
		assert.deepEqual(
			Array.from(kept.subarray(0, 20)),
			[1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4],
		);
		assert.throws(() => {
			machine.flash.cutAt(1, 0);
			machine.flash.erase(machine.flash.size / SECTOR - 1);
		}, PowerCut);
	});

	it("keeps hours in storage that it is lent, which no act cuts", () => {
		const storage = new Flash(REGION, 1);
		worldOf({ storage }).runUntil(61 * MINUTE);
		assert.ok(storage.operations > 0);
		const world = worldOf({ storage });
		assert.throws(() => world.act({ do: "powerCut" }), /leave --storage out/);
		assert.equal(world.machine.flash.operations, 0);
	});
});
