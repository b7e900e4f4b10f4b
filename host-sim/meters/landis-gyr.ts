/**
 * Landis+Gyr E350 with the Embriq module on a three-wire net: Aidon's layout, currents in 0.01 A,
 * an id padded with NULs, 0 for what it does not measure in L2. Nobody has captured its list 3, so
 * this one sends none.
 */
import { AIDON_TN } from "./aidon.ts";
import { every, LIST_2, type Profile } from "./profile.ts";

export const LANDIS_GYR_IT = Object.freeze<Profile>({
	...AIDON_TN,
	name: "landisgyr-e350-it",
	vendor: "LandisGyr(Embriq)",
	network: "IT",
	texts: { listVersion: "EMBRIQ_V1_1", meterId: "10000015", meterType: "ZFF1" },
	padTo: { meterId: 16, meterType: 4 },
	lists: { 1: ["activePowerImport"], 2: LIST_2 },
	exponents: { ...AIDON_TN.exponents, mA: -2 },
	unmeasured: { currentL2: "zero", voltageL2: "zero" },
	schedule: {
		...AIDON_TN.schedule,
		beats: { 1: every(2500), 2: every(10_000) },
		clock: undefined,
		refreshMs: 5000,
	},
});
