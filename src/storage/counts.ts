/** What went wrong in a journal, counted; the names are for the status page. */

const NAMES = Object.freeze([
	/** Sectors of which one copy of the header is wrong, or both; nothing is lost by one. */
	"badHeaders",
	/** Records whose check is wrong, found by the patrol after a start: each is lost. */
	"badRecords",
	/** The last record written before a start, not whole: the power went. Nobody was told of it. */
	"tornRecords",
	/** Records that read otherwise than they were written: worn flash. They were not acknowledged. */
	"badWrites",
	/** Sectors of a newer format that this firmware cannot read. */
	"newerSectors",
	/** Records dropped, wanted or replaced, because all of a turn of the ring was still wanted. */
	"droppedEarly",
	/** Appends refused: no room, or not yet. */
	"refused",
] as const);

export type StorageCounts = Record<(typeof NAMES)[number], number>;

/** All at zero; no name can be added. */
export function storageCounts(): StorageCounts {
	return Object.seal(Object.fromEntries(NAMES.map((name) => [name, 0]))) as StorageCounts;
}

/** Of two journals together, made anew. */
export function addCounts(one: StorageCounts, other: StorageCounts): StorageCounts {
	const sum = storageCounts();
	for (const name of NAMES) sum[name] = one[name] + other[name];
	return sum;
}
