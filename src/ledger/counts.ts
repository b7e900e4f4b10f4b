/** What the ledger refused or had to mend, counted by name. */
export class LedgerCounts {
	/** List 3 whose registers became believed. */
	believed = 0;
	/** The same list 3 as before, once more. */
	repeated = 0;
	/** A list 3 older than one that was believed. */
	outdated = 0;
	/** A list 3 of which it cannot be said when its registers were read. */
	unplaced = 0;
	/** A register below the one before it. */
	fell = 0;
	/** A register further above the one before than the main fuse could carry. */
	leapt = 0;
	/** Another meter's id: its registers begin a new series. */
	swapped = 0;
	/** Refused registers that agreed with each other for so long that they begin a new series. */
	restarted = 0;
	/** Two registers further apart than the hours between can be told: a new series. */
	forgotten = 0;
}
