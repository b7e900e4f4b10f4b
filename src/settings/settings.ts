/** What the owner decides, and what each setting may be. The API's JSON and the record kept have these names. */
import {
	isCode,
	isHost,
	isLabel,
	isParity,
	isPassword,
	isPrices,
	isSsid,
	isSteps,
	isWhole,
	MOST_ORE,
	MOST_STEPS,
	MOST_WATTS,
} from "./right.ts";

export type Parity = "even" | "none" | "";

export interface Settings {
	/** In the house's net: `<name>.local`. */
	readonly name: string;
	/** Of the display. */
	readonly language: "nb" | "en";
	/** Of the Wi-Fi network to join; "" for none. */
	readonly ssid: string;
	/** Of that network; "" where it is open. Secret. */
	readonly password: string;
	/** Of the main fuse. */
	readonly fuseAmperes: number;
	/** W, where each step of the capacity tariff but the first begins. */
	readonly capacityStepsW: readonly number[];
	/** What each step costs a month, in øre: one more than steps; or none. */
	readonly capacityPricesOre: readonly number[];
	/** Shown by who changes what is kept; "" until it has been made. Secret. */
	readonly ownerCode: string;
	/** Of the line to the meter, with which frames came; "" while unknown. */
	readonly parity: Parity;
	/** A name or an address of who tells the time (NTP). */
	readonly timeServer: string;
}

export type SettingName = keyof Settings;

interface Rule {
	readonly isRight: (value: unknown) => boolean;
	/** Follows the setting's name in the sentence to who set it wrongly. */
	readonly must: string;
	/** Never told to anybody. */
	readonly isSecret?: true;
}

export const DEFAULTS: Settings = Object.freeze({
	name: "glimt",
	language: "nb",
	ssid: "",
	password: "",
	fuseAmperes: 63,
	capacityStepsW: Object.freeze([2000, 5000, 10000, 15000, 20000, 25000, 50000, 75000, 100000]),
	capacityPricesOre: Object.freeze([]),
	ownerCode: "",
	parity: "",
	timeServer: "no.pool.ntp.org",
});

const rule = (isRight: Rule["isRight"], must: string): Rule => Object.freeze({ isRight, must });
const secret = (isRight: Rule["isRight"], must: string): Rule =>
	Object.freeze({ isRight, must, isSecret: true });

const RULES: Readonly<Record<SettingName, Rule>> = Object.freeze({
	name: rule(isLabel, "must be 1 to 32 of a-z, 0-9 and -, with no - first or last"),
	language: rule((value) => value === "nb" || value === "en", "must be nb or en"),
	ssid: rule(isSsid, "must be a network's name of at most 32 octets"),
	password: secret(
		isPassword,
		"must be 8 to 63 ASCII characters or 64 hexadecimal digits, or empty for an open network",
	),
	fuseAmperes: rule((value) => isWhole(value, 16, 125), "must be 16 to 125"),
	capacityStepsW: rule(
		isSteps,
		`must be at most ${MOST_STEPS} rising whole numbers of W, up to ${MOST_WATTS}`,
	),
	capacityPricesOre: rule(
		isPrices,
		`must be whole numbers of øre, up to ${MOST_ORE}, one more than capacityStepsW; or none`,
	),
	ownerCode: secret(isCode, "must be 6 to 32 of the ASCII letters, digits and -._~"),
	parity: rule(isParity, "must be even, none, or empty to find out"),
	timeServer: rule(isHost, "must be a host's name or address, at most 64 characters"),
});

export const NAMES = Object.freeze(Object.keys(RULES)) as readonly SettingName[];

/** Whether it is a right value of this setting by itself. */
export function isRight(name: SettingName, value: unknown): boolean {
	return RULES[name].isRight(value);
}

export interface Change {
	/** As they would be. */
	readonly settings: Settings;
	/** A sentence for each thing that is wrong; then there is no change. */
	readonly faults: readonly string[];
}

/**
 * `before` with what `given` names; the others stay, secrets too. `given` is JSON of anybody's. Faults
 * name settings, never values.
 */
export function changed(before: Settings, given: unknown): Change {
	if (typeof given !== "object" || given === null || Array.isArray(given)) {
		return { settings: before, faults: ["Settings are a JSON object, as GET gives them."] };
	}
	const faults: string[] = [];
	const after: Record<string, unknown> = { ...before };
	for (const [name, value] of Object.entries(given)) {
		if (!isName(name)) faults.push(`There is no setting ${JSON.stringify(name.slice(0, 40))}.`);
		else if (isRight(name, value)) after[name] = value;
		else faults.push(`${name} ${RULES[name].must}.`);
	}
	const settings = after as unknown as Settings;
	const { ssid, capacityPricesOre: prices, capacityStepsW: steps } = settings;
	if (faults.length === 0 && prices.length > 0 && prices.length !== steps.length + 1) {
		faults.push(`capacityPricesOre ${RULES.capacityPricesOre.must}.`);
	}
	if (ssid !== before.ssid && ssid !== "" && !Object.hasOwn(given, "password")) {
		faults.push("password must come with another ssid, empty for an open network.");
	}
	return { settings, faults };
}

/** Without secrets, as the API tells them, and as they can be given to another Glimt. */
export function told(settings: Settings): Partial<Settings> {
	const entries = NAMES.filter((name) => RULES[name].isSecret !== true).map((name) => {
		const value = settings[name];
		// XS marks what it makes JSON of, and cannot mark what lies in flash, as the defaults do.
		return [name, typeof value === "object" ? value.slice() : value] as const;
	});
	return Object.fromEntries(entries) as Partial<Settings>;
}

function isName(name: string): name is SettingName {
	return Object.hasOwn(RULES, name);
}
