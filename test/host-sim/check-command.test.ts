/** `glimt check` as people run it, on files and on a device on loopback. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
	deviceRowsOf,
	exportRowsOf,
	homeWh,
	hourAt,
	hoursCsv,
	inSteps,
	minSide,
	POINT_ID,
} from "../support/metering-values.ts";

const COMMAND = join(process.cwd(), "build", "host", "glimt.mjs");
const FIRST = hourAt("2026-10-23T22:00:00Z");
const WH = homeWh(73);
const ELHUB = minSide(exportRowsOf(FIRST, WH));
const DEVICE = deviceRowsOf(FIRST, inSteps(WH));
const WRONG = DEVICE.map((row, i) => (i === 27 ? { ...row, importWh: 5000, peakW: 0 } : row));

async function check(...args: string[]) {
	const child = spawn(process.execPath, [COMMAND, "check", ...args]);
	const said = { stdout: "", stderr: "" };
	for (const stream of ["stdout", "stderr"] as const) {
		child[stream].on("data", (chunk) => {
			said[stream] += chunk;
		});
	}
	const [status] = await once(child, "close");
	return { status, ...said };
}

describe("glimt check", function () {
	// Machines are shared, and each check is a process of its own.
	this.timeout(60_000);
	let folder = "";
	const asked: string[] = [];
	const server = http.createServer((request, response) => {
		asked.push(request.url ?? "");
		if (request.url?.startsWith("/api/v1/hours.csv?")) {
			response.writeHead(200, { "content-type": "text/csv" }).end(hoursCsv(DEVICE));
		} else if (request.url?.startsWith("/page")) response.end("<!doctype html>");
		else if (request.url?.startsWith("/no-time")) {
			const problem = { title: "Service Unavailable", detail: "The time is not known yet." };
			response.writeHead(503).end(JSON.stringify(problem));
		} else if (request.url?.startsWith("/torn")) {
			response.writeHead(200, { "content-length": 1000 }).write("start,end\n");
			setTimeout(() => response.destroy(), 50);
		} else response.writeHead(404).end();
	});
	const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const file = (name: string, text: string | Uint8Array) => {
		const path = join(folder, name);
		writeFileSync(path, text);
		return path;
	};

	before(async () => {
		folder = mkdtempSync(join(tmpdir(), "glimt-"));
		server.listen(0, "127.0.0.1");
		await once(server, "listening");
	});
	after(() => {
		server.closeAllConnections();
		server.close();
		rmSync(folder, { recursive: true });
	});

	it("says that all agrees, of files", async () => {
		const { status, stdout, stderr } = await check(
			file("elhub.csv", ELHUB),
			file("hours.csv", hoursCsv(DEVICE)),
		);
		assert.deepEqual([status, stderr], [0, ""]);
		assert.match(
			stdout,
			/^2026-10-24 00:00 to 2026-10-27 00:00: 73 hours\n.*\nimport: 73 hours compared, 73 agree within 20 Wh/,
		);
		assert.match(stdout, /\nno differences\n$/);
	});

	it("asks a device for the hours of the export", async () => {
		asked.length = 0;
		const { status, stdout } = await check(file("elhub.csv", ELHUB), "--url", address());
		assert.equal(status, 0);
		assert.match(stdout, /73 agree/);
		assert.deepEqual(asked, [
			"/api/v1/hours.csv?from=2026-10-23T22%3A00%3A00Z&to=2026-10-26T23%3A00%3A00Z",
		]);
	});

	it("tells a difference in local time and in UTC, and answers 1", async () => {
		const [elhub, hours] = [file("elhub.csv", ELHUB), file("hours.csv", hoursCsv(WRONG))];
		const { status, stdout } = await check(elhub, hours);
		assert.equal(status, 1);
		const difference = 5000 - (WH[27] as number);
		assert.ok(
			stdout.endsWith(`
differences: harmless 0 hours, real 0 hours, unexplained 1 hour

import, unexplained: unexplained
  2026-10-25 02:00 (2026-10-25T01:00Z) Elhub ${WH[27]} Wh, device 5000 Wh (+${difference} Wh)
`),
			stdout,
		);
		const loose = await check(elhub, hours, "--tolerance", "5000");
		assert.equal(loose.status, 0);
		assert.match(loose.stdout, /73 agree within 5000 Wh\n/);
	});

	it("prints an object for programs", async () => {
		const { status, stdout } = await check(
			file("elhub.csv", ELHUB),
			file("hours.csv", hoursCsv(WRONG)),
			"--json",
		);
		assert.equal(status, 1);
		assert.equal(stdout.trimEnd().split("\n").length, 1);
		const told = JSON.parse(stdout);
		assert.deepEqual(
			[told.isFine, told.start, told.end],
			[false, "2026-10-23T22:00:00Z", "2026-10-26T23:00:00Z"],
		);
		assert.deepEqual(told.findings, [
			{
				kind: "unexplained",
				severity: "unexplained",
				direction: "import",
				explanation: "unexplained",
				hours: [{ start: "2026-10-25T01:00:00Z", elhubWh: WH[27], deviceWh: 5000 }],
			},
		]);
		assert.deepEqual(Object.keys(told.summaries[0]), [
			"direction",
			"compared",
			"agreeing",
			"elhubWh",
			"deviceWh",
			"maxDifferenceWh",
			"toleranceWh",
		]);
	});

	it("reads UTF-8 with a mark, ISO 8859-1 and UTF-16", async () => {
		const hours = file("hours.csv", hoursCsv(DEVICE));
		const utf16 = Buffer.concat([
			Buffer.from([0xff, 0xfe]),
			Buffer.from(ELHUB.slice(1), "utf16le"),
		]);
		for (const octets of [ELHUB, Buffer.from(ELHUB.slice(1), "latin1"), utf16]) {
			const { status, stdout } = await check(file("elhub.csv", octets), hours);
			assert.deepEqual([status, /73 agree/.test(stdout)], [0, true], stdout);
			assert.doesNotMatch(stdout, /taken for measured/);
		}
		const byPowerShell = Buffer.from(
			`\ufeff${hoursCsv(DEVICE).replaceAll("\n", "\r\n")}`,
			"utf16le",
		);
		const { stdout } = await check(file("elhub.csv", ELHUB), file("hours.csv", byPowerShell));
		assert.match(stdout, /73 agree/);
	});

	it("never tells a metering point's id, not even of a file that is named by it", async () => {
		const name = `Måleverdier_${POINT_ID}_CONSUMPTION_2026-10.csv`;
		const torn = file(name, ELHUB.replace(";kWh;", `;${POINT_ID};`));
		for (const path of [torn, join(folder, `no-${name}`)]) {
			const { status, stdout, stderr } = await check(path, file("hours.csv", hoursCsv(DEVICE)));
			assert.deepEqual([status, stdout], [2, ""]);
			assert.doesNotMatch(stderr, /7070/);
			assert.match(stderr, /Måleverdier_…123_CONSUMPTION_2026-10\.csv/);
		}
	});

	it("says what is wrong with what it is told", async () => {
		const [elhub, hours] = [file("elhub.csv", ELHUB), file("hours.csv", hoursCsv(DEVICE))];
		const other = hoursCsv(DEVICE.map((row) => ({ ...row, hour: row.hour + 500 })));
		for (const [args, message] of [
			[[], /say ELHUB\.csv and either HOURS\.csv or --url/],
			[[elhub], /say ELHUB\.csv and either/],
			[[elhub, hours, "--url", address()], /say ELHUB\.csv and either/],
			[[elhub, "/no/such"], /no such file/],
			[[hours, elhub], /hours\.csv: these are the device's hours: say the export first/],
			[[elhub, elhub], /elhub\.csv: the first line is not that of the device's hours/],
			[
				[elhub, file("bad.csv", "start,importWh\nnow,1\n")],
				/bad\.csv: line 2: 'now' is no UTC hour/,
			],
			[
				[elhub, file("other.csv", other)],
				/no hour is in both: the export has import from 2026-10-24 00:00 to 2026-10-27 00:00, the device's hours are from 2026-11-1/,
			],
			[[elhub, hours, "--tolerance", "much"], /--tolerance much: say a number of Wh/],
			[[elhub, hours, "--tolerance", ""], /--tolerance : say a number of Wh/],
			[[elhub, hours, "--tolerance", "-5"], /--tolerance/],
			[[elhub, hours, "--tolerance", "Infinity"], /--tolerance Infinity: say a number of Wh/],
			[[file("elhub.xlsx", "PK\x03\x04"), hours], /elhub\.xlsx: .*Excel.*save its sheet as CSV/],
			[[elhub, hours, "--keep"], /--keep/],
			[[elhub, "--url", "glimt.local"], /--url glimt\.local: say an address as http/],
			[[elhub, "--url", `${address()}/none`], /the answer is 404, so there are no hours/],
			[[elhub, "--url", `${address()}/no-time`], /the answer is 503: The time is not known yet\./],
			[[elhub, "--url", `${address()}/page`], /first line is not that of the device's hours/],
			[[elhub, "--url", `${address()}/torn`], /the answer broke off/],
			[[elhub, "--url", "http://127.0.0.1:1"], /127\.0\.0\.1:1: bad port/],
		] as const) {
			const { status, stdout, stderr } = await check(...args);
			assert.deepEqual([status, stdout], [2, ""], stderr);
			assert.match(stderr, message);
			assert.match(stderr, /^glimt check: [^\n]+\n$/);
		}
	});
});
