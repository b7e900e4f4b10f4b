/** `glimt record` as people run it, from a feed on loopback and from a terminal that plays a port. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http, { type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { captureOf } from "../../host-sim/input.ts";
import { AIDON_LIST_1, joined, KAIFA_LIST_1, octets } from "../support/frames.ts";

const COMMAND = join(process.cwd(), "build", "host", "glimt.mjs");

/** A recorder at work. */
class Recording {
	readonly process: ChildProcess;
	out = "";
	told = "";
	readonly #closed: Promise<unknown[]>;

	constructor(args: string[]) {
		this.process = spawn(process.execPath, [COMMAND, "record", ...args], {
			stdio: ["ignore", "pipe", "pipe"],
		});
		// From the start: it may end before anybody asks.
		this.#closed = once(this.process, "close");
		this.process.stdout?.on("data", (chunk) => {
			this.out += chunk;
		});
		this.process.stderr?.on("data", (chunk) => {
			this.told += chunk;
		});
	}

	async until(isSo: () => boolean): Promise<void> {
		while (!isSo()) {
			assert.equal(this.process.exitCode, null, this.told);
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	}

	async ended(signal?: NodeJS.Signals): Promise<number | null> {
		if (signal) this.process.kill(signal);
		return (await this.#closed)[0] as number | null;
	}
}

describe("glimt record", function () {
	// Machines are shared, and each recorder is a process of its own.
	this.timeout(60_000);
	let folder = "";
	/** The last reply that goes on. */
	const line: { feed?: ServerResponse | undefined } = {};
	/** What the reply begins with. */
	let first: Uint8Array | undefined;
	const asked: string[] = [];
	const server = http.createServer((request, response) => {
		asked.push(request.url ?? "");
		if (request.url === "/api/v1/raw") {
			response.writeHead(200, { "content-type": "application/octet-stream" });
			response.flushHeaders();
			if (first !== undefined) response.write(first);
			line.feed = response;
		} else if (request.url === "/page") response.end("<!doctype html>");
		else response.writeHead(404).end();
	});
	const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const started: Recording[] = [];
	const record = (...args: string[]) => {
		const recording = new Recording(args);
		started.push(recording);
		return recording;
	};

	before(async () => {
		folder = mkdtempSync(join(tmpdir(), "glimt-"));
		server.listen(0, "127.0.0.1");
		await once(server, "listening");
	});
	const forgetFeed = () => {
		line.feed = undefined;
		first = undefined;
	};
	beforeEach(forgetFeed);
	afterEach(() => {
		for (const { process } of started.splice(0))
			if (process.exitCode === null) process.kill("SIGKILL");
		server.closeAllConnections();
	});
	after(() => {
		server.close();
		rmSync(folder, { recursive: true });
	});

	it("writes what a raw feed sends, with times, and ends cleanly at Ctrl-C", async () => {
		const out = join(folder, "feed.hex");
		const recording = record("--url", address(), "--out", out);
		await recording.until(() => line.feed !== undefined);
		line.feed?.write(AIDON_LIST_1);
		const written = () => (existsSync(out) ? captureOf(readFileSync(out)).octets.length : 0);
		await recording.until(() => written() === AIDON_LIST_1.length);
		await new Promise((resolve) => setTimeout(resolve, 100));
		line.feed?.write(KAIFA_LIST_1);
		await recording.until(() => written() > AIDON_LIST_1.length);
		assert.equal(await recording.ended("SIGINT"), 0);
		const { octets: came, arrivals, line: settings } = captureOf(readFileSync(out));
		assert.deepEqual(new Uint8Array(came), joined(AIDON_LIST_1, KAIFA_LIST_1));
		assert.ok((arrivals.at(-1)?.atMs ?? 0) - (arrivals[0]?.atMs ?? 0) >= 90);
		assert.equal(settings, undefined);
		assert.match(readFileSync(out, "utf8"), /^# glimt capture 1\n# started: 20\d\d-/);
		assert.match(recording.told, /^glimt record: 85 octets, 2 frames, 2 readings\n$/);
		assert.equal(asked.at(-1), "/api/v1/raw");
	});

	it("writes to standard output, for so many seconds", async () => {
		// At once: on a busy machine the second may be over before anything else comes.
		first = KAIFA_LIST_1;
		const startedMs = performance.now();
		const recording = record("--url", `${address()}/api/v1/raw`, "--seconds", "1");
		assert.equal(await recording.ended(), 0);
		assert.ok(performance.now() - startedMs >= 1000);
		assert.deepEqual(new Uint8Array(captureOf(Buffer.from(recording.out)).octets), KAIFA_LIST_1);
	});

	it("keeps what came when the feed is lost, and answers 1", async () => {
		for (const lose of [() => line.feed?.end(), () => line.feed?.destroy()]) {
			forgetFeed();
			const recording = record("--url", address());
			await recording.until(() => line.feed !== undefined);
			line.feed?.write(KAIFA_LIST_1);
			await recording.until(() => recording.out.includes(" 7E"));
			lose();
			assert.equal(await recording.ended(), 1);
			assert.match(recording.told, /the line is lost: .*what came is kept: 41 octets, 1 frame/);
			assert.deepEqual(new Uint8Array(captureOf(Buffer.from(recording.out)).octets), KAIFA_LIST_1);
		}
	});

	it("answers 1 and asks whether the port is open when nothing came", async () => {
		const recording = record("--url", address(), "--seconds", "0.3");
		assert.equal(await recording.ended(), 1);
		assert.match(recording.told, /nothing came: is the HAN port open/);
	});

	it("tells what the parity may have done", async () => {
		const recording = record("--url", address());
		await recording.until(() => line.feed !== undefined);
		line.feed?.write(octets("7E 13 2B 48 A2 D2 E6 1E 0F 00 00"));
		await recording.until(() => recording.told.includes("Kamstrup meter, which has no parity"));
		// It looks once a second, says so once, and again at the end.
		await new Promise((resolve) => setTimeout(resolve, 1200));
		assert.equal(await recording.ended("SIGTERM"), 0);
		assert.equal(recording.told.split("Kamstrup meter").length - 1, 2);
	});

	it("says what is wrong with what it is told", async () => {
		const there = join(folder, "there.hex");
		writeFileSync(there, "7E\n");
		const wrong: [args: string[], message: RegExp][] = [
			[[], /say --port or --url; the serial ports here: /],
			[["--port", "/dev/x", "--url", "http://x/"], /say --port or --url/],
			[["--port", "/no/such"], /\/no\/such/],
			[["--port", "/dev/x", "--parity", "odd"], /--parity odd: say even or none/],
			[["--url", address(), "--seconds", "0"], /--seconds 0: say a number above 0/],
			[["--url", address(), "--out", there], /--out .*there\.hex: is there already/],
			[["--url", address(), "--out", join(folder, "no", "such")], /no such file/],
			[["--url", `${address()}/nowhere`], /nowhere: the answer is 404, so there is no raw feed/],
			[["--url", `${address()}/page`], /page: the answer is .*, not octets/],
			[["--url", "glimt.local"], /--url glimt\.local: say an address as http:\/\/glimt\.local/],
			[["--url", "http://127.0.0.1:1/"], /nobody answers there/],
		];
		for (const [args, message] of wrong) {
			const recording = record(...args);
			assert.equal(await recording.ended(), 2, args.join(" "));
			assert.match(recording.told, message);
		}
		assert.equal(readFileSync(there, "utf8"), "7E\n");
	});

	it("says which parity to try at a serial port", async function () {
		needsScript(this);
		const terminal = new PlayedPort();
		const recording = record("--port", await terminal.name());
		await recording.until(() => recording.out.includes("# started"));
		terminal.send(octets("7E 13 2B 48 A2 D2 E6 1E 0F 00 00"));
		await recording.until(() => recording.told.includes("no parity; try --parity none\n"));
		await recording.ended("SIGINT");
		await terminal.unplug();
	});

	it("reads a serial port with either parity, until Ctrl-C or until it is gone", async function () {
		needsScript(this);
		const sent = joined(AIDON_LIST_1, octets("0D 0A 03 04 11 13 1A 7F 00 FF"), KAIFA_LIST_1);
		for (const [parity, settings] of [
			["even", "2400 8E1"],
			["none", "2400 8N1"],
		] as const) {
			const terminal = new PlayedPort();
			const port = await terminal.name();
			const recording = record("--port", port, "--parity", parity);
			await recording.until(() => recording.out.includes("# started"));
			terminal.send(sent);
			const came = () => captureOf(Buffer.from(recording.out)).octets.length;
			await recording.until(() => came() === sent.length);
			if (parity === "even") {
				assert.equal(await recording.ended("SIGINT"), 0);
				assert.match(recording.told, /95 octets, 2 frames, 2 readings/);
				await terminal.unplug();
			} else {
				await terminal.unplug();
				assert.equal(await recording.ended(), 1);
				assert.match(recording.told, /the line is lost: .*what came is kept: 95 octets/);
			}
			const capture = captureOf(Buffer.from(recording.out));
			assert.deepEqual(new Uint8Array(capture.octets), sent);
			assert.equal(capture.line, settings);
		}
	});
});

function needsScript(test: Mocha.Context): void {
	if (spawnSync("script", ["--version"]).status === 0) return;
	if (process.env["CI"]) throw new Error("script (util-linux) is not there");
	test.skip();
}

/**
 * The other end of a terminal, which `script` makes: octets sent to it come out of a device. It tells
 * its name once it takes 03 and 0D for octets.
 */
class PlayedPort {
	readonly #process = spawn("script", ["-qfc", "stty raw -echo; tty; exec sleep 60", "/dev/null"], {
		stdio: ["pipe", "pipe", "ignore"],
	});
	readonly #exit = once(this.#process, "exit");

	async name(): Promise<string> {
		let said = "";
		for await (const chunk of this.#process.stdout) {
			said += chunk;
			const [, name] = /^(\/dev\/\S+)\s/.exec(said) ?? [];
			if (name !== undefined) return name;
		}
		throw new Error(`no terminal: ${said}`);
	}

	send(chunk: Uint8Array): void {
		this.#process.stdin.write(chunk);
	}

	async unplug(): Promise<void> {
		this.#process.kill("SIGKILL");
		await this.#exit;
	}
}
