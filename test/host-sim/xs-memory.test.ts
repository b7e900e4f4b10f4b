import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Flash } from "../../host-sim/bench/flash.ts";
import { xsEngine } from "../../host-sim/engines.ts";
import { profileNamed } from "../../host-sim/meters/profiles.ts";
import { FrameBuffer } from "../../host-sim/screen.ts";
import { Simulation } from "../../host-sim/simulation.ts";
import { houseOf, VirtualMeter } from "../../host-sim/virtual-meter.ts";
import { XS_FOLDER } from "../../host-sim/xs/host.ts";
import type { RemoteApp } from "../../host-sim/xs/remote-app.ts";
import type { Connection } from "../../src/http/connection.ts";
import { REGION } from "../../src/storage/layout.ts";
import { ask } from "../support/ask.ts";
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

/** Without storage, and with a history of hours; and octets that the set-up takes while there is one. */
const BUDGETS: Readonly<Record<"bare" | "whole", Budget> & { setUp: number }> = JSON.parse(
	readFileSync("host-sim/xs/budget.json", "utf8"),
);
/** The JSON that is held for who asks next has numbers of more or fewer digits. */
const DIGITS = 32;
const SLOT = 16;
const START_MS = Date.UTC(2026, 0, 31, 12, 30);
const HOUR_S = 3600;
/** The first list 3 has come, and nobody has asked for anything. */
const REST_S = HOUR_S;
const POLLERS = 4;
const HEARERS = 2;
/** The access point is off then. */
const SET_UP_MS = 600_000;

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

	wake(): void {}

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

interface Taken {
	readonly rest: Figures;
	readonly early: Figures;
	readonly late: Figures;
}

/** An hour alone, then `hours` with clients; `early` is after two of those. */
async function live(flash: Flash | undefined, hours: number): Promise<Taken> {
	const engine = xsEngine(new FrameBuffer(), XS_FOLDER, flash);
	try {
		const app = engine.app as RemoteApp;
		const profile = profileNamed("aidon-6534");
		const meter = new VirtualMeter(profile, houseOf(profile, 1, START_MS), START_MS);
		const simulation = new Simulation(app, meter, START_MS);
		app.setTime(START_MS, 0);
		simulation.runUntil(REST_S * 1000);
		const rest = figures(app);
		const pollers = clients(app, POLLERS, "/api/v1/reading", simulation.now);
		const hearers = clients(app, HEARERS, "/api/v1/events", simulation.now);
		for (const hearer of hearers) hearer.ask(simulation.now);
		let early = rest;
		for (let second = 1; second <= hours * HOUR_S; second++) {
			const now = (REST_S + second) * 1000;
			simulation.runUntil(now);
			app.server.tick(now);
			for (const poller of pollers) poller.ask(now);
			for (const client of [...pollers, ...hearers]) client.take(now);
			if (second === 2 * HOUR_S) early = figures(app);
		}
		for (const { replies } of pollers) assert.equal(replies, hours * HOUR_S);
		// One event at once, and one for each list: 4 in 10 s, and list 3 in place of a list 2.
		for (const { replies } of hearers) assert.equal(replies, 1 + hours * 360 * 4);
		return { rest, early, late: figures(app) };
	} finally {
		await engine.close();
	}
}

function clients(app: RemoteApp, count: number, path: string, now: number): Client[] {
	return Array.from({ length: count }, () => new Client(app, path, now));
}

function check({ rest, early, late }: Taken, budget: Budget): void {
	console.log("      octets of slots, chunks, both with garbage, stack; keys");
	for (const [when, { slots, chunks, taken, stack, keys }] of Object.entries({ rest, late })) {
		console.log(`      ${when}: ${slots}, ${chunks}, ${taken}, ${stack}; ${keys}`);
	}
	within("slots in the last hour", late.slots, early.slots);
	within("chunks in the last hour", late.chunks, early.chunks + DIGITS);
	within("at rest", rest.slots + rest.chunks, budget.rest);
	within("at peak", late.taken, budget.peak);
	within("stack", late.stack, budget.stack);
	within("keys", late.keys, budget.keys);
}

withXs("the app's memory on XS", () => {
	it("without storage is within its budget, and does not grow while clients ask", async () => {
		check(await live(undefined, 3), BUDGETS.bare);
	}).timeout(300_000);

	it("grows by little for the set-up, and gives that back", async () => {
		const engine = xsEngine(new FrameBuffer(), XS_FOLDER);
		try {
			const app = engine.app as RemoteApp;
			const held = () => {
				const { slots, chunks } = figures(app);
				return slots + chunks;
			};
			// What is made at the first time is there.
			for (const at of [0, SET_UP_MS]) {
				app.setUp(at);
				ask(app.server, "/set-up", at);
				app.tickSetUp(at + SET_UP_MS);
			}
			const before = held();
			app.setUp(2 * SET_UP_MS);
			ask(app.server, "/set-up", 2 * SET_UP_MS);
			const during = held();
			assert.match(ask(app.server, "/set-up", 2 * SET_UP_MS), /Network number 15/);
			app.tickSetUp(3 * SET_UP_MS);
			const after = held();
			console.log(`      set-up: ${during - before}, left behind ${after - before}`);
			within("set-up", during - before, BUDGETS.setUp);
			within("left behind", after - before, DIGITS);
		} finally {
			await engine.close();
		}
	}).timeout(60_000);

	it("with a history is within its budget, and does not grow in a day of clients", async () => {
		check(await live(new Flash(REGION, 1), 24), BUDGETS.whole);
	}).timeout(900_000);
});
