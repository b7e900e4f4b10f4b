/** All that takes or gives power in the house, at any second: the past does not matter. */
import { localMs } from "../meters/clock.ts";
import type { Network } from "../meters/profile.ts";
import { CHARGER_1_PHASE, CHARGER_3_PHASE, type Run, runsOf } from "./day.ts";
import type { Legs } from "./mains.ts";
import { randomAt } from "./random.ts";
import { clearness, drift, sunHeight, temperature } from "./weather.ts";

const DAY_MS = 86_400_000;
const DAY_SECONDS = 86_400;
const HOUR_MS = 3_600_000;
/** How often weather and calendar are looked at. */
const PERIOD_MS = 10_000;

/** Panel heaters with thermostats, one in each room. */
const HEATERS: readonly (readonly [leg: number, watts: number, periodSeconds: number])[] =
	Object.freeze([
		[0, 1200, 740],
		[1, 1000, 910],
		[2, 800, 670],
		[0, 600, 820],
	]);
/** Indoors without any heating, of what lives there. */
const FREE_WARMTH = 17;
/** Degrees colder outside than that, for which the heaters are on all the time. */
const FULL_HEATING = 36;

/** Compressors: a refrigerator and a freezer. */
const COLD: readonly (readonly [leg: number, watts: number, period: number, on: number])[] =
	Object.freeze([
		[1, 85, 2900, 900],
		[2, 110, 3700, 1300],
	]);

/** Always on, mostly electronics: they lead the voltage. */
const IDLE: readonly (readonly [leg: number, watts: number])[] = Object.freeze([
	[0, 70],
	[1, 45],
	[2, 60],
]);

/** W, all that is lit on a dark evening. */
const LIGHTS = 210;

const NOMINAL_VOLTS = 231.5;
/** Of the line from the transformer. */
const LINE_OHMS = 0.13;

export interface LoadOptions {
	readonly seed: number;
	readonly network: Network;
	/** Peak power of the solar cells, in W; 0 for none. */
	readonly solarPeak: number;
}

/** What takes or gives power besides the house's own life, in W. */
export interface Guests {
	/** On each leg. */
	readonly load: readonly [number, number, number];
	readonly isCarCharging: boolean;
	readonly solar: number;
	/** The house's own life stands still. */
	readonly isEmpty: boolean;
}

export const NO_GUESTS: Guests = Object.freeze<Guests>({
	load: [0, 0, 0],
	isCarCharging: false,
	solar: 0,
	isEmpty: false,
});

export class Loads {
	guests = NO_GUESTS;
	readonly #options: LoadOptions;
	readonly #legCount: number;
	/** What changes slowly, as of 10-second period `#period`. */
	#period = Number.NaN;
	#localOffset = 0;
	#heating = 0;
	#darkness = 0;
	#sun = 0;
	/** The runs of local day `#day` and of the day before, whose nights reach into it. */
	#day = Number.NaN;
	#today: readonly Run[] = [];
	#yesterday: readonly Run[] = [];
	readonly #active = [0, 0, 0];
	readonly #reactive = [0, 0, 0];

	constructor(options: LoadOptions) {
		this.#options = options;
		this.#legCount = options.network === "1-phase" ? 1 : 3;
	}

	/** Whole W and var, and V, in the second that begins at `utcMs`. */
	at(utcMs: number): Legs {
		this.#active.fill(0);
		this.#reactive.fill(0);
		const period = Math.floor(utcMs / PERIOD_MS);
		if (period !== this.#period) this.#lookOut(period);
		if (!this.guests.isEmpty) {
			const local = utcMs + this.#localOffset;
			this.#addPeople(local);
			this.#addHouse(utcMs, local);
			this.#add(-this.#sun, 0, undefined);
		}
		if (this.guests !== NO_GUESTS) this.#addGuests(this.guests);
		const legs = this.#active.slice(0, this.#legCount).map(Math.round);
		return {
			active: legs,
			reactive: this.#reactive.slice(0, this.#legCount).map(Math.round),
			volts: legs.map((watts, leg) => this.#volts(utcMs, leg, watts)),
		};
	}

	#add(watts: number, tangent: number, leg: number | undefined): void {
		const count = this.#legCount;
		if (leg === undefined) {
			for (let i = 0; i < count; i++) this.#add(watts / count, tangent, i);
			return;
		}
		const at = leg % count;
		this.#active[at] = (this.#active[at] as number) + watts;
		this.#reactive[at] = (this.#reactive[at] as number) + watts * tangent;
	}

	#addGuests({ load, isCarCharging, solar }: Guests): void {
		load.forEach((watts, leg) => {
			this.#add(watts, 0, leg);
		});
		this.#add(-solar, 0, undefined);
		if (!isCarCharging) return;
		if (this.#options.network === "TN") this.#add(CHARGER_3_PHASE, 0, undefined);
		else this.#add(CHARGER_1_PHASE, 0, 2);
	}

	#lookOut(period: number): void {
		const { seed, network, solarPeak } = this.#options;
		const utcMs = period * PERIOD_MS;
		const height = sunHeight(utcMs);
		const cold = FREE_WARMTH - temperature(seed, utcMs);
		this.#period = period;
		this.#localOffset = localMs(utcMs, "civilTime") - utcMs;
		this.#heating = Math.min(1, Math.max(0, cold / FULL_HEATING));
		this.#darkness = Math.min(1, Math.max(0, 0.15 - height) / 0.25);
		this.#sun = solarPeak * Math.max(0, height) ** 1.2 * clearness(seed, utcMs);
		const day = Math.floor((utcMs + this.#localOffset) / DAY_MS);
		if (day === this.#day) return;
		this.#day = day;
		this.#today = runsOf(seed, day, network === "TN");
		this.#yesterday = runsOf(seed, day - 1, network === "TN");
	}

	#addPeople(local: number): void {
		const second = (local - this.#day * DAY_MS) / 1000;
		for (const run of this.#today) this.#addRun(run, second);
		for (const run of this.#yesterday) this.#addRun(run, second + DAY_SECONDS);
	}

	#addRun(run: Run, second: number): void {
		if (second < run.from || second >= run.to) return;
		const period = run.periodSeconds ?? 1;
		const part = ((second - run.from) % period) / period;
		if (run.periodSeconds === undefined || part < (run.duty ?? 1)) {
			this.#add(run.watts, run.tangent, run.leg);
		}
	}

	#addHouse(utcMs: number, local: number): void {
		const { seed } = this.#options;
		const second = Math.floor(utcMs / 1000);
		HEATERS.forEach(([leg, watts, period], i) => {
			const offset = Math.floor(randomAt(seed + 10, i) * period);
			if ((second + offset) % period < this.#heating * period) this.#add(watts, 0, leg);
		});
		COLD.forEach(([leg, watts, period, on], i) => {
			const offset = Math.floor(randomAt(seed + 20, i) * period);
			if ((second + offset) % period < on) this.#add(watts, 0.75, leg);
		});
		IDLE.forEach(([leg, watts], i) => {
			const flutter = 1 + 0.06 * (2 * randomAt(seed + 30 + i, second) - 1);
			this.#add(watts * flutter, -0.35, leg);
		});
		const hour = (local % DAY_MS) / HOUR_MS;
		if (hour > 6.5 && hour < 23) this.#add(LIGHTS * this.#darkness, -0.2, 1);
	}

	/** The transformer's voltage drifts, and what a leg takes pulls its own down. */
	#volts(utcMs: number, leg: number, watts: number): number {
		const { seed } = this.#options;
		const supply = NOMINAL_VOLTS + 2.5 * drift(seed + 40, utcMs, 1_800_000);
		const own = 0.8 * drift(seed + 50 + leg, utcMs, 120_000);
		return supply + own - (LINE_OHMS * watts) / NOMINAL_VOLTS;
	}
}
