/**
 * The settings, kept in two slots that are written by turns. Of the whole records in them the newest
 * counts, so that a power cut leaves the settings as they were or as they were to be.
 *
 * What an older firmware does not know of a record it keeps, and writes again as it was. A record that
 * only a newer firmware can read is left alone, and nothing is written at all.
 */
import type { Random } from "../model/random.ts";
import { decodeRecord, encodeRecord, type SettingsRecord } from "./record.ts";
import { DEFAULTS, isRight, NAMES, type Settings } from "./settings.ts";
import type { Slots } from "./slots.ts";

const SLOTS = 2;
const CODE_DIGITS = 8;

/** `newer`: only a newer firmware may write here. `failed`: it was not written, or reads otherwise. */
export type Kept = "kept" | "newer" | "failed";

export class SettingsStore {
	/** A newer firmware wrote them last, in a form that this one cannot read. */
	readonly isNewer: boolean;
	#settings: Settings;
	readonly #slots: Slots | undefined;
	readonly #encode: (text: string) => Uint8Array;
	/** As read: also of names that we do not know. */
	#values: Readonly<Record<string, unknown>>;
	#generation: number;
	/** The one that does not hold the newest. */
	#next: number;

	/** Without slots settings last until the power goes. `encode` makes UTF-8. */
	constructor(slots: Slots | undefined, encode: (text: string) => Uint8Array) {
		this.#slots = slots;
		this.#encode = encode;
		const records = [recordIn(slots, 0), recordIn(slots, 1)] as const;
		const newest = generationOf(records[1]) > generationOf(records[0]) ? 1 : 0;
		const record = records[newest]?.values ? records[newest] : records[1 - newest];
		this.isNewer = records.some((each) => each !== undefined && each.values === undefined);
		this.#next = records[newest] === undefined ? 0 : 1 - newest;
		this.#generation = Math.max(0, generationOf(records[newest]));
		this.#values = record?.values ?? {};
		this.#settings = settingsOf(this.#values);
	}

	get settings(): Settings {
		return this.#settings;
	}

	/** Keeps other settings, which `changed` found right; then they hold. */
	keep(settings: Settings): Kept {
		if (this.isNewer) return "newer";
		const values: Record<string, unknown> = { ...this.#values };
		for (const name of NAMES) {
			if (settings[name] !== this.#settings[name]) values[name] = settings[name];
		}
		if (this.#slots !== undefined && !this.#write(this.#slots, values)) return "failed";
		this.#values = values;
		this.#settings = settings;
		return "kept";
	}

	/**
	 * Makes an owner's code of eight digits where there is none, unless one was `chosen`. If it cannot be kept,
	 * it is with what is kept next, or ends with this run.
	 */
	ensureOwnerCode(random: Random, chosen = ""): void {
		if (this.#settings.ownerCode !== "") return;
		let ownerCode = chosen;
		while (ownerCode.length < CODE_DIGITS) ownerCode += random(10);
		const settings = { ...this.#settings, ownerCode };
		if (this.keep(settings) === "kept") return;
		this.#settings = settings;
		this.#values = { ...this.#values, ownerCode };
	}

	#write(slots: Slots, values: Readonly<Record<string, unknown>>): boolean {
		const octets = encodeRecord(this.#encode(JSON.stringify(values)), this.#generation + 1);
		const slot = this.#next;
		try {
			slots.write(slot, octets);
			if (!isSame(slots.read(slot), octets)) return false;
		} catch {
			return false;
		}
		this.#generation++;
		this.#next = (slot + 1) % SLOTS;
		return true;
	}
}

function recordIn(slots: Slots | undefined, slot: number): SettingsRecord | undefined {
	try {
		const octets = slots?.read(slot);
		return octets && decodeRecord(octets);
	} catch {
		return undefined;
	}
}

function generationOf(record: SettingsRecord | undefined): number {
	return record?.generation ?? -1;
}

/** What is kept and right; the default of all else. */
function settingsOf(values: Readonly<Record<string, unknown>>): Settings {
	const right = NAMES.filter((name) => Object.hasOwn(values, name) && isRight(name, values[name]));
	const settings: Settings = {
		...DEFAULTS,
		...Object.fromEntries(right.map((name) => [name, values[name]])),
	};
	const { capacityStepsW: steps, capacityPricesOre: prices } = settings;
	const isPriced = prices.length === steps.length + 1;
	return isPriced ? settings : { ...settings, capacityPricesOre: DEFAULTS.capacityPricesOre };
}

function isSame(read: Uint8Array | undefined, written: Uint8Array): boolean {
	return read?.length === written.length && read.every((octet, i) => octet === written[i]);
}
