/**
 * The voltage of each phase, by the hour: an indication, not a measurement of quality by EN 50160,
 * which takes means of 10 minutes for a week, and by a meter made for it.
 *
 * It says nothing of earth faults: the port carries no voltage to earth.
 */
import { INDEX } from "../model/quantity.ts";
import type { Reading } from "../model/reading.ts";
import { type HourRecord, PHASES } from "./hour.ts";

/** EN 50160's 230 V plus and minus 10 %, in 0.1 V. */
const LOWEST = 2070;
const HIGHEST = 2530;
/** Half of 230 V: below it a phase is gone, if another is there. */
const GONE = 1150;
const MINUTE_MS = 60_000;
const VOLTAGE_L1 = INDEX.voltageL1;
const L2 = 1;

/** One phase's samples of the minute and of the hour, in 0.1 V. */
class Phase {
	/** It has been there, so that it can be lost. */
	isKnown = false;
	sum = 0;
	count = 0;
	goneCount = 0;
	/** Of the hour: the sum of its minutes' means. */
	means = 0;
}

export class Voltage {
	readonly #phases: readonly [Phase, Phase, Phase] = [new Phase(), new Phase(), new Phase()];
	#minute = Number.NaN;

	/** Phases that have been there, by bit. */
	get known(): number {
		let bits = 0;
		for (let i = 0; i < PHASES; i++) if (this.#phases[i as 0].isKnown) bits |= 1 << i;
		return bits;
	}

	set known(bits: number) {
		for (let i = 0; i < PHASES; i++) this.#phases[i as 0].isKnown = (bits & (1 << i)) !== 0;
	}

	/** Takes the voltages of a list 2 or 3 that came at `utc`, in the hour of `record`. */
	hear(reading: Readonly<Reading>, utc: number, record: HourRecord): void {
		const minute = Math.floor(utc / MINUTE_MS);
		if (minute !== this.#minute) this.flush(record);
		this.#minute = minute;
		let highest = 0;
		for (let i = 0; i < PHASES; i++) {
			const volts = deciVolts(reading, i);
			if (volts !== undefined && volts > highest) highest = volts;
		}
		for (let i = 0; i < PHASES; i++) {
			const volts = deciVolts(reading, i);
			if (volts !== undefined) this.#take(i, volts, highest, record);
		}
	}

	/** Ends the minute, and so does the end of its hour. */
	flush(record: HourRecord): void {
		for (let i = 0; i < PHASES; i++) {
			const phase = this.#phases[i as 0];
			const hour = record.phases[i as 0];
			if (phase.count > 0) {
				const mean = Math.round(phase.sum / phase.count);
				phase.means += mean;
				hour.heard++;
				hour.mean = Math.round(phase.means / hour.heard);
				if (mean < LOWEST || mean > HIGHEST) hour.outside++;
			} else if (phase.goneCount > 0) hour.lost++;
			phase.sum = 0;
			phase.count = 0;
			phase.goneCount = 0;
		}
	}

	/** The hour that begins, or goes on after a restart, is that of `record`. */
	turn(record: Readonly<HourRecord>): void {
		for (let i = 0; i < PHASES; i++) {
			const { mean, heard } = record.phases[i as 0];
			this.#phases[i as 0].means = mean * heard;
		}
	}

	#take(index: number, volts: number, highest: number, record: HourRecord): void {
		const phase = this.#phases[index as 0];
		if (volts < GONE && highest >= LOWEST) {
			if (phase.isKnown) phase.goneCount++;
			return;
		}
		const hour = record.phases[index as 0];
		const isFirst = hour.heard === 0 && phase.count === 0;
		phase.isKnown = true;
		phase.sum += volts;
		phase.count++;
		if (isFirst || volts < hour.lowest) hour.lowest = volts;
		if (isFirst || volts > hour.highest) hour.highest = volts;
	}
}

/** 0.1 V; undefined where the meter does not measure it. */
function deciVolts(reading: Readonly<Reading>, index: number): number | undefined {
	if (index === L2 && reading.l2VoltageNotMeasured) return undefined;
	const milliVolts = reading.values[VOLTAGE_L1 + index];
	return milliVolts === undefined ? undefined : Math.round(milliVolts / 100);
}
