/** The carrier in ngspice, its octets read from the waveform at the XIAO's input. */
import assert from "node:assert/strict";
import {
	ALL_8E1,
	BROKEN,
	type Named,
	PLUG_IN,
	SOUND,
	TWO_HUNDRED_ZEROS,
} from "../../../hardware/spice/cases.ts";
import { startOf } from "../../../hardware/spice/deck.ts";
import {
	distortion,
	edges,
	hasNgspice,
	lastRise,
	mostAmps,
	octetsIn,
	simulate,
	type Waves,
} from "../../../hardware/spice/simulate.ts";
import { heard } from "../../../hardware/spice/uart.ts";

/** A part of a bit. Sampling in the middle stands a half, less the clocks' own error. */
const MOST_DISTORTION = 0.25;

describe("the carrier in ngspice", function () {
	this.timeout(60_000);
	const done = new Map<Named, Waves>();
	const wavesOf = (named: Named) => {
		const waves = done.get(named) ?? simulate(named.run);
		done.set(named, waves);
		return waves;
	};

	before(function () {
		if (hasNgspice()) return;
		if (process.env["CI"]) throw new Error("ngspice is not installed");
		this.skip();
	});

	for (const named of SOUND) {
		it(`reads every octet: ${named.name}`, () => {
			const waves = wavesOf(named);
			assert.deepEqual(octetsIn(waves, named.run), { octets: named.run.octets, faults: 0 });
			assert.ok(distortion(waves, named.run) < MOST_DISTORTION);
		});
	}

	for (const named of BROKEN) {
		it(`loses octets, as it must: ${named.name}`, () => {
			const { octets, faults } = octetsIn(wavesOf(named), named.run);
			assert.ok(faults > 0 || octets.length < named.run.octets.length);
		});
	}

	it("gives all values to a UART at 8N1 that hears 8E1, half of them as framing errors", () => {
		const found = heard(edges(wavesOf(ALL_8E1)), startOf(ALL_8E1.run) - 1e-4, "8N1");
		assert.deepEqual(found, { octets: ALL_8E1.run.octets, faults: 128 });
	});

	it("idles high before and after, without an octet from the plugging in", () => {
		const waves = wavesOf(PLUG_IN);
		const { rxd } = waves;
		assert.ok(Math.max(...rxd) < 3.6 && Math.min(...rxd) > -0.3);
		assert.ok((rxd[0] as number) > 3.2 && (rxd.at(-1) as number) > 3.2);
		assert.deepEqual(heard(edges(waves), 0, "8E1").octets, PLUG_IN.run.octets);
	});

	it("takes less than 6 mA when plugged in, and 2.8 mA then", () => {
		const waves = wavesOf(PLUG_IN);
		// Never behind the socket; cable and TVS are charged while the contact closes, in 2 µs.
		assert.ok(Math.max(...waves.leg) < 6e-3, `${Math.max(...waves.leg)}`);
		assert.ok(mostAmps(waves, 10e-6) < 6e-3, `${mostAmps(waves, 10e-6)}`);
		assert.ok(Math.abs((waves.amps.at(-1) as number) - 2.8e-3) < 0.1e-3);
	});

	it("has its supply after 50 ms, and the mark's level after 200", () => {
		const waves = wavesOf(PLUG_IN);
		assert.ok(lastRise(waves, waves.vdd, 3) < 0.05);
		const settled = 0.98 * Math.max(...waves.sc);
		assert.ok(lastRise(waves, waves.sc, settled) < 0.25, `${lastRise(waves, waves.sc, settled)}`);
	});

	it("keeps its supply through 200 zero octets", () => {
		const { time, vdd } = wavesOf(TWO_HUNDRED_ZEROS);
		const from = startOf(TWO_HUNDRED_ZEROS.run);
		assert.ok(Math.min(...vdd.filter((_, i) => (time[i] as number) > from)) > 3.1);
	});
});
