/**
 * The XS host itself: what it counts, how it ends and what it refuses, each with a bundle of a few
 * lines. Figures are those of XS 13.3 with slots of 16 octets.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync, transformSync } from "esbuild";
import { EXIT, xsDebugHost, xsHost } from "../../host-sim/xs/host.ts";

const folder = mkdtempSync(join(tmpdir(), "glimt-xs-"));

interface Run {
	readonly code: number | null;
	readonly output: string;
	readonly messages: string;
}

interface Options {
	readonly words?: readonly string[];
	readonly input?: string;
	readonly host?: string | undefined;
}

function runBundle(code: string, { words = [], input = "", host = xsHost() }: Options = {}): Run {
	assert.ok(host, "npm run build:xs makes the host");
	const bundle = join(folder, "bundle.js");
	writeFileSync(bundle, code);
	const { status, stdout, stderr } = spawnSync(host, [...words, bundle], {
		input,
		encoding: "utf8",
		timeout: 50_000,
	});
	return { code: status, output: stdout, messages: stderr };
}

/** Runs a module as esbuild hands it over. */
function run(source: string, options: Options = {}): Run {
	return runBundle(transformSync(source, { target: "es2022", loader: "ts" }).code, options);
}

const main = (body: string): string => `export default function main() { ${body} }`;

/** `creation` of the manifest, in its order. */
const creation = (...numbers: number[]): string[] => [`--creation=${numbers.join(",")}`];
/** 40 000 octets in one block. */
const STATIC = creation(1536, 512, 512, 64, 384, 32, 32, 40_000);

function figuresOf(source: string, words: readonly string[] = []): Record<string, number> {
	const { code, messages } = run(source, { words: ["--figures", ...words] });
	assert.equal(code, 0, messages);
	return JSON.parse(messages.trim().split("\n").at(-1) as string);
}

/**
 * Slots and chunk octets that `operation` allocates. It runs once before, for what is made but once,
 * and among variables that are there already.
 */
function allocationOf(operation: string, words: readonly string[] = []): [number, number] {
	const source = `
		const before = () => new Int32Array(15);
		export default function main() {
			const a = before(), b = before(), u = new Uint8Array(16), o = {}, list = [1, 2];
			const s = "abc"; let x = 1; let y = undefined;
			class C {}
			const f = (v) => v;
			xs.collect();
			for (let i = 0; i < 2; i++) {
				xs.memory(a);
				${operation};
				xs.memory(b);
			}
			xs.print((b[0] - a[0]) + " " + (b[3] - a[3]) + " " + (b[10] - a[10]));
		}`;
	const { code, messages } = run(source, { words });
	assert.equal(code, 0, messages);
	const [slots, chunks, collections] = messages.split(" ").map(Number) as [number, number, number];
	assert.equal(collections, 0);
	return [slots, chunks];
}

describe("the XS host", () => {
	before(function () {
		if (xsHost() !== undefined) return;
		assert.equal(process.env["CI"], undefined, "npm run build:xs was not run");
		this.skip();
	});
	after(() => rmSync(folder, { recursive: true }));

	it("hands octets from its input to its output", () => {
		const { code, output } = run(
			`export default function main() {
				const octets = new Uint8Array(4);
				return () => {
					const count = xs.read(octets, 0);
					if (count > 0) xs.write(octets, 0, count);
					return count > 0;
				};
			}`,
			{ input: "octets to kilowatts" },
		);
		assert.equal(code, 0);
		assert.equal(output, "octets to kilowatts");
	});

	it("runs promise jobs, and ends as told", () => {
		const { code, messages } = run(
			main(`(async () => { await 1; xs.print("later"); xs.exit(9); })(); xs.print("now")`),
		);
		assert.equal(messages, "now\nlater\n");
		assert.equal(code, 9);
	});

	describe("ends, where a device would restart,", () => {
		const endings: [what: string, body: string, code: number, message: RegExp, words?: string[]][] =
			[
				["out of slots", "let o; for (;;) o = { o }", EXIT.memory, /^out of memory/],
				[
					"out of slots in a block",
					"let o; for (;;) o = { o }",
					EXIT.memory,
					/^out of memory/,
					STATIC,
				],
				["out of chunks", 'let s = "x"; for (;;) s += s', EXIT.memory, /^out of memory.*\n.*main/],
				[
					"out of chunks in a block",
					"const list = []; for (;;) list.push(new Uint8Array(1000))",
					EXIT.memory,
					/^out of memory/,
					STATIC,
				],
				[
					"out of chunks that may not grow",
					"new Uint8Array(2000)",
					EXIT.memory,
					/^out of memory/,
					creation(1536, 0, 512, 64, 384, 32, 32, 0),
				],
				["out of stack", "(function f() { return f() + 1; })()", EXIT.stack, /^stack overflow/],
				[
					"out of native stack",
					"(function f() { [1].forEach(f); })()",
					EXIT.nativeStack,
					/^native stack overflow/,
					[
						...creation(1536, 512, 512, 64, 40_000, 32, 32, 0),
						"--memory=4000000",
						"--native-stack=16384",
					],
				],
				[
					"out of keys",
					'const o = {}; for (let i = 0; i < 100; i++) o["key" + i] = 1',
					EXIT.keys,
					/^out of keys/,
					creation(1536, 512, 512, 64, 384, 32, 0, 0),
				],
				["an exception", 'throw new RangeError("bad")', EXIT.exception, /: RangeError: bad$/m],
				["a rejection", 'Promise.reject(new TypeError("no"))', EXIT.rejection, /: TypeError: no$/m],
			];
		for (const [what, body, code, message, words = []] of endings) {
			it(`on ${what}`, () => {
				const ended = run(main(body), { words });
				assert.equal(ended.code, code, ended.messages);
				assert.match(ended.messages, message);
			});
		}

		it("on a write to flash", () => {
			// The engine lets none through; a native function does not ask.
			const { code, messages } = run(`const u = new Int32Array(15); ${main("xs.memory(u)")}`, {
				words: ["--unchecked"],
			});
			assert.equal(code, EXIT.flash, messages);
			assert.match(messages, /^write to flash$/m);
		});
	});

	describe("keeps what is preloaded as the device does:", () => {
		const kept: [what: string, source: string, message: RegExp][] = [
			["arrays", `const T = Object.freeze([1]); ${main("T.push(2)")}`, /TypeError.*not extensible/],
			["items", `const T = Object.freeze([1]); ${main("T[0] = 2")}`, /TypeError.*not writable/],
			[
				"items that Array.from made",
				`const T = Object.freeze(Array.from({ length: 3 }, () => 1)); ${main("T[1] = 2")}`,
				/TypeError.*not writable/,
			],
			[
				"maps",
				`const M = Object.freeze(new Map()); ${main("M.set(1, 1)")}`,
				/TypeError.*read-only/,
			],
			["classes", `class C {} ${main('C["x" + 1] = 1')}`, /TypeError.*not extensible/],
			["built-ins", main("Array.prototype.mine = 1"), /TypeError.*not extensible/],
		];
		for (const [what, source, message] of kept) {
			it(`${what} throw`, () => {
				const { code, messages } = run(source);
				assert.equal(code, EXIT.exception, messages);
				assert.match(messages, message);
			});
		}
	});

	describe("refuses to preload", () => {
		const faults: [what: string, scope: string, body: string, message: string][] = [
			["a let that a function assigns", "let n = 0;", "n++", "n: assigned by a function"],
			[
				"a var that a function in a function assigns",
				"var n = 0; const set = () => () => { n = 1; };",
				"set()()",
				"set > n: assigned by a function",
			],
			["an array", "const list = [1];", "list.length", "list: array not frozen"],
			["an object", "const o = { a: 1 };", "o.a", "o: object not frozen"],
			[
				"an object inside frozen ones",
				"const o = Object.freeze({ list: Object.freeze([{}]) });",
				"o.list",
				"o.list[0]: object not frozen",
			],
			[
				"an object in a frozen Map",
				'const m = Object.freeze(new Map([["a", {}]]));',
				"m.size",
				"m: object not frozen",
			],
			["an instance", "class C { n = 0; } const c = new C();", "c.n", "c: object not frozen"],
			[
				"a typed array with octets",
				"const u = new Uint8Array(1);",
				"u[0]",
				"u: buffer with octets",
			],
			["a Map", "const map = new Map();", "map.size", "map: Map"],
			["a Set", "const set = new Set();", "set.size", "set: Set"],
			["a WeakMap", "const map = new WeakMap();", "map.has({})", "map: WeakMap"],
			["a Date", "const date = new Date(0);", "date.getTime()", "date: Date"],
			[
				"a static that code assigns",
				"class C { static n = 0; }",
				"C.n++",
				"C.n: static that code assigns",
			],
			[
				"a private static",
				"class C { static #n = 0; static next() { return C.#n++; } }",
				"C.next()",
				"C.#n: private static",
			],
			["a RegExp that keeps its place", "const r = /a/g;", 'r.test("a")', "r: RegExp"],
			[
				"a generator that runs",
				"function* make() { yield 1; } const g = make(); g.next();",
				"g.next()",
				"g: generator",
			],
		];
		for (const [what, scope, body, message] of faults) {
			it(what, () => {
				const { code, messages } = run(`${scope} ${main(body)}`);
				assert.equal(code, EXIT.preload, messages);
				assert.ok(messages.includes(`default > ${message}`), messages);
			});
		}

		it("what any module of the bundle holds, by that module's name", () => {
			writeFileSync(join(folder, "one.ts"), "export const first = Object.freeze({ a: 1 });");
			writeFileSync(
				join(folder, "two.ts"),
				"const second = { b: 1 }; export const use = () => second.b;",
			);
			writeFileSync(
				join(folder, "main.ts"),
				`import { first } from "./one.ts"; import { use } from "./two.ts"; ${main("return first.a + use()")}`,
			);
			const { outputFiles } = buildSync({
				absWorkingDir: folder,
				entryPoints: ["main.ts"],
				bundle: true,
				format: "esm",
				write: false,
			});
			const { code, messages } = runBundle(outputFiles[0]?.text ?? "");
			assert.equal(code, EXIT.preload);
			assert.equal(
				messages,
				"preload: two.ts: default > use > second: object not frozen\npreload: 1 error\n",
			);
		});

		const failures: [what: string, source: string, message: RegExp][] = [
			[
				"a bundle that does not parse",
				"throw new Error('early'); export default 1",
				/Error: early/,
			],
			["an import", 'import fs from "fs"; export default () => fs', /module "fs" not found/],
			["a call of the host", 'xs.print("early"); export default () => {}', /not there while/],
			["top-level await", "await 1; export default () => {}", /async module/],
		];
		for (const [what, source, message] of failures) {
			it(what, () => {
				const { code, messages } = run(source);
				assert.equal(code, EXIT.bundle, messages);
				assert.match(messages, message);
			});
		}
	});

	it("preloads what does not change", () => {
		const { code, messages } = run(`
			let never = 1;
			var table = Object.freeze(Array.from({ length: 256 }, (_, i) => i));
			const none = new Uint8Array(0), routes = Object.freeze(new Map([["a", 1]]));
			const word = /a/, deep = Object.freeze({ list: Object.freeze([1]) });
			class C { static readonly MAX = 3; #n = 0; next() { return ++this.#n; } }
			function* generate() { yield 1; }
			export default function main() {
				return never + table[255] + none.length + routes.get("a") + deep.list[0]
					+ C.MAX + new C().next() + word.test("a") + generate().next().value;
			}`);
		assert.equal(messages, "");
		assert.equal(code, 0);
	});

	it("lists what is aliased in RAM", () => {
		const { messages } = run(`let never = 1; ${main("return never")}`, { words: ["--aliases"] });
		assert.match(messages, /^alias: .*: default > never: variable$/m);
	});

	describe("counts exactly:", () => {
		it("an empty machine is 28 slots of 16 octets beside its stack", () => {
			const { slotSize, slots, chunks, keys } = figuresOf(main(""));
			assert.deepEqual(
				{ slotSize, slots, chunks, keys },
				{ slotSize: 16, slots: 28, chunks: 0, keys: 0 },
			);
		});

		const operations: [operation: string, slots: number, chunks: number][] = [
			["y = o", 0, 0],
			["x = x + 1", 0, 0],
			["y = u[3]", 0, 0],
			["u[3] = 1", 0, 0],
			["y = u.subarray(0, 8)", 4, 0],
			["y = {}", 1, 0],
			["y = { a: 1, b: 2, c: 3, d: 4 }", 5, 0],
			["y = []", 2, 0],
			["y = [1, 2, 3]", 2, 56],
			["y = new C()", 1, 0],
			["y = new Uint8Array(16)", 7, 24],
			["y = new DataView(u.buffer)", 3, 0],
			["y = s.length", 2, 0],
			["y = s[1]", 2, 12],
			["y = s.charCodeAt(1)", 2, 0],
			["y = s + s", 0, 16],
			["y = (5).toString()", 2, 12],
			["for (const v of list) x = v", 8, 0],
			["const [v, w] = list; x = v + w", 8, 0],
			["const { a: v } = o; y = v", 0, 0],
			["f(...list)", 8, 0],
			["f(1)", 0, 0],
			["y = () => 1", 7, 0],
			// 5 on a device some of whose code asks an error for its stack.
			["try { throw new Error() } catch (e) { y = e }", 2, 0],
			["list.push(1); list.pop()", 0, 0],
			["y = Promise.resolve(1)", 20, 0],
		];
		for (const [operation, slots, chunks] of operations) {
			it(`${operation}: ${slots} slots, ${chunks} chunk octets`, () => {
				assert.deepEqual(allocationOf(operation), [slots, chunks]);
			});
		}

		it("a string in a bundle that the manifest's preload names is copied at each use", () => {
			assert.deepEqual(allocationOf('y = "four"'), [0, 0]);
			assert.deepEqual(allocationOf('y = "four"', ["--listed"]), [0, 16]);
		});

		it("collections, keys and the stack that was used", () => {
			const { collections, keys, stackPeak, stackTotal } = figuresOf(
				main('xs.collect(); const o = {}; o["made" + 1] = 1; (1.5).toFixed(2)'),
			);
			assert.deepEqual(
				{ collections, keys, stackTotal },
				{ collections: 1, keys: 1, stackTotal: 384 },
			);
			assert.ok((stackPeak as number) > 28 && (stackPeak as number) < 80, `${stackPeak}`);
		});

		it("chunks and slots of one block", () => {
			const { slotsTotal, chunksTotal } = figuresOf(
				main("const list = []; for (let i = 0; i < 600; i++) list.push({})"),
				STATIC,
			) as { slotsTotal: number; chunksTotal: number };
			assert.ok(slotsTotal * 16 + chunksTotal + 384 * 16 <= 40_000);
			assert.ok(slotsTotal > 600);
		});
	});

	it("tells who allocated first since a mark", () => {
		const source = `
			function make() { return {}; }
			export default function main() {
				xs.mark();
				if (xs.firstAllocation()) throw new Error("nothing was");
				make();
				if (!xs.firstAllocation()) throw new Error("something was");
			}`;
		const { code, messages } = run(source);
		assert.equal(code, 0, messages);
		assert.match(messages, /^allocated since the mark: 1 slots, 0 chunk octets, 0 collections$/m);
		const debug = run(source, { host: xsDebugHost() });
		assert.match(
			debug.messages,
			/first: slot of 16 octets\n +at make\(\) \(.*bundle\.js:2\)\n +at main/,
		);
	});
});
