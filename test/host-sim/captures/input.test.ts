/** What files are taken for: every octet right, or an error that names the line. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { chunkText, headText } from "../../../host-sim/captures/own-format.ts";
import { captureOf } from "../../../host-sim/input.ts";
import { AIDON_LIST_1, joined, KAIFA_LIST_1, octets } from "../../support/frames.ts";

const BOTH = joined(AIDON_LIST_1, KAIFA_LIST_1);
const pairs = (from: Uint8Array) =>
	Array.from(from, (octet) => octet.toString(16).padStart(2, "0"));
const parted = (from: Uint8Array, separator: string) => pairs(from).join(separator);
const run = (from: Uint8Array) => parted(from, "");
const read = (text: string) => captureOf(Buffer.from(text));
const arrivals = (text: string) => read(text).arrivals.map(({ end, atMs }) => [end, atMs]);

/** Lines of 16 octets, each written by `line`. */
function lines(from: Uint8Array, line: (octets: Uint8Array, at: number) => string): string {
	const written: string[] = [];
	for (let at = 0; at < from.length; at += 16) written.push(line(from.subarray(at, at + 16), at));
	return `${written.join("\n")}\n`;
}

/** Asserts the octets of both frames, and what was understood. */
function assertBoth(text: string, understood: RegExp): void {
	const capture = read(text);
	assert.equal(run(capture.octets), run(BOTH));
	assert.match(capture.understood, understood);
	assert.equal(capture.isForeign, true);
}

describe("a capture file", () => {
	it("is raw octets when it holds what no text does", () => {
		const { octets, isForeign, arrivals } = captureOf(Buffer.from(BOTH));
		assert.deepEqual(new Uint8Array(octets), BOTH);
		assert.equal(isForeign, false);
		assert.deepEqual(arrivals, []);
	});

	it("is plain hex, with comments anywhere, and nothing is said of that", () => {
		const text = `\uFEFF# 7E\r\n${parted(AIDON_LIST_1, " ").toUpperCase()} # 7E\r\n\r\n${run(KAIFA_LIST_1)}\r\n`;
		const { octets, isForeign } = read(text);
		assert.equal(run(octets), run(BOTH));
		assert.equal(isForeign, false);
	});

	it("may be UTF-16, as Windows' shells write it", () => {
		const file = Buffer.from(`\uFEFF${parted(BOTH, " ")}\r\n`, "utf16le");
		assert.equal(run(captureOf(file).octets), run(BOTH));
	});

	it("may be empty, or all comments", () => {
		for (const text of ["", "\n\n", "# nothing\n", "; nothing\n// nothing\n"]) {
			assert.equal(read(text).octets.length, 0);
		}
	});
});

describe("hex of other tools", () => {
	it("is read with commas, colons and hyphens", () => {
		for (const separator of [",", ", ", ":", "-", "; "]) {
			assertBoth(
				lines(BOTH, (part) => parted(part, separator)),
				/^85 octets in 6 lines of hex$/,
			);
		}
	});

	it("is read as C arrays and strings, where 0x0 is an octet", () => {
		const c = pairs(BOTH)
			.map((hex) => `0x${hex.replace(/^0/, "")}`)
			.join(", ");
		assertBoth(`#include <stdint.h>\nconst uint8_t frame[] = {\n\t${c}, // end\n};\n`, /1 other/);
		assertBoth(`const uint8_t frame[] = { ${c} };\n`, /after "const uint8_t frame\[\] ="/);
		const list1 = `/* list 1 */ ${parted(AIDON_LIST_1, " ")} /* 7E */\n`;
		assert.equal(run(read(list1).octets), run(AIDON_LIST_1));
		const escaped = pairs(BOTH).map((hex) => `\\x${hex}`);
		assert.equal(run(read(`"${escaped.join("")}"\n`).octets), run(BOTH));
	});

	it("is read behind times of many kinds, which become arrival times", () => {
		const kinds: [first: string, second: string, ms: number, kind: string][] = [
			["2026-01-17 14:32:22.104", "2026-01-17 14:32:24.604", 2500, "date and time"],
			["2026-01-17T14:32:22,104Z", "2026-01-17T15:32:24,604+01:00", 2500, "date and time"],
			["2026-01-17 14:32:22-05:30", "2026-01-17T20:02:24.5Z", 2500, "date and time"],
			["2026-01-31 23:59:59", "2026-02-01 00:00:01", 2000, "date and time"],
			["[14:32:22.104]", "[14:32:24.604]", 2500, "time of day"],
			["14:32:22", "14:32:24", 2000, "time of day"],
			["23:59:59.5 :", "00:00:02.0 :", 2500, "time of day"],
			["9/12/2017 11:59:59 PM:", "9/13/2017 12:00:01 AM:", 2000, "time of day"],
			["12.09.2017 23:18:43", "12.09.2017 23:18:45", 2000, "time of day"],
			["Sep 12 23:18:43", "Sep 12 23:18:45", 2000, "time of day"],
			["1690000000.125", "1690000002.625", 2500, "time since 1970"],
			["1690000000125", "1690000002625", 2500, "time since 1970"],
			["1690000000", "1690000002", 2000, "time since 1970"],
			["(1690000000.125000)", "(1690000002.625000)", 2500, "time since 1970"],
		];
		for (const [first, second, ms, kind] of kinds) {
			const text = `${first} ${parted(AIDON_LIST_1, " ")}\n${second} ${parted(KAIFA_LIST_1, " ")}\n`;
			assertBoth(text, new RegExp(`in 2 lines of hex with the ${kind} in front$`));
			assert.deepEqual(arrivals(text), [
				[44, 0],
				[85, ms],
			]);
		}
	});

	it("is read behind seconds, which count from the start", () => {
		const text = `0.250 ${run(AIDON_LIST_1)}\n2.750 ${run(KAIFA_LIST_1)}\n`;
		assertBoth(text, /with the seconds in front/);
		assert.deepEqual(arrivals(text), [
			[44, 250],
			[85, 2750],
		]);
	});

	it("is read below lines with times only, and without times in the lines that go on", () => {
		const above = `2026-01-17 14:32:22.104\n${run(AIDON_LIST_1)}\n\n2026-01-17 14:32:24.104\n${run(KAIFA_LIST_1)}\n`;
		assertBoth(above, /in 2 lines of hex with the date and time in front$/);
		assert.deepEqual(arrivals(above), [
			[44, 0],
			[85, 2000],
		]);
		const first = run(AIDON_LIST_1.subarray(0, 30));
		const goesOn = `14:32:22 ${first}\n   ${run(AIDON_LIST_1.subarray(30))}\n14:32:24 ${run(KAIFA_LIST_1)}\n`;
		assert.deepEqual(arrivals(goesOn), arrivals(above));
	});

	it("counts times of day on over more than one midnight", () => {
		const times = ["23:00:00", "07:00:00", "18:00:00", "01:00:00", "09:00:00"];
		const text = times.map((time) => `${time} ${run(AIDON_LIST_1)}\n`).join("");
		assert.deepEqual(
			arrivals(text).map(([, ms = 0]) => ms / 3_600_000),
			[0, 8, 19, 26, 34],
		);
	});

	it("makes one chunk of lines with the same time", () => {
		const text = lines(AIDON_LIST_1, (part) => `14:32:22 ${parted(part, " ")}`);
		assert.deepEqual(arrivals(text), [[44, 0]]);
	});

	it("leaves times out that go back or are of two kinds, and says so", () => {
		const back = `14:32:22 ${run(AIDON_LIST_1)}\n14:32:21 ${run(KAIFA_LIST_1)}\n`;
		assertBoth(back, /the times are not used, because line 2 goes back in time$/);
		assert.deepEqual(arrivals(back), []);
		const kinds = `14:32:22 ${run(AIDON_LIST_1)}\n1690000000.125 ${run(KAIFA_LIST_1)}\n`;
		assertBoth(kinds, /the times are of 2 kinds and not used$/);
	});

	it("is read from ESPHome's log, colours and all, without what was sent", () => {
		const log = [
			"INFO ESPHome 2025.3.2",
			"\x1b[0;32m[09:41:41][I][app:100]: ESPHome version 2025.3.2 compiled on Mar 31 2025\x1b[0m",
			"[09:41:41][C][wifi:441]:   BSSID: 58:CF:79:A1:D8:C6",
			"[09:41:41][C][logger:181]:   Log Baud Rate: 115200",
			`\x1b[0;36m[09:41:42][D][uart_debug:114]: <<< ${parted(AIDON_LIST_1, ":").toUpperCase()}\x1b[0m`,
			`[09:41:42][D][uart_debug:114]: >>> ${parted(AIDON_LIST_1, ":")}`,
			"[09:41:43][W][component:237]: Component uart took a long time for an operation (51 ms).",
			`[09:41:44][D][uart_debug:158]: <<< ${parted(KAIFA_LIST_1, ":").toUpperCase()}`,
		].join("\n");
		assertBoth(log, /^85 octets in 2 lines of hex with the time of day in front, after .* 6 other/);
		assert.deepEqual(arrivals(log), [
			[44, 0],
			[85, 2000],
		]);
	});

	it("is read from a reader's log of layers: only what was on the wire", () => {
		const layers = (frame: Uint8Array, information: Uint8Array) =>
			[
				"(V) HDLC frame:",
				lines(frame, (part) => `(V) ${parted(part, " ").replace(/(.{11}) /g, "$1  ")}`).trim(),
				"(V)",
				"(V) LLC frame:",
				`(V) ${parted(information, " ")}`,
				"(D) Received valid DLMS at 18 +23",
				"(V) Using application data:",
				`(V) ${parted(information.subarray(3), " ")}`,
				"(D) NOT Ready to update (internal clock 12:32:06 UTC, list type 2, est: 1)",
			].join("\n");
		const log = `*** Remote debug - over telnet - for ESP32 - version 3.0.5
* Host name: ams-0000 IP:192.168.10.59 Mac address:02:00:5E:00:53:01
${layers(AIDON_LIST_1, AIDON_LIST_1.subarray(9, -3))}
${layers(KAIFA_LIST_1, KAIFA_LIST_1.subarray(9, -3))}
`;
		assertBoth(
			log,
			/in 6 lines of hex, after "\(V\)", only below "HDLC frame:"; 18 other lines skipped$/,
		);
	});

	it("is read from logs whose text in front has numbers or ends in a name", () => {
		const log = (front: (i: number) => string) =>
			[AIDON_LIST_1, KAIFA_LIST_1].map((frame, i) => `${front(i)}${run(frame)}\n`).join("");
		for (const front of [
			(i: number) => `2022-10-03 15:23:0${i}.486 DEBUG (MainThread) [metercon] Got frame: `,
			(i: number) => `[2015-04-02 22:48:5${i}] RECV (04${i}): `,
			() => "pulse/publish ",
			() => "RX: ",
			() => "<- ",
			() => "data=",
			(i: number) => `{"n": ${i}, "hex": "`,
		]) {
			assertBoth(log(front), /^85 octets in 2 lines of hex.*, after "/);
		}
	});
});

describe("a dump", () => {
	const offset = (at: number, size = 8) => at.toString(16).padStart(size, "0");
	const shown = (part: Uint8Array) =>
		Array.from(part, (octet) =>
			octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : ".",
		).join("");
	/** With text that looks like hex, and more than one line of the same. */
	const TRICKY = joined(BOTH, octets("20 20 61 62 20 63 64"), new Uint8Array(64), octets("61 62"));
	const hexdump = lines(TRICKY, (part, at) => {
		const halves = `${parted(part.subarray(0, 8), " ")}  ${parted(part.subarray(8), " ")}`;
		return `${offset(at)}  ${halves.padEnd(48)}  |${shown(part)}|`;
	});

	it("of hexdump -C is read", () => {
		const text = `${hexdump}${offset(TRICKY.length)}\n`;
		const capture = read(text);
		assert.equal(run(capture.octets), run(TRICKY));
		assert.match(capture.understood, /^158 octets in a dump of 11 lines with offsets in front$/);
	});

	it("of xxd is read, with its groups and its text", () => {
		const text = lines(TRICKY, (part, at) => {
			const groups = run(part).match(/.{1,4}/g) ?? [];
			return `${offset(at)}: ${groups.join(" ").padEnd(40)} ${shown(part)}`;
		});
		assert.equal(run(read(text).octets), run(TRICKY));
	});

	it("of xxd is read where all the text of a line could be octets", () => {
		const xxd = (digits: Uint8Array) =>
			lines(digits, (part, at) => {
				const groups = run(part).match(/.{1,4}/g) ?? [];
				return `${offset(at)}: ${groups.join(" ").padEnd(40)} ${shown(part)}`;
			});
		// An id of a meter as it stands in a frame, at a line's beginning; and a last line of any size.
		const id = octets("36 39 37 30 36 33 31 30 30 30 30 30 30 30 31 32");
		for (let size = 1; size <= id.length; size++) {
			const stream = joined(id, KAIFA_LIST_1.subarray(0, 32), id.subarray(0, size));
			assert.equal(run(read(xxd(stream)).octets), run(stream), `${size}`);
		}
	});

	it("of od is read, whose offsets are octal", () => {
		const text = lines(
			BOTH,
			(part, at) => `${at.toString(8).padStart(7, "0")} ${parted(part, " ")}`,
		);
		assertBoth(`${text}${BOTH.length.toString(8).padStart(7, "0")}\n`, /dump of 7 lines/);
	});

	it("of od with decimal offsets is read", () => {
		const text = lines(BOTH, (part, at) => `${String(at).padStart(7, "0")} ${parted(part, " ")}`);
		assertBoth(`${text}${String(BOTH.length).padStart(7, "0")}\n`, /dump of 7 lines/);
	});

	it("may show DEL as a dot", () => {
		assert.equal(run(read("00000000  7f 41 7e  |.A~|\n").octets), "7f417e");
	});

	it("with a star for lines that repeat is unfolded", () => {
		const zeros = "00 ".repeat(16).trim();
		const text = `00000000  ${zeros}\n*\n00000030  7e a0\n00000032\n`;
		assert.equal(run(read(text).octets), `${"00".repeat(48)}7ea0`);
	});

	it("whose offsets or text do not fit is refused", () => {
		assert.throws(() => read(hexdump.replace("00000020 ", "00000021 ")), /line 3: the offset/);
		const zeros = "00 ".repeat(16).trim();
		for (const offset of ["00000018", "00000000"]) {
			const text = `00000000  ${zeros}\n*\n${offset}  7e a0\n`;
			assert.throws(() => read(text), /line 3: the offset/);
		}
		const bent = hexdump.replace("7e a0 2a", "7e a0 41");
		assert.throws(() => read(bent), /line 1: octets and text do not agree/);
	});

	it("of words is refused, for nobody knows which octet came first", () => {
		for (const text of ["0000000 a07e 0127 0102\n", "0000000 a07e 0127\n0000004\n"]) {
			assert.throws(() => read(text), /line 1: a dump of words .* hexdump -C/);
		}
	});
});

describe("candump's lines", () => {
	const eights: Uint8Array[] = [];
	for (let at = 0; at < BOTH.length; at += 8) eights.push(BOTH.subarray(at, at + 8));

	it("are read as logged", () => {
		const text = eights
			.map((part, i) => `(16900000${String(i).padStart(2, "0")}.123456) can0 123#${run(part)}`)
			.join("\n");
		assertBoth(
			text,
			/^85 octets in 11 lines of candump with the time since 1970 in front, can0 123$/,
		);
		assert.deepEqual(arrivals(text)[1], [16, 1000]);
	});

	it("are read as printed, with times, text or neither", () => {
		const printed = (front: string, behind: string) =>
			eights
				.map((part) => `${front}  can0  123   [${part.length}]  ${parted(part, " ")}${behind}`)
				.join("\n");
		assertBoth(printed("", ""), /in 11 lines of candump, can0 123$/);
		assertBoth(printed(" (0.010000)", "   '~.*A....'"), /seconds in front/);
	});

	it("are read in all forms that candump has", () => {
		for (const line of [
			"(1690000000.123456) can0 123##07EA02A",
			"(1690000000.123456) can0 123#7EA02A R",
			"(1690000000.123456) can0 18DAF110#7EA02A T",
			" can0  18DAF110   [3]  7E A0 2A",
			" can0  TX - -  123   [3]  7E A0 2A",
			" can0  RX B -  123  [03]  7E A0 2A",
		]) {
			assert.equal(run(read(`${line}\n`).octets), "7ea02a", line);
		}
	});

	it("make no chunk where they hold no octet", () => {
		const text = "(0.010000) can0 123#7EA0\n(0.020000) can0 123#\n(0.030000) can0 123#2A\n";
		assert.deepEqual(arrivals(text), [
			[2, 10],
			[3, 30],
		]);
	});

	it("are refused when a length is wrong, another id speaks or a line is no frame", () => {
		const good = "can0  123   [2]  7E A0\n";
		assert.throws(() => read(`${good}can0  123   [8]  7E A0\n`), /line 2: candump does not/);
		assert.throws(
			() => read(`${good}can0  124   [1]  7E\n`),
			/line 2: above is can0 123, here can0 124/,
		);
		assert.throws(() => read(`${good}hello\n`), /line 2: candump does not/);
	});
});

describe("what nobody can be sure about", () => {
	const plain = `${parted(AIDON_LIST_1, " ")}\n`;
	const refused: [what: string, text: string, message: RegExp][] = [
		["half an octet", "7EA", /^line 1: an odd number of hex digits in "7EA".*: 7EA$/],
		["half an octet among others", `${plain}7E A0 2 01`, /^line 2: an odd number .* in "2"/],
		["a line cut within an octet", `${plain}7EA027010\n2`, /^line 2: an odd number/],
		["a letter in place of a digit", `${plain}7E AO 27 01 02`, /^line 2: this is no hex/],
		["a letter within a run", `${plain}7EAO2701`, /^line 2: this is no hex/],
		["decimal numbers", "[126, 160, 42, 65, 8, 131, 19]", /^line 1: an odd number/],
		["numbers of two octets", "0x7EA0, 0x2701", /^line 1: this is no hex/],
		["a time or three octets", "12:34:56 7E:A0:27\n7E:A0\n", /^line 1: .*a time or .*three octets/],
		["octets parted in two ways", `${plain}7E:A0:27`, /^line 2: octets are parted by ":" here/],
		["something else among octets", `${plain}7E A0) 27 01`, /^line 2: other text stands/],
		["a sign after a log's front", `RX: ${plain}RX: 7E A0] 27`, /^line 2: other text stands/],
		["a comment right after an octet", `${plain}7E#A0`, /^line 2: this is no hex/],
		["a length before the octets", "length=41 7E A0 27 01 02 01 10 5A", /^line 1: this is no hex/],
		[
			"escaped text",
			'[12:00:00][D][uart:1]: <<< "h\\xAA=Ug\\xAB\\xAC\\x01"',
			/^line 1: this is no/,
		],
		[
			"octets after other text than before",
			`RX: ${run(AIDON_LIST_1)}\nframe: ${run(KAIFA_LIST_1)}`,
			/^line 2: other text stands before these octets/,
		],
		["octets without the text of the others", `RX: ${run(AIDON_LIST_1)}\n7E A0`, /^line 2: other/],
		["text alone", "this is no hex", /^line 1: this is no hex: this is no hex$/],
		[
			"a telegram in ASCII",
			"/LGF5E360\n\n1-0:1.8.0(00006678.394*kWh)\n",
			/^line 1: this is no hex/,
		],
	];
	for (const [what, text, message] of refused) {
		it(`is refused: ${what}`, () => assert.throws(() => read(text), { message }));
	}

	it("is shown shortened", () => {
		assert.throws(
			() => read(`!${"7E A0 ".repeat(50)}`),
			({ message }: Error) => message.length < 120,
		);
	});
});

describe("a glimt capture", () => {
	const HEAD = "# glimt capture 1\n";

	it("has octets, times and the line's settings", () => {
		const capture = read(`${HEAD}# line: 2400 8N1\n# a note\n\n0.412 7E A0\n1.000 2A\n`);
		assert.equal(run(capture.octets), "7ea02a");
		assert.equal(capture.line, "2400 8N1");
		assert.equal(capture.isForeign, false);
		assert.equal(capture.understood, "3 octets in 2 chunks with times");
		assert.deepEqual(capture.arrivals, [
			{ end: 2, atMs: 412 },
			{ end: 3, atMs: 1000 },
		]);
	});

	it("may have finer times, and chunks at the same one", () => {
		const text = `${HEAD}0.412 7E\n0.412 A0\n0.412345 2A\n`;
		assert.deepEqual(arrivals(text), [
			[1, 412],
			[2, 412],
			[3, 412.345],
		]);
	});

	it("is refused where a line is not of the format, or of a newer one", () => {
		const refused: [text: string, message: RegExp][] = [
			[`${HEAD}7E A0\n`, /^line 2: not seconds and octets: 7E A0$/],
			[`${HEAD}0.412 7E A\n`, /^line 2: not seconds/],
			[`${HEAD}0.412 7EA0\n`, /^line 2: not seconds/],
			[`${HEAD}2.000 7E\n1.000 A0\n`, /^line 3: time goes back/],
			["# glimt capture 2\n", /version 2, and this glimt reads 1$/],
		];
		for (const [text, message] of refused) assert.throws(() => read(text), { message });
	});

	it("is what the docs show", () => {
		const doc = readFileSync("docs/captures.md", "utf8");
		const [, example = ""] = /```text\n(# glimt capture 1\n[\s\S]*?)```/.exec(doc) ?? [];
		const { octets: shown, arrivals, line } = read(example);
		assert.equal(
			run(shown),
			run(octets(readFileSync("test/captures/aidon-6534/list-1.hex", "utf8"))),
		);
		assert.equal(arrivals.length, 3);
		assert.equal(line, "2400 8E1");
		const chunks = arrivals.map(({ end, atMs }, i) =>
			chunkText(shown.subarray(arrivals[i - 1]?.end ?? 0, end), atMs),
		);
		const startedMs = Date.UTC(2026, 0, 17, 14, 32, 20, 113);
		assert.equal(headText({ line, startedMs }) + chunks.join(""), example);
	});

	it("may be any of the kinds that the docs name", () => {
		const doc = readFileSync("docs/captures.md", "utf8");
		const table = doc.slice(doc.indexOf("| separators"), doc.indexOf("So a log of"));
		const shown = Array.from(table.matchAll(/`([^`]*7E[^`]*)`/gi), ([, text = ""]) => text);
		assert.equal(shown.length, 9);
		for (const text of shown) assert.match(run(read(text).octets), /^7ea0(?:27|00)?$/, text);
	});
});
