/**
 * `npm run bench:xs`: what an ESP32-C3 executes for what we do, counted and not timed, so that the
 * figures are the same on every machine (docs/performance.md). With `--json` as one object, with
 * `--write` into figures.json, and with `--check` against it.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { KEPT_HOURS, REGION } from "../../src/storage/layout.ts";
import { bundleForDevice } from "../device-bundle.ts";
import { creation } from "../engines.ts";
import { octetsOf } from "../input.ts";
import { compile, missingPackages } from "./bare/compile.ts";
import { frameSizes, framesText } from "./frame-sizes.ts";
import { XS_FOLDER, xsHost } from "./host.ts";
import { engineSources } from "./sources.ts";

const WORSE = 1;
const FAILED = 2;
const MISSING_PACKAGES = 3;

const FOLDER = join(XS_FOLDER, "bare");
const FIGURES = join("host-sim", "xs", "figures.json");
const CAPTURES = join("test", "captures");
const METERS = [
	...["aidon-6534", "kaifa-ma304h4", "kaifa-ma304h3e", "kamstrup-6841131", "landisgyr-e350-it"],
	...["aidon-se", "kamstrup-dk-push"],
];
/** What names begin with, as bench-app.ts gives them. */
const OCTET = "octet: ";
const LAST_OCTET = "last octet: ";
/** Whose frames fill the app's store. */
const SHOWN = "aidon-6534";
const LISTS = [1, 2, 3];

/** A figure is worse when it is this much above the committed one. */
const TOLERANCE = 0.03;
/** 2400 baud 8E1: 11 bits an octet. */
const OCTETS_A_SECOND = 2400 / 11;
const C3_HERTZ = 160_000_000;
/** Cycles an instruction, code in the cache: loads and taken branches cost the C3 more than one. */
const CYCLES = 1.5;

interface Figure {
	readonly instructions: number;
	readonly bytecodes: number;
}
type Figures = Record<string, Figure>;

/** Of one run, by name. */
type Counted = Map<string, { count: number; instructions: number; bytecodes: number }>;

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			json: { type: "boolean", default: false },
			check: { type: "boolean", default: false },
			write: { type: "boolean", default: false },
		},
	});
	const missing = missingPackages();
	if (missing.length > 0) {
		process.stderr.write(`On Debian: apt-get install ${missing.join(" ")}\n`);
		return MISSING_PACKAGES;
	}
	const figures = await measure();
	const history = historySizes();
	process.stdout.write(values.json ? json(figures, history) : table(figures, history));
	if (!values.json) process.stdout.write(`${framesText(frameSizes())}\n`);
	if (values.write) writeFileSync(FIGURES, `${JSON.stringify(figures, undefined, "\t")}\n`);
	return values.check ? check(figures) : 0;
}

/** A device does not count bytecodes, and counting costs: so two engines run the same bundle. */
async function measure(): Promise<Figures> {
	const engine = engineSources();
	mkdirSync(FOLDER, { recursive: true });
	const bundle = makeBundle();
	const plain = join(FOLDER, "glimt-bare");
	const metered = join(FOLDER, "glimt-bare-metered");
	await compile(engine, join(FOLDER, "objects"), plain, []);
	await compile(engine, join(FOLDER, "objects-metered"), metered, ["-DmxMetering=1"]);
	const bytecodes = run(metered, bundle);
	const figures: Figures = {};
	for (const [name, { count, instructions }] of run(plain, bundle)) {
		const interpreted = bytecodes.get(name)?.bytecodes ?? Number.NaN;
		// Tenths and hundredths mean something of an octet only.
		const isOctet = name.startsWith(OCTET);
		figures[name] = {
			instructions: rounded(instructions / count, isOctet ? 1 : 0),
			bytecodes: rounded(interpreted / count, isOctet ? 2 : 0),
		};
	}
	return figures;
}

/** bench-app.ts with a main that hands it the captures. */
function makeBundle(): string {
	const outfile = join(FOLDER, "bench.js");
	const frames = METERS.flatMap((meter) => LISTS.map((list) => [meter, list] as const)).filter(
		([meter, list]) => existsSync(capture(meter, list)),
	);
	const contents = [
		'import { Bench } from "./host-sim/xs/bench-app.ts";',
		"export default function main() {",
		"const bench = new Bench();",
		...frames.map(
			([meter, list]) => `bench.frame("${meter} list ${list}", "${hex(meter, list)}");`,
		),
		`bench.machine("${hex(SHOWN, 2)}", "${hex(SHOWN, 3)}");`,
		...LISTS.map((list) => `bench.ledger(${list}, "${hex(SHOWN, list)}");`),
		"}",
	];
	bundleForDevice({
		stdin: {
			contents: contents.join("\n"),
			resolveDir: process.cwd(),
			sourcefile: "bench-main.ts",
		},
		outfile,
	});
	return outfile;
}

function capture(meter: string, list: number): string {
	return join(CAPTURES, meter, `list-${list}.hex`);
}

function hex(meter: string, list: number): string {
	return Buffer.from(octetsOf(readFileSync(capture(meter, list)))).toString("hex");
}

/** Runs the bundle on qemu, which counts an instruction as a nanosecond. */
function run(binary: string, bundle: string): Counted {
	// qemu takes a comma for the end of an argument, and two for one.
	const words = [`--creation=${creation()}`, bundle].map((word) => word.replaceAll(",", ",,"));
	const host = ["enable=on", "target=native", "chardev=out", ...words.map((word) => `arg=${word}`)];
	const output = execFileSync(
		"qemu-system-riscv32",
		[
			...["-machine", "virt", "-cpu", "rv32", "-m", "64M", "-bios", "none", "-display", "none"],
			...["-monitor", "none", "-serial", "none", "-icount", "shift=0"],
			...["-chardev", "stdio,id=out", "-semihosting-config", host.join(","), "-kernel", binary],
		],
		{ encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], timeout: 120_000 },
	);
	const counted: Counted = new Map();
	for (const line of output.trimEnd().split("\n")) {
		const [name = "", count, instructions, bytecodes] = line.split("\t");
		const figure = {
			count: Number(count),
			instructions: Number(instructions),
			bytecodes: Number(bytecodes),
		};
		if (Object.values(figure).some(Number.isNaN)) throw new Error(output);
		counted.set(name, figure);
	}
	return counted;
}

/** Octets. */
interface HistorySizes {
	/** Of slots and chunks; undefined where the 32-bit host is not built. */
	readonly ram: readonly [slots: number, chunks: number] | undefined;
	readonly flash: number;
	readonly hours: number;
}

function historySizes(): HistorySizes {
	const host = xsHost();
	const sizes = { flash: REGION, hours: KEPT_HOURS };
	if (host === undefined) return { ram: undefined, ...sizes };
	const bundle = join(XS_FOLDER, "history-memory.js");
	const { status, stderr } = spawnSync(host, [...ROOMY, bundle], { encoding: "utf8" });
	const [slots = Number.NaN, chunks = Number.NaN] = stderr.split(" ").map(Number);
	if (status !== 0 || !Number.isInteger(slots + chunks)) throw new Error(stderr);
	return { ram: [slots, chunks], ...sizes };
}

/** What is measured is what is alive, whatever room there is. */
const ROOMY = ["--memory=10000000", "--creation=131072,1024,16384,64,1024,32,32,0"];

function historyText({ ram, flash, hours }: HistorySizes): string {
	const inRam =
		ram === undefined
			? "its RAM is told once `npm run build:xs` has made the host"
			: `${ram[0] + ram[1]} octets of RAM (${ram[0]} of slots, ${ram[1]} of chunks)`;
	return `The history: ${hours} hours in ${flash} octets of flash; ${inRam}.`;
}

function rounded(value: number, decimals: number): number {
	return Number(value.toFixed(decimals));
}

/** Of a C3's time, for the worst of all lists without a pause between. */
function share(figures: Figures): number {
	const octets = Object.entries(figures).filter(([name]) => name.startsWith(OCTET));
	const worst = Math.max(...octets.map(([, { instructions }]) => instructions));
	return (worst * OCTETS_A_SECOND * CYCLES) / C3_HERTZ;
}

function json(figures: Figures, history: HistorySizes): string {
	const assumed = {
		octetsPerSecond: OCTETS_A_SECOND,
		hertz: C3_HERTZ,
		cyclesPerInstruction: CYCLES,
	};
	return `${JSON.stringify({ figures, history, shareOfC3: share(figures), assumed })}\n`;
}

/** In Markdown, as docs/performance.md has it. */
function table(figures: Figures, history: HistorySizes): string {
	const names = Object.keys(figures);
	const lists = names
		.filter((name) => name.startsWith(OCTET))
		.map((name) => name.slice(OCTET.length));
	const others = names.filter((name) => !name.startsWith(OCTET) && !name.startsWith(LAST_OCTET));
	const both = (name: string) => `${figures[name]?.instructions} | ${figures[name]?.bytecodes}`;
	return [
		"| list | instructions an octet | bytecodes | instructions for the last octet | bytecodes |",
		"| --- | ---: | ---: | ---: | ---: |",
		...lists.map((list) => `| ${list} | ${both(OCTET + list)} | ${both(LAST_OCTET + list)} |`),
		"",
		"| | instructions | bytecodes |",
		"| --- | ---: | ---: |",
		...others.map((name) => `| ${name} | ${both(name)} |`),
		"",
		`2400 baud takes at most ${(share(figures) * 100).toFixed(2)} % of a C3 at 160 MHz, at ${CYCLES} cycles an instruction.`,
		historyText(history),
		"",
	].join("\n");
}

/** Names every figure that got worse, and what is missing on either side. */
function check(figures: Figures): number {
	const committed = JSON.parse(readFileSync(FIGURES, "utf8")) as Figures;
	const names = new Set([...Object.keys(committed), ...Object.keys(figures)]);
	const complaints = [...names].flatMap((name) =>
		complaintsOf(name, committed[name], figures[name]),
	);
	for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
	return complaints.length === 0 ? 0 : WORSE;
}

function complaintsOf(name: string, before?: Figure, now?: Figure): string[] {
	if (before === undefined || now === undefined) {
		return [`${name}: ${now === undefined ? "no longer measured" : "not in figures.json"}`];
	}
	return (["instructions", "bytecodes"] as const)
		.filter((unit) => now[unit] > before[unit] * (1 + TOLERANCE))
		.map((unit) => `${name}: ${now[unit]} ${unit}, and ${before[unit]} are committed`);
}

main().then(
	(code) => {
		process.exitCode = code;
	},
	(error: Error & { stderr?: string; stdout?: string }) => {
		process.stderr.write(`${error.stderr || error.stdout || error.message}\n`);
		process.exitCode = FAILED;
	},
);
