import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileFlash } from "../../host-sim/file-flash.ts";
import { append, find, opened } from "../support/flash.ts";

const SECTOR = 4096;

describe("flash in a file", () => {
	let folder = "";
	let path = "";

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), "glimt-flash-"));
		path = join(folder, "journal");
	});

	afterEach(() => rmSync(folder, { recursive: true }));

	it("is erased at first, and programming only clears bits", () => {
		const flash = new FileFlash(path, 2 * SECTOR);
		assert.ok(readFileSync(path).every((octet) => octet === 0xff));
		flash.program(SECTOR, Uint8Array.of(0xf0, 0xff, 0, 1));
		flash.program(SECTOR, Uint8Array.of(0x0f, 0xaa, 0xff, 3));
		const into = new Uint8Array(4);
		flash.read(SECTOR, into);
		assert.deepEqual(Array.from(into), [0, 0xaa, 0, 1]);
		flash.erase(1);
		flash.read(SECTOR, into);
		assert.deepEqual(Array.from(into), [0xff, 0xff, 0xff, 0xff]);
		flash.close();
	});

	it("keeps a journal from one run to the next", () => {
		const first = new FileFlash(path, 6 * SECTOR);
		assert.ok(append(opened(first), 1, 10, 42));
		first.close();
		const second = new FileFlash(path, 6 * SECTOR);
		assert.equal(find(opened(second), 1, 10), 42);
		second.close();
	});

	it("takes only whole words and sectors that it has", () => {
		const flash = new FileFlash(path, SECTOR);
		assert.throws(() => flash.program(2, new Uint8Array(4)), RangeError);
		assert.throws(() => flash.program(0, new Uint8Array(3)), RangeError);
		assert.throws(() => flash.read(SECTOR - 1, new Uint8Array(2)), RangeError);
		assert.throws(() => flash.erase(1), RangeError);
		assert.throws(() => new FileFlash(path, 1000), /whole sectors/);
		flash.close();
	});

	it("leaves a file of another size as it is, and says what to do", () => {
		writeFileSync(path, "mine");
		assert.throws(() => new FileFlash(path, SECTOR), /4 octets, not 4096; move it away/);
		assert.equal(readFileSync(path, "utf8"), "mine");
	});
});
