/**
 * Which registers are believed: they never fall, and never rise by more than the main fuse carries.
 * One that does is refused and counted. Those that are refused but agree with each other for long are
 * the truth, and begin a new series, as do those of another meter.
 */
import { HOUR_MS } from "../model/civil.ts";
import type { LedgerCounts } from "./counts.ts";

/** What becomes of a list 3's registers. */
export type Verdict =
	/** Nothing. */
	| "refused"
	/** They tell the energy since those before. */
	| "believed"
	/** They begin a series: what was before them is nothing to them. */
	| "first";

/** W of three phases of 400 V, for each ampere. */
const WATTS_PER_AMPERE = 693;
/** A fuse carries a quarter more for an hour (IEC 60269-1). */
const OVERLOAD = 1.25;
/** Registers are some seconds older or younger than we think, and step by 10 Wh. */
const SLACK_MS = 60_000;
const SLACK_WH = 20;
/** How long, and how many, refused registers must agree. */
const INSISTS_MS = 2 * HOUR_MS;
const INSISTS = 3;

export class Registers {
	isSet = false;
	/** UTC, when those believed were read. */
	moment = 0;
	/** Wh. */
	import = 0;
	export = 0;
	/** Hash of the meter's id; 0 where it sends none. */
	meter = 0;
	readonly #counts: LedgerCounts;
	readonly #limit: number;
	/** Those refused last, and how many of them have agreed since when. */
	#rivals = 0;
	#rivalsSince = 0;
	#rivalMoment = 0;
	#rivalImport = 0;
	#rivalExport = 0;

	constructor(fuseAmperes: number, counts: LedgerCounts) {
		this.#limit = fuseAmperes * WATTS_PER_AMPERE * OVERLOAD;
		this.#counts = counts;
	}

	/** W, the most that a house can take. */
	get limit(): number {
		return this.#limit;
	}

	/** Takes over from before a restart. */
	restore(moment: number, imported: number, exported: number, meter: number): void {
		this.isSet = true;
		this.moment = moment;
		this.import = imported;
		this.export = exported;
		this.meter = meter;
	}

	/** Judges registers read at `moment`; unless they are refused they are now those believed. */
	judge(moment: number, imported: number, exported: number, meter: number): Verdict {
		const verdict = this.#verdict(moment, imported, exported, meter);
		if (verdict === "refused") return verdict;
		this.isSet = true;
		this.moment = moment;
		this.import = imported;
		this.export = exported;
		if (meter !== 0) this.meter = meter;
		this.#rivals = 0;
		this.#counts.believed++;
		return verdict;
	}

	#verdict(moment: number, imported: number, exported: number, meter: number): Verdict {
		const counts = this.#counts;
		if (!this.isSet) return "first";
		if (meter !== 0 && this.meter !== 0 && meter !== this.meter) {
			counts.swapped++;
			return "first";
		}
		const taken = imported - this.import;
		const given = exported - this.export;
		const elapsed = moment - this.moment;
		if (elapsed === 0 && taken === 0 && given === 0) {
			counts.repeated++;
			return "refused";
		}
		if (elapsed > 0 && this.#isPossible(taken, given, elapsed)) return "believed";
		if (elapsed <= 0) counts.outdated++;
		else if (taken < 0 || given < 0) counts.fell++;
		else counts.leapt++;
		return this.#insists(moment, imported, exported) ? "first" : "refused";
	}

	#isPossible(taken: number, given: number, elapsed: number): boolean {
		const most = (this.#limit * (elapsed + SLACK_MS)) / HOUR_MS + SLACK_WH;
		return taken >= 0 && given >= 0 && taken <= most && given <= most;
	}

	#insists(moment: number, imported: number, exported: number): boolean {
		const agrees =
			this.#rivals > 0 &&
			this.#isPossible(
				imported - this.#rivalImport,
				exported - this.#rivalExport,
				moment - this.#rivalMoment,
			);
		if (!agrees) {
			this.#rivals = 0;
			this.#rivalsSince = moment;
		}
		this.#rivals++;
		this.#rivalMoment = moment;
		this.#rivalImport = imported;
		this.#rivalExport = exported;
		if (this.#rivals < INSISTS || moment - this.#rivalsSince < INSISTS_MS) return false;
		this.#counts.restarted++;
		return true;
	}
}
