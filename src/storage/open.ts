/**
 * What a journal finds at start. Of each sector the header is read, and what its records begin with;
 * of those that are ready, all, to see that they are empty.
 */
import { recordsIn } from "./header.ts";
import type { JournalRecord } from "./record.ts";
import { locate, type Ring } from "./ring.ts";

/**
 * Finds the sectors in use, where to write on, and which keys are where. Returns false where a
 * sector is of a newer format that cannot be read: then nothing may be written.
 */
export function openRing(ring: Ring, record: JournalRecord): boolean {
	const sequences = new Uint32Array(ring.count);
	const isWhole = new Uint8Array(ring.count);
	const newest = readHeaders(ring, sequences, isWhole);
	if (newest < 0) return true;
	findUsed(ring, sequences, newest);
	const isReadable = countFaults(ring, sequences, isWhole);
	for (const size of ring.sizes) if (size > ring.size) ring.size = size;
	if (isReadable) {
		findHead(ring, isWhole, record);
		mendHead(ring, record);
	} else {
		ring.head = ring.end - 1;
		ring.used = recordsIn(ring.sizes[ring.index(ring.head)] as number);
	}
	for (let at = ring.oldest; at <= ring.head; at++) ring.survey(at);
	return isReadable;
}

/** Which sector has the highest sequence number; -1 where none has any. */
function readHeaders(ring: Ring, sequences: Uint32Array, isWhole: Uint8Array): number {
	let newest = -1;
	for (let index = 0; index < ring.count; index++) {
		let header = ring.readHeader(index);
		// Once more: a read may fail, and a sector without header may be erased.
		if (!header.isGood) header = ring.readHeader(index);
		if (!header.isGood) continue;
		sequences[index] = header.sequence;
		isWhole[index] = header.isWhole ? 1 : 0;
		ring.sizes[index] = header.size;
		if (newest < 0 || header.sequence > (sequences[newest] as number)) newest = index;
	}
	return newest;
}

/** From the newest back to the oldest that fits in the row. */
function findUsed(ring: Ring, sequences: Uint32Array, newest: number): void {
	const last = sequences[newest] as number;
	ring.shift = ring.count - (last % ring.count) + newest;
	ring.end = last + 1;
	ring.oldest = last;
	for (let back = 1; back < ring.count && back < last; back++) {
		if (sequences[ring.index(last - back)] === last - back) ring.oldest = last - back;
	}
}

/** A sector in the row without header is read as the one after it; its records have checks too. */
function countFaults(ring: Ring, sequences: Uint32Array, isWhole: Uint8Array): boolean {
	let isReadable = true;
	for (let sequence = ring.end - 1; sequence >= ring.oldest; sequence--) {
		const index = ring.index(sequence);
		if (isWhole[index] === 0) ring.counts.badHeaders++;
		if (sequences[index] !== sequence) {
			ring.sizes[index] = ring.sizes[ring.index(sequence + 1)] as number;
		} else if (ring.sizes[index] === 0) {
			ring.counts.newerSectors++;
			isReadable = false;
		}
	}
	return isReadable;
}

/** The newest sector with something in it. Those after it are ready, if they are as we make them. */
function findHead(ring: Ring, isWhole: Uint8Array, record: JournalRecord): void {
	ring.head = ring.end - 1;
	ring.used = slotsUsed(ring, ring.head, record);
	while (ring.used === 0 && ring.head > ring.oldest) {
		ring.head--;
		ring.used = slotsUsed(ring, ring.head, record);
	}
	const after = ring.used === 0 ? ring.head : ring.head + 1;
	for (let sequence = after; sequence < ring.end; sequence++) {
		const index = ring.index(sequence);
		if (ring.sizes[index] !== ring.size || isWhole[index] === 0) ring.end = sequence;
	}
	if (ring.end > ring.head && ring.sizes[ring.index(ring.head)] !== ring.size) {
		ring.used = recordsIn(ring.sizes[ring.index(ring.head)] as number);
	}
}

/** Slots up to the last that is not erased. The one after it is read twice: nothing may be written over. */
function slotsUsed(ring: Ring, sequence: number, record: JournalRecord): number {
	const most = recordsIn(ring.sizes[ring.index(sequence)] as number);
	let slots = most;
	while (slots > 0 && isErased(ring, locate(sequence, slots - 1), record)) slots--;
	return slots < most && !isErased(ring, locate(sequence, slots), record) ? slots + 1 : slots;
}

function isErased(ring: Ring, location: number, record: JournalRecord): boolean {
	ring.read(location, record);
	return record.isErased;
}

/** The power may have gone while the last record was written: what is there is made void. */
function mendHead(ring: Ring, record: JournalRecord): void {
	if (ring.used === 0 || ring.end === ring.head) return;
	const location = locate(ring.head, ring.used - 1);
	if (ring.readTwice(location, record) || record.isErased || record.isVoid) return;
	ring.counts.tornRecords++;
	ring.empty(location, record);
}
