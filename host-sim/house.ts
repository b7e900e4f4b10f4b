/**
 * The house behind a virtual meter: heating, hot water, cooking, a car and perhaps solar cells, in
 * virtual time. The same options give the same house to the watt.
 *
 * Power changes on whole seconds and is whole W and var, so registers in mWs are exact integers
 * and equal the integral of power without drift.
 */
import { INDEX, type QuantityName } from "../src/model/quantity.ts";
import { Reading } from "../src/model/reading.ts";
import { type Guests, type LoadOptions, Loads } from "./house/loads.ts";
import { measure } from "./house/mains.ts";
import { random } from "./house/random.ts";
import { Truth } from "./house/truth.ts";

/** mWs in a Wh. */
const MWS = 3_600_000;
const SECOND_MS = 1000;

/** Which power each register integrates. */
const REGISTERS: readonly (readonly [register: QuantityName, power: QuantityName])[] =
	Object.freeze([
		["activeEnergyImport", "activePowerImport"],
		["activeEnergyExport", "activePowerExport"],
		["reactiveEnergyImport", "reactivePowerImport"],
		["reactiveEnergyExport", "reactivePowerExport"],
		["activeEnergyImportL1", "activePowerImportL1"],
		["activeEnergyExportL1", "activePowerExportL1"],
		["activeEnergyImportL2", "activePowerImportL2"],
		["activeEnergyExportL2", "activePowerExportL2"],
		["activeEnergyImportL3", "activePowerImportL3"],
		["activeEnergyExportL3", "activePowerExportL3"],
	]);

export interface HouseOptions extends LoadOptions {
	/** UTC. */
	readonly startMs: number;
}

/** Wh and varh that the registers show, in the order of `REGISTERS`; undefined where not counted. */
export type Registers = readonly (number | undefined)[];

export class House {
	/** What it took and gave up to `nowMs`; swaps and jumps of registers are nothing to it. */
	readonly truth = new Truth();
	readonly #loads: Loads;
	/** What the house takes from `#now` until the next whole second. */
	readonly #live = new Reading();
	readonly #network: HouseOptions["network"];
	#now: number;
	/** mWs. INVARIANT: below 2^53, which is 2.5 GWh. */
	readonly #counted: number[];

	constructor(options: HouseOptions) {
		this.#loads = new Loads(options);
		this.#network = options.network;
		this.#now = options.startMs;
		this.#counted = startRegisters(options);
		this.#measure();
	}

	/** Virtual time, UTC. */
	get nowMs(): number {
		return this.#now;
	}

	get registers(): Registers {
		return REGISTERS.map(([, power], i) =>
			this.#live.get(power) === undefined
				? undefined
				: Math.floor((this.#counted[i] as number) / MWS),
		);
	}

	/** Lives on until `toMs`, UTC. A time already passed changes nothing. */
	step(toMs: number): void {
		while (this.#now < toMs) {
			const next = Math.floor(this.#now / SECOND_MS + 1) * SECOND_MS;
			const end = Math.min(next, toMs);
			this.truth.add(
				this.#now,
				end - this.#now,
				this.#watts("activePowerImport"),
				this.#watts("activePowerExport"),
			);
			REGISTERS.forEach(([, power], i) => {
				this.#counted[i] = (this.#counted[i] as number) + this.#watts(power) * (end - this.#now);
			});
			this.#now = end;
			if (end === next) this.#measure();
		}
	}

	/**
	 * Fills in all there is to measure now, in whole W, var, mA (negative where a phase gives), mV,
	 * permille, Wh and varh. `registers` of an earlier moment replace those of now.
	 */
	read(into: Reading, registers: Registers = this.registers): void {
		into.clear();
		this.#live.values.forEach((value, index) => {
			into.values[index] = value;
		});
		REGISTERS.forEach(([register], i) => {
			into.values[INDEX[register]] = registers[i];
		});
	}

	/** Something besides the house's own life takes or gives power from now on. */
	host(guests: Partial<Guests>): void {
		this.#loads.guests = { ...this.#loads.guests, ...guests };
		this.#measure();
	}

	/** All registers jump by Wh and varh, never below 0. */
	jump(wattHours: number): void {
		for (let i = 0; i < this.#counted.length; i++) {
			this.#counted[i] = Math.max(0, (this.#counted[i] as number) + wattHours * MWS);
		}
	}

	/** Another meter counts: it has run for some hours in a test hall. */
	swapRegisters(): void {
		for (let i = 0; i < this.#counted.length; i++) this.#counted[i] = (i + 1) * 12_000 * MWS;
	}

	#watts(power: QuantityName): number {
		return this.#live.get(power) ?? 0;
	}

	#measure(): void {
		const second = Math.floor(this.#now / SECOND_MS) * SECOND_MS;
		measure(this.#live, this.#network, this.#loads.at(second));
	}
}

/** A meter that has been on the wall for some years. */
function startRegisters(options: HouseOptions): number[] {
	const next = random(options.seed);
	const years = 1 + 6 * next();
	const share = 1 / (options.network === "1-phase" ? 1 : 3);
	const exported = options.solarPeak * 0.6;
	const perYear = [16_000, exported, 900, 1800, 16_000 * share, exported * share];
	return REGISTERS.map((_, i) => {
		const kiloWattHours = (perYear[i < 6 ? i : 4 + (i % 2)] as number) * years;
		return Math.round(kiloWattHours * 1000) * MWS + Math.floor(next() * MWS);
	});
}
