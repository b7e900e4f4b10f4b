/**
 * From loads to what a meter measures: currents, sums and power factors.
 *
 * A leg is what a load connects to: a phase and neutral (1-phase, TN), or two phases (IT: L1-L2,
 * L1-L3 and L2-L3, in the order meters list their voltages).
 */
import { INDEX } from "../../src/model/quantity.ts";
import type { Reading } from "../../src/model/reading.ts";
import type { Network } from "../meters/profile.ts";

export interface Legs {
	/** W, negative when the house gives. */
	readonly active: readonly number[];
	/** var, positive when inductive. */
	readonly reactive: readonly number[];
	/** V across each leg. */
	readonly volts: readonly number[];
}

/** An alternating current or voltage as a complex number. */
type Phasor = readonly [real: number, imaginary: number];

const PHASES = ["L1", "L2", "L3"] as const;
/** Degrees of the voltages L1-L2, L1-L3 and L2-L3. */
const LEG_ANGLES = [0, -60, -120] as const;
/** Degrees of the phases L1, L2 and L3 themselves, on the same scale. */
const PHASE_ANGLES = [-30, -150, 90] as const;

/** Fills in every instantaneous quantity: whole W and var, mA, mV, permille. */
export function measure(into: Reading, network: Network, legs: Legs): void {
	const active = Math.round(sum(legs.active));
	const reactive = Math.round(sum(legs.reactive));
	split(into, "activePowerImport", "activePowerExport", active);
	split(into, "reactivePowerImport", "reactivePowerExport", reactive);
	into.values[INDEX.powerFactor] = powerFactor(active, reactive);
	const currents = network === "IT" ? lineCurrents(legs) : phaseCurrents(legs);
	for (let i = 0; i < legs.volts.length; i++) {
		into.values[INDEX.currentL1 + i] = Math.round(1000 * (currents[i] as number));
		into.values[INDEX.voltageL1 + i] = Math.round(1000 * (legs.volts[i] as number));
		if (network !== "IT") measurePhase(into, legs, i);
	}
}

function measurePhase(into: Reading, legs: Legs, index: number): void {
	const phase = PHASES[index] as (typeof PHASES)[number];
	const active = Math.round(legs.active[index] as number);
	const reactive = Math.round(legs.reactive[index] as number);
	split(into, `activePowerImport${phase}`, `activePowerExport${phase}`, active);
	split(into, `reactivePowerImport${phase}`, `reactivePowerExport${phase}`, reactive);
	into.values[INDEX[`powerFactor${phase}`]] = powerFactor(active, reactive);
}

function split(
	into: Reading,
	taken: keyof typeof INDEX,
	given: keyof typeof INDEX,
	value: number,
): void {
	into.values[INDEX[taken]] = Math.max(0, value);
	into.values[INDEX[given]] = Math.max(0, -value);
}

/** A, with the sign of the phase's active power. */
function phaseCurrents(legs: Legs): number[] {
	return legs.volts.map((volts, i) => {
		const active = legs.active[i] as number;
		const current = Math.hypot(active, legs.reactive[i] as number) / volts;
		return active < 0 ? -current : current;
	});
}

/** The same in three wires: each carries the difference of two legs. */
function lineCurrents(legs: Legs): number[] {
	const [l12, l13, l23] = LEG_ANGLES.map((angle, i) => {
		const active = legs.active[i] as number;
		const reactive = legs.reactive[i] as number;
		const lag = Math.atan2(reactive, active);
		return phasor(Math.hypot(active, reactive) / (legs.volts[i] as number), radians(angle) - lag);
	}) as [Phasor, Phasor, Phasor];
	const lines: readonly Phasor[] = [
		[l12[0] + l13[0], l12[1] + l13[1]],
		[l23[0] - l12[0], l23[1] - l12[1]],
		[-l13[0] - l23[0], -l13[1] - l23[1]],
	];
	return lines.map((line, i) => {
		const phase = phasor(1, radians(PHASE_ANGLES[i] as number));
		const active = line[0] * phase[0] + line[1] * phase[1];
		return active < 0 ? -Math.hypot(...line) : Math.hypot(...line);
	});
}

function powerFactor(active: number, reactive: number): number {
	const apparent = Math.hypot(active, reactive);
	return apparent === 0 ? 1000 : Math.round((1000 * Math.abs(active)) / apparent);
}

function phasor(size: number, angle: number): Phasor {
	return [size * Math.cos(angle), size * Math.sin(angle)];
}

function radians(degrees: number): number {
	return (degrees * Math.PI) / 180;
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
