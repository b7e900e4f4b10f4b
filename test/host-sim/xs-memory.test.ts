import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { xsEngine } from "../../host-sim/engines.ts";
import { profileNamed } from "../../host-sim/meters/profiles.ts";
import { FrameBuffer } from "../../host-sim/screen.ts";
import { Simulation } from "../../host-sim/simulation.ts";
import { houseOf, VirtualMeter } from "../../host-sim/virtual-meter.ts";
import { XS_FOLDER } from "../../host-sim/xs/host.ts";
import type { RemoteApp } from "../../host-sim/xs/remote-app.ts";
import type { Connection } from "../../src/http/connection.ts";
import { withXs } from "../support/xs/host.ts";

/** What the app may need; CI fails beyond. */
interface Budget {
	/** Octets of slots and chunks in use after a collection, without clients. */
	readonly rest: number;
	/** Octets of slots and chunks taken from the system, garbage included, under load. */
	readonly peak: number;
	/** Octets of JavaScript's stack ever used. */
	readonly stack: number;
	/** Names made at run time. */
	readonly keys: number;
}

const BUDGET: Budget = JSON.parse(readFileSync("host-sim/xs/budget.json", "utf8"));
const SLOT = 16;
const START_MS = Date.UTC(2026, 0, 31, 12, 30);
const HOUR_S = 3600;
/** The first list 3 has come, and nobody has asked for anything. */
const REST_S = HOUR_S;
const DAY_S = 24 * HOUR_S;
const POLLERS = 4;
const HEARERS = 2;

/** A client that takes whatever it gets. */
class Client implements Connection {
	replies = 0;
	readonly #exchange: ReturnType<RemoteApp["server"]["accept"]>;
	readonly #request: Buffer;

	constructor(app: RemoteApp, path: string, now: number) {
		this.#request = Buffer.from(`GET ${path} HTTP/1.1\r\nHost: glimt.local\r\n\r\n`);
		this.#exchange = app.server.accept(this, now);
	}

	ask(now: number): void {
		const { length } = this.#request;
		assert.equal(this.#exchange?.received(this.#request, 0, length, now), length);
	}

	/** There is room again. */
	take(now: number): void {
		this.#exchange?.writable(now);
	}

	write(octets: Uint8Array, start: number, end: number): number {
		const text = Buffer.from(octets.subarray(start, end)).toString("latin1");
		if (text.includes('"activePowerImportW":')) this.replies++;
		return end - start;
	}

	close(): void {
		throw new Error("the server closes the connection of a client that keeps on");
	}
}

/** Octets, and keys as a number. */
interface Figures {
	readonly slots: number;
	readonly chunks: number;
	readonly taken: number;
	readonly stack: number;
	readonly keys: number;
}

function figures(app: RemoteApp): Figures {
	const [slots = 0, , slotsTotal = 0, chunks = 0, , chunksTotal = 0, stack = 0, , keys = 0] =
		app.memory(true);
	const taken = SLOT * slotsTotal + chunksTotal;
	return { slots: SLOT * slots, chunks, taken, stack: SLOT * stack, keys };
}

function within(name: string, figure: number, budget: number): void {
	assert.ok(figure <= budget, `${name}: ${figure}, and the budget is ${budget}`);
}

withXs("the app's memory on XS", () => {
	it("is within its budget at rest and for a day of clients, and does not grow", async function () {
		this.timeout(600_000);
		const engine = xsEngine(new FrameBuffer(), XS_FOLDER);
		const app = engine.app as RemoteApp;
		const profile = profileNamed("aidon-6534");
		const meter = new VirtualMeter(profile, houseOf(profile, 1, START_MS), START_MS);
		const simulation = new Simulation(app, meter, START_MS);
		simulation.runUntil(REST_S * 1000);
		const rest = figures(app);
		const clients = Array.from({ length: POLLERS + HEARERS }, (_, i) => {
			const path = i < POLLERS ? "/api/v1/reading" : "/api/v1/events";
			return new Client(app, path, simulation.now);
		});
		const pollers = clients.slice(0, POLLERS);
		const hearers = clients.slice(POLLERS);
		for (const hearer of hearers) hearer.ask(simulation.now);
		let hour2 = rest;
		for (let second = 1; second <= DAY_S; second++) {
			const now = (REST_S + second) * 1000;
			simulation.runUntil(now);
			app.server.tick(now);
			for (const poller of pollers) poller.ask(now);
			for (const client of clients) client.take(now);
			if (second === 2 * HOUR_S) hour2 = figures(app);
		}
		const hour24 = figures(app);
		await engine.close();
		console.log("      octets of slots, chunks, both with garbage, stack; keys");
		for (const [when, { slots, chunks, taken, stack, keys }] of Object.entries({ rest, hour24 })) {
			console.log(`      ${when}: ${slots}, ${chunks}, ${taken}, ${stack}; ${keys}`);
		}
		for (const { replies } of pollers) assert.equal(replies, DAY_S);
		// One event at once, and one for each list: 4 in 10 s, and list 3 in place of a list 2.
		for (const { replies } of hearers) assert.equal(replies, 1 + (DAY_S / 10) * 4);
		assert.ok(hour24.slots <= hour2.slots, `slots from ${hour2.slots} to ${hour24.slots}`);
		assert.ok(hour24.chunks <= hour2.chunks, `chunks from ${hour2.chunks} to ${hour24.chunks}`);
		within("at rest", rest.slots + rest.chunks, BUDGET.rest);
		within("at peak", hour24.taken, BUDGET.peak);
		within("stack", hour24.stack, BUDGET.stack);
		within("keys", hour24.keys, BUDGET.keys);
	});
});
