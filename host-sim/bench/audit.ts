/**
 * An audit of all that the app keeps, hour by hour, as a client reads it, against what the house truly
 * used: energy that is lost, doubled or invented, and peaks that are none.
 *
 * Where registers tell an hour alone it must be true to the registers' resolution. Hours between, of
 * which only their sum is told, must have that sum: each such stretch is bounded by measured hours.
 * Only where another meter was mounted no register tells the sum, and power must do, within 2 %.
 */
import { utcText } from "../../src/model/utc.ts";
import { type Direction, dayOf, type TruePeak, type Truth } from "../house/truth.ts";

const HOUR_MS = 3_600_000;
const PER_CENT = 0.01;
/** Of hours that power tells. */
const ESTIMATED_PER_CENT = 2;
/** By which a peak may be off. Of a gap that counts, a tenth is not told (`Capacity`). */
const PEAK_PER_CENT = Object.freeze({ measured: 0, mixed: 2, estimated: 2, gap: 10 });
const DIRECTIONS: readonly Direction[] = ["import", "export"];

export const QUALITIES = ["measured", "mixed", "estimated", "gap"] as const;
export type QualityName = (typeof QUALITIES)[number];

/** A row of `/api/v1/hours`. */
export interface HourRow {
	readonly start: string;
	readonly importWh?: number;
	readonly importQuality: QualityName;
	readonly exportWh?: number;
	readonly exportQuality: QualityName;
	readonly notes?: readonly string[];
}

/** A row of `/api/v1/days` or `/api/v1/months`, by its name. */
export interface SumRow {
	readonly importWh: number;
	readonly exportWh: number;
	readonly [count: string]: string | number | undefined;
}

export interface PeakRow {
	readonly start: string;
	readonly importWh: number;
}

/** As a client reads it. */
export interface Kept {
	readonly hours: readonly HourRow[];
	/** By `2026-03-29` and `2026-03`. */
	readonly sums: ReadonlyMap<string, SumRow>;
	/** By `2026-03`. */
	readonly peaks: ReadonlyMap<string, readonly PeakRow[]>;
}

export interface AuditOptions {
	/** Wh by which an hour that registers tell may be off. */
	readonly resolution: number;
	/** The hours to look at: from the first up to that after the last. */
	readonly from: number;
	readonly to: number;
	/** Hours in which another meter was mounted. */
	readonly swaps: readonly number[];
}

export class Audit {
	/** Hours by the quality of their import. */
	readonly qualities: Record<QualityName, number> = { measured: 0, mixed: 0, estimated: 0, gap: 0 };
	/** Wh, the greatest difference of a measured hour. */
	measuredOff = 0;
	/** Wh by which hours that power tells are off, all together, and Wh that they truly had. */
	estimatedOff = 0;
	estimatedWh = 0;
	/** Per cent, the greatest difference of one of them beyond the resolution. */
	estimatedWorst = 0;
	/** Wh beyond what resolution and 2 % allow. */
	lostWh = 0;
	inventedWh = 0;
	/** Hours that are there twice, and hours with a note that the time was moved. */
	doubledHours = 0;
	movedHours = 0;
	/** Days and months whose sum is not that of their hours, or that have another number of hours. */
	wrongSums = 0;
	/** Peaks at another hour, or of another height; and months of which a gap hides a peak. */
	wrongPeaks = 0;
	peaks = 0;
	hiddenPeaks = 0;
	/** What is wrong, in lines. */
	readonly complaints: string[] = [];
	readonly #truth: Truth;
	readonly #options: AuditOptions;
	readonly #rows = new Map<number, HourRow>();

	constructor(truth: Truth, kept: Kept, options: AuditOptions) {
		this.#truth = truth;
		this.#options = options;
		for (const row of kept.hours) {
			const hour = Date.parse(row.start) / HOUR_MS;
			if (this.#rows.has(hour)) this.#complain(hour, `${this.doubledHours++ + 1} doubled`);
			this.#rows.set(hour, row);
		}
		for (let hour = options.from; hour < options.to; hour++) this.#lookAt(hour);
		for (const direction of DIRECTIONS) this.#lookAtStretches(direction);
		for (const [period, row] of kept.sums) this.#lookAtSum(period, row);
		for (const [month, peaks] of kept.peaks) this.#lookAtPeaks(month, peaks);
	}

	/** Per cent of their truth by which hours that power tells are off, all together. */
	get estimatedPerCent(): number {
		return this.estimatedWh === 0 ? 0 : (100 * this.estimatedOff) / this.estimatedWh;
	}

	get holds(): boolean {
		return this.complaints.length === 0 && this.estimatedPerCent < ESTIMATED_PER_CENT;
	}

	#complain(hour: number, what: string): void {
		this.complaints.push(`${utcText(hour * HOUR_MS)}: ${what}`);
	}

	#qualityOf(hour: number, direction: Direction): QualityName {
		return this.#rows.get(hour)?.[`${direction}Quality`] ?? "gap";
	}

	#whOf(hour: number, direction: Direction): number {
		return this.#rows.get(hour)?.[`${direction}Wh`] ?? 0;
	}

	/** It says that it may hold more or less than an hour. */
	#isMoved(hour: number): boolean {
		return this.#rows.get(hour)?.notes?.includes("clock-moved") ?? false;
	}

	#lookAt(hour: number): void {
		this.qualities[this.#qualityOf(hour, "import")]++;
		if (this.#isMoved(hour)) this.movedHours++;
		for (const direction of DIRECTIONS) {
			const quality = this.#qualityOf(hour, direction);
			const right = this.#truth.energy(hour, direction);
			const off = Math.abs(this.#whOf(hour, direction) - right);
			if (quality === "measured") this.#lookAtMeasured(hour, off);
			else if (quality !== "gap" && !this.#isMoved(hour)) this.#lookAtEstimated(right, off);
		}
	}

	#lookAtMeasured(hour: number, off: number): void {
		this.measuredOff = Math.max(this.measuredOff, off);
		if (off > this.#options.resolution) this.#complain(hour, `measured, ${off.toFixed(1)} Wh off`);
	}

	#lookAtEstimated(right: number, off: number): void {
		this.estimatedWh += right;
		this.estimatedOff += off;
		const beyond = off - this.#options.resolution;
		if (beyond > 0) this.estimatedWorst = Math.max(this.estimatedWorst, (100 * beyond) / right);
	}

	/** Stretches of hours that no register tells alone, each with the sum that registers tell. */
	#lookAtStretches(direction: Direction): void {
		const { from, to } = this.#options;
		let first = from;
		for (let hour = from; hour <= to; hour++) {
			const isMeasured = hour === to || this.#qualityOf(hour, direction) === "measured";
			if (!isMeasured) continue;
			if (hour > first) this.#lookAtStretch(first, hour, direction);
			first = hour + 1;
		}
	}

	#lookAtStretch(first: number, end: number, direction: Direction): void {
		const { resolution, swaps } = this.#options;
		let kept = 0;
		let right = 0;
		for (let hour = first; hour < end; hour++) {
			kept += this.#whOf(hour, direction);
			right += this.#truth.energy(hour, direction);
		}
		const isSwap = swaps.some((hour) => hour >= first && hour < end);
		const allowed = resolution + (isSwap ? ESTIMATED_PER_CENT * PER_CENT * right : 0);
		const beyond = Math.abs(kept - right) - allowed;
		if (beyond <= 0) return;
		if (kept < right) this.lostWh += beyond;
		else this.inventedWh += beyond;
		this.#complain(
			first,
			`${direction} of ${end - first} hours is ${kept}, truly ${right.toFixed(1)}`,
		);
	}

	#lookAtSum(period: string, row: SumRow): void {
		let count = 0;
		const sums = { import: 0, export: 0 };
		// A month is told from its first hour on, whether the house was there or not.
		for (let hour = this.#options.from - 1; dayOf(hour).startsWith(period); hour--) count++;
		for (const hour of this.#truth.hours) {
			if (!dayOf(hour).startsWith(period)) continue;
			count++;
			for (const direction of DIRECTIONS) sums[direction] += this.#whOf(hour, direction);
		}
		const told = QUALITIES.reduce((all, name) => all + Number(row[`${name}Hours`] ?? 0), 0);
		if (told === count && row.importWh === sums.import && row.exportWh === sums.export) return;
		this.wrongSums++;
		this.complaints.push(
			`${period}: ${told} hours, ${row.importWh} and ${row.exportWh} Wh; there are ${count}, ${sums.import} and ${sums.export} Wh`,
		);
	}

	/** Peaks that a gap or a moved clock hides cannot be known; of those that can, all must be there. */
	#lookAtPeaks(month: string, peaks: readonly PeakRow[]): void {
		const { to } = this.#options;
		const hours = peaks.map(({ start }) => Date.parse(start) / HOUR_MS);
		const isKnown = (hour: number) =>
			hours.includes(hour) || !(this.#qualityOf(hour, "import") === "gap" || this.#isMoved(hour));
		const right = this.#truth.peaks(month, to, isKnown);
		const all = this.#truth.peaks(month, to);
		if (all.some(({ hour }) => !right.some((one) => one.hour === hour))) this.hiddenPeaks++;
		this.peaks += right.length;
		// One that power tells may stand before or behind another by as much as it is off.
		const doubt = Math.max(0, ...hours.map((hour) => this.#allowed(hour)));
		for (let i = 0; i < Math.max(right.length, peaks.length); i++) {
			if (this.#isPeak(peaks[i], right[i], doubt)) continue;
			const [found, wanted] = [peaks[i], right[i]];
			this.wrongPeaks++;
			this.complaints.push(
				`${month}: peak ${i + 1} is ${found?.start} ${found?.importWh} Wh; truly ${wanted && utcText(wanted.hour * HOUR_MS)} ${wanted?.wh.toFixed(1)} Wh`,
			);
		}
	}

	/** Hours that are as high as each other, as far as they are known, may stand for each other. */
	#isPeak(found: PeakRow | undefined, wanted: TruePeak | undefined, doubt: number): boolean {
		if (found === undefined || wanted === undefined) return false;
		const hour = Date.parse(found.start) / HOUR_MS;
		const truly = this.#truth.energy(hour, "import");
		const isSame = hour === wanted.hour || Math.abs(truly - wanted.wh) <= doubt;
		return isSame && Math.abs(found.importWh - truly) <= this.#allowed(hour);
	}

	/** Wh by which the peak of an hour may be off. */
	#allowed(hour: number): number {
		const perCent = PEAK_PER_CENT[this.#qualityOf(hour, "import")];
		const truly = this.#truth.energy(hour, "import");
		return this.#options.resolution + perCent * PER_CENT * truly;
	}
}
