import assert from "node:assert/strict";
import { octetsOfHex } from "../../host-sim/hex.ts";
import { NtpClient, type NtpFault } from "../../src/net/ntp.ts";

const HOUR = 3_600_000;
const UTC = 1_793_365_200_500;

/** A client, and a server whose reply a test may spoil. */
class Bench {
	now = 0;
	part = 0;
	asked: string[] = [];
	times: [utc: number, now: number][] = [];
	query = new Uint8Array(0);
	#random = 1;
	readonly client = new NtpClient({
		send: (host, query) => {
			this.asked.push(host);
			this.query = query.slice();
		},
		setTime: (utc, now) => this.times.push([utc, now]),
		random: (below) => {
			if (below !== 256) return Math.floor(below * this.part);
			this.#random = (this.#random * 48271) % 0x7fffffff;
			return this.#random % 256;
		},
	});

	pass(ms: number, isOnline = true): this {
		for (const end = this.now + ms; this.now < end; ) {
			this.now = Math.min(end, this.now + 1000);
			this.client.tick(isOnline, "no.pool.ntp.org", this.now);
		}
		return this;
	}

	/** A right reply; the server had the query `receivedMs` and sent it at `sentMs`, since 1970. */
	reply(sentMs = UTC, receivedMs = sentMs): Uint8Array {
		const reply = new Uint8Array(48);
		reply[0] = 0x24;
		reply[1] = 2;
		reply.set(this.query.subarray(40, 48), 24);
		for (const [at, ms] of [
			[16, sentMs - 10_000],
			[32, receivedMs],
			[40, sentMs],
		] as const) {
			const view = new DataView(reply.buffer, at);
			view.setUint32(0, (Math.floor(ms / 1000) + 2_208_988_800) % 0x1_0000_0000);
			view.setUint32(4, Math.round(((ms % 1000) * 0x1_0000_0000) / 1000));
		}
		return reply;
	}

	/** Milliseconds until the next query, in whole ticks. */
	untilAsked(): number {
		const { now } = this;
		const { length } = this.asked;
		while (this.asked.length === length) this.pass(1000);
		return this.now - now;
	}
}

/** What the client says of a right reply with something changed. */
function faultOf(spoil: (reply: Uint8Array) => void, delay = 40): NtpFault | "believed" {
	const bench = new Bench().pass(1000);
	const reply = bench.reply();
	spoil(reply);
	bench.client.received(reply, bench.now + delay, true);
	if (bench.times.length > 0) return "believed";
	const [fault] = Object.entries(bench.client.counts).find(([, count]) => count === 1) ?? [];
	return fault as NtpFault;
}

describe("NTP", () => {
	it("asks with a query that tells nothing, each time another", () => {
		const bench = new Bench().pass(1000);
		assert.deepEqual(bench.asked, ["no.pool.ntp.org"]);
		assert.deepEqual(Array.from(bench.query.subarray(0, 40)), [0x23, ...new Array(39).fill(0)]);
		const { query } = bench;
		bench.untilAsked();
		assert.ok(query.subarray(40).join() !== bench.query.subarray(40).join());
	});

	it("takes the time as of half the way back", () => {
		const bench = new Bench().pass(1000);
		bench.client.received(bench.reply(UTC, UTC - 20), 1100, true);
		// 100 ms in all, 20 of them in the server.
		assert.deepEqual(bench.times, [[UTC + 40, 1100]]);
	});

	it("reads a reply that is written out here", () => {
		const bench = new Bench().pass(1000);
		const reply = octetsOfHex(`
			24 01 00 e9  00000000 00000021  47505300   # stratum 1, GPS
			ee700000 00000000                          # reference
			0000000000000000                           # originate, ours below
			ee700010 40000000  ee700010 80000000       # receive, transmit`);
		reply.set(bench.query.subarray(40), 24);
		bench.client.received(reply, bench.now + 250, true);
		// 0xee700010 s after 1900 is 2026-10-06T23:17:36Z.
		assert.deepEqual(bench.times, [[0xee700010 * 1000 - 2_208_988_800_000 + 500, 1250]]);
	});

	it("goes on in 2036, when NTP's seconds begin anew", () => {
		const turn = (0x1_0000_0000 - 2_208_988_800) * 1000;
		for (const utc of [turn - 1, turn, turn + 1000, turn + 20 * 365 * 86_400_000]) {
			const bench = new Bench().pass(1000);
			bench.client.received(bench.reply(utc), bench.now, true);
			assert.deepEqual(bench.times, [[utc, 1000]]);
		}
	});

	it("believes no reply that cannot be one", () => {
		assert.equal(
			faultOf(() => {}),
			"believed",
		);
		const at = (index: number, octet: number) => (reply: Uint8Array) => {
			reply[index] = octet;
		};
		assert.equal(faultOf(at(0, 0x23)), "notServer");
		assert.equal(faultOf(at(0, 0x25)), "notServer");
		assert.equal(faultOf(at(0, 0x0c)), "notServer");
		assert.equal(faultOf(at(0, 0xe4)), "alarm");
		assert.equal(faultOf(at(1, 0)), "refused");
		assert.equal(faultOf(at(1, 16)), "stratum");
		assert.equal(faultOf(at(5, 2)), "distant");
		assert.equal(faultOf(at(9, 2)), "distant");
		for (let i = 24; i < 32; i++) {
			const other = (reply: Uint8Array) => at(i, ((reply[i] as number) + 1) & 0xff)(reply);
			assert.equal(faultOf(other), "notAsked", `octet ${i}`);
		}
		assert.equal(
			faultOf(() => {}, 1001),
			"slow",
		);
		assert.equal(
			faultOf((reply) => reply.set(reply.subarray(16, 24), 40)),
			"implausible",
			"sent before it was received",
		);
		assert.equal(
			faultOf((reply) => reply.set(reply.subarray(16, 24), 32)),
			"implausible",
			"held longer than all took",
		);
		assert.equal(
			faultOf((reply) => reply.fill(0, 32, 48)),
			"believed",
			"1900 is 2036",
		);
	});

	it("believes no time before it was made, nor in 50 years", () => {
		for (const utc of [0, Date.UTC(2025, 11, 31, 23, 59), Date.UTC(2076, 1, 1)]) {
			const bench = new Bench().pass(1000);
			bench.client.received(bench.reply(utc), bench.now, true);
			assert.deepEqual(bench.times, []);
			assert.equal(bench.client.counts.implausible, 1);
		}
	});

	it("takes one reply only, and none that it has not asked for", () => {
		const bench = new Bench();
		bench.client.received(bench.reply(), 0, true);
		bench.pass(1000);
		const reply = bench.reply();
		bench.client.received(reply, bench.now, true);
		bench.client.received(reply, bench.now, true);
		assert.equal(bench.times.length, 1);
		assert.equal(bench.client.counts.notAsked, 2);
	});

	it("still takes the right reply after one of somebody else", () => {
		const bench = new Bench().pass(1000);
		bench.client.received(new Uint8Array(48), bench.now, true);
		bench.client.received(new Uint8Array(3), bench.now, true);
		bench.client.received(bench.reply(), bench.now, false);
		assert.deepEqual(bench.times, [], "it comes from elsewhere");
		assert.equal(bench.client.counts.notAsked, 2);
		bench.client.received(bench.reply(), bench.now, true);
		assert.equal(bench.times.length, 1);
	});

	it("asks each hour, and after silence later and later", () => {
		const bench = new Bench().pass(1000);
		bench.client.received(bench.reply(), bench.now, true);
		assert.equal(bench.untilAsked(), HOUR);
		const waits = Array.from({ length: 9 }, () => bench.untilAsked() - 5000);
		assert.deepEqual(
			waits,
			[8, 16, 32, 64, 128, 256, 512, 512, 512].map((s) => s * 1000),
		);
		assert.equal(bench.client.counts.silent, 9);
	});

	it("leaves a server alone for an hour that refuses", () => {
		const bench = new Bench().pass(1000);
		const reply = bench.reply();
		reply[1] = 0;
		bench.client.received(reply, bench.now, true);
		assert.equal(bench.untilAsked(), HOUR);
	});

	it("asks nobody without a network, and at once when there is one again", () => {
		const bench = new Bench().pass(60_000, false);
		assert.deepEqual(bench.asked, []);
		bench.part = 0.999;
		bench.pass(4000);
		assert.equal(bench.asked.length, 1);
		bench.pass(2000, false);
		bench.client.received(bench.reply(), bench.now, true);
		assert.deepEqual(bench.times, [], "the reply is of another network");
		assert.ok(bench.untilAsked() <= 4000);
	});

	it("bears any octets, and is never told a time that cannot be", () => {
		const bench = new Bench().pass(1000);
		let state = 9;
		const random = (below: number) => {
			state = (state * 48271) % 0x7fffffff;
			return state % below;
		};
		for (let i = 0; i < 20_000; i++) {
			const reply = bench.reply(UTC + random(1000) * 60_000);
			for (let j = random(4); j >= 0; j--) reply[random(48)] = random(256);
			bench.client.received(reply.subarray(0, random(10) === 0 ? random(48) : 48), bench.now, true);
			bench.untilAsked();
		}
		for (const [utc] of bench.times) {
			assert.ok(utc >= Date.UTC(2026, 0, 1) && utc < Date.UTC(2076, 1, 1));
		}
	});
});
