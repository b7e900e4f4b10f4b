/**
 * The owner's settings in NVS, by the SDK's `preference`: it has a stand-in on Linux, as ECMA-419's
 * key-value storage has not. It erases a key before it writes it, which the two slots are made for.
 */
import Preference from "preference";
import type { Slots } from "../settings/slots.ts";

const DOMAIN = "glimt";
const KEYS = Object.freeze(["settings0", "settings1"] as const);

export const SLOTS: Slots = Object.freeze({
	read(slot: number): Uint8Array | undefined {
		const value = Preference.get(DOMAIN, KEYS[slot as 0]);
		return value instanceof ArrayBuffer ? new Uint8Array(value) : undefined;
	},

	write(slot: number, octets: Uint8Array): void {
		Preference.set(DOMAIN, KEYS[slot as 0], octets.slice().buffer as ArrayBuffer);
	},
});
