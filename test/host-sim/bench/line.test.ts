import assert from "node:assert/strict";
import { Line, type LineState } from "../../../host-sim/bench/line.ts";
import { heardAs8E1 } from "../../../host-sim/bench/parity.ts";
import { encode } from "../../../host-sim/meters/encoder.ts";
import { profileNamed } from "../../../host-sim/meters/profiles.ts";
import type { Push, Source } from "../../../host-sim/simulation.ts";
import { houseOf, VirtualMeter } from "../../../host-sim/virtual-meter.ts";
import { OCTET_MS } from "../../../src/han/hdlc.ts";
import { sharedOctets, withSharedCaptures } from "../../support/shared.ts";

const START = Date.UTC(2026, 0, 31, 12);

/** A meter that sends 44 and 288 octets in turn, counting up, every 2.5 s. */
class Counter implements Source {
	dueMs = START;
	#octet = 0;
	#isLong = false;
	next(): Push {
		const atMs = this.dueMs;
		const octets = Uint8Array.from({ length: this.#isLong ? 288 : 44 }, () => this.#octet++);
		this.#isLong = !this.#isLong;
		this.dueMs += 2500;
		return { atMs, octets };
	}
}

/** What was sent and what came of the first pushes over a line in such a state. */
function over(state: Partial<LineState>, count = 4, seed = 1, noise = 0) {
	const sent: Push[] = [];
	const line = new Line(
		new Counter(),
		seed,
		() => false,
		(push) => sent.push(push),
	);
	Object.assign(line.state, state);
	if (noise > 0) line.setNoise(noise, START);
	const come: Push[] = [];
	while (come.length < count) come.push(line.next());
	return { sent, come, line };
}

const sizes = (pushes: readonly Push[]) => pushes.map(({ octets }) => octets.length);
const all = (pushes: readonly Push[]) => pushes.flatMap(({ octets }) => Array.from(octets));

describe("a line", () => {
	it("that is good changes nothing", () => {
		const { sent, come } = over({});
		assert.deepEqual(come, sent);
		assert.deepEqual(sizes(come), [44, 288, 44, 288]);
	});

	it("has the same faults for the same seed", () => {
		const bad = { bitErrors: 5000, lostOctets: 5000, doubledOctets: 5000 };
		assert.deepEqual(over(bad, 50, 1, 50).come, over(bad, 50, 1, 50).come);
		assert.notDeepEqual(over(bad, 50, 1, 50).come, over(bad, 50, 2, 50).come);
	});

	it("turns as many bits, and loses and doubles as many octets, as it is told", () => {
		const near = (value: number, wanted: number) =>
			assert.ok(Math.abs(value - wanted) < 0.1 * wanted, `${value} is not near ${wanted}`);
		const bits = over({ bitErrors: 10_000 }, 400);
		const right = all(bits.sent);
		const turned = all(bits.come).reduce((sum, octet, i) => {
			const changed = octet ^ (right[i] as number);
			return sum + changed.toString(2).replaceAll("0", "").length;
		}, 0);
		near(turned, right.length * 8 * 0.01);
		const lost = over({ lostOctets: 20_000 }, 400);
		near(all(lost.sent).length - all(lost.come).length, all(lost.sent).length * 0.02);
		const doubled = over({ doubledOctets: 20_000 }, 400);
		near(all(doubled.come).length - all(doubled.sent).length, all(doubled.sent).length * 0.02);
	});

	it("with a bad transceiver harms long frames and no short ones", () => {
		const { sent, come } = over({ hasBadTransceiver: true }, 200);
		let harmed = 0;
		come.forEach((push, i) => {
			if (i % 2 === 0) assert.deepEqual(push, sent[i]);
			else if (Buffer.compare(push.octets, (sent[i] as Push).octets) !== 0) harmed++;
			assert.ok(push.octets.length >= (sent[i] as Push).octets.length - 8);
		});
		assert.ok(harmed > 90);
	});

	it("in text mode has 0D 0A for each 0A", () => {
		const { sent, come } = over({ isTextMode: true }, 10);
		const text = Buffer.from(all(sent)).toString("latin1").replaceAll("\n", "\r\n");
		assert.equal(Buffer.from(all(come)).toString("latin1"), text);
	});

	it("adds junk after each frame", () => {
		const { sent, come } = over({ trailingJunk: 4 });
		assert.deepEqual(sizes(come), [48, 292, 48, 292]);
		come.forEach((push, i) => {
			const { octets } = sent[i] as Push;
			assert.deepEqual(push.octets.subarray(0, octets.length), octets);
		});
	});

	it("may hold frames back and bring them at once", () => {
		const { sent, come, line } = over({ backToBack: 3 });
		assert.deepEqual(sizes(come), [0, 0, 44 + 288 + 44, 0]);
		assert.deepEqual(all(come), all(sent.slice(0, 3)));
		line.state.backToBack = 1;
		assert.equal(line.next().octets.length, 288 + 44, "what was held comes with the next");
	});

	it("fills the silence between frames with noise, and no more", () => {
		const { sent, come } = over({}, 200, 1, 240);
		let free = 0;
		let noise = 0;
		for (const { atMs, octets } of come) {
			assert.ok(atMs >= free - 1e-6);
			free = atMs + octets.length * OCTET_MS;
			noise += octets.length;
		}
		for (const { atMs, octets } of sent) {
			assert.deepEqual(come.find((push) => push.atMs === atMs)?.octets, octets);
			noise -= octets.length;
		}
		assert.ok(noise > 0.95 * ((free - START) / OCTET_MS - all(sent).length));
	});

	it("is silent while the cable is out, in the middle of a frame too", () => {
		const { line } = over({}, 1);
		line.silentUntilMs = START + 2500 + 100.5 * OCTET_MS;
		const tail = line.next();
		assert.equal(tail.octets.length, 288 - 101);
		assert.ok(tail.atMs >= line.silentUntilMs && tail.atMs < line.silentUntilMs + OCTET_MS);
		assert.equal(line.next().octets.length, 44);
	});

	it("may begin in the middle of a long frame", () => {
		const { sent, come } = over({ cutsNextFrame: true });
		assert.deepEqual(sizes(come), [0, 144, 44, 288]);
		assert.deepEqual(come[1]?.octets, sent[1]?.octets.subarray(144));
		assert.equal(come[1]?.atMs, START + 2500 + 144 * OCTET_MS);
	});
});

/** A list 2 of a Kamstrup meter as the wire has it: 8N1. */
function kamstrupList2(): Uint8Array {
	const profile = profileNamed("kamstrup-se");
	// The captures are of that year, and it is the first that differs.
	const start = Date.UTC(2022, 1, 17);
	const meter = new VirtualMeter(profile, houseOf(profile, 1, start), start);
	meter.next();
	return encode(profile, meter.reading, 2);
}

const hex = (octets: Uint8Array) => Buffer.from(octets).toString("hex");

describe("8N1 heard as 8E1", () => {
	it("gives one octet right, two that become another", () => {
		assert.equal(hex(heardAs8E1(Uint8Array.of(0x7e, 0xa0, 0xe2, 0x2b))), "7e132b");
	});

	it("hears all octets that come with pauses between", () => {
		for (let octet = 0; octet < 256; octet++) {
			assert.deepEqual(heardAs8E1(Uint8Array.of(octet)), Uint8Array.of(octet));
		}
	});

	it("has hardly three octets of four left", () => {
		const sent = kamstrupList2();
		const heard = heardAs8E1(sent);
		assert.ok(heard.length > sent.length / 2 && heard.length < 0.75 * sent.length);
	});
});

/** Octets of the longest stretch that both hold. */
function longestCommon(one: Uint8Array, other: Uint8Array): number {
	let longest = 0;
	let before = new Uint16Array(other.length + 1);
	for (const octet of one) {
		const row = new Uint16Array(other.length + 1);
		other.forEach((theirs, i) => {
			if (theirs === octet) row[i + 1] = (before[i] as number) + 1;
			longest = Math.max(longest, row[i + 1] as number);
		});
		before = row;
	}
	return longest;
}

withSharedCaptures("8N1 heard as 8E1, beside real captures", () => {
	it("makes the same long stretches of another meter's list of the same make", () => {
		const sent = sharedOctets("se/kamstrup-684-list2-gh239.hex");
		const theirs = sharedOctets("bad/kamstrup-se-gh355-1-parity.hex");
		assert.equal(longestCommon(sent, theirs), 3);
		assert.equal(longestCommon(heardAs8E1(sent), theirs), 30);
	});

	const ours = hex(heardAs8E1(kamstrupList2()));
	for (const name of ["kamstrup-se-gh355-1-parity", "kamstrup-se-gh355-2-parity"]) {
		it(`is heard as in ${name} up to the clock`, () => {
			const theirs = hex(sharedOctets(`bad/${name}.hex`));
			// Flag, format, addresses, control, HCS, LLC, APDU header and the clock's size and year.
			assert.equal(ours.slice(0, 26), theirs.slice(0, 26));
		});
	}
});
