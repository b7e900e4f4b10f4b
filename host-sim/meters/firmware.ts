/** What differs between firmwares of the same meter, each seen in the field. */
import { INT16, UINT32 } from "../../src/han/cursor.ts";
import { hourly, type Profile } from "./profile.ts";

const HOUR_MS = 3_600_000;

type Change = (profile: Profile) => Partial<Profile>;

const exponents =
	(changed: Partial<Profile["exponents"]>): Change =>
	(profile) => ({ exponents: { ...profile.exponents, ...changed } });

/** By name, as the action `firmware` takes it. */
export const FIRMWARE = Object.freeze({
	/** Kamstrup in Denmark. */
	"voltage in 0.01 V": exponents({ mV: -2 }),
	/** Landis+Gyr. */
	"voltage in whole V": exponents({ mV: 0 }),
	/** Kamstrup behind transformers. An i16 of them would end at 32 A. */
	"current in 0.001 A": (profile) => ({
		...exponents({ mA: -3 })(profile),
		tags: { ...profile.tags, mA: profile.tags.mA === INT16 ? UINT32 : profile.tags.mA },
		signedCurrents: false,
	}),
	/** Kamstrup and Aidon in Sweden. */
	"energy in 1 Wh": exponents({ Wh: 0, varh: 0 }),
	"energy in 10 Wh": exponents({ Wh: 1, varh: 1 }),
	/** Kamstrup before 2017. */
	"header clock with tag": ({ headerClock }) => ({
		headerClock: headerClock === "untagged" ? "tagged" : headerClock,
	}),
	/** Aidon in 2019, with the wrong sign. */
	"deviation +60": () => ({ deviation: 60 }),
	/** Aidon in 2023. */
	"no deviation, no status": () => ({ deviation: undefined, status: 0xff }),
	/** Kamstrup, in normal time all the same. */
	"status says summer time": () => ({ status: 0x80 }),
	/** Kaifa in 2017. */
	"list 3 on the hour": ({ schedule }) => {
		const { beats } = schedule;
		const isHourly = beats[3]?.everyMs === HOUR_MS;
		return isHourly ? { schedule: { ...schedule, beats: { ...beats, 3: hourly(0) } } } : {};
	},
} as const satisfies Record<string, Change>);

export type FirmwareName = keyof typeof FIRMWARE;
export const FIRMWARE_NAMES = Object.freeze(Object.keys(FIRMWARE)) as readonly FirmwareName[];
