/** What a meter makes of a house: its own steps, names and clock. */
import type { Label } from "../../src/model/label.ts";
import { INDEX, QUANTITIES, type QuantityName } from "../../src/model/quantity.ts";
import type { Reading } from "../../src/model/reading.ts";
import { localMs, stampClock } from "./clock.ts";
import { stepOf } from "./encoder.ts";
import type { Item, ListNumber, Profile, Text } from "./profile.ts";

const TEXTS: readonly Text[] = Object.freeze(["listVersion", "meterId", "meterType"]);
const NAMES = Object.freeze(Object.keys(INDEX)) as readonly QuantityName[];
const HOUR_MS = 3_600_000;

/**
 * Turns `reading`, which holds what there is to measure, into what a meter of `profile` sends as
 * `list` when its clock is at `utcMs`: only what is in the list, rounded to the meter's steps, with
 * its names and clocks. A list 3 that repeats another has the clock of `clockMs`.
 */
export function present(
	profile: Profile,
	reading: Reading,
	list: ListNumber,
	utcMs: number,
	clockMs = utcMs,
): void {
	const items = new Set<Item>(profile.lists[list]);
	const { clock, clockText } = profile.schedule;
	const local = localMs(utcMs, clock);
	reading.list = list;
	reading.vendor = profile.vendor;
	for (const name of NAMES) {
		const value = items.has(name) ? seen(profile, name, reading.get(name)) : undefined;
		reading.values[INDEX[name]] = value;
	}
	for (const text of TEXTS) {
		reading[text].clear();
		if (items.has(text)) setLabel(reading[text], profile.texts[text] ?? "");
	}
	reading.meterNumber = items.has("meterNumber") ? profile.meterNumber : undefined;
	reading.frameClock.clear();
	if (profile.headerClock !== "none") stampClock(reading.frameClock, local, profile);
	reading.clock.clear();
	if (items.has("clock")) {
		const said = localMs(clockMs, clock);
		stampClock(reading.clock, clockText === "hour" ? said - (said % HOUR_MS) : said, profile);
	}
}

function seen(profile: Profile, name: QuantityName, value: number | undefined): number | undefined {
	const missing = profile.unmeasured[name];
	if (missing !== undefined) return missing === "zero" ? 0 : undefined;
	if (value === undefined) return undefined;
	const unit = QUANTITIES[INDEX[name]]?.unit;
	const transformed = unit === "mV" || unit === "permille" ? 1 : profile.transformerRatio;
	const size = unit === "mA" && !profile.signedCurrents ? Math.abs(value) : value;
	const step = stepOf(profile, name);
	const steps = size / transformed / step;
	// A register has not yet counted a step that is not complete.
	const whole = unit === "Wh" || unit === "varh" ? Math.floor(steps) : Math.round(steps);
	// Plus 0, because a negative one that rounds to nothing is -0.
	return whole * step + 0;
}

function setLabel(label: Label, text: string): void {
	const octets = Buffer.from(text, "latin1");
	label.set(new DataView(octets.buffer, octets.byteOffset, octets.length), 0, octets.length);
}
