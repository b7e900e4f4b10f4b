/**
 * Draws what ngspice finds for the README, over what is there. Look at the plots before they are
 * committed.
 *
 *     npm run hardware:plots
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { BROKEN, PLUG_IN, SOUND, TWO_HUNDRED_ZEROS } from "./cases.ts";
import { startOf } from "./deck.ts";
import { drawn, type Plot } from "./plot.ts";
import { simulate } from "./simulate.ts";
import { HIGH, LOW } from "./uart.ts";

const FOLDER = "hardware/spice/plots";
const [BLUE, RED, GREY] = ["#0b6bcb", "#c22f2f", "#66707a"];

/** The first two octets of the nominal case, on the bus and at the XIAO. */
function octets(): Plot {
	const [nominal] = SOUND;
	if (nominal === undefined) throw new Error("there are no cases");
	const { time, bus, rxd } = simulate(nominal.run);
	const from = startOf(nominal.run) - 1e-3;
	return {
		title: "7E and A0 at 2400 baud, 8E1",
		time,
		from,
		to: from + 11e-3,
		step: 1,
		panels: [
			panel("7E A0 on the bus, V", 10, 26, [12, 24], [["bus", BLUE, bus]]),
			panel("at the XIAO's input, V", -0.2, 3.6, [0, LOW, HIGH, 3.3], [["D7", RED, rxd]]),
		],
	};
}

/** The first 300 ms after the cable is plugged in. */
function plugIn(): Plot {
	const { time, amps, vdd, sc } = simulate(PLUG_IN.run);
	const milliamps = amps.map((value) => value * 1000);
	return {
		title: "Plugging in",
		time,
		from: 0,
		to: 0.3,
		step: 50,
		panels: [
			panel(
				"out of the port, mA (the first 2 µs charge cable and TVS)",
				0,
				8,
				[0, 2.8, 6],
				[["current", BLUE, milliamps]],
			),
			panel(
				"behind it, V",
				0,
				26,
				[0, 3.3, 12, 24],
				[
					["supply (VDD)", RED, vdd],
					["mark (SC)", GREY, sc],
				],
			),
		],
	};
}

/** 200 zero octets with the board's values, and with those that must fail. */
function zeros(): Plot {
	const ours = simulate(TWO_HUNDRED_ZEROS.run);
	const broken = BROKEN.find(({ run }) => run.ridd !== TWO_HUNDRED_ZEROS.run.ridd);
	if (broken === undefined) throw new Error("no case has another RIDD");
	const others = simulate(broken.run);
	const at = (wanted: readonly number[]) => resampled(others.time, others.vdd, wanted);
	const from = startOf(broken.run);
	return {
		title: "The transceiver's supply while zeros are sent",
		time: ours.time,
		from,
		to: from + 0.83,
		step: 100,
		panels: [
			panel(
				"VDD through 200 zero octets, V",
				0,
				3.6,
				[0, 1, 2, 3.1],
				[
					["as built", BLUE, ours.vdd],
					["30 kΩ, 680 Ω", RED, at(ours.time)],
				],
			),
		],
	};
}

/** The values of one simulation at the times of another. */
function resampled(time: readonly number[], values: readonly number[], wanted: readonly number[]) {
	let i = 0;
	return wanted.map((at) => {
		while (i + 1 < time.length && (time[i + 1] as number) <= at) i++;
		return values[i] as number;
	});
}

function panel(
	title: string,
	low: number,
	high: number,
	marks: readonly number[],
	curves: readonly (readonly [name: string, colour: string, values: readonly number[]])[],
) {
	return {
		title,
		low,
		high,
		marks,
		curves: curves.map(([name, colour, values]) => ({ name, colour, values })),
	};
}

mkdirSync(FOLDER, { recursive: true });
writeFileSync(`${FOLDER}/octets.svg`, drawn(octets()));
writeFileSync(`${FOLDER}/plug-in.svg`, drawn(plugIn()));
writeFileSync(`${FOLDER}/zeros.svg`, drawn(zeros()));
