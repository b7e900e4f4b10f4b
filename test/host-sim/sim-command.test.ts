/** `glimt sim` as people run it, on loopback ports that are free. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "pngjs";
import { OWNER_CODE } from "../../host-sim/xs/messages.ts";
import { KAIFA_LIST_1 } from "../support/frames.ts";
import { withXs } from "../support/xs/host.ts";

const COMMAND = join(process.cwd(), "build", "host", "glimt.mjs");

interface Status {
	uptimeSeconds: number;
	wire: { readings: number; faults: Record<string, number> };
}

/** A simulator that has told its addresses. */
class Simulator {
	readonly process: ChildProcess;
	endpoint = "";
	bench = "";
	#told = "";
	readonly #exit: Promise<unknown[]>;

	constructor(args: string[]) {
		this.process = spawn(process.execPath, [COMMAND, "sim", "--headless", ...args], {
			stdio: ["ignore", "pipe", "inherit"],
		});
		this.#exit = once(this.process, "exit");
	}

	async ready(): Promise<this> {
		for await (const chunk of this.process.stdout ?? []) {
			this.#told += chunk;
			const urls = this.#told.match(/http:\/\/127\.0\.0\.1:\d+\S*/g) ?? [];
			if (urls.length === 2) {
				[this.endpoint, this.bench] = urls as [string, string];
				return this;
			}
		}
		throw new Error(`it ended: ${this.#told}`);
	}

	async get(path: string): Promise<Response> {
		return fetch(new URL(path, this.endpoint), { headers: { connection: "close" } });
	}

	/** The text of a reply that is 200. */
	async text(path: string): Promise<string> {
		const response = await this.get(path);
		assert.equal(response.status, 200, path);
		return response.text();
	}

	/** As the owner, or as who shows another code. */
	async tell(method: string, path: string, code: string): Promise<number> {
		const headers = { connection: "close", authorization: `Bearer ${code}` };
		const response = await fetch(new URL(path, this.endpoint), { method, headers });
		await response.text();
		return response.status;
	}

	/** The first reading, once the meter has been read. */
	async reading(): Promise<Record<string, Record<string, unknown>>> {
		let response = await this.get("/api/v1/reading");
		await this.until(async () => {
			if (response.status === 200) return true;
			assert.equal(response.status, 503);
			response = await this.get("/api/v1/reading");
			return false;
		});
		return (await response.json()) as Record<string, Record<string, unknown>>;
	}

	/** Asks again and again; the test's own timeout is the limit. */
	async until(isSo: () => Promise<boolean>): Promise<void> {
		while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 100));
	}

	async stop(signal: NodeJS.Signals = "SIGINT"): Promise<number | null> {
		this.process.kill(signal);
		return (await this.#exit)[0] as number | null;
	}
}

/** All that is true of the app on each engine. */
function onEngine(engine: string): void {
	const started: Simulator[] = [];
	const start = (...args: string[]) => {
		const simulator = new Simulator(["--engine", engine, ...args]);
		started.push(simulator);
		return simulator.ready();
	};
	afterEach(async () => {
		for (const simulator of started.splice(0)) await simulator.stop("SIGKILL");
	});

	it("serves a virtual Aidon meter in real time, and ends cleanly at Ctrl-C", async () => {
		const simulator = await start("--port", "0");
		const { power } = await simulator.reading();
		assert.ok(power?.["list"] === 1 || power?.["list"] === 2);
		assert.equal(typeof power?.["activePowerImportW"], "number");
		assert.equal((await simulator.get("/")).status, 200);
		assert.equal(await simulator.stop(), 0);
	});

	it("shows the display as a picture", async () => {
		const simulator = await start("--port", "0", "--speed", "50");
		await simulator.reading();
		const response = await fetch(new URL("/display.png?scale=2", simulator.bench));
		const png = PNG.sync.read(Buffer.from(await response.arrayBuffer()));
		assert.deepEqual([png.width, png.height], [256, 128]);
		assert.ok(png.data.includes(0xff) && png.data.includes(0));
	});

	it("has a bench page, which breaks the meter and makes time pass", async () => {
		const simulator = await start("--port", "0", "--speed", "50");
		await simulator.reading();
		assert.match(await (await fetch(simulator.bench)).text(), /<title>Glimt bench<\/title>/);
		const tell = async (path: string, value: object): Promise<void> => {
			const headers = { "content-type": "application/json" };
			const body = JSON.stringify(value);
			const { status } = await fetch(new URL(path, simulator.bench), {
				method: "POST",
				headers,
				body,
			});
			assert.equal(status, 200);
		};
		await tell("/clock", { paused: true });
		await tell("/act", { do: "port" });
		await tell("/clock", { jump: "minute" });
		await simulator.until(async () => (await simulator.get("/healthz")).status === 503);
		await tell("/act", { do: "port", isOpen: true });
		await tell("/clock", { jump: "minute" });
		await simulator.until(async () => (await simulator.get("/healthz")).status === 200);
	});

	it("takes any meter by its name, and runs many times faster than life", async () => {
		const simulator = await start("--meter", "kamstrup-6841131", "--speed", "3600", "--port", "0");
		const { meter } = await simulator.reading();
		assert.equal(meter?.["vendor"], "Kamstrup");
		// List 3 comes every hour.
		await simulator.until(async () => (await simulator.reading())["energy"] !== undefined);
	});

	it("keeps hours in a file from one run to the next, and goes on after them", async () => {
		const folder = mkdtempSync(join(tmpdir(), "glimt-"));
		const args = ["--storage", join(folder, "hours.flash"), "--speed", "7200", "--port", "0"];
		const first = await start(...args);
		let kept: KeptHour[] = [];
		await first.until(async () => {
			kept = (await hoursOf(first)).filter(({ importQuality }) => importQuality === "measured");
			return kept.length > 1;
		});
		assert.equal(await first.stop(), 0);
		const { start: from } = kept[0] as KeptHour;
		const { end: to } = kept.at(-1) as KeptHour;
		const second = await start(...args);
		let found: KeptHour[] = [];
		await second.until(async () => {
			found = await hoursOf(second, `?from=${from}&to=${to}`);
			return found.length > 0;
		});
		assert.deepEqual(found, kept);
		const status = (await (await second.get("/api/v1/status")).json()) as { time: string };
		assert.ok(status.time > to, `${status.time} is after ${to}`);
		rmSync(folder, { recursive: true });
	});

	it("keeps settings in a file from one run to the next, and tells no secret", async () => {
		const folder = mkdtempSync(join(tmpdir(), "glimt-"));
		const args = ["--settings", join(folder, "glimt.settings"), "--port", "0"];
		const first = await start(...args);
		const put = async (body: object, code: string) => {
			const headers = { connection: "close", authorization: `Bearer ${code}` };
			const url = new URL("/api/v1/settings", first.endpoint);
			return fetch(url, { method: "PUT", headers, body: JSON.stringify(body) });
		};
		assert.equal((await put({ language: "en" }, "0000")).status, 401);
		const chosen = { ssid: "Ålesund 5 GHz", password: "hemmelig!", ownerCode: "87654321" };
		assert.equal((await put({ ...chosen, language: "en" }, OWNER_CODE)).status, 200);
		assert.equal((await put({ fuseAmperes: 25 }, "87654321")).status, 200);
		assert.equal(await first.stop(), 0);
		const second = await start(...args);
		const told = await second.text("/api/v1/settings");
		assert.doesNotMatch(told, /hemmelig|87654321/);
		const { ssid, language, fuseAmperes } = JSON.parse(told);
		assert.deepEqual([ssid, language, fuseAmperes], ["Ålesund 5 GHz", "en", 25]);
		assert.equal(await second.tell("DELETE", "/api/v1/history", "87654321"), 200);
		assert.equal(await second.tell("DELETE", "/api/v1/history", OWNER_CODE), 401);
		rmSync(folder, { recursive: true });
	});

	it("runs as fast as it goes and still answers", async () => {
		const simulator = await start("--speed", "max", "--port", "0");
		await simulator.until(async () => {
			const status = (await (await simulator.get("/api/v1/status")).json()) as Status;
			return status.uptimeSeconds > 24 * 3600;
		});
	});

	it("takes the next port that is free", async () => {
		const taken = createServer().listen(0, "127.0.0.1");
		await once(taken, "listening");
		const { port } = taken.address() as { port: number };
		const simulator = await start("--port", String(port));
		const used = Number(new URL(simulator.endpoint).port);
		assert.ok(used > port && used <= port + 20);
		taken.close();
	});

	it("replays a capture over and over", async () => {
		const folder = mkdtempSync(join(tmpdir(), "glimt-"));
		const file = join(folder, "kaifa.bin");
		writeFileSync(file, KAIFA_LIST_1);
		const simulator = await start("--capture", file, "--speed", "100", "--port", "0");
		const { power } = await simulator.reading();
		assert.equal(power?.["activePowerImportW"], 638);
		await simulator.until(async () => {
			const { wire } = (await (await simulator.get("/api/v1/status")).json()) as Status;
			assert.ok(Object.values(wire.faults).every((count) => count === 0));
			return wire.readings > 1;
		});
		rmSync(folder, { recursive: true });
	});

	it("bears stray line ends, pipelining, nonsense, resets and a crowd", async () => {
		const simulator = await start("--port", "0", "--speed", "50");
		await simulator.reading();
		const { port } = new URL(simulator.endpoint);
		const get = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
		const last = get.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
		assert.equal(replies(await talk(port, `\r\n\r\n${get.repeat(20)}\r\n${last}`)), 21);
		assert.match(await talk(port, `nonsense\r\n${"x".repeat(100_000)}`), /^HTTP\/1\.1 400 /);
		for (let i = 0; i < 20; i++) await reset(port, get.slice(0, 3 * i));
		const crowd = await Promise.all(Array.from({ length: 30 }, () => talk(port, last)));
		for (const said of crowd) assert.match(said, /^HTTP\/1\.1 (200|503) /);
		assert.equal((await simulator.get("/healthz")).status, 200);
	});

	it("keeps hours, tells them in both forms, and lets its owner correct and delete them", async () => {
		const simulator = await start("--port", "0", "--speed", "3600");
		await simulator.until(async () => (await simulator.get("/api/v1/hours")).status === 200);
		const rows = async () => {
			const csv = await simulator.text("/api/v1/hours.csv?from=2026-01-01");
			return csv.trim().split("\n").slice(1);
		};
		await simulator.until(async () => (await rows()).length >= 6);
		const told = await rows();
		assert.match(told[1] ?? "", /^\S+:00:00Z,\S+:00:00Z,\d+,measured,\d*,measured,\d+,\d*,$/);
		assert.match(told.at(-1) ?? "", /,open$/);
		const [second = "", , wh = ""] = (told[1] ?? "").split(",");
		const { hours } = JSON.parse(await simulator.text(`/api/v1/hours?from=${second}`));
		assert.deepEqual([hours[0].start, hours[0].importWh], [second, Number(wh)]);
		const { days } = JSON.parse(await simulator.text("/api/v1/days"));
		assert.ok(days.at(-1).measuredHours + (days.at(-2)?.measuredHours ?? 0) >= 3);
		await simulator.until(async () => (await simulator.get("/api/v1/capacity")).status === 200);
		const { peaks, thisHour } = JSON.parse(await simulator.text("/api/v1/capacity"));
		assert.ok(thisHour.allowedW > 0 && peaks.length <= 3);
		assert.match(await simulator.text("/api/v1/voltage.csv"), /Z,indication,2\d\d/);
		assert.match(await simulator.text("/api/v1/power.csv"), /^at,.*\n(?:\S+Z,\d+,-?\d+\n){100}/);
		const hour = `/api/v1/hours/${second}`;
		assert.equal(await simulator.tell("PUT", `${hour}?importWh=77`, "0000"), 401);
		assert.equal(await simulator.tell("PUT", `${hour}?importWh=77`, OWNER_CODE), 200);
		assert.ok((await rows())[1]?.endsWith(",corrected"));
		assert.equal(await simulator.tell("DELETE", "/api/v1/history", "0000"), 401);
		assert.ok((await rows()).length >= 6);
		assert.equal(await simulator.tell("DELETE", "/api/v1/history", OWNER_CODE), 200);
		assert.ok(!(await rows()).some((row) => row.startsWith(second)));
		await simulator.until(async () => (await rows()).length >= 3);
		assert.ok(!(await rows()).some((row) => row.startsWith(second)));
	});

	it("tells readings and octets as they come to those who listen", async () => {
		const simulator = await start("--port", "0", "--speed", "50");
		for (const [path, sign] of FEEDS) {
			const stop = new AbortController();
			const { body } = await fetch(new URL(path, simulator.endpoint), { signal: stop.signal });
			let said = "";
			for await (const chunk of body ?? []) {
				said += Buffer.from(chunk as Uint8Array).toString("latin1");
				if (said.split(sign).length > 3) break;
			}
			stop.abort();
		}
	});
}

interface KeptHour {
	readonly start: string;
	readonly end: string;
	readonly importQuality: string;
}

/** None while the time is unknown. */
async function hoursOf(simulator: Simulator, query = ""): Promise<KeptHour[]> {
	const response = await simulator.get(`/api/v1/hours${query}`);
	if (response.status === 503) return [];
	assert.equal(response.status, 200);
	return ((await response.json()) as { hours: KeptHour[] }).hours;
}

const FEEDS = [
	["/api/v1/events", "event: reading\ndata: {"],
	["/api/v1/raw", "\x7e\xa0"],
] as const;

function replies(said: string): number {
	return said.match(/HTTP\/1\.1 200/g)?.length ?? 0;
}

/** What is said until the connection ends. */
async function talk(port: string, text: string): Promise<string> {
	const socket = connect(Number(port), "127.0.0.1", () => socket.write(text));
	let said = "";
	for await (const chunk of socket) said += chunk.toString("latin1");
	return said;
}

async function reset(port: string, text: string): Promise<void> {
	const socket = connect(Number(port), "127.0.0.1", () => {
		socket.write(text, () => socket.resetAndDestroy());
	});
	socket.on("error", () => {});
	await once(socket, "close");
}

describe("glimt sim", function () {
	// Machines are shared, and each simulator is a process of its own.
	this.timeout(60_000);
	describe("on Node", () => onEngine("node"));
	withXs("on XS", () => onEngine("xs"));

	it("says what is wrong with what it is told", async () => {
		const wrong: [args: string[], message: RegExp][] = [
			[["--meter", "nokia"], /no meter is called nokia; there are aidon-6515/],
			[["--speed", "0"], /--speed 0: say a number above 0, or max/],
			[["--port", "http"], /--port http: say a whole number/],
			[["--seed", "-1"], /--seed -1|ambiguous/],
			[["--capture", "/no/such"], /no such file/],
			[["--fast"], /--fast/],
			[["--engine", "v8"], /--engine v8: say node or xs/],
			[["--storage", "package.json"], /package.json has \d+ octets, not 917504; move it away/],
			[["--settings", "package.json"], /package.json holds no settings; move it away/],
		];
		for (const [args, message] of wrong) {
			const child = spawn(process.execPath, [COMMAND, "sim", ...args]);
			let told = "";
			child.stderr.on("data", (chunk) => {
				told += chunk;
			});
			const [code] = await once(child, "close");
			assert.equal(code, 2, args.join(" "));
			assert.match(told, message);
		}
	});
});
