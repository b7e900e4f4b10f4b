/** Streams as no meter sends them: spliced, torn and noisy; and frames whose content lies. Seeded. */
import assert from "node:assert/strict";
import { type Decoded, decoded } from "../../host-sim/decode.ts";
import { explain } from "../../host-sim/explain.ts";
import { octetsOfHex } from "../../host-sim/hex.ts";
import { random } from "../../host-sim/house/random.ts";
import { ownCaptures } from "../../host-sim/own-captures.ts";
import { HdlcReader } from "../../src/han/hdlc.ts";
import { Receiver } from "../../src/han/receiver.ts";
import { Counts, type Fault } from "../../src/model/counts.ts";
import type { Reading } from "../../src/model/reading.ts";
import { Store } from "../../src/model/store.ts";
import { frame, joined } from "../support/frames.ts";
import { readings } from "../support/properties.ts";

const STREAMS = 200;
const LISTS = 3000;

/** Edges of lengths and counts, flags, and the tags there are. */
const TELLING = [
	...[0x7e, 0x7f, 0x80, 0x81, 0x82, 0xff, 0xa0, 0xe6],
	...Array.from({ length: 0x1c }, (_, tag) => tag),
];

/** What becomes of a good frame. */
const OUTCOMES: readonly (Fault | "readings")[] = [
	"readings",
	"badLlc",
	"encrypted",
	"blockTransfer",
	"unknownApdu",
	"unknownLayout",
	"badList",
];

describe("a stream of several makers' frames, torn and mixed with noise", () => {
	const captures = ownCaptures().map(({ hex }) => octetsOfHex(hex));
	const right = captures.map((octets) => readings(octets)[0] as Decoded);

	it(`yields every good frame and nothing else, however it is chunked: ${STREAMS} streams`, function () {
		this.timeout(60_000);
		const next = random(1);
		const upTo = (limit: number) => Math.floor(next() * limit);
		for (let round = 0; round < STREAMS; round++) {
			const wanted: Decoded[] = [];
			const parts = Array.from({ length: 1 + upTo(8) }, () => {
				const which = upTo(captures.length);
				const capture = captures[which] as Uint8Array;
				const part = spoilt(capture, upTo);
				if (part === capture) wanted.push(right[which] as Decoded);
				return part;
			});
			const stream = joined(Uint8Array.of(0), ...parts);
			assert.deepEqual(readings(stream), wanted, `round ${round}`);
			const [chunked, counts] = inChunks(stream, upTo);
			assert.deepEqual(chunked, wanted, `round ${round} in chunks`);
			assert.equal(counts.octets, stream.length);
			assert.equal(counts.frames, wanted.length);
			assert.ok(explain(stream).length >= wanted.length);
		}
	});

	it(`yields exact integers or a fault by name from content that lies: ${LISTS} lists`, function () {
		this.timeout(60_000);
		const next = random(2);
		const upTo = (limit: number) => Math.floor(next() * limit);
		let count = 0;
		for (let round = 0; round < LISTS; round++) {
			const capture = captures[upTo(captures.length)] as Uint8Array;
			const lying = lie(informationOf(capture), upTo);
			const counts = new Counts();
			const receiver = new Receiver(new Store(), counts, {
				onReading: (reading) => holds(reading),
			});
			receiver.receive(lying, 0, lying.length, 0);
			assert.equal(counts.frames, 1);
			const outcomes = OUTCOMES.reduce((sum, name) => sum + counts[name], 0);
			assert.equal(outcomes, 1, `round ${round}`);
			count += counts.readings;
			explain(lying);
		}
		// Many a changed octet is only another value.
		assert.ok(count > LISTS / 10 && count < LISTS, `${count}`);
	});
});

/** The capture itself, or a piece, a bent copy, one with a hole, or noise. */
function spoilt(capture: Uint8Array, upTo: (limit: number) => number): Uint8Array {
	const at = 1 + upTo(capture.length - 4);
	switch (upTo(9)) {
		case 0:
			return capture.subarray(0, at);
		case 1:
			// Without its flag alone it would have the flag before it.
			return capture.subarray(at + 1);
		case 2:
			return joined(capture.subarray(0, at), capture.subarray(at + 1 + upTo(4)));
		case 3: {
			const bent = capture.slice();
			bent[at] = (bent[at] as number) ^ (1 << upTo(8));
			return bent;
		}
		case 4:
			return Uint8Array.from({ length: upTo(60) }, () => octet(upTo));
		default:
			return capture;
	}
}

function informationOf(capture: Uint8Array): Uint8Array {
	const reader = new HdlcReader(new Counts());
	reader.read(capture, 0, capture.length, 0);
	return capture.subarray(reader.start, reader.end);
}

/** A good frame of `information` with some octets changed, cut or sent twice. */
function lie(information: Uint8Array, upTo: (limit: number) => number): Uint8Array {
	const lying = information.slice();
	for (let left = upTo(3); left >= 0; left--) lying[upTo(lying.length)] = octet(upTo);
	if (upTo(6) === 0) return frame(lying.subarray(0, 1 + upTo(lying.length - 1)));
	return frame(upTo(10) === 0 ? joined(lying, lying) : lying);
}

function octet(upTo: (limit: number) => number): number {
	return upTo(2) === 0 ? upTo(256) : (TELLING[upTo(TELLING.length)] as number);
}

function inChunks(stream: Uint8Array, upTo: (limit: number) => number): [Decoded[], Counts] {
	const found: Decoded[] = [];
	const counts = new Counts();
	const receiver = new Receiver(new Store(), counts, {
		onReading: (reading) => found.push(decoded(reading)),
	});
	for (let at = 0; at < stream.length; ) {
		const end = Math.min(stream.length, at + 1 + upTo(upTo(4) === 0 ? 600 : 40));
		receiver.receive(stream, at, end, 0);
		at = end;
	}
	receiver.receive(stream, 0, 0, Number.POSITIVE_INFINITY);
	return [found, counts];
}

function holds(reading: Readonly<Reading>): void {
	assert.ok(reading.list >= 1 && reading.list <= 3);
	for (const value of reading.values) assert.ok(value === undefined || Number.isSafeInteger(value));
	assert.equal(typeof JSON.stringify(decoded(reading)), "string");
}
