/** Runs ngspice on a case and reads what it wrote. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PARTS } from "../carrier/parts.ts";
import { type Case, deck, startOf } from "./deck.ts";
import { BAUD, type Edge, edgesOf, type Heard, heard } from "./uart.ts";

export const MODELS = "hardware/spice/models.lib";

/** A waveform, sampled at `time` (s). */
export interface Waves {
	readonly time: readonly number[];
	/** V at the XIAO's input. */
	readonly rxd: readonly number[];
	/** V and A of the bus; more than 0 out of the meter. */
	readonly bus: readonly number[];
	readonly amps: readonly number[];
	/** V of the TSS721A's supply, and at SC. */
	readonly vdd: readonly number[];
	readonly sc: readonly number[];
	/** A through the legs' resistors: all that the carrier takes behind the socket and its TVS. */
	readonly leg: readonly number[];
}

export function hasNgspice(): boolean {
	try {
		execFileSync("ngspice", ["--version"], { stdio: "ignore" });
		return true;
	} catch {
		return false;
	}
}

export function simulate(one: Case): Waves {
	const folder = mkdtempSync(join(tmpdir(), "glimt-spice-"));
	try {
		const output = join(folder, "waves.txt");
		writeFileSync(join(folder, "case.cir"), deck(one, resolve(MODELS), output));
		execFileSync("ngspice", ["-b", join(folder, "case.cir")], { stdio: "pipe" });
		return read(readFileSync(output, "utf8"));
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function read(text: string): Waves {
	const rows = text
		.trim()
		.split("\n")
		.slice(1)
		.map((line) => line.trim().split(/\s+/).map(Number));
	const column = (i: number) => rows.map((row) => row[i] ?? Number.NaN);
	return {
		time: column(0),
		rxd: column(1),
		bus: column(2),
		amps: column(3),
		vdd: column(4),
		sc: column(5),
		leg: column(6).map((volts) => volts / PARTS.R1.value),
	};
}

export function edges({ time, rxd }: Waves): Edge[] {
	return edgesOf(time.map((at, i) => ({ time: at, volts: rxd[i] as number })));
}

/** What a UART in the case's format makes of it. */
export function octetsIn(waves: Waves, one: Case): Heard {
	return heard(edges(waves), startOf(one) - 1e-4, one.format);
}

/**
 * How far edges are from where they were sent, as a part of a bit: the spread between the earliest
 * and the latest. A delay that is the same for all does no harm.
 */
export function distortion(waves: Waves, one: Case): number {
	const bit = 1 / BAUD;
	const from = startOf(one);
	const late = edges(waves)
		.filter(({ time }) => time > from)
		.map(({ time }) => {
			const bits = (time - from) / bit;
			return bits - Math.floor(bits + 0.1);
		});
	return Math.max(...late) - Math.min(...late);
}

/** The most that the bus gives within some time, as mean current, A. */
export function mostAmps({ time, amps }: Waves, within: number): number {
	let [most, charge, from] = [0, 0, 0];
	const piece = (i: number) =>
		(((amps[i] as number) + (amps[i - 1] as number)) / 2) *
		((time[i] as number) - (time[i - 1] as number));
	for (let i = 1; i < time.length; i++) {
		charge += piece(i);
		while ((time[i] as number) - (time[from + 1] as number) >= within) charge -= piece(++from);
		most = Math.max(most, charge / Math.max(within, (time[i] as number) - (time[from] as number)));
	}
	return most;
}

/** When a column last comes above a limit, s. */
export function lastRise({ time }: Waves, column: readonly number[], above: number): number {
	const last = column
		.map((value, i) => value >= above && (column[i - 1] ?? 0) < above)
		.lastIndexOf(true);
	return time[last] ?? Number.NaN;
}
