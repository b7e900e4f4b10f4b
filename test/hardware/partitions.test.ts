/** The partition table: what ESP-IDF asks of one, and what the app asks of it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { REGION } from "../../src/storage/layout.ts";

interface Partition {
	readonly name: string;
	readonly type: string;
	readonly subtype: string;
	readonly offset: number;
	readonly size: number;
}

const FLASH = 4 * 1024 * 1024;
const SECTOR = 4096;
const APP_ALIGNMENT = 0x10000;
/** After ESP-IDF's own: the bootloader, and the table at 0x8000. */
const FIRST = 0x9000;

const { build } = JSON.parse(readFileSync("manifest.json", "utf8")) as {
	build: { PARTITIONS_FILE: string };
};

const partitions: readonly Partition[] = readFileSync(build.PARTITIONS_FILE, "utf8")
	.split("\n")
	.filter((line) => line !== "" && !line.startsWith("#"))
	.map((line) => {
		const [name = "", type = "", subtype = "", offset, size] = line
			.split(",")
			.map((field) => field.trim());
		return { name, type, subtype, offset: Number(offset), size: Number(size) };
	});

const named = (name: string): Partition =>
	partitions.find((partition) => partition.name === name) as Partition;

describe("the partition table", () => {
	it("has the partitions that the SDK and the app need, each once", () => {
		assert.deepEqual(
			partitions.map(({ name, type, subtype }) => [name, type, subtype]),
			[
				["nvs", "data", "nvs"],
				["phy_init", "data", "phy"],
				["factory", "app", "factory"],
				["glimt", "data", "0x40"],
			],
		);
	});

	it("lies in order in 4 MB, in whole sectors, with no gap and no overlap", () => {
		let end = FIRST;
		for (const { name, offset, size } of partitions) {
			assert.equal(offset, end, name);
			assert.ok(size > 0 && size % SECTOR === 0, name);
			end = offset + size;
		}
		assert.equal(end, FLASH);
	});

	it("has the firmware where the bootloader can map it", () => {
		assert.equal(named("factory").offset % APP_ALIGNMENT, 0);
	});

	it("has room for what the app keeps, exactly", () => {
		assert.equal(named("glimt").size, REGION);
	});

	it("opens the partition by the name it has in the table", () => {
		const source = readFileSync("src/device/flash.ts", "utf8");
		assert.match(source, /^const NAME = "glimt";$/m);
	});

	it("has a stand-in of the same size in the SDK's simulator", () => {
		const source = readFileSync("src/device/lin/flash.js", "utf8");
		const [, blocks] = source.match(/^const SIZE = (\d+) \* BLOCK;$/m) ?? [];
		assert.equal(Number(blocks) * SECTOR, REGION);
	});
});
