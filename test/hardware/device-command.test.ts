/** `npm run build -- --board` and `npm run flash`, with an SDK, ESP-IDF and mcconfig of our own making. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { buildSync } from "esbuild";
import { BUILDS } from "../../hardware/builds.ts";
import { stepsOf } from "../../hardware/device-command.ts";
import { IDF_VERSION, missingTools, otherVersions, SDK_VERSION } from "../../hardware/toolchain.ts";

/** A character device that every machine has. */
const PORT = "/dev/null";

/** A machine with everything; `mcconfig` and `npm` write down how they were called. */
class Machine {
	readonly folder = mkdtempSync(join(tmpdir(), "glimt-flash-"));
	readonly env: Record<string, string>;
	readonly #log = join(this.folder, "log");

	constructor(version = SDK_VERSION, status = 0) {
		const at = (...names: string[]) => join(this.folder, ...names);
		for (const name of ["bin", "sdk/tools", "idf/tools"]) mkdirSync(at(name), { recursive: true });
		writeFileSync(at("sdk/tools/VERSION"), `${version}\n`);
		writeFileSync(at("sdk/tools/mcconfig.js"), "");
		writeFileSync(at("idf/tools/idf.py"), "");
		for (const program of ["mcconfig", "idf.py", "npm"]) {
			const said = `echo "${program} $* port=$UPLOAD_PORT" >> ${this.#log}`;
			writeFileSync(at("bin", program), `#!/bin/sh\n${said}\nexit ${status}\n`);
			chmodSync(at("bin", program), 0o755);
		}
		const path = `${at("bin")}${delimiter}${process.env["PATH"]}`;
		this.env = { PATH: path, MODDABLE: at("sdk"), IDF_PATH: at("idf") };
	}

	run(...words: string[]) {
		const tool = join(this.folder, "make.mjs");
		buildSync({
			entryPoints: ["hardware/make.ts"],
			bundle: true,
			platform: "node",
			format: "esm",
			outfile: tool,
		});
		const { status, stderr } = spawnSync(process.execPath, [tool, ...words], {
			env: this.env,
			encoding: "utf8",
		});
		return { status, stderr, calls: this.calls };
	}

	get calls(): string[] {
		try {
			return readFileSync(this.#log, "utf8").trim().split("\n");
		} catch {
			return [];
		}
	}

	/** As ESP-IDF tells its version. */
	hasIdf(major: number, minor: number): void {
		const folder = join(this.folder, "idf/tools/cmake");
		mkdirSync(folder, { recursive: true });
		const lines = [`set(IDF_VERSION_MAJOR ${major})`, `set(IDF_VERSION_MINOR ${minor})`];
		writeFileSync(join(folder, "version.cmake"), `${lines.join("\n")}\n`);
	}

	remove(): void {
		rmSync(this.folder, { recursive: true });
	}
}

function withMachine(
	work: (machine: Machine) => void,
	...parts: [version?: string, status?: number]
) {
	const machine = new Machine(...parts);
	try {
		work(machine);
	} finally {
		machine.remove();
	}
}

describe("npm run build", () => {
	it("without a board makes what needs no SDK", () => {
		assert.deepEqual(
			stepsOf("build", []).map(({ words, needsTools }) => [words.at(-1), needsTools]),
			[
				["build:device", false],
				["build:host", false],
			],
		);
	});

	for (const { name, target } of BUILDS) {
		it(`calls mcconfig for the target: ${name}`, () => {
			const [, mcconfig] = stepsOf("build", ["--board", name]);
			assert.deepEqual(mcconfig?.words, ["mcconfig", "-m", "-p", target, "-t", "build"]);
		});
	}

	it("bundles, and then calls mcconfig", () => {
		withMachine((machine) => {
			const { status, calls } = machine.run("build", "--board", "xiao-esp32-c3");
			assert.equal(status, 0);
			assert.deepEqual(calls, [
				"npm run --silent build:device port=",
				"mcconfig -m -p esp32/xiao_esp32c3 -t build port=",
			]);
		});
	});

	it("ends with the exit code of what failed, and does no more", () => {
		withMachine(
			(machine) => {
				const { status, calls } = machine.run("build", "--board", "xiao-esp32-c3");
				assert.equal(status, 7);
				assert.equal(calls.length, 1);
			},
			SDK_VERSION,
			7,
		);
	});

	it("says which boards there are", () => {
		withMachine((machine) => {
			const { status, stderr, calls } = machine.run("build", "--board", "nodemcu");
			assert.equal(status, 2);
			assert.match(stderr, /^--board nodemcu: Glimt knows xiao-esp32-c3, lolin-c3-mini, /);
			assert.deepEqual(calls, []);
		});
	});

	it("tells the app of a module whose TXD idles low, as flash does", () => {
		const words = ["--board", "xiao-esp32-c3", "--invert"];
		const called = [...stepsOf("build", words), ...stepsOf("flash", [...words, "--port", PORT])]
			.map((step) => step.words)
			.filter(([program]) => program === "mcconfig");
		assert.deepEqual(
			called.map((call) => [call[5], call.slice(6)]),
			[
				["build", ["hanInvert=true"]],
				["build", ["hanInvert=true"]],
				["deploy", ["hanInvert=true"]],
			],
		);
		assert.throws(() => stepsOf("build", ["--invert"]), /--invert is for a board/);
	});

	it("tells the app a key that was chosen, as flash does, and nobody else", () => {
		withMachine((machine) => {
			const words = ["--board", "m5-atom-lite", "--key", "spar-strom.123"];
			for (const more of [["build"], ["flash", "--port", PORT]]) {
				const [command = "", ...rest] = more;
				const { status, stderr } = machine.run(command, ...words, ...rest);
				assert.equal(status, 0);
				assert.match(stderr, /^> mcconfig .* setUpKey=…$/m);
				assert.doesNotMatch(stderr, /spar/);
			}
			const called = machine.calls.filter((call) => call.startsWith("mcconfig"));
			assert.equal(called.length, 3);
			for (const call of called) assert.match(call, / setUpKey=spar-strom\.123 port=/);
		});
	});

	it("refuses a key that WPA2 or an owner's code could not be, and does not repeat it", () => {
		for (const key of ["", "1234567", "x".repeat(33), "with blank", "nøkkel-1234", "a;rm -rf ~"]) {
			const words = ["--board", "m5-atom-lite", "--key", key];
			const refusal = /^--key: say 8 to 32 of the ASCII letters, digits and -\._~$/;
			assert.throws(
				() => stepsOf("build", words),
				({ message }: Error) => refusal.test(message),
				key,
			);
		}
		assert.throws(() => stepsOf("build", ["--key", "12345678"]), /^Error: --key is for a board/);
	});

	it("refuses a port", () => {
		assert.throws(
			() => stepsOf("build", ["--port", "/dev/ttyUSB0"]),
			/--port is for npm run flash/,
		);
	});
});

describe("npm run flash", () => {
	it("builds, and deploys over the port", () => {
		withMachine((machine) => {
			const words = ["--board", "lolin32-oled", "--port", PORT];
			const { status, calls } = machine.run("flash", ...words);
			assert.equal(status, 0);
			assert.deepEqual(calls.slice(1), [
				"mcconfig -m -p esp32/wemos_oled_lolin32 -t build port=",
				"mcconfig -m -p esp32/wemos_oled_lolin32 -t deploy port=/dev/null",
			]);
		});
	});

	it("refuses a port where nothing is, lest the SDK look for another board and flash that", () => {
		withMachine((machine) => {
			for (const port of ["/dev/no-such-board", "", machine.folder]) {
				const words = ["--board", "lolin32-oled", "--port", port];
				const { status, stderr, calls } = machine.run("flash", ...words);
				assert.equal(status, 2);
				assert.match(stderr, /^--port .*: no board is there/);
				assert.deepEqual(calls, []);
			}
		});
	});

	it("wants board and port", () => {
		assert.throws(() => stepsOf("flash", []), /say which board: --board xiao-esp32-c3, /);
		assert.throws(() => stepsOf("flash", ["--board", "lolin32-oled"]), /say where the board is/);
	});
});

describe("the tools", () => {
	it("are all there", () => {
		withMachine((machine) => {
			assert.deepEqual(missingTools(machine.env), []);
			assert.deepEqual(otherVersions(machine.env), []);
			machine.hasIdf(6, 0);
			assert.deepEqual(otherVersions(machine.env), []);
		});
	});

	it("that are missing are told with their versions, and how to get them", () => {
		const said = missingTools({ PATH: "/nowhere" }).join("\n");
		assert.match(said, new RegExp(`MODDABLE is not set.*Moddable SDK ${SDK_VERSION}`));
		assert.match(said, /mcconfig is not in PATH/);
		assert.match(said, /idf\.py is not in PATH: source export\.sh of ESP-IDF/);
		assert.match(said, new RegExp(`IDF_PATH is not set.*ESP-IDF ${IDF_VERSION}`));
		assert.match(said, /xs-dev setup --device esp32/);
	});

	it("that are not where they should be are told with the place", () => {
		const said = missingTools({ PATH: "", MODDABLE: "/tmp/no-sdk", IDF_PATH: "/tmp/no-idf" });
		assert.match(said.join("\n"), /MODDABLE is \/tmp\/no-sdk, where no Moddable SDK/);
		assert.match(said.join("\n"), /IDF_PATH is \/tmp\/no-idf, where no ESP-IDF/);
	});

	it("are asked for before anything is run", () => {
		withMachine((machine) => {
			delete machine.env["IDF_PATH"];
			const { status, stderr, calls } = machine.run("build", "--board", "xiao-esp32-c3");
			assert.equal(status, 2);
			assert.match(stderr, /^IDF_PATH is not set/);
			assert.deepEqual(calls, []);
		});
	});

	it("of another version are told, and used", () => {
		withMachine((machine) => {
			machine.hasIdf(5, 5);
			const { status, stderr } = machine.run("build", "--board", "xiao-esp32-c3");
			assert.match(stderr, /the Moddable SDK here is 9\.0\.0; Glimt is checked with 8\.2\.3/);
			assert.match(stderr, /the ESP-IDF here is 5\.5; .* builds with 6\.0, and refuses others/);
			assert.equal(status, 0);
		}, "9.0.0");
	});
});
