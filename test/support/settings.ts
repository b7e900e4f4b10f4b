/** The settings of a device in use. */
import assert from "node:assert/strict";
import { OwnerCode } from "../../src/history/owner-code.ts";
import { OwnerSettings } from "../../src/owner-settings.ts";
import { changed } from "../../src/settings/settings.ts";
import { SettingsStore } from "../../src/settings/store.ts";
import { encode } from "./fake-connection.ts";
import { FakeSlots } from "./slots.ts";

/** With what `given` names; the owner's code is 12345678. */
export function settingsOf(given: object, slots = new FakeSlots()): OwnerSettings {
	const store = new SettingsStore(slots, encode);
	const chosen = {
		ssid: "Hjemme",
		password: "hemmelig!",
		capacityStepsW: [2000, 5000, 10_000],
		capacityPricesOre: [13_000, 22_000, 35_000, 60_000],
		ownerCode: "12345678",
		...given,
	};
	assert.equal(store.keep(changed(store.settings, chosen).settings), "kept");
	const code = new OwnerCode(store.settings.ownerCode);
	return new OwnerSettings(store, code, { now: 0, use: () => {} });
}
