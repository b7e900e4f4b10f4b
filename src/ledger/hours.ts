/** Where hours and the ledger's state are kept. Types only: a journal on flash fills them in. */
import type { HourRecord } from "./hour.ts";
import type { LedgerState } from "./state.ts";

/** Records in the order of their hours, some at a time. */
export interface HourReader {
	/**
	 * Fills `into` with the next record; false when there are no more. Records that are put meanwhile
	 * may be given or not; all others come once.
	 */
	next(into: HourRecord): boolean;
}

export interface Hours {
	/** Fills `into` with the record of an hour; false when there is none, and then it is unchanged. */
	get(hour: number, into: HourRecord): boolean;
	/** Keeps a copy, in place of any record of the same hour. */
	put(record: Readonly<HourRecord>): void;
	/**
	 * Visits the records of the hours from `from` up to `to`, in order. Each is lent until the next;
	 * none is put meanwhile.
	 */
	each(from: number, to: number, visit: (record: Readonly<HourRecord>) => void): void;
	/** Reads the records of the hours from `from` up to `to`. */
	reader(from: number, to: number): HourReader;
	/** Keeps a copy of what must survive a restart, in place of the one before. */
	putState(state: Readonly<LedgerState>): void;
}
