/** What a newcomer may say wrongly to `glimt`: one line that says what to do, and no stack trace. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const COMMAND = join(process.cwd(), "build", "host", "glimt.mjs");
const LIST = "test/captures/aidon-6534/list-2.hex";
const EXPORT = "test/check/elhub.csv";
const LIMIT_MS = 50_000;

function glimt(...words: string[]) {
	return spawnSync(process.execPath, [COMMAND, ...words], {
		input: "",
		encoding: "utf8",
		timeout: LIMIT_MS,
	});
}

describe("glimt, used wrongly,", () => {
	let folder = "";
	let none = "";
	let empty = "";
	before(() => {
		folder = mkdtempSync(join(tmpdir(), "glimt-"));
		none = join(folder, "none", "such");
		empty = join(folder, "empty.hex");
		writeFileSync(empty, "");
	});
	after(() => rmSync(folder, { recursive: true }));

	const refuses = (words: () => string[], message: RegExp, code = 2) => {
		const { status, stderr, stdout } = glimt(...words());
		assert.match(stderr, message);
		assert.match(stderr, /^glimt[^\n]*\n$/, "one line");
		assert.deepEqual([status, stdout], [code, ""], words().join(" "));
	};

	it("names the commands when none is named, or another", () => {
		refuses(() => [], /^glimt: say a command: decode, sim, .*; glimt help tells of each$/m);
		refuses(() => ["fly"], /^glimt: no command 'fly': say one of decode, sim, /);
	});

	it("says that a file is not there", () => {
		const missing = /such: there is no such file or folder$/m;
		for (const command of ["decode", "redact", "scenario"]) refuses(() => [command, none], missing);
		refuses(() => ["check", none, none], missing);
		refuses(() => ["check", EXPORT, none], missing);
		for (const option of ["--capture", "--storage", "--settings"]) {
			refuses(() => ["sim", option, none], missing);
		}
		refuses(() => ["redact", LIST, "--out", none], missing);
	});

	it("says that a folder is none", () => {
		const isFolder = /: this is a folder; name a file$/m;
		for (const command of ["decode", "redact", "scenario"]) {
			refuses(() => [command, folder], isFolder);
		}
		refuses(() => ["check", folder, folder], isFolder);
		for (const option of ["--capture", "--storage", "--settings"]) {
			refuses(() => ["sim", option, folder], isFolder);
		}
	});

	it("says that a capture is empty", () => {
		refuses(() => ["decode", empty], /^glimt decode: there are no octets in .*empty\.hex$/m, 1);
		refuses(() => ["decode"], /^glimt decode: there are no octets in -$/m, 1);
		refuses(() => ["redact", empty], /the capture holds no octets/);
		refuses(() => ["sim", "--capture", empty], /the capture holds no octets/);
	});

	it("says that octets hold no reading", () => {
		const noise = join(folder, "noise.hex");
		writeFileSync(noise, "7E A0 00 01");
		const advice = /no reading in .*noise\.hex; --stats counts what is wrong, --explain shows it$/m;
		refuses(() => ["decode", noise], advice, 1);
	});

	it("refuses what is too much", () => {
		refuses(() => ["meters", "aidon"], /^glimt meters: Unexpected argument 'aidon'/);
		refuses(() => ["sim", "--meter", "aidon-se", "--capture", LIST], /say --meter or --capture/);
		refuses(() => ["sim", "--port", "65535"], /--port 65535: say a whole number from 0 to 65534/);
	});

	it("says that a dongle is not there", () => {
		const url = "http://127.0.0.1:2/";
		refuses(() => ["record", "--url", url], /:2\/.*: nobody answers there; see that it runs/);
		refuses(() => ["check", EXPORT, "--url", url], /:2: nobody answers there; see that it runs/);
	});

	it("says that all ports are taken that it may try", async () => {
		const servers: Server[] = [];
		const take = (port: number) =>
			new Promise<number>((resolve) => {
				const server = createServer();
				servers.push(server);
				// Whoever else has it, it is taken.
				server.once("error", () => resolve(port));
				server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
			});
		const first = await take(0);
		for (let port = first + 1; port <= first + 20; port++) await take(port);
		const taken = new RegExp(`ports ${first} to ${first + 20} are taken; say another with --port`);
		refuses(() => ["sim", "--port", `${first}`], taken);
		for (const server of servers) server.close();
	});

	it("tells its commands to who asks one of them for help", () => {
		for (const word of ["--help", "-h"]) {
			const { status, stdout } = glimt("sim", word);
			assert.equal(status, 0);
			assert.match(stdout, /^glimt sim /m);
		}
	});
});
