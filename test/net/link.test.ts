import assert from "node:assert/strict";
import type { Network } from "../../src/model/network.ts";
import { makeKey } from "../../src/net/key.ts";
import { Link } from "../../src/net/link.ts";
import type { Radio } from "../../src/net/radio.ts";

const MINUTE = 60_000;

/** A link and its radio, of which the test says what happens. Chance gives `part` of what it may. */
class Bench implements Radio {
	now = 0;
	part = 0.5;
	/** What the radio was told, since it was last looked at. */
	#told: string[] = [];
	readonly seen: Network[] = [];
	readonly link = new Link({
		radio: this,
		random: (below) => Math.floor(below * this.part),
		accessPoint: "Glimt-1A2B",
		onChange: (network) => this.seen.push(network),
	});

	join(ssid: string, password: string): void {
		this.#told.push(`join ${ssid} ${password}`);
	}

	leave(): void {
		this.#told.push("leave");
	}

	openAccessPoint(ssid: string, key: string): void {
		this.#told.push(`open ${ssid} ${key.length}`);
	}

	closeAccessPoint(): void {
		this.#told.push("close");
	}

	get told(): string[] {
		return this.#told.splice(0);
	}

	start(ssid = "Hjemme"): this {
		this.link.start(ssid, ssid === "" ? "" : "hemmelig!", this.now);
		return this;
	}

	pass(ms: number): this {
		for (const end = this.now + ms; this.now < end; ) {
			this.now = Math.min(end, this.now + 1000);
			this.link.tick(this.now);
		}
		return this;
	}

	/** Milliseconds until the radio is told to join, in whole ticks. */
	untilJoin(): number {
		const { now } = this;
		for (let i = 0; i < 400; i++) {
			if (this.told.some((word) => word.startsWith("join"))) return this.now - now;
			this.pass(1000);
		}
		throw new Error("it never joins");
	}

	fail(isPassword = false): void {
		this.link.failed(isPassword, this.now);
	}

	connect(address = "192.0.2.7"): void {
		this.link.joined(address, this.now);
	}

	get phase(): string {
		return this.link.network.phase;
	}
}

describe("the link with a network set up", () => {
	it("joins at once and tells the address", () => {
		const bench = new Bench().start();
		assert.deepEqual(bench.told, ["join Hjemme hemmelig!"]);
		assert.equal(bench.phase, "joining");
		bench.connect();
		assert.deepEqual(bench.link.network, {
			phase: "joined",
			address: "192.0.2.7",
			ssid: "Hjemme",
			key: "",
		});
		assert.deepEqual(
			bench.seen.map(({ phase }) => phase),
			["joining", "joined"],
		);
	});

	it("tells another address in the same network", () => {
		const bench = new Bench().start();
		bench.connect();
		bench.connect("192.0.2.8");
		assert.equal(bench.seen.at(-1)?.address, "192.0.2.8");
	});

	it("waits up to 1 s · 2^n, at most 5 minutes, at random, after failures in a row", () => {
		const bench = new Bench().start();
		bench.connect();
		bench.told;
		bench.part = 0.999_999;
		const waits = [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300];
		for (const seconds of waits) {
			bench.fail();
			assert.equal(bench.untilJoin(), seconds * 1000);
		}
		bench.part = 0;
		bench.fail();
		assert.equal(bench.untilJoin(), 1000, "the next tick");
	});

	it("gives up joining after 30 s", () => {
		const bench = new Bench().start();
		bench.told;
		bench.pass(29_000);
		assert.deepEqual(bench.told, []);
		bench.pass(1000);
		assert.deepEqual(bench.told, ["leave"]);
		assert.equal(bench.link.failure, "unreachable");
	});

	it("begins to count anew once it was joined for more than a minute", () => {
		const bench = new Bench().start();
		bench.part = 0.999_999;
		for (const joinedFor of [MINUTE, MINUTE + 1000]) {
			bench.connect();
			bench.fail();
			bench.untilJoin();
			bench.fail();
			bench.untilJoin();
			bench.fail();
			bench.untilJoin();
			bench.connect();
			bench.pass(joinedFor);
			bench.fail();
			const wait = bench.untilJoin();
			assert.equal(wait <= 1000, joinedFor > MINUTE, `${wait} after ${joinedFor}`);
		}
	});

	it("tells a wrong password from a network that is not there", () => {
		const bench = new Bench().start();
		bench.told;
		bench.fail(true);
		assert.equal(bench.link.failure, "password");
		bench.untilJoin();
		bench.fail();
		assert.equal(bench.link.failure, "unreachable");
		bench.untilJoin();
		bench.connect();
		assert.equal(bench.link.failure, "");
	});

	it("opens its access point once where it could not join for 5 minutes, and goes on after 10", () => {
		const bench = new Bench().start();
		bench.pass(5 * MINUTE - 1000);
		assert.equal(bench.phase, "joining");
		bench.pass(1000);
		assert.equal(bench.phase, "accessPoint");
		bench.told;
		bench.pass(10 * MINUTE);
		assert.deepEqual(bench.told, ["close", "join Hjemme hemmelig!"]);
		bench.pass(60 * MINUTE);
		assert.equal(bench.phase, "joining", "never again in this run");
	});

	it("does not open it when it once was joined", () => {
		const bench = new Bench().start();
		bench.connect();
		bench.pass(MINUTE);
		bench.fail();
		bench.pass(60 * MINUTE);
		assert.ok(bench.told.every((word) => !word.startsWith("open")));
	});

	it("leaves it for another that is chosen, and comes back to help where that fails", () => {
		const bench = new Bench().start();
		bench.connect();
		bench.told;
		bench.link.follow("Hytta", "feil passord", bench.now);
		bench.pass(2000);
		assert.deepEqual(bench.told, [], "who chose has the answer first");
		bench.pass(1000);
		assert.deepEqual(bench.told, ["leave"]);
		bench.pass(1000);
		assert.deepEqual(bench.told, ["join Hytta feil passord"]);
		bench.fail(true);
		bench.pass(1000);
		assert.equal(bench.phase, "accessPoint");
		assert.equal(bench.link.failure, "password");
	});

	it("takes the end of the network that it leaves for no failure of the next", () => {
		const bench = new Bench().start();
		bench.connect();
		bench.link.follow("Hytta", "hemmelig!", bench.now);
		bench.pass(3000);
		bench.fail();
		bench.pass(1000);
		assert.equal(bench.link.failure, "");
		bench.connect("192.0.2.9");
		assert.equal(bench.link.network.address, "192.0.2.9");
	});

	it("gives one that is chosen long after the start its minute, too", () => {
		const bench = new Bench().start();
		bench.connect();
		bench.pass(60 * MINUTE);
		bench.link.follow("Hytta", "hemmelig!", bench.now);
		bench.pass(62_000);
		assert.equal(bench.phase, "joining");
		bench.pass(1000);
		assert.equal(bench.phase, "accessPoint");
	});

	it("stays where the choice is the network it is in, and is off where none is chosen", () => {
		const bench = new Bench().start();
		bench.connect();
		bench.told;
		bench.link.follow("Hjemme", "hemmelig!", bench.now);
		assert.deepEqual(bench.told, []);
		bench.link.choose("", "", bench.now);
		bench.pass(60 * MINUTE);
		assert.deepEqual(bench.told, ["leave"]);
		assert.equal(bench.phase, "none");
	});

	it("takes no notice of events of a radio that is late", () => {
		const bench = new Bench().start("");
		bench.connect();
		bench.fail();
		assert.equal(bench.phase, "accessPoint");
	});
});

describe("the link's access point", () => {
	it("is opened where no network is set up, with its key for the display, and off after 10 minutes", () => {
		const bench = new Bench().start("");
		assert.deepEqual(bench.told, ["open Glimt-1A2B 12"]);
		const { phase, address, ssid, key } = bench.link.network;
		assert.deepEqual([phase, address, ssid], ["accessPoint", "192.168.4.1", "Glimt-1A2B"]);
		assert.equal(key.length, 12);
		bench.pass(10 * MINUTE);
		assert.deepEqual(bench.told, ["close"]);
		assert.equal(bench.phase, "none");
		bench.pass(60 * MINUTE);
		assert.deepEqual(bench.told, []);
	});

	it("is closed when a network was chosen, after the page had its answer", () => {
		const bench = new Bench().start("");
		bench.told;
		bench.link.choose("Hjemme", "hemmelig!", bench.now);
		assert.equal(bench.phase, "accessPoint");
		bench.pass(2000);
		assert.deepEqual(bench.told, []);
		bench.pass(1000);
		assert.deepEqual(bench.told, ["close", "join Hjemme hemmelig!"]);
		bench.connect();
		assert.equal(bench.phase, "joined");
		bench.pass(60 * MINUTE);
		assert.deepEqual(bench.told, []);
	});

	it("comes back with the same key when the network is not joined within a minute", () => {
		const bench = new Bench().start("");
		const { key } = bench.link.network;
		bench.link.choose("Hjemme", "hemmelig!", bench.now);
		bench.pass(3000);
		bench.pass(59_000);
		assert.equal(bench.phase, "joining");
		bench.pass(1000);
		assert.equal(bench.phase, "accessPoint");
		assert.equal(bench.link.failure, "unreachable");
		assert.equal(bench.link.network.key, key);
	});

	it("comes back at once when the password is refused, also for the same choice again", () => {
		const bench = new Bench().start("");
		for (let i = 0; i < 3; i++) {
			bench.link.choose("Hjemme", "feil passord", bench.now);
			bench.pass(3000);
			bench.fail(true);
			bench.pass(1000);
			assert.equal(bench.phase, "accessPoint");
			assert.equal(bench.link.failure, "password");
		}
	});
});

describe("a key to read and type", () => {
	it("has 12 characters of all that there are, and none that look like others", () => {
		let state = 1;
		const random = (below: number) => {
			state = (state * 48271) % 0x7fffffff;
			return state % below;
		};
		const all = Array.from({ length: 200 }, () => makeKey(random));
		assert.ok(all.every((key) => /^[a-km-np-z2-9]{12}$/.test(key)));
		assert.equal(new Set(all).size, 200);
		assert.equal(new Set(all.join("")).size, 32);
	});
});
