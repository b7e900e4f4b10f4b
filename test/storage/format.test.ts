/** Flash written by an older firmware, and by a newer one. */
import assert from "node:assert/strict";
import { type Flash, SECTOR } from "../../host-sim/bench/flash.ts";
import { octetsOfHex } from "../../host-sim/hex.ts";
import { crc32 } from "../../src/storage/crc.ts";
import { SectorHeader } from "../../src/storage/header.ts";
import { Journal } from "../../src/storage/journal.ts";
import { JournalRecord } from "../../src/storage/record.ts";
import { append, find, opened, simulated } from "../support/flash.ts";
import version1 from "./version-1.hex";

const SECTORS = 6;
const PAYLOAD_1 = 8;

/** What version-1.hex shows, written by the firmware of today. */
function writeVersion1(): Flash {
	const flash = simulated(SECTORS);
	const journal = opened(flash, { payload: PAYLOAD_1 });
	journal.append(1, 490_000, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), 0, 8);
	journal.append(1, 490_001, Uint8Array.of(9), 0, 1);
	journal.append(1, 490_000, Uint8Array.of(8, 7, 6, 5, 4, 3, 2, 1), 0, 8);
	journal.append(2, 0xffff_ffff, new Uint8Array(0), 0, 0);
	journal.append(254, 7, Uint8Array.of(0xff, 0), 0, 2);
	journal.strike(1, 490_001);
	return flash;
}

/** Lines of an address and octets; what is in none is FF. */
function flashOf(text: string): Flash {
	const flash = simulated(SECTORS);
	for (const line of text.split("\n")) {
		const [, at, digits] = /^([0-9a-f]+): ([0-9a-f ]+)$/.exec(line) ?? [];
		if (at !== undefined) flash.program(Number.parseInt(at, 16), octetsOfHex(digits as string));
	}
	return flash;
}

function contents(flash: Flash): Uint8Array {
	const octets = new Uint8Array(flash.size);
	flash.read(0, octets);
	return octets;
}

function checkVersion1(journal: Journal): void {
	const into = new Uint8Array(8);
	assert.equal(journal.find(1, 490_000, into), 8);
	assert.deepEqual(Array.from(into), [8, 7, 6, 5, 4, 3, 2, 1]);
	assert.equal(find(journal, 1, 490_001), undefined);
	assert.equal(journal.find(2, 0xffff_ffff, into), 0);
	assert.equal(journal.find(254, 7, into), 2);
	assert.deepEqual(Array.from(into.subarray(0, 2)), [0xff, 0]);
}

/** Writes until every sector has been used again. */
function turn(journal: Journal): void {
	const { erasures } = journal;
	for (let i = 0; journal.erasures < erasures + 2; i++) {
		append(journal, 3, i % 20, i & 0xff);
		journal.step();
	}
}

/** Programs a sector as a newer firmware might: `sequence`, records of 100 octets, some of them. */
function writeNewer(flash: Flash, index: number, sequence: number, needs: number): void {
	const header = new SectorHeader();
	header.write(100, sequence);
	for (const at of [0, 16]) {
		header.octets[at + 4] = 2;
		header.octets[at + 5] = needs;
		new DataView(header.octets.buffer).setInt32(at + 12, crc32(header.octets, at, at + 12), true);
	}
	flash.program(index * SECTOR, header.octets);
	const record = new JournalRecord(100);
	const payload = Uint8Array.from({ length: 88 }, (_, i) => i);
	record.write(200, 5, payload, 0, 88);
	flash.program(index * SECTOR + 32, record.octets);
	record.write(1, 77, payload, 7, 8);
	flash.program(index * SECTOR + 132, record.octets);
}

describe("a journal in format 1", () => {
	it("is written octet by octet as the one that is kept", () => {
		assert.deepEqual(contents(writeVersion1()), contents(flashOf(version1)));
	});

	it("is read, and written on", () => {
		const journal = new Journal(flashOf(version1), { payload: PAYLOAD_1 });
		checkVersion1(journal);
		turn(journal);
		checkVersion1(journal);
	});

	it("is read by a firmware with longer records, which moves all into its own", () => {
		const flash = flashOf(version1);
		const journal = new Journal(flash, { payload: 64 });
		checkVersion1(journal);
		const payload = Uint8Array.from({ length: 64 }, (_, i) => 255 - i);
		for (let i = 0; !journal.append(1, 490_002, payload, 0, 64); i++) {
			assert.ok(i < 10);
			journal.step();
		}
		turn(journal);
		const again = new Journal(flash, { payload: 64 });
		checkVersion1(again);
		assert.equal(find(again, 1, 490_002), 255);
		for (let index = 0; index < SECTORS; index++) {
			assert.ok([76, 0xff].includes(contents(flash)[index * SECTOR + 6] as number));
		}
	});

	it("with longer records than ours is read, and no payload is cut when it moves", () => {
		const flash = simulated(SECTORS);
		const longer = opened(flash, { payload: 64 });
		const payload = Uint8Array.from({ length: 64 }, (_, i) => 255 - i);
		longer.append(9, 1, payload, 0, 64);
		const journal = new Journal(flash, { payload: PAYLOAD_1 });
		turn(journal);
		const into = new Uint8Array(64);
		assert.equal(journal.find(9, 1, into), 64);
		assert.deepEqual(into, payload);
	});
});

describe("sectors of a newer format", () => {
	it("that this firmware can read are kept, with types that it does not know", () => {
		const flash = simulated(SECTORS);
		writeNewer(flash, 2, 9, 1);
		const journal = new Journal(flash);
		assert.equal(journal.isReadOnly, false);
		assert.equal(find(journal, 1, 77), 7);
		turn(journal);
		const into = new Uint8Array(100);
		assert.equal(journal.find(200, 5, into), 88);
		assert.deepEqual(Array.from(into.subarray(0, 3)), [0, 1, 2]);
		assert.equal(into[87], 87);
	});

	it("that it cannot read are not touched, and nothing else is, until a reset", () => {
		const flash = simulated(SECTORS);
		append(opened(flash), 1, 10, 3);
		// The third sector was only made ready.
		flash.erase(2);
		flash.erase(3);
		writeNewer(flash, 1, 2, 1);
		writeNewer(flash, 2, 3, 2);
		const before = contents(flash);
		const journal = new Journal(flash);
		assert.equal(journal.isReadOnly, true);
		assert.equal(journal.free, 0);
		assert.equal(journal.counts.newerSectors, 1);
		assert.equal(find(journal, 1, 10), 3);
		assert.equal(append(journal, 1, 10, 4), false);
		assert.equal(journal.strike(1, 10), false);
		for (let i = 0; i < 50; i++) journal.step();
		assert.deepEqual(contents(flash), before);

		journal.reset();
		for (let i = 0; i < SECTORS + 4; i++) journal.step();
		assert.equal(find(journal, 1, 10), undefined);
		assert.ok(append(journal, 1, 10, 5));
		const again = new Journal(flash);
		assert.equal(again.isReadOnly, false);
		assert.equal(find(again, 1, 10), 5);
	});
});
