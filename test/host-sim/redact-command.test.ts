/** `glimt redact` as people run it. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { captureOf, octetsOf } from "../../host-sim/input.ts";
import { AIDON_LIST_1, frame, joined, octets } from "../support/frames.ts";
import { readings } from "../support/properties.ts";

const COMMAND = join(process.cwd(), "build", "host", "glimt.mjs");
const FILE = "test/captures/aidon-6534/list-2.hex";
const ORIGINAL = octetsOf(readFileSync(FILE));
const ID = String(readings(ORIGINAL)[0]?.["meterId"]);

function redact(args: string[], input: Uint8Array | string = "") {
	const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, "redact", ...args], {
		input,
		encoding: "utf8",
	});
	return { status, stdout, stderr };
}

describe("glimt redact", () => {
	let folder = "";
	before(() => {
		folder = mkdtempSync(join(tmpdir(), "glimt-"));
	});
	after(() => rmSync(folder, { recursive: true }));

	it("prints the capture with an invented id, another each time, and never the old one", () => {
		const ids = [1, 2].map(() => {
			const { status, stdout, stderr } = redact([FILE]);
			assert.equal(status, 0);
			assert.equal(stderr, "glimt redact: 1 meter id replaced in 1 place\n");
			const [reading] = readings(octetsOf(Buffer.from(stdout)));
			const { meterId, ...rest } = reading ?? {};
			assert.deepEqual({ ...rest, meterId: ID }, { ...readings(ORIGINAL)[0] });
			return meterId;
		});
		assert.equal(new Set([...ids, ID]).size, 3);
	});

	it("keeps the times and the line's settings, and drops comments and the time of day", () => {
		const half = ORIGINAL.length / 2;
		const chunk = (from: number, to?: number) => octetsOfChunk(ORIGINAL.subarray(from, to));
		const text = `# glimt capture 1
# line: the cellar of somebody, ${ID}
# line: 2400 8E1
# line: the meter of somebody
# started: 2026-01-17T14:32:20.113Z
# the meter ${ID} of somebody
0.412 ${chunk(0, half)}
1.034 ${chunk(half)}
`;
		const { status, stdout } = redact(["-"], text);
		assert.equal(status, 0);
		const before = captureOf(Buffer.from(text));
		const after = captureOf(Buffer.from(stdout));
		assert.deepEqual([after.arrivals, after.line], [before.arrivals, before.line]);
		assert.doesNotMatch(stdout, /somebody|started/);
		assert.match(stdout, /^# glimt capture 1\n# line: 2400 8E1\n# redacted by glimt/);
	});

	it("says how much of what it replaced", () => {
		assert.equal(
			redact(["-"], AIDON_LIST_1).stderr,
			"glimt redact: 0 meter ids replaced in 0 places\n",
		);
		const cut = ORIGINAL.subarray(40);
		const { stderr } = redact(["-"], joined(cut, AIDON_LIST_1));
		assert.match(stderr, /0 places; also 1 run of digits that may be ids$/m);
	});

	it("writes a file that is not there yet", () => {
		const out = join(folder, "out.hex");
		assert.equal(redact([FILE, "--out", out]).status, 0);
		const written = readFileSync(out, "utf8");
		assert.equal(readings(octetsOf(Buffer.from(written))).length, 1);
		const { status, stderr } = redact([FILE, "--out", out]);
		assert.equal(status, 2);
		assert.match(stderr, /--out .*out\.hex: is there already/);
		assert.equal(readFileSync(out, "utf8"), written);
	});

	it("refuses frames it can't see into, unless told to", () => {
		const ciphered = frame(octets("E6E700 DB 08 4B414D0000000001 21 30 00000001 0102030405060708"));
		const file = join(folder, "ciphered.bin");
		const out = join(folder, "ciphered.hex");
		writeFileSync(file, joined(ciphered, ORIGINAL));
		const refused = redact([file, "--out", out]);
		assert.equal(refused.status, 2);
		assert.match(refused.stderr, /nobody can see them \(encrypted 1\); --force writes it/);
		assert.equal(existsSync(out), false);
		const forced = redact([file, "--out", out, "--force"]);
		assert.equal(forced.status, 0);
		assert.match(forced.stderr, /careful: .*encrypted 1/);
		assert.equal(readings(octetsOf(readFileSync(out))).length, 1);
	});

	it("reads the hex of other tools, and says what it took it for", () => {
		const log = `[14:32:22.000] ${octetsOfChunk(ORIGINAL)}\n`;
		const { status, stdout, stderr } = redact(["-"], log);
		assert.equal(status, 0);
		assert.match(stderr, /-: 288 octets in 1 line of hex with the time of day in front/);
		assert.match(stdout, /^# glimt capture 1\n# redacted.*\n0\.000 7E /);
	});

	it("says what is wrong with what it is told", () => {
		for (const [args, message] of [
			[[], /name one FILE/],
			[[FILE, FILE], /name one FILE/],
			[["/no/such"], /no such file/],
			[["--keep"], /--keep/],
			[["-"], /the capture holds no octets/],
		] as const) {
			const { status, stderr } = redact([...args]);
			assert.equal(status, 2);
			assert.match(stderr, message);
		}
	});
});

function octetsOfChunk(from: Uint8Array): string {
	return Array.from(from, (octet) => octet.toString(16).padStart(2, "0")).join(" ");
}
