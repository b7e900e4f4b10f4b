/** `glimt decode` as people run it. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { AIDON_LIST_1, joined, KAIFA_LIST_1 } from "../support/frames.ts";

const COMMAND = join(process.cwd(), "build", "host", "glimt.mjs");

function glimt(args: string[], input: Uint8Array | string = "") {
	const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
		input,
		encoding: "utf8",
		maxBuffer: 1 << 26,
	});
	return { status, stdout, stderr };
}

const hex = (octets: Uint8Array) => Buffer.from(octets).toString("hex");
const KAIFA_LINE =
	'{"vendor":"Kaifa","list":1,"timestamp":"2017-09-15T04:52:52","frameTimestamp":"2017-09-15T04:52:52","activePowerImportW":638}\n';
const AIDON_LINE = '{"vendor":"Aidon","list":1,"activePowerImportW":512}\n';

describe("glimt decode", () => {
	let folder = "";
	before(() => {
		folder = mkdtempSync(join(tmpdir(), "glimt-"));
	});
	after(() => rmSync(folder, { recursive: true }));

	const file = (name: string, content: Uint8Array | string) => {
		writeFileSync(join(folder, name), content);
		return join(folder, name);
	};

	it("reads raw octets and hex text, from files and from standard input", () => {
		const text = `# a comment: 7E\n${hex(KAIFA_LIST_1).toUpperCase().replace(/(..)/g, "$1 ")}\n`;
		const args = ["decode", file("raw.bin", AIDON_LIST_1), file("text.hex", text), "-"];
		const { status, stdout, stderr } = glimt(args, joined(KAIFA_LIST_1, AIDON_LIST_1));
		assert.equal(stdout, AIDON_LINE + KAIFA_LINE + KAIFA_LINE + AIDON_LINE);
		assert.equal(stderr, "");
		assert.equal(status, 0);
	});

	it("reads standard input when no file is named", () => {
		assert.equal(glimt(["decode"], KAIFA_LIST_1).stdout, KAIFA_LINE);
	});

	it("waits for standard input that comes late, and piece by piece", async () => {
		for (const words of [["decode"], ["decode", "-"]]) {
			const { stdin, stdout } = spawn(process.execPath, [COMMAND, ...words]);
			let text = "";
			stdout.setEncoding("utf8").on("data", (piece: string) => {
				text += piece;
			});
			await setTimeout(300);
			stdin.write(KAIFA_LIST_1);
			await setTimeout(100);
			stdin.end(AIDON_LIST_1);
			await once(stdout, "end");
			assert.equal(text, KAIFA_LINE + AIDON_LINE, words.join(" "));
		}
	});

	it("reads a bare APDU, with its LLC and without", () => {
		assert.equal(glimt(["decode"], KAIFA_LIST_1.subarray(9, 38)).stdout, KAIFA_LINE);
		assert.equal(glimt(["decode"], hex(KAIFA_LIST_1.subarray(12, 38))).stdout, KAIFA_LINE);
	});

	it("reads a stream that begins in the middle of a frame, even at an octet 0F", () => {
		const stream = joined(AIDON_LIST_1.subarray(12), KAIFA_LIST_1);
		assert.equal(stream[0], 0x0f);
		assert.equal(glimt(["decode"], stream).stdout, KAIFA_LINE);
	});

	it("answers 1 and prints nothing when there is no reading", () => {
		for (const input of ["", "\n", "# nothing\n", "00 01 02"]) {
			const { status, stdout } = glimt(["decode", "-"], input);
			assert.equal(status, 1, input);
			assert.equal(stdout, "");
		}
	});

	it("says that there are no octets only where there are none in any file", () => {
		const empty = file("empty.hex", "# nothing\n");
		assert.match(glimt(["decode", empty]).stderr, /there are no octets in .*empty\.hex/);
		const noise = file("noise.hex", "00 01 02\n");
		assert.match(
			glimt(["decode", noise, empty]).stderr,
			/no reading in .*noise\.hex, .*empty\.hex/,
		);
	});

	it("answers 2 for a file that can't be read, names it, and reads the others", () => {
		const missing = join(folder, "missing.hex");
		const { status, stdout, stderr } = glimt(["decode", missing, file("k.bin", KAIFA_LIST_1)]);
		assert.equal(status, 2);
		assert.match(stderr, /missing\.hex/);
		assert.equal(stdout, KAIFA_LINE);
	});

	it("answers 2 for half an octet of hex, and names the file", () => {
		const { status, stderr } = glimt(["decode", file("odd.hex", "7EA")]);
		assert.equal(status, 2);
		assert.match(stderr, /odd\.hex: .*odd number/);
	});

	it("says what it took the hex of another tool for, on standard error", () => {
		const log = `[14:32:22][D][uart_debug:114]: <<< ${hex(KAIFA_LIST_1).replace(/(..)(?=.)/g, "$1:")}\n`;
		const { status, stdout, stderr } = glimt(["decode", file("esphome.log", log)]);
		assert.equal(stdout, KAIFA_LINE);
		assert.match(stderr, /esphome\.log: 41 octets in 1 line of hex with the time of day in front/);
		assert.equal(status, 0);
	});

	it("answers 2 for text it does not understand, and names the line", () => {
		const { status, stdout, stderr } = glimt(["decode", "-"], "this is no hex");
		assert.equal(status, 2);
		assert.equal(stdout, "");
		assert.match(stderr, /-: line 1: this is no hex/);
	});

	it("answers 2 for an option it does not know and a scaler it cannot use", () => {
		assert.equal(glimt(["decode", "--no-such"]).status, 2);
		for (const scaler of ["amps=1", "current", "current=x", "current=99"]) {
			const { status, stderr } = glimt(["decode", "--scaler", scaler]);
			assert.equal(status, 2);
			assert.match(stderr, /current=-3/);
		}
	});

	it("writes the counts as one JSON line to standard error", () => {
		const { stdout, stderr } = glimt(
			["decode", "--stats"],
			joined(KAIFA_LIST_1, AIDON_LIST_1.subarray(0, 30)),
		);
		assert.equal(stdout, KAIFA_LINE);
		const counts = JSON.parse(stderr);
		assert.equal(stderr.trimEnd().includes("\n"), false);
		assert.equal(counts.octets, 71);
		assert.equal(counts.frames, 1);
		assert.equal(counts.truncated, 1);
	});

	it("applies the user's scalers", () => {
		const { stdout } = glimt(["decode", "--scaler", "power=1"], KAIFA_LIST_1);
		assert.match(stdout, /"activePowerImportW":6380/);
		const finer = glimt(["decode", "--scaler", "power=-1"], KAIFA_LIST_1);
		assert.match(finer.stdout, /"activePowerImportW":64\}/);
	});

	it("explains a frame octet by octet", () => {
		const { status, stdout } = glimt(["decode", "--explain"], AIDON_LIST_1);
		assert.equal(status, 0);
		const told = stdout.split("\n").flatMap((line) => line.slice(8, 31).trim().split(" "));
		assert.equal(told.join("").toLowerCase(), hex(AIDON_LIST_1));
		for (const meaning of [
			"frame format: type 3, length 42",
			"header check sequence, good",
			"OBIS 1-0:1.7.0*255: activePowerImport",
			"uint32 512",
			"scaler 10^0, unit W",
			"frame check sequence, good",
		]) {
			assert.ok(stdout.includes(meaning), meaning);
		}
	});

	it("shows the tree of a list it does not know, and gives no reading", () => {
		const { status, stdout } = glimt(
			["decode", "--explain"],
			"0F 40000000 00 02 02 06 00000001 0A 02 4142",
		);
		assert.equal(status, 1);
		assert.match(stdout, /structure of 2/);
		assert.match(stdout, /string "AB"/);
	});

	it("prints a long stream whole through a pipe", () => {
		const many = joined(...Array.from({ length: 20_000 }, () => KAIFA_LIST_1));
		assert.equal(glimt(["decode"], many).stdout.split("\n").length, 20_001);
	});
});

describe("glimt", () => {
	it("names the virtual meters", () => {
		const { status, stdout } = glimt(["meters"]);
		assert.equal(status, 0);
		assert.match(stdout, /^aidon-6534 +TN, lists 1, 2, 3, solar cells$/m);
		assert.match(stdout, /^kamstrup-6861111 +1-phase, lists 2, 3$/m);
	});

	it("tells its commands, and answers 2 for one it does not know", () => {
		assert.match(glimt(["--help"]).stdout, /glimt decode/);
		assert.equal(glimt(["--help"]).status, 0);
		assert.equal(glimt(["fly"]).status, 2);
		assert.match(glimt(["fly"]).stderr, /no command 'fly'/);
	});
});
