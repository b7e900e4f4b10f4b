import assert from "node:assert/strict";
import { type HdlcOptions, HdlcReader } from "../../src/han/hdlc.ts";
import { Counts } from "../../src/model/counts.ts";
import { AIDON_LIST_1, frame, joined, KAIFA_LIST_1, octets } from "../support/frames.ts";

/** What a reader said of a stream: `offset:information` of each frame, and its counts. */
class Listener {
	readonly counts = new Counts();
	readonly reader: HdlcReader;
	readonly frames: string[] = [];
	now = 0;

	constructor(options: HdlcOptions = {}) {
		this.reader = new HdlcReader(this.counts, options);
	}

	hear(stream: Uint8Array, start = 0, end = stream.length): this {
		let at = start;
		for (;;) {
			at = this.reader.read(stream, at, end, this.now);
			if (!this.reader.ready) return this;
			const { offset, start: from, end: to } = this.reader;
			const information = Array.from(this.reader.octets.subarray(from, to));
			this.frames.push(`${offset}:${information.map((octet) => octet.toString(16)).join(" ")}`);
		}
	}

	/** Silence for as long as it takes. */
	rest(): this {
		this.now += 10_000;
		return this.hear(new Uint8Array(0));
	}
}

const heard = (stream: Uint8Array, options?: HdlcOptions) => new Listener(options).hear(stream);

/** With false flags, and false formats after them. */
const NOISE = octets("00 13 37 7E 42 A0 7E A0 05 FF");

describe("HdlcReader", () => {
	it("finds the information field of a frame", () => {
		const { frames, counts } = heard(AIDON_LIST_1);
		const information = Array.from(AIDON_LIST_1.subarray(9, 41));
		assert.deepEqual(frames, [`0:${information.map((octet) => octet.toString(16)).join(" ")}`]);
		assert.equal(counts.frames, 1);
		assert.equal(counts.octets, AIDON_LIST_1.length);
	});

	it("takes 7E inside a frame as data", () => {
		assert.equal(heard(KAIFA_LIST_1).frames.length, 1);
	});

	it("tells where the frame lies, up to its closing flag", () => {
		const listener = new Listener();
		const stream = joined(octets("7E 7E 42"), KAIFA_LIST_1, AIDON_LIST_1);
		let at = 0;
		for (const [offset, sent] of [
			[3, KAIFA_LIST_1],
			[44, AIDON_LIST_1],
		] as const) {
			at = listener.reader.read(stream, at, stream.length, 0);
			const { reader } = listener;
			assert.deepEqual([reader.ready, reader.offset, reader.size], [true, offset, sent.length - 1]);
			assert.deepEqual(
				Array.from(reader.octets.slice(0, reader.size)),
				Array.from(sent.subarray(0, -1)),
			);
		}
	});

	it("takes 7E for data in every place of the header too", () => {
		// A length of 7E, of 17E and so on; an address, a control octet and a check sequence of 7E.
		const lengths = [0x7e, 0x17e, 0x67e].map((length) => frame(new Uint8Array(length - 10)));
		const seldom = [frame(octets("E6"), { destination: [0x7e, 0x41], source: [0x7e, 0x83] })];
		for (let octet = 0; octet < 0x10000 && seldom.length < 4; octet++) {
			const sent = frame(Uint8Array.of(octet >> 8, octet & 0xff));
			if (sent.subarray(-3, -1).includes(0x7e)) seldom.push(sent);
		}
		for (const sent of [...lengths, ...seldom]) {
			const stream = joined(sent, sent.subarray(0, -1), sent);
			for (let size = 1; size < 20; size++) {
				const listener = new Listener();
				for (let at = 0; at < stream.length; at += size) {
					listener.hear(stream, at, Math.min(at + size, stream.length));
				}
				assert.equal(listener.frames.length, 3, `${sent[2]} in chunks of ${size}`);
				assert.equal(listener.counts.noiseOctets, 0);
			}
		}
	});

	it("finds the same frames however the stream is chunked", () => {
		const stream = joined(
			NOISE,
			AIDON_LIST_1,
			KAIFA_LIST_1.subarray(0, 20),
			AIDON_LIST_1,
			NOISE,
			KAIFA_LIST_1,
		);
		const whole = heard(stream).rest();
		assert.equal(whole.frames.length, 3);
		for (let size = 1; size < stream.length; size++) {
			const pieces = new Listener();
			for (let at = 0; at < stream.length; at += size) {
				pieces.hear(stream, at, Math.min(at + size, stream.length));
			}
			pieces.rest();
			assert.deepEqual(pieces.frames, whole.frames, `chunks of ${size}`);
			assert.deepEqual(pieces.counts, whole.counts, `chunks of ${size}`);
		}
	});

	it("takes octets from an array inside a larger buffer, filled anew each time", () => {
		const chunk = new Uint8Array(new ArrayBuffer(64), 5, 48);
		const listener = new Listener();
		for (const sent of [AIDON_LIST_1, KAIFA_LIST_1, AIDON_LIST_1]) {
			chunk.set(sent, 3);
			listener.hear(chunk, 3, 3 + sent.length);
		}
		assert.deepEqual(
			listener.frames,
			heard(joined(AIDON_LIST_1, KAIFA_LIST_1, AIDON_LIST_1)).frames,
		);
	});

	it("never passes a frame with one bit wrong", () => {
		for (const sent of [AIDON_LIST_1, KAIFA_LIST_1]) {
			for (let i = 0; i < sent.length - 1; i++) {
				for (let bit = 0; bit < 8; bit++) {
					const bent = sent.slice();
					bent[i] = (bent[i] as number) ^ (1 << bit);
					assert.equal(heard(bent).rest().frames.length, 0, `octet ${i} bit ${bit}`);
				}
			}
		}
	});

	it("never passes a frame that is cut", () => {
		for (let end = 0; end < AIDON_LIST_1.length - 1; end++) {
			assert.equal(heard(AIDON_LIST_1.subarray(0, end)).rest().frames.length, 0, `cut at ${end}`);
		}
	});

	it("finds a frame after any prefix of another", () => {
		for (const first of [AIDON_LIST_1, KAIFA_LIST_1]) {
			for (const second of [AIDON_LIST_1, KAIFA_LIST_1]) {
				for (let end = 0; end < first.length - 2; end++) {
					const { frames } = heard(joined(first.subarray(0, end), second)).rest();
					assert.equal(frames.length, 1, `prefix of ${end}`);
					assert.match(frames[0] as string, new RegExp(`^${end}:`));
				}
			}
		}
	});

	it("accepts one flag between two frames, and any number", () => {
		const shared = joined(AIDON_LIST_1.subarray(0, -1), KAIFA_LIST_1);
		assert.equal(heard(shared).frames.length, 2);
		const idle = joined(octets("7E 7E 7E"), AIDON_LIST_1, octets("7E 7E 7E 7E"), KAIFA_LIST_1);
		assert.equal(heard(idle).frames.length, 2);
		assert.equal(heard(idle).counts.badFormat, 0);
	});

	it("has a frame ready at its FCS, before its closing flag", () => {
		assert.equal(heard(AIDON_LIST_1.subarray(0, -1)).frames.length, 1);
	});

	it("accepts a frame whose closing flag is missing", () => {
		const { frames, counts } = heard(
			joined(AIDON_LIST_1.subarray(0, -1), octets("13"), KAIFA_LIST_1),
		);
		assert.equal(frames.length, 2);
		assert.equal(counts.noiseOctets, 1);
	});

	it("accepts addresses of 1, 2 and 4 octets and no others", () => {
		const addresses = [[0x41], [0x02, 0x41], [0x02, 0x04, 0x06, 0x41]];
		const information = octets("E6 E7 00 0F");
		for (const destination of addresses) {
			for (const source of addresses) {
				const { frames } = heard(frame(information, { destination, source }));
				assert.deepEqual(frames, ["0:e6 e7 0 f"]);
			}
		}
		for (const source of [
			[0x02, 0x04, 0x41],
			[0x02, 0x04, 0x06, 0x08, 0x41],
		]) {
			const { frames, counts } = heard(frame(information, { source }));
			assert.deepEqual(frames, []);
			assert.equal(counts.badAddress, 1);
		}
	});

	it("accepts a frame without an information field, which has no HCS", () => {
		assert.deepEqual(heard(frame(new Uint8Array(0))).frames, ["0:"]);
		assert.deepEqual(heard(frame(new Uint8Array(0), { source: [3] })).frames, ["0:"]);
	});

	it("accepts a frame of the greatest length, and refuses a longer one than it is told", () => {
		const longest = frame(new Uint8Array(2047 - 10));
		assert.equal(heard(longest).frames.length, 1);
		const { frames, counts } = heard(longest, { maxLength: 2046 });
		assert.equal(frames.length, 0);
		assert.equal(counts.overlong, 1);
	});

	it("refuses to be made with a length no frame can have", () => {
		for (const maxLength of [6, 2048, Number.NaN]) {
			assert.throws(() => new HdlcReader(new Counts(), { maxLength }), /7 to 2047/);
		}
	});

	it("tells the segmentation bit", () => {
		const listener = new Listener();
		listener.reader.read(frame(octets("E6"), { isSegmented: true }), 0, 13, 0);
		assert.equal(listener.reader.ready, true);
		assert.equal(listener.reader.segmented, true);
	});

	it("finds the frames that a false start had swallowed", () => {
		// A flag and a header that claim 500 octets, with a good HCS.
		const claim = frame(new Uint8Array(490)).subarray(0, 9);
		const stream = joined(claim, AIDON_LIST_1, KAIFA_LIST_1, AIDON_LIST_1);
		const { frames, counts } = heard(stream).rest();
		assert.deepEqual(
			frames.map((text) => text.split(":")[0]),
			["9", "53", "94"],
		);
		assert.equal(counts.truncated, 1);
	});

	it("finds what was swallowed when the next octets come, before those", () => {
		const claim = frame(new Uint8Array(490)).subarray(0, 9);
		const listener = heard(joined(claim, AIDON_LIST_1, KAIFA_LIST_1));
		assert.equal(listener.frames.length, 0);
		listener.now += 10_000;
		listener.hear(joined(AIDON_LIST_1, KAIFA_LIST_1));
		assert.deepEqual(
			listener.frames.map((text) => text.split(":")[0]),
			["9", "53", "94", "138"],
		);
		assert.equal(listener.counts.octets, 9 + 2 * (44 + 41));
	});

	it("finds a frame that ended a swallowed one's claim, octet by octet", () => {
		const claim = frame(new Uint8Array(100)).subarray(0, 9);
		const stream = joined(claim, AIDON_LIST_1, KAIFA_LIST_1, AIDON_LIST_1, KAIFA_LIST_1);
		const whole = heard(stream);
		assert.equal(whole.frames.length, 4);
		const single = new Listener();
		for (let at = 0; at < stream.length; at++) single.hear(stream, at, at + 1);
		assert.deepEqual(single.frames, whole.frames);
		assert.deepEqual(single.counts, whole.counts);
	});

	it("ends an incomplete frame at a silence, and finds the next at once", () => {
		const listener = heard(AIDON_LIST_1.subarray(0, 30));
		listener.now += 300;
		listener.hear(KAIFA_LIST_1);
		assert.equal(listener.frames.length, 1);
		assert.equal(listener.counts.truncated, 1);
	});

	it("waits for 100 ms, or for as long as it is told, and for what the octets waited", () => {
		const isWhole = (ms: number, options?: HdlcOptions, waitedMs = 0) => {
			const listener = new Listener(options).hear(AIDON_LIST_1, 0, 43);
			assert.equal(listener.frames.length, 1);
			const { reader } = new Listener(options).hear(AIDON_LIST_1, 0, 20);
			// 24 octets of 11 bits take 110 ms.
			reader.read(AIDON_LIST_1, 20, 44, 110 + ms, waitedMs);
			return reader.ready;
		};
		assert.deepEqual([isWhole(99), isWhole(101)], [true, false]);
		assert.deepEqual([isWhole(499, { gapMs: 500 }), isWhole(501, { gapMs: 500 })], [true, false]);
		assert.deepEqual([isWhole(1099, {}, 1000), isWhole(1101, {}, 1000)], [true, false]);
	});

	it("takes no silence from octets that arrive together, however many", () => {
		const listener = new Listener();
		listener.hear(AIDON_LIST_1, 0, 20);
		// The other 24 octets take 110 ms on the wire.
		listener.now += 120;
		listener.hear(AIDON_LIST_1, 20);
		assert.equal(listener.frames.length, 1);
	});

	it("counts each fault by its name", () => {
		const bent = (at: number, value: number) => {
			const copy = AIDON_LIST_1.slice();
			copy[at] = value;
			return heard(copy).rest().counts;
		};
		assert.equal(bent(1, 0x50).badFormat, 1);
		assert.equal(bent(6, 0x14).badHcs, 1);
		assert.equal(bent(20, 0x14).badFcs, 1);
		assert.equal(heard(AIDON_LIST_1.subarray(0, 30)).rest().counts.truncated, 1);
		assert.equal(heard(octets("01 02 03")).counts.noiseOctets, 3);
	});

	it("accounts for every octet: those of frames, flags and noise", () => {
		const stream = joined(NOISE, AIDON_LIST_1, NOISE);
		const { counts } = heard(stream).rest();
		const flagsInNoise = 4;
		assert.equal(counts.octets, stream.length);
		assert.equal(counts.noiseOctets, stream.length - AIDON_LIST_1.length - flagsInNoise);
	});

	it("goes on for ever through noise without end", () => {
		const listener = new Listener();
		const noise = new Uint8Array(256);
		let seed = 1;
		for (let round = 0; round < 2000; round++) {
			for (let i = 0; i < noise.length; i++) {
				seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
				noise[i] = seed >>> 24;
			}
			listener.hear(noise);
		}
		listener.rest();
		listener.frames.length = 0;
		assert.equal(listener.hear(AIDON_LIST_1).frames.length, 1);
	});
});
