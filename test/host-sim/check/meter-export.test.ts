/** Exports of metering values, in every form that is known. */
import assert from "node:assert/strict";
import { meterExportOf } from "../../../host-sim/check/meter-export.ts";
import { localHourOf } from "../../../src/time/oslo.ts";
import {
	exportRowsOf,
	homeWh,
	hourAt,
	minSide,
	OTHER_POINT_ID,
	onWall,
	POINT_ID,
	webPlugin,
	withOffset,
} from "../../support/metering-values.ts";

const FIRST = hourAt("2026-01-31T12:00:00Z");
const MARCH = hourAt("2026-03-28T23:00:00Z");
const OCTOBER = hourAt("2026-10-24T22:00:00Z");

function importOf(text: string, name = "export.csv"): [hour: number, wh: number | undefined][] {
	return [...(meterExportOf(text, name).hours.import ?? [])].map(([hour, { wh }]) => [hour, wh]);
}

function expected(first: number, wh: readonly (number | undefined)[]) {
	return wh.map((value, i) => [first + i, value]);
}

describe("an export of metering values", () => {
	it("is read as Elhub's Min side writes it, over both changes of the clock", () => {
		for (const [first, hours] of [
			[FIRST, 24],
			[MARCH, 23],
			[OCTOBER, 25],
		] as const) {
			const wh = homeWh(hours);
			const text = minSide(exportRowsOf(first, wh));
			const { clock, minutes, first: start, end } = meterExportOf(text, "");
			assert.deepEqual([clock, minutes, start, end], ["offset", 60, first, first + hours]);
			assert.deepEqual(importOf(text), expected(first, wh));
		}
	});

	it("is read as Elhub's Web Plugin wrote it, over both changes of the clock", () => {
		for (const [first, hours, clock] of [
			[FIRST, 24, "unproved"],
			[MARCH, 23, "oslo"],
			[OCTOBER, 25, "oslo"],
			[OCTOBER - 24, 49, "oslo"],
		] as const) {
			const wh = homeWh(hours);
			const text = webPlugin(exportRowsOf(first, wh));
			assert.equal(meterExportOf(text, "").clock, clock);
			assert.deepEqual(importOf(text), expected(first, wh));
		}
	});

	it("is the same with its newest row first", () => {
		const wh = homeWh(25);
		const [header = "", ...rows] = webPlugin(exportRowsOf(OCTOBER, wh)).trimEnd().split("\r\n");
		const text = [header, ...rows.reverse()].join("\n");
		assert.deepEqual(importOf(text), expected(OCTOBER, wh));
	});

	it("with decimal points, tabs, commas with quotes or without, and rows quoted whole", () => {
		const rows = [
			["01.11.2025 00:00", "01.11.2025 01:00", "2", "144"],
			["01.11.2025 01:00", "01.11.2025 02:00", "0", "895"],
		];
		const write = (separator: string, form: (whole: string, part: string) => string) =>
			[
				["Fra", "Til", "KWH 60 Forbruk"].join(separator),
				...rows.map(([from, to, whole = "", part = ""]) =>
					[from, to, form(whole, part)].join(separator),
				),
			].join("\n");
		const quoted = write(",", (whole, part) => `""${whole},${part}""`)
			.split("\n")
			.map((line, i) => (i === 0 ? line : `"${line}"`));
		for (const [at, text] of [
			write(";", (whole, part) => `${whole}.${part}`),
			write("\t", (whole, part) => `${whole},${part}`),
			write(",", (whole, part) => `"${whole},${part}"`),
			write(",", (whole, part) => `${whole},${part}`),
			quoted.join("\n"),
		].entries()) {
			const between = ["semicolons", "tabs", "commas"][Math.min(at, 2)];
			assert.deepEqual(meterExportOf(text, "").understood, [
				between,
				"hours",
				"times taken for Oslo's",
			]);
			assert.deepEqual(importOf(text), expected(hourAt("2025-10-31T23:00:00Z"), [2144, 895]), text);
		}
	});

	it("with rows quoted whole that hold quoted cells", () => {
		const text = `"Dato,Time,Kvalitet,Uttak kWh,Innmating kWh"
"31.01.2026,13-14,""Målt, avlest"",""1,5"",""0,25"""`;
		const { import: hours, export: given } = meterExportOf(text, "").hours;
		assert.deepEqual(hours?.get(FIRST)?.wh, 1500);
		assert.deepEqual(given?.get(FIRST)?.wh, 250);
		const first = 'Kvalitet,Fra,Forbruk kWh\n"Målt, avlest",31.01.2026 13:00,"1,5"';
		assert.deepEqual(importOf(first), expected(FIRST, [1500]));
	});

	it("sums four quarter-hours, and does not know an hour that lacks one", () => {
		const quarters = Array.from({ length: 100 }, (_, i) => 100 + i);
		const rows = quarters.map((wh, i) => ({ hour: OCTOBER + i / 4, wh }));
		const offset = rows.map(({ hour, wh }) =>
			[withOffset(hour), withOffset(hour + 0.25), "KWH 15 Forbruk", `0,${wh}`].join(";"),
		);
		const wall = rows.map(({ hour, wh }) => {
			const local = localHourOf(Math.floor(hour)) + (hour % 1);
			return `${onWall(local)};${onWall(local + 0.25)};KWH 15 Forbruk;0,${wh}`;
		});
		const sums = Array.from({ length: 25 }, (_, i) => 4 * (100 + 4 * i) + 6);
		for (const lines of [offset, wall]) {
			const text = ["Fra;Til;Målenavn;Volum (kWh)", ...lines].join("\n");
			assert.equal(meterExportOf(text, "").minutes, 15);
			assert.match(
				meterExportOf(text, "").understood.join(),
				/,quarter-hours, of which four are summed,/,
			);
			assert.deepEqual(importOf(text), expected(OCTOBER, sums));
		}
		const torn = ["Fra;Til;Målenavn;Volum (kWh)", ...offset.slice(0, 4), ...offset.slice(5, 12)];
		const { import: hours } = meterExportOf(torn.join("\n"), "").hours;
		assert.equal(hours?.get(OCTOBER + 1)?.wh, undefined);
		assert.deepEqual(hours?.get(OCTOBER + 1)?.notes, ["3 of 4 quarter-hours"]);
		assert.equal(hours?.get(OCTOBER + 2)?.wh, sums[2]);
	});

	it("tells import and export by rows, by columns and by the file's name", () => {
		const rows = exportRowsOf(FIRST, [1000, 2000]);
		const both = minSide([
			...rows,
			...rows.map((row) => ({ ...row, wh: 7, name: "KWH 60 Produksjon" })),
		]);
		assert.equal(meterExportOf(both, "").hours.import?.get(FIRST)?.wh, 1000);
		assert.equal(meterExportOf(both, "").hours.export?.get(FIRST + 1)?.wh, 7);

		const columns = "Dato;Time;Uttak fra nett kWh;Innmating kWh\n31.01.2026;13:00-14:00;1,5;0,25";
		assert.equal(meterExportOf(columns, "").hours.import?.get(FIRST)?.wh, 1500);
		assert.equal(meterExportOf(columns, "").hours.export?.get(FIRST)?.wh, 250);

		const mute = "Tidspunkt;Volum\n2026-01-31 13:00;1,5";
		const named = meterExportOf(mute, "Måleverdier_PRODUCTION_2026-01.csv");
		assert.deepEqual([named.hours.import, named.hours.export?.get(FIRST)?.wh], [undefined, 1500]);
		const guessed = meterExportOf(mute, "mine.csv");
		assert.equal(guessed.hours.import?.get(FIRST)?.wh, 1500);
		assert.match(guessed.understood.join(), /taken for consumption.*taken for kWh/);
	});

	it("is not taken for production because its file is named as an export", () => {
		const mute = "Tidspunkt;Volum\n2026-01-31 13:00;1,5";
		for (const name of ["elhub-export.csv", "eksport_2026-01.csv", "import.csv"]) {
			const { hours, understood } = meterExportOf(mute, name);
			assert.deepEqual([hours.export, hours.import?.get(FIRST)?.wh], [undefined, 1500]);
			assert.match(understood.join(), /taken for consumption: nothing/);
		}
		for (const [name, told] of [
			["produksjon.csv", "production"],
			["Måleverdier_CONSUMPTION.csv", "consumption"],
		] as const) {
			const { understood } = meterExportOf(mute, name);
			assert.match(understood.join(), new RegExp(`taken for ${told}: its file's name says so`));
		}
	});

	it("takes times for UTC where their column says so", () => {
		for (const header of ["Start time UTC;Forbruk kWh", "Fra (UTC);Forbruk kWh"]) {
			const { clock, hours } = meterExportOf(`${header}\n2026-01-31 12:00;1,5`, "");
			assert.deepEqual([clock, hours.import?.get(FIRST)?.wh], ["offset", 1500]);
		}
		const both = "Fra (UTC);Til (UTC);Forbruk kWh\n25.10.2026 00:00;25.10.2026 01:00;1,5";
		assert.equal(importOf(both)[0]?.[0], OCTOBER + 2);
	});

	it("reads Wh and MWh, blanks in numbers, and no value as unknown", () => {
		const text = `Fra;Forbruk;Enhet
2026-01-31T13:00:00+01:00;1 234;Wh
2026-01-31T14:00:00+01:00;0,001234;MWh
2026-01-31T15:00:00+01:00;-;kWh
2026-01-31T16:00:00+01:00;1.001,5;Wh
2026-01-31T17:00:00+01:00;0,125;Wh
Sum;3,3;kWh`;
		assert.deepEqual(importOf(text), expected(FIRST, [1234, 1234, undefined, 1001.5, 0.125]));
	});

	it("leaves reactive energy, customers' lines and costs alone", () => {
		const text = `Kunde: Kari Nordmann
Målepunkt: ${POINT_ID}

Målepunkt-ID;Målernummer;Fra dato;Til dato;Type;Volum;Enhet;Pris (kr)
${POINT_ID};5706567000000;31.01.2026 13:00;31.01.2026 14:00;Forbruk;1,25;kWh;0,99
;5706567000000;31.01.2026 14:00;31.01.2026 15:00;Forbruk;2;kWh;0,99
${POINT_ID};;;;;;;
${POINT_ID};5706567000000;31.01.2026 13:00;31.01.2026 14:00;Reaktiv;0,75;kVArh;`;
		assert.deepEqual(importOf(text), expected(FIRST, [1250, 2000]));
	});

	it("tells an estimate from a measured hour by the export's own word", () => {
		const rows = [
			"Målt",
			"Estimert",
			"Endelig estimert",
			"Beregnet",
			"Midlertidig",
			"Foreløpig",
			"Avlest",
		].map((quality, i) => ({ hour: FIRST + i, wh: 1000, quality }));
		const { import: hours } = meterExportOf(minSide(rows), "").hours;
		assert.deepEqual(
			[...(hours?.values() ?? [])].map(({ quality, notes }) => [quality, ...notes]),
			[
				["measured"],
				["estimated", "Estimert"],
				["estimated", "Endelig estimert"],
				["estimated", "Beregnet"],
				["estimated", "Midlertidig"],
				["estimated", "Foreløpig"],
				["measured"],
			],
		);
	});

	it("takes a word that it does not know for measured, and says so", () => {
		const rows = [{ hour: FIRST, wh: 1000, quality: "127" }];
		const { hours, understood } = meterExportOf(minSide(rows), "");
		assert.equal(hours.import?.get(FIRST)?.quality, "measured");
		assert.match(understood.join(), /taken for measured where it says '127'/);
		const status = "Fra;Forbruk kWh;Status\n2026-01-31T13:00:00+01:00;2;127";
		assert.deepEqual(importOf(status), expected(FIRST, [2000]));
		assert.deepEqual(meterExportOf(minSide(exportRowsOf(FIRST, [1, 2])), "").understood, [
			"semicolons",
			"hours",
			"times with their offset from UTC",
		]);
	});

	it("knows times that stay on normal time by an hour that Oslo leaps over", () => {
		const wh = homeWh(48);
		const first = hourAt("2026-03-27T23:00:00Z");
		const text = webPlugin(exportRowsOf(first, wh), (hour) => hour + 1);
		assert.equal(meterExportOf(text, "").clock, "normal");
		assert.deepEqual(importOf(text), expected(first, wh));
	});

	it("lets an empty row pass where Oslo leaps over an hour, and the same row twice", () => {
		const wh = homeWh(23);
		const lines = webPlugin(exportRowsOf(MARCH, wh)).trimEnd().split("\r\n");
		lines.splice(3, 0, "29.03.2026 02:00;29.03.2026 03:00;0", lines[1] as string);
		assert.deepEqual(importOf(lines.join("\n")), expected(MARCH, wh));
	});

	it("says where October's double hour is told once", () => {
		const rows = exportRowsOf(OCTOBER, homeWh(25)).filter((_, i) => i !== 3);
		const read = meterExportOf(webPlugin(rows), "");
		assert.deepEqual(read.onceInOctober, [OCTOBER + 2]);
		assert.equal(read.hours.import?.has(OCTOBER + 3), false);
	});

	it("is one hour where it has one, at midnight or in December", () => {
		for (const [time, utc] of [
			["01.02.2026 00:00", "2026-01-31T23:00:00Z"],
			["31.12.2026 13:00", "2026-12-31T12:00:00Z"],
		] as const) {
			assert.deepEqual(importOf(`Fra;Forbruk kWh\n${time};2`), expected(hourAt(utc), [2000]));
		}
		const end = "Fra;Til;Forbruk kWh\n31.01.2026 23:00;31.01.2026 24:00;2";
		assert.deepEqual(importOf(end), expected(FIRST + 10, [2000]));
	});

	it("says from which hour another meter's number is told", () => {
		const text = `Fra;Målernummer;Forbruk kWh
2026-01-31T13:00:00+01:00;5706567000001;1
2026-01-31T14:00:00+01:00;5706567000001;1
2026-01-31T15:00:00+01:00;7340001000002;1`;
		assert.deepEqual(meterExportOf(text, "").meterChanges, [FIRST + 2]);
		const [header = "", ...rows] = text.split("\n");
		const both = [
			`${header};Type`,
			...rows.map((row) => `${row};Forbruk`),
			...rows.map((row) => `${row};Produksjon`),
		];
		assert.deepEqual(meterExportOf(both.join("\n"), "").meterChanges, [FIRST + 2]);
	});
});

describe("an export that can't be read", () => {
	const HEADER = "Målepunkt;Fra;Til;Forbruk;Enhet\n";
	const row = (from: string, to: string, rest = "1,5;kWh", point = POINT_ID) =>
		`${point};${from};${to};${rest}\n`;
	const good = row("31.01.2026 13:00", "31.01.2026 14:00");

	for (const [what, text, message] of [
		["nothing", "", /no line names columns/],
		["a web page", "<!doctype html><title>Min side</title>", /no line names columns/],
		["no rows", HEADER, /no hour with energy/],
		[
			"a year that is wrong",
			`${HEADER}${good}${row("31.01.3026 13:00", "")}`,
			/it spans more than 12 years/,
		],
		["only empty values", HEADER + row("31.01.2026 13:00", "", ";kWh"), /no hour with energy/],
		[
			"a day that is none",
			HEADER + row("31.02.2026 13:00", ""),
			/line 2: '31.02.2026 13:00' is no time/,
		],
		[
			"a time that is none",
			HEADER + good + row("1/31/2026 1 PM", ""),
			/line 3: '1\/31\/2026 1 PM' is no/,
		],
		[
			"a time after midnight",
			HEADER + row("31.01.2026 24:30", ""),
			/line 2: '31.01.2026 24:30' is no time/,
		],
		[
			"minutes that are none",
			HEADER + row("31.01.2026 13:60", ""),
			/line 2: '31.01.2026 13:60' is no time/,
		],
		["an hour 24", "Dato;Time;kWh\n31.01.2026;24;1", /line 2: '24' is no time/],
		["an hour without its day", "Dato;Time;kWh\n;13;1", /line 2: '13' is no time/],
		["an end that is none", HEADER + row("31.01.2026 13:00", "soon"), /line 2: 'soon' is no time/],
		[
			"a word for energy",
			HEADER + row("31.01.2026 13:00", "", "much;kWh"),
			/line 2: 'much' is no amount/,
		],
		["energy below 0", HEADER + row("31.01.2026 13:00", "", "-1;kWh"), /line 2: '-1' is below 0/],
		[
			"Wh that may be thousands",
			HEADER + row("31.01.2026 13:00", "", "850;Wh") + row("31.01.2026 14:00", "", "1.234;Wh"),
			/line 3: '1\.234' may be thousands of Wh or parts of one: .*without/,
		],
		["another unit", HEADER + row("31.01.2026 13:00", "", "1;kr"), /line 2: unit 'kr' is not kWh/],
		[
			"days",
			HEADER + row("30.01.2026", "31.01.2026"),
			/line 2: a row is a whole day.*timesverdier/,
		],
		[
			"days without ends",
			"Dato;Forbruk kWh\n30.01.2026;24\n31.01.2026;23",
			/line 2: a row is a whole day/,
		],
		[
			"half hours",
			HEADER + row("31.01.2026 13:00", "31.01.2026 13:30"),
			/line 2: a row covers 30 minutes, others 60$/,
		],
		[
			"hours, and then quarter-hours",
			HEADER +
				good +
				row("31.01.2026 14:00", "31.01.2026 14:15") +
				row("31.01.2026 14:15", "31.01.2026 14:30"),
			/line 2: a row covers 60 minutes, others 15: download hours and quarter-hours apart/,
		],
		[
			"odd minutes",
			HEADER + row("31.01.2026 13:05", ""),
			/line 2: a row does not begin on a quarter/,
		],
		[
			"cells too many",
			HEADER + row("31.01.2026 13:00", "", "1;kWh;5;6"),
			/line 2: 7 cells, where the header has 5/,
		],
		[
			"two values for an hour",
			HEADER + good + row("31.01.2026 13:00", "", "2;kWh"),
			/line 3: the time of line 2 again, with another value/,
		],
		[
			"two columns",
			"Fra;Volum;Verdi\n",
			/line 1: 'Volum' and 'Verdi' may both be the hour's energy/,
		],
		[
			"two columns of which one says its direction",
			"Fra;Verdi;Forbruk kWh\n",
			/line 1: 'Verdi' and 'Forbruk kWh' may both be the hour's energy/,
		],
		[
			"an offset that comes and goes",
			`Fra;kWh\n2026-01-31T13:00Z;1\n2026-01-31T14:00;1`,
			/line 3: a time without offset/,
		],
	] as const) {
		it(`says so: ${what}`, () => {
			assert.throws(() => meterExportOf(text, "export.csv"), message);
		});
	}

	it("names metering points only by their last digits", () => {
		const text = HEADER + good + row("31.01.2026 14:00", "", "1;kWh", OTHER_POINT_ID);
		assert.throws(
			() => meterExportOf(text, ""),
			/line 3: two metering points, '…123' and '…456': keep the rows of one/,
		);
		assert.throws(() => meterExportOf(`Fra;kWh\n${POINT_ID};1`, ""), /line 2: '…123' is no time/);
	});
});
