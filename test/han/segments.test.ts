import assert from "node:assert/strict";
import { Receiver } from "../../src/han/receiver.ts";
import { Counts } from "../../src/model/counts.ts";
import { Store } from "../../src/model/store.ts";
import { AIDON_LIST_1, frame, joined, octets } from "../support/frames.ts";

/** The LLC PDU of Aidon's list 1, 512 W. */
const PDU = AIDON_LIST_1.subarray(9, 41);
const LLC = octets("E6 E7 00");

class Listener {
	readonly counts = new Counts();
	readonly store = new Store();
	readonly receiver = new Receiver(this.store, this.counts, { maxMessage: 64 });

	hear(chunk: Uint8Array, now = 0): this {
		this.receiver.receive(chunk, 0, chunk.length, now);
		return this;
	}
}

const part = (start: number, end: number) =>
	frame(PDU.subarray(start, end), { isSegmented: end < PDU.length });

describe("segmented messages", () => {
	it("become one reading, wherever they are cut", () => {
		for (let cut = 1; cut < PDU.length; cut++) {
			const { store, counts } = new Listener().hear(joined(part(0, cut), part(cut, PDU.length)));
			assert.equal(store.live.netPower, 512, `cut at ${cut}`);
			assert.equal(counts.lostSegment, 0);
		}
	});

	it("may repeat the LLC in later parts", () => {
		const second = frame(joined(LLC, PDU.subarray(10)));
		assert.equal(new Listener().hear(joined(part(0, 10), second)).store.live.netPower, 512);
	});

	it("are lost when a part is damaged, without harm to the next", () => {
		const damaged = part(10, 20);
		damaged[12] = (damaged[12] as number) ^ 1;
		const stream = joined(part(0, 10), damaged, part(20, PDU.length));
		const { store, counts } = new Listener().hear(stream);
		assert.equal(store.sequence, 0);
		assert.equal(counts.lostSegment, 1);
		assert.equal(new Listener().hear(joined(stream, AIDON_LIST_1)).store.live.netPower, 512);
	});

	it("are lost after two seconds of waiting", () => {
		const listener = new Listener().hear(part(0, 10), 0).hear(AIDON_LIST_1, 2500);
		assert.equal(listener.store.live.netPower, 512);
		assert.equal(listener.counts.lostSegment, 1);
	});

	it("are lost when a part comes with a bad header, or stops short", () => {
		const bent = part(10, 20);
		bent[6] = (bent[6] as number) ^ 1;
		for (const damaged of [bent, part(10, 20).subarray(0, 12)]) {
			const listener = new Listener().hear(joined(part(0, 10), damaged), 0);
			listener.hear(new Uint8Array(0), 500).hear(part(20, PDU.length), 600);
			assert.equal(listener.counts.lostSegment, 1);
			assert.equal(listener.store.sequence, 0);
		}
	});

	it("may have two seconds between two parts, however long they take together", () => {
		const listener = new Listener().hear(part(0, 10), 9000).hear(part(10, 20), 11_000);
		listener.hear(part(20, PDU.length), 13_000);
		assert.equal(listener.store.live.netPower, 512);
		assert.equal(listener.counts.lostSegment, 0);
	});

	it("are not lost to faults and silences before they begin", () => {
		const listener = new Listener().hear(part(0, 12).subarray(0, 20), 0);
		listener.hear(joined(part(0, 10), part(10, PDU.length)), 60_000);
		assert.equal(listener.counts.truncated, 1);
		assert.equal(listener.store.live.netPower, 512);
		assert.equal(listener.counts.lostSegment, 0);
	});

	it("fill the buffer to its last octet", () => {
		const listener = new Listener();
		const parts = [frame(new Uint8Array(40), { isSegmented: true }), frame(new Uint8Array(24))];
		listener.hear(joined(...parts));
		assert.equal(listener.counts.lostSegment, 0);
		assert.equal(listener.counts.badLlc, 1);
		listener.hear(joined(parts[0] as Uint8Array, frame(new Uint8Array(25))));
		assert.equal(listener.counts.lostSegment, 1);
	});

	it("are lost when longer than the buffer", () => {
		const endless = frame(new Uint8Array(40), { isSegmented: true });
		const listener = new Listener().hear(joined(endless, endless, endless));
		assert.ok(listener.counts.lostSegment >= 1);
		assert.equal(listener.hear(AIDON_LIST_1, 5000).store.live.netPower, 512);
	});
});
