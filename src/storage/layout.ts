/**
 * How the 896 KiB of the journal's partition are divided. Hours have a ring of their own, so that what
 * is written often never pushes them on.
 *
 * A sector holds 53 records with payloads of up to 64 octets. The oldest sector is emptied when there
 * is room for less than three sectors of them, so 216 sectors hold (216 - 3) × 53 = 11 289 records
 * before anything has to move: the 9600 hours of 400 days, and 1689 corrections of them. What more
 * would cost stands in docs/storage.md.
 */
import type { JournalOptions } from "./journal.ts";

/** Octets. */
export const REGION = 224 * 4096;

/** The ledger's state and the like, kept for ever. */
export const STATE: JournalOptions = Object.freeze({ first: 0, sectors: 8 });

export const HOURS: JournalOptions = Object.freeze({ first: 8, sectors: 216, sheds: true });

/** Of so many the newest are kept: 400 days. */
export const KEPT_HOURS = 400 * 24;
