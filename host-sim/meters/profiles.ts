/** Every virtual meter there is: what `glimt sim --meter` takes. All ids are invented. */
import { AIDON_1_PHASE, AIDON_IT, AIDON_SE, AIDON_TN } from "./aidon.ts";
import {
	KAIFA_1_PHASE,
	KAIFA_IT,
	KAIFA_SE,
	KAIFA_SE_CT,
	KAIFA_SE_OBIS,
	KAIFA_TN,
} from "./kaifa.ts";
import { KAMSTRUP_1_PHASE, KAMSTRUP_IT, KAMSTRUP_PUSH, KAMSTRUP_TN } from "./kamstrup.ts";
import { LANDIS_GYR_IT } from "./landis-gyr.ts";
import type { Profile } from "./profile.ts";

/** Of transformers 100/5 A. */
const TRANSFORMER_RATIO = 20;

function variant(base: Profile, name: string, meterId: string, meterType: string): Profile {
	return { ...base, name, texts: { ...base.texts, meterId, meterType } };
}

export const PROFILES: readonly Profile[] = Object.freeze([
	{ ...AIDON_1_PHASE, solarPeak: 6000 },
	AIDON_IT,
	{ ...AIDON_TN, solarPeak: 8000 },
	{
		...variant(AIDON_IT, "aidon-6540", "7359990000000046", "6540"),
		transformerRatio: TRANSFORMER_RATIO,
	},
	{
		...variant(AIDON_TN, "aidon-6550", "7359990000000053", "6550"),
		transformerRatio: TRANSFORMER_RATIO,
	},
	KAIFA_1_PHASE,
	KAIFA_IT,
	{ ...KAIFA_TN, solarPeak: 8000 },
	{
		...variant(KAIFA_IT, "kaifa-ma304t3", "6970631000000043", "MA304T3"),
		transformerRatio: TRANSFORMER_RATIO,
		unmeasured: { currentL2: "zero", voltageL2: "zero" },
	},
	{
		...variant(KAIFA_TN, "kaifa-ma304t4", "6970631000000050", "MA304T4"),
		transformerRatio: TRANSFORMER_RATIO,
	},
	KAMSTRUP_IT,
	{ ...KAMSTRUP_TN, solarPeak: 8000 },
	KAMSTRUP_1_PHASE,
	{
		// The one captured counts amperes on the mains side (dk/kamstrup-ct-dlmspush1-gh216): ratio 1.
		...variant(KAMSTRUP_TN, "kamstrup-6851131-ct", "5706560000000041", "6851131BN243101040"),
		exponents: { ...KAMSTRUP_TN.exponents, mA: -3 },
	},
	LANDIS_GYR_IT,
	{ ...AIDON_SE, solarPeak: 8000 },
	KAIFA_SE,
	KAIFA_SE_CT,
	KAIFA_SE_OBIS,
	{
		...variant(KAMSTRUP_TN, "kamstrup-se", "5706560000000058", "6841131BN245101092"),
		exponents: { ...KAMSTRUP_TN.exponents, Wh: 0, varh: 0 },
	},
	{
		...variant(KAMSTRUP_TN, "kamstrup-dk", "5706560000000065", "6841138BN243101010"),
		exponents: { ...KAMSTRUP_TN.exponents, mV: -2 },
	},
	{ ...KAMSTRUP_PUSH, solarPeak: 8000 },
]);

/** The profile of that name. Throws an Error that lists them all. */
export function profileNamed(name: string): Profile {
	const profile = PROFILES.find((candidate) => candidate.name === name);
	if (profile) return profile;
	const names = PROFILES.map((candidate) => candidate.name).join(", ");
	throw new Error(`no meter is called ${name}; there are ${names}`);
}
