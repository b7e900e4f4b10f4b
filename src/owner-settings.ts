/** The settings as the app has them: kept in the store, told and changed over HTTP, and put to use. */
import type { OwnerCode } from "./history/owner-code.ts";
import type { SettingsOutcome, SettingsSource } from "./http/settings.ts";
import { DEFAULT_TARIFF, type Tariff } from "./ledger/capacity.ts";
import type { Random } from "./model/random.ts";
import {
	changed,
	DEFAULTS,
	NAMES,
	type SettingName,
	type Settings,
	told,
} from "./settings/settings.ts";
import type { SettingsStore } from "./settings/store.ts";

/** What is made anew only at a start. */
const AFTER_RESTART: readonly SettingName[] = Object.freeze(["fuseAmperes", "parity"]);
const NOTHING = Object.freeze([]) as readonly never[];

/** Who puts them to use: the app. */
export interface SettingsUser {
	/** Milliseconds, monotonic. */
	readonly now: number;
	/** Called after each change that was kept. */
	use(settings: Settings, before: Settings): void;
}

export class OwnerSettings implements SettingsSource {
	readonly #store: SettingsStore;
	readonly #owner: OwnerCode;
	readonly #user: SettingsUser;

	constructor(store: SettingsStore, owner: OwnerCode, user: SettingsUser) {
		this.#store = store;
		this.#owner = owner;
		this.#user = user;
	}

	get current(): Settings {
		return this.#store.settings;
	}

	/** Makes the owner's code where there is none yet, or takes the one that was chosen. */
	ensureOwnerCode(random: Random, chosen?: string): void {
		if (this.#owner.code !== "") return;
		this.#store.ensureOwnerCode(random, chosen);
		this.#owner.set(this.current.ownerCode);
	}

	told(): object {
		return told(this.current);
	}

	admits(bearer: string): ReturnType<OwnerCode["admits"]> {
		return this.#owner.admits(bearer, this.#user.now);
	}

	change(given: unknown): SettingsOutcome {
		const before = this.current;
		const { settings, faults } = changed(before, given);
		if (faults.length > 0) return { status: "wrong", faults, afterRestart: NOTHING };
		const status = this.#store.keep(settings);
		if (status !== "kept") return { status, faults: NOTHING, afterRestart: NOTHING };
		if (settings.ownerCode !== before.ownerCode) this.#owner.set(settings.ownerCode);
		this.#user.use(settings, before);
		const differs = NAMES.filter((name) => settings[name] !== before[name]);
		const afterRestart = differs.filter((name) => AFTER_RESTART.includes(name));
		return { status, faults: NOTHING, afterRestart };
	}
}

export function tariffOf({ capacityStepsW: steps, capacityPricesOre: prices }: Settings): Tariff {
	if (steps === DEFAULTS.capacityStepsW && prices.length === 0) return DEFAULT_TARIFF;
	return { steps, ...(prices.length > 0 && { prices }) };
}
