import assert from "node:assert/strict";
import { HourRecord } from "../../src/ledger/hour.ts";
import { Voltage } from "../../src/ledger/voltage.ts";
import { INDEX } from "../../src/model/quantity.ts";
import { Reading } from "../../src/model/reading.ts";

const MINUTE = 60_000;
const reading = new Reading();

/** Hears these volts, each 10 s, for some minutes. */
function hear(
	voltage: Voltage,
	record: HourRecord,
	from: number,
	minutes: number,
	volts: readonly (number | undefined)[],
): void {
	volts.forEach((value, i) => {
		reading.values[INDEX.voltageL1 + i] = value === undefined ? undefined : value * 1000;
	});
	for (let at = 0; at < minutes * MINUTE; at += 10_000) {
		voltage.hear(reading, from * MINUTE + at, record);
	}
}

function start(): [Voltage, HourRecord] {
	reading.clear();
	const record = new HourRecord();
	const voltage = new Voltage();
	voltage.turn(record);
	return [voltage, record];
}

describe("the voltage of an hour", () => {
	it("is each phase's lowest, mean and highest, in 0.1 V", () => {
		const [voltage, record] = start();
		hear(voltage, record, 0, 30, [230, 231, 229]);
		hear(voltage, record, 30, 10, [234, 231, 229]);
		hear(voltage, record, 40, 20, [227, 231, 229.5]);
		voltage.flush(record);
		const [one, two, three] = record.phases;
		assert.deepEqual([one.lowest, one.mean, one.highest], [2270, 2297, 2340]);
		assert.deepEqual([two.lowest, two.mean, two.highest], [2310, 2310, 2310]);
		assert.deepEqual([three.lowest, three.mean, three.highest], [2290, 2292, 2295]);
		assert.deepEqual([one.heard, one.outside, one.lost], [60, 0, 0]);
	});

	it("counts minutes whose mean is outside 207 to 253 V, and not those at the limits", () => {
		const [voltage, record] = start();
		hear(voltage, record, 0, 3, [207, 253, 230]);
		hear(voltage, record, 3, 4, [206.9, 253.1, 230]);
		voltage.flush(record);
		assert.deepEqual(
			record.phases.map(({ outside }) => outside),
			[4, 4, 0],
		);
	});

	it("tells a phase that is lost from one that was never measured", () => {
		const [voltage, record] = start();
		hear(voltage, record, 0, 5, [230, 0, 230]);
		hear(voltage, record, 5, 5, [230, 0, 2]);
		hear(voltage, record, 10, 5, [230, 0, 230]);
		voltage.flush(record);
		assert.deepEqual(
			record.phases.map(({ lost }) => lost),
			[0, 0, 5],
		);
		assert.deepEqual(
			record.phases.map(({ heard }) => heard),
			[15, 0, 10],
		);
		assert.equal(record.phases[2].lowest, 2300);
		assert.equal(record.phases[2].outside, 0);
	});

	it("leaves L2 alone where the meter says that it does not measure it", () => {
		const [voltage, record] = start();
		hear(voltage, record, 0, 2, [230, 231, 230]);
		reading.l2VoltageNotMeasured = true;
		hear(voltage, record, 2, 5, [230, 0, 230]);
		voltage.flush(record);
		assert.deepEqual([record.phases[1].heard, record.phases[1].lost], [2, 0]);
	});

	it("of a 1-phase meter that sees nothing is low, not lost", () => {
		const [voltage, record] = start();
		hear(voltage, record, 0, 2, [230, undefined, undefined]);
		hear(voltage, record, 2, 2, [80, undefined, undefined]);
		voltage.flush(record);
		assert.deepEqual([record.phases[0].lost, record.phases[0].outside], [0, 2]);
		assert.deepEqual([record.phases[1].heard, record.phases[2].heard], [0, 0]);
	});

	it("goes on after a restart, and knows which phases there are", () => {
		const [voltage, record] = start();
		hear(voltage, record, 0, 30, [230, 230, 230]);
		voltage.flush(record);
		const again = new Voltage();
		again.known = voltage.known;
		again.turn(record);
		hear(again, record, 30, 10, [236, 236, 1]);
		again.flush(record);
		assert.deepEqual([record.phases[0].mean, record.phases[0].heard], [2315, 40]);
		assert.equal(record.phases[2].lost, 10);
	});
});
