import assert from "node:assert/strict";
import { crc32 } from "../../src/storage/crc.ts";
import { JournalRecord, recordSize } from "../../src/storage/record.ts";

const PAYLOAD = Uint8Array.of(9, 1, 2, 3, 4, 5, 9);

const written = () => {
	const record = new JournalRecord(recordSize(8));
	record.write(0x18, 0x01020304, PAYLOAD, 1, 6);
	return record;
};

describe("a record", () => {
	it("lies in flash as it is drawn", () => {
		assert.deepEqual(Array.from(written().octets), [
			...[0x18, 5, 0xff, 0xff, 0x04, 0x03, 0x02, 0x01],
			...[1, 2, 3, 4, 5, 0xff, 0xff, 0xff],
			...[0x01, 0xba, 0x45, 0xde],
		]);
	});

	it("is read as it was written", () => {
		const record = written();
		assert.ok(record.isGood);
		assert.equal(record.type, 0x18);
		assert.equal(record.key, 0x01020304);
		assert.equal(record.isStruck, false);
		const into = new Uint8Array(6);
		assert.equal(record.copy(into), 5);
		assert.deepEqual(Array.from(into), [1, 2, 3, 4, 5, 0]);
	});

	it("gives no more of its payload than is asked for, and says how long it is", () => {
		const into = new Uint8Array(2);
		assert.equal(written().copy(into), 5);
		assert.deepEqual(Array.from(into), [1, 2]);
	});

	it("that strikes has no payload", () => {
		const record = written();
		record.strike(7, 0xffff_ffff);
		assert.ok(record.isGood && record.isStruck);
		assert.equal(record.key, 0xffff_ffff);
		assert.equal(record.copy(new Uint8Array(8)), 0);
	});

	it("is never good with one or two bits wrong", () => {
		const { octets } = written();
		const bits = octets.length * 8;
		for (let first = 0; first < bits; first++) {
			for (let second = first; second < bits; second++) {
				const record = written();
				for (const bit of new Set([first, second])) {
					record.octets[bit >> 3] = (record.octets[bit >> 3] as number) ^ (1 << (bit & 7));
				}
				assert.equal(record.isGood, false, `bits ${first} and ${second}`);
			}
		}
	});

	it("is never what is erased, void, or longer than it can be", () => {
		const record = written();
		record.octets.fill(0xff);
		assert.ok(record.isErased && !record.isVoid && !record.isGood);
		record.octets.fill(0);
		assert.ok(record.isVoid && !record.isErased && !record.isGood);
		record.write(1, 1, PAYLOAD, 0, 7);
		record.octets[1] = 9;
		assert.equal(record.isGood, false);
	});

	it("is not good that says a longer payload than there is room for, though its check is right", () => {
		for (const [length, isGood] of [
			[8, true],
			[9, false],
			[200, false],
		] as const) {
			const record = written();
			record.octets[1] = length;
			const end = record.octets.length - 4;
			new DataView(record.octets.buffer).setInt32(end, crc32(record.octets, 0, end), true);
			assert.equal(record.isGood, isGood, `${length}`);
		}
	});

	it("keeps its payload in longer form", () => {
		const record = written();
		record.resize(recordSize(12));
		record.seal();
		assert.equal(record.octets.length, 24);
		const into = new Uint8Array(5);
		assert.ok(record.isGood && record.copy(into) === 5);
		assert.deepEqual(Array.from(into), [1, 2, 3, 4, 5]);
	});
});
