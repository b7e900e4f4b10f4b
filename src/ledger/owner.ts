/**
 * What the owner says of an hour that is over. The ledger's own figure is kept beside it, and each is
 * shown as what it is.
 */
import { HourRecord } from "./hour.ts";
import type { Hours } from "./hours.ts";

/** More than a house takes in an hour. */
const MOST_WH = 1_000_000;

/**
 * Sets an hour's import, in whole Wh, or takes the correction back (undefined). Says false of an hour
 * in progress or of which nothing is kept, and of a figure that no hour can have.
 */
export function correct(hours: Hours, hour: number, wh: number | undefined): boolean {
	if (wh !== undefined && !(Number.isInteger(wh) && wh >= 0 && wh <= MOST_WH)) return false;
	const record = new HourRecord();
	if (!hours.get(hour, record) || record.isOpen) return false;
	record.isCorrected = wh !== undefined;
	record.ownerWh = wh ?? 0;
	hours.put(record);
	return true;
}

/** Says that an hour is no peak, or takes that back. Its energy still counts in days and months. */
export function strikeOut(hours: Hours, hour: number, isStruckOut: boolean): boolean {
	const record = new HourRecord();
	if (!hours.get(hour, record) || record.isOpen) return false;
	record.isStruckOut = isStruckOut;
	hours.put(record);
	return true;
}
