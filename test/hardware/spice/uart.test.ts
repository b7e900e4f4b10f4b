/** Octets to levels and back, without a circuit between. */
import assert from "node:assert/strict";
import {
	BAUD,
	type Edge,
	edgesOf,
	type Format,
	heard,
	runsOf,
} from "../../../hardware/spice/uart.ts";

function sent(octets: readonly number[], format: Format): Edge[] {
	let bits = 0;
	return runsOf(octets, format).map((run) => {
		const edge = { time: bits / BAUD, high: run.high };
		bits += run.bits;
		return edge;
	});
}

const every = Array.from({ length: 256 }, (_, octet) => octet);

describe("the UART of the simulations", () => {
	for (const format of ["8E1", "8N1"] as const) {
		it(`reads every octet that it sends: ${format}`, () => {
			assert.deepEqual(heard(sent(every, format), -1, format), { octets: every, faults: 0 });
		});
	}

	it("sends the low bit first, then even parity and a stop bit", () => {
		assert.deepEqual(runsOf([0x07], "8E1"), [
			{ high: false, bits: 1 },
			{ high: true, bits: 3 },
			{ high: false, bits: 5 },
			{ high: true, bits: 2 },
		]);
	});

	it("tells a wrong parity and a stop bit that is low", () => {
		const [, one] = sent([0x01, 0x00], "8N1");
		assert.ok(one);
		assert.equal(heard(sent([0x01, 0x55], "8N1"), -1, "8E1").faults > 0, true);
		const long = [
			{ time: 0, high: false },
			{ ...one, time: 12 / BAUD },
		];
		assert.equal(heard(long, -1, "8N1").faults, 1);
	});

	it("takes a dip for no start bit", () => {
		const dip = [
			{ time: 0, high: false },
			{ time: 0.3 / BAUD, high: true },
		];
		assert.deepEqual(heard(dip, -1, "8N1"), { octets: [], faults: 0 });
	});

	it("keeps the level between a quarter and three quarters of 3.3 V", () => {
		const volts = [3.3, 0.9, 3.3, 0.7, 2.4, 0, 2.6];
		const edges = edgesOf(volts.map((value, time) => ({ time, volts: value })));
		assert.deepEqual(
			edges.map(({ high }) => high),
			[false, true],
		);
		assert.ok(edges[0] && edges[0].time > 2.9 && edges[0].time < 3);
	});
});
