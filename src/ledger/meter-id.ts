/** A meter's identity, as one integer. */
import { Label } from "../model/label.ts";
import type { Reading } from "../model/reading.ts";

/** 32-bit FNV-1a of the meter's id, else its number; 0 where it sends neither. */
export function meterOf(reading: Readonly<Reading>): number {
	const { meterId, meterNumber } = reading;
	if (!meterId.isSet) return meterNumber ?? 0;
	let hash = 0x811c9dc5;
	for (let i = 0; i < Label.MAX && meterId.at(i) >= 0; i++) {
		hash = Math.imul(hash ^ meterId.at(i), 0x01000193);
	}
	return hash >>> 0;
}
