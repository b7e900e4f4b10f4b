/** What the carrier must survive in simulation, and what must break it. */
import { type Case, NOMINAL } from "./deck.ts";

export interface Named {
	readonly name: string;
	readonly run: Case;
}

const EVERY_OCTET: readonly number[] = Array.from({ length: 256 }, (_, octet) => octet);

/** The most time that a line can be low: 9 of 10 bits. */
const ZEROS: Partial<Case> = { format: "8N1", octets: Array.from({ length: 200 }, () => 0) };

function named(name: string, change: Partial<Case> = {}): Named {
	return { name, run: { ...NOMINAL, ...change } };
}

export const ALL_8E1 = named("every octet in 8E1", { octets: EVERY_OCTET });
export const TWO_HUNDRED_ZEROS = named("200 zero octets", ZEROS);
/** The port is idle: the cable is plugged in, and long after comes one octet. */
export const PLUG_IN = named("plugging in", { octets: [0x55], quiet: 0.4 });

/** Every octet arrives, and none with a fault. */
export const SOUND: readonly Named[] = [
	named("nominal: 24 V, 12 V less for a 0"),
	named("10 V less for a 0, and a chip that wants 8.2", { space: 14, threshold: 8.2 }),
	named("a mark of 21 V", { mark: 21, space: 11, threshold: 8.2 }),
	named("a mark of 36 V, and a chip content with 5.7", { mark: 36, space: 24, threshold: 5.7 }),
	named("the bus wires exchanged", { swapped: true }),
	ALL_8E1,
	named("every octet in 8N1", { format: "8N1", octets: EVERY_OCTET }),
	TWO_HUNDRED_ZEROS,
	named("a coupler whose transfer ratio is 50 %", { ratio: 0.5 }),
	named("a coupler whose transfer ratio is 400 %", { ratio: 4 }),
	named("a coupler of 15 pF", { ratio: 2, slowness: 15e-12 }),
];

/** Octets are lost or wrong. The first is no fault of ours, the others are boards not to build. */
export const BROKEN: readonly Named[] = [
	named("8 V less for a 0, and a chip that wants 8.2", { space: 16, threshold: 8.2 }),
	named("30 kΩ at RIDD and 680 Ω for the LED", { ...ZEROS, ridd: 30_000, led: 680 }),
	named("a coupler of 50 % on 4.7 kΩ", { ratio: 0.5, pullUp: 4_700 }),
	named("a slow coupler: 60 pF on 10 kΩ", { ratio: 4, slowness: 60e-12, pullUp: 10_000 }),
];
