/**
 * What is known of one hour, and its 64 octets (big endian):
 *
 * ```
 * version(1) 0(1) flags(2) hour(4)
 * import, export: { wh(4) peak(4) covered(2) quality(1) 0(1) }
 * L1, L2, L3: { lowest(2) mean(2) highest(2) heard(1) outside(1) lost(1) }
 * 0(1) ownerWh(4)
 * ```
 */

/** How an hour's energy is known. The greater, the better. */
export const GAP = 0;
export const ESTIMATED = 1;
export const MIXED = 2;
export const MEASURED = 3;
export type Quality = 0 | 1 | 2 | 3;

/** As JSON and people call them, by number. */
export const QUALITIES = Object.freeze(["gap", "estimated", "mixed", "measured"] as const);

/** Octets of a packed record. */
export const HOUR_SIZE = 64;
export const PHASES = 3;

const VERSION = 1;
const ENERGY_AT = 8;
const ENERGY_SIZE = 12;
const PHASES_AT = ENERGY_AT + 2 * ENERGY_SIZE;
const PHASE_SIZE = 9;
const OWNER_AT = PHASES_AT + PHASES * PHASE_SIZE + 1;

const OPEN = 1;
const AT_REGISTER = 2;
const SETTLED = 4;
const CORRECTED = 8;
const STRUCK_OUT = 16;
const CLOCK_MOVED = 32;

/** One direction's energy in an hour. */
export class HourEnergy {
	wh = 0;
	/** W, the greatest that a reading told. */
	peak = 0;
	/** Seconds for which power was told. */
	covered = 0;
	quality: Quality = GAP;

	clear(): void {
		this.wh = 0;
		this.peak = 0;
		this.covered = 0;
		this.quality = GAP;
	}
}

/** One phase's voltage in an hour, in 0.1 V; minutes are those of the clock. */
export class PhaseVoltage {
	lowest = 0;
	mean = 0;
	highest = 0;
	/** Minutes in which the voltage was told. Without any, it is not measured. */
	heard = 0;
	/** Of these, with a mean outside 207 to 253 V. */
	outside = 0;
	/** Minutes in which the phase was gone while another was there. */
	lost = 0;

	clear(): void {
		this.lowest = 0;
		this.mean = 0;
		this.highest = 0;
		this.heard = 0;
		this.outside = 0;
		this.lost = 0;
	}
}

export class HourRecord {
	/** Whole hours since 1970, UTC. */
	hour = 0;
	/** By the ledger. */
	readonly import = new HourEnergy();
	readonly export = new HourEnergy();
	/** The same two, in this order. */
	readonly energies: readonly [HourEnergy, HourEnergy] = [this.import, this.export];
	readonly phases: readonly [PhaseVoltage, PhaseVoltage, PhaseVoltage] = [
		new PhaseVoltage(),
		new PhaseVoltage(),
		new PhaseVoltage(),
	];
	/** The hour is not over. */
	isOpen = false;
	/** Registers tell where its energy begins. */
	isAtRegister = false;
	/** Registers before and after it tell the energy of it and its neighbours together. */
	isSettled = false;
	/** Its owner has said what its import was: `ownerWh`. */
	isCorrected = false;
	/** Its owner has said that it is no peak. */
	isStruckOut = false;
	/** The time was moved in it, so that it may hold more or less than an hour. */
	hasClockMoved = false;
	/** Wh, by the owner. */
	ownerWh = 0;

	/** Wh of import: the owner's word where there is one, else the ledger's. */
	get importWh(): number {
		return this.isCorrected ? this.ownerWh : this.import.wh;
	}

	/** Makes it that of an hour of which nothing is known. */
	clear(hour: number): void {
		this.hour = hour;
		this.import.clear();
		this.export.clear();
		for (let i = 0; i < PHASES; i++) this.phases[i as 0].clear();
		this.#setFlags(0);
		this.ownerWh = 0;
	}

	/** What it holds is elsewhere, but for the owner's word. */
	empty(): void {
		const { hour, isCorrected, isStruckOut, ownerWh } = this;
		this.clear(hour);
		this.isCorrected = isCorrected;
		this.isStruckOut = isStruckOut;
		this.ownerWh = ownerWh;
	}

	/** Writes `HOUR_SIZE` octets to `view` at `at`. */
	pack(view: DataView, at: number): void {
		for (let i = 0; i < HOUR_SIZE; i += 4) view.setInt32(at + i, 0);
		view.setUint8(at, VERSION);
		view.setUint16(at + 2, this.#flags());
		view.setUint32(at + 4, this.hour);
		packEnergy(this.import, view, at + ENERGY_AT);
		packEnergy(this.export, view, at + ENERGY_AT + ENERGY_SIZE);
		for (let i = 0; i < PHASES; i++) {
			packPhase(this.phases[i as 0], view, at + PHASES_AT + i * PHASE_SIZE);
		}
		view.setUint32(at + OWNER_AT, this.ownerWh);
	}

	/** Reads what `pack` wrote; false when it is of another version, and then nothing is changed. */
	unpack(view: DataView, at: number): boolean {
		if (view.getUint8(at) !== VERSION) return false;
		this.#setFlags(view.getUint16(at + 2));
		this.hour = view.getUint32(at + 4);
		unpackEnergy(this.import, view, at + ENERGY_AT);
		unpackEnergy(this.export, view, at + ENERGY_AT + ENERGY_SIZE);
		for (let i = 0; i < PHASES; i++) {
			unpackPhase(this.phases[i as 0], view, at + PHASES_AT + i * PHASE_SIZE);
		}
		this.ownerWh = view.getUint32(at + OWNER_AT);
		return true;
	}

	#flags(): number {
		return (
			(this.isOpen ? OPEN : 0) |
			(this.isAtRegister ? AT_REGISTER : 0) |
			(this.isSettled ? SETTLED : 0) |
			(this.isCorrected ? CORRECTED : 0) |
			(this.isStruckOut ? STRUCK_OUT : 0) |
			(this.hasClockMoved ? CLOCK_MOVED : 0)
		);
	}

	#setFlags(flags: number): void {
		this.isOpen = (flags & OPEN) !== 0;
		this.isAtRegister = (flags & AT_REGISTER) !== 0;
		this.isSettled = (flags & SETTLED) !== 0;
		this.isCorrected = (flags & CORRECTED) !== 0;
		this.isStruckOut = (flags & STRUCK_OUT) !== 0;
		this.hasClockMoved = (flags & CLOCK_MOVED) !== 0;
	}
}

function packEnergy(energy: Readonly<HourEnergy>, view: DataView, at: number): void {
	view.setUint32(at, energy.wh);
	view.setUint32(at + 4, energy.peak);
	view.setUint16(at + 8, energy.covered);
	view.setUint8(at + 10, energy.quality);
}

function unpackEnergy(energy: HourEnergy, view: DataView, at: number): void {
	energy.wh = view.getUint32(at);
	energy.peak = view.getUint32(at + 4);
	energy.covered = view.getUint16(at + 8);
	energy.quality = (view.getUint8(at + 10) & 3) as Quality;
}

function packPhase(phase: Readonly<PhaseVoltage>, view: DataView, at: number): void {
	view.setUint16(at, phase.lowest);
	view.setUint16(at + 2, phase.mean);
	view.setUint16(at + 4, phase.highest);
	view.setUint8(at + 6, phase.heard);
	view.setUint8(at + 7, phase.outside);
	view.setUint8(at + 8, phase.lost);
}

function unpackPhase(phase: PhaseVoltage, view: DataView, at: number): void {
	phase.lowest = view.getUint16(at);
	phase.mean = view.getUint16(at + 2);
	phase.highest = view.getUint16(at + 4);
	phase.heard = view.getUint8(at + 6);
	phase.outside = view.getUint8(at + 7);
	phase.lost = view.getUint8(at + 8);
}
