import assert from "node:assert/strict";
import { LedgerCounts } from "../../src/ledger/counts.ts";
import { Registers } from "../../src/ledger/registers.ts";

const HOUR = 3_600_000;
const METER = 7;

function registers(): [Registers, LedgerCounts] {
	const counts = new LedgerCounts();
	const found = new Registers(63, counts);
	assert.equal(found.judge(HOUR, 1_000_000, 500, METER), "first");
	return [found, counts];
}

describe("registers", () => {
	it("are believed as they rise, and also where they stand still", () => {
		const [found, counts] = registers();
		assert.equal(found.judge(2 * HOUR, 1_002_000, 500, METER), "believed");
		assert.equal(found.judge(3 * HOUR, 1_002_000, 500, METER), "believed");
		assert.equal(counts.believed, 3);
		assert.deepEqual([found.import, found.export, found.moment], [1_002_000, 500, 3 * HOUR]);
	});

	it("of the same moment are a repetition, or else outdated", () => {
		const [found, counts] = registers();
		assert.equal(found.judge(HOUR, 1_000_000, 500, METER), "refused");
		assert.equal(found.judge(HOUR, 1_000_010, 500, METER), "refused");
		assert.equal(found.judge(HOUR - 1, 999_000, 500, METER), "refused");
		assert.deepEqual([counts.repeated, counts.outdated], [1, 2]);
	});

	it("may rise by what a fuse of 63 A carries, and a quarter more", () => {
		const [found, counts] = registers();
		assert.equal(found.judge(2 * HOUR, 1_056_000, 500, METER), "refused");
		assert.equal(found.judge(2 * HOUR, 1_054_000, 500, METER), "believed");
		assert.equal(found.judge(3 * HOUR, 1_054_000, 56_500, METER), "refused");
		assert.equal(counts.leapt, 2);
	});

	it("that fall are refused, whichever it is", () => {
		const [found, counts] = registers();
		assert.equal(found.judge(2 * HOUR, 999_990, 500, METER), "refused");
		assert.equal(found.judge(2 * HOUR, 1_000_000, 490, METER), "refused");
		assert.equal(counts.fell, 2);
	});

	it("of another meter are the first of a series; a meter without an id is the same", () => {
		const [found, counts] = registers();
		assert.equal(found.judge(2 * HOUR, 1_000_100, 500, 0), "believed");
		assert.equal(found.judge(3 * HOUR, 5, 0, METER + 1), "first");
		assert.equal(counts.swapped, 1);
	});

	it("that were refused begin a series after three that agree, over two hours", () => {
		const [found, counts] = registers();
		const minutes = [60, 120, 150, 170, 179, 180];
		const verdicts = minutes.map((minute) =>
			found.judge(HOUR + minute * 60_000, 10 + minute, 0, METER),
		);
		assert.deepEqual(verdicts, ["refused", "refused", "refused", "refused", "refused", "first"]);
		assert.equal(counts.restarted, 1);
		const [slow] = registers();
		const few = [60, 240].map((minute) =>
			slow.judge(HOUR + minute * 60_000, 10 + minute, 0, METER),
		);
		assert.deepEqual(few, ["refused", "refused"]);
	});

	it("that do not agree never do", () => {
		const [found, counts] = registers();
		for (let hour = 2; hour < 20; hour++) {
			const wrong = hour % 2 === 0 ? 10 : 900_000;
			assert.equal(found.judge(hour * HOUR, wrong, 0, METER), "refused");
		}
		assert.equal(counts.restarted, 0);
	});
});
