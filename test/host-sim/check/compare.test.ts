/** What a comparison finds, cause by cause, and what it must not call explained. */
import assert from "node:assert/strict";
import { compare } from "../../../host-sim/check/compare.ts";
import { deviceHoursOf } from "../../../host-sim/check/device-hours.ts";
import { meterExportOf } from "../../../host-sim/check/meter-export.ts";
import { isFine, reportText } from "../../../host-sim/check/report.ts";
import { localHourOf, osloOffset } from "../../../src/time/oslo.ts";
import {
	type DeviceRow,
	deviceRowsOf,
	type ExportRow,
	exportRowsOf,
	homeWh,
	hourAt,
	hoursCsv,
	inSteps,
	minSide,
	onWall,
	webPlugin,
	withOffset,
} from "../../support/metering-values.ts";

const FIRST = hourAt("2026-01-30T23:00:00Z");
const MARCH = hourAt("2026-03-26T23:00:00Z");
const OCTOBER = hourAt("2026-10-23T22:00:00Z");

function check(elhub: string, device: readonly DeviceRow[], tolerance?: number) {
	return compare(meterExportOf(elhub, ""), deviceHoursOf(hoursCsv(device)), tolerance);
}

/** Kind, severity and the hours from `first` on. */
function found({ findings }: ReturnType<typeof compare>, first: number) {
	return findings.map(({ kind, severity, hours }) => [
		kind,
		severity,
		...hours.map((hour) => hour - first),
	]);
}

/** A home of `count` hours, Elhub in Wh and the device in steps of 10. */
function home(first: number, count: number, seed = 1) {
	const wh = homeWh(count, seed);
	return {
		wh,
		elhub: exportRowsOf(first, wh),
		device: deviceRowsOf(first, inSteps(wh)),
	};
}

function changed<T>(rows: readonly T[], at: number, change: Partial<T>): T[] {
	return rows.map((row, i) => (i === at ? { ...row, ...change } : row));
}

function explanation(comparison: ReturnType<typeof compare>, at = 0): string {
	return comparison.findings[at]?.explanation ?? "";
}

describe("a comparison with Elhub", () => {
	it("agrees within the steps of the meter's registers, and keeps the sums", () => {
		const { wh, elhub, device } = home(FIRST, 48);
		const comparison = check(minSide(elhub), device);
		assert.deepEqual(comparison.findings, []);
		const [summary] = comparison.summaries;
		assert.deepEqual(summary?.tolerance, { wh: 20, stepWh: 10 });
		assert.deepEqual([summary?.compared, summary?.agreeing], [48, 48]);
		assert.equal(
			summary?.elhubWh,
			wh.reduce((a, b) => a + b),
		);
		assert.ok(Math.abs((summary?.deviceWh ?? 0) - (summary?.elhubWh ?? 0)) < 10);
		assert.ok((summary?.maxDifferenceWh ?? 99) < 10);
	});

	it("takes a meter's steps of 1 Wh for what they are", () => {
		const wh = homeWh(48);
		const device = changed(deviceRowsOf(FIRST, wh), 20, {
			importWh: (wh[20] as number) + 100,
		});
		const comparison = check(minSide(exportRowsOf(FIRST, wh)), device);
		assert.deepEqual(comparison.summaries[0]?.tolerance, { wh: 2, stepWh: 1 });
		assert.deepEqual(found(comparison, FIRST), [["unexplained", "unexplained", 20]]);
		assert.deepEqual(check(minSide(exportRowsOf(FIRST, wh)), device, 100).findings, []);
	});

	it("takes the coarser of two sides' steps, of enough hours that are measured", () => {
		const tolerance = (elhubWh: readonly number[], deviceWh: readonly number[], estimated = -1) =>
			check(
				minSide(exportRowsOf(FIRST, elhubWh)),
				changed(deviceRowsOf(FIRST, deviceWh), estimated, { quality: "estimated" }),
			).summaries[0]?.tolerance.stepWh;
		const wh = homeWh(12);
		const odd = inSteps(wh).map((value, i) => (i === 3 ? value + 1 : value));
		assert.equal(tolerance(wh, inSteps(wh, 100)), 100);
		assert.equal(tolerance(inSteps(wh, 100), wh), 100);
		assert.equal(tolerance(wh, wh), 1);
		assert.equal(tolerance(wh.slice(1), wh.slice(1)), 10);
		assert.equal(tolerance(wh, odd), 1);
		assert.equal(tolerance(wh, odd, 3), 10);
		const thousands = wh.map((value) => value * 1000);
		assert.equal(tolerance(thousands, inSteps(wh)), 10);
	});

	it("says how far it is off at most, to either side", () => {
		const wh = homeWh(48);
		for (const off of [100, -100]) {
			const device = changed(deviceRowsOf(FIRST, wh), 20, { importWh: (wh[20] as number) + off });
			const [summary] = check(minSide(exportRowsOf(FIRST, wh)), device).summaries;
			assert.equal(summary?.maxDifferenceWh, 100);
		}
	});

	it("leaves the device's hours before and after the export alone", () => {
		const { elhub, device } = home(FIRST, 48);
		assert.deepEqual(check(minSide(elhub.slice(10, 40)), device).findings, []);
	});

	it("is made where one direction alone has an hour in common", () => {
		const { elhub, device } = home(FIRST, 24);
		const sold = [{ hour: FIRST + 5, wh: 1, name: "KWH 60 Produksjon" }];
		const { summaries } = check(
			minSide([...elhub, ...sold]),
			device.filter((_, i) => i !== 5),
		);
		assert.deepEqual(
			summaries.map(({ compared }) => compared),
			[23, 0],
		);
	});

	it("compares both directions by themselves", () => {
		const { elhub, device } = home(FIRST, 24);
		const sold = elhub.map((row, i) => ({ ...row, wh: 100 * i, name: "KWH 60 Produksjon" }));
		const rows = device.map((row, i) => ({ ...row, exportWh: i === 5 ? 900 : 100 * i }));
		const comparison = check(minSide([...elhub, ...sold]), rows);
		assert.deepEqual(
			comparison.summaries.map(({ direction, agreeing }) => [direction, agreeing]),
			[
				["import", 24],
				["export", 23],
			],
		);
		assert.deepEqual(found(comparison, FIRST), [["unexplained", "unexplained", 5]]);
		assert.equal(comparison.findings[0]?.direction, "export");
	});

	it("agrees with a quarter-hourly export", () => {
		const { wh, device } = home(OCTOBER, 72);
		const lines = wh.flatMap((hour, i) =>
			[0, 1, 2, 3].map((quarter) => {
				const part = quarter === 3 ? hour - 3 * Math.floor(hour / 4) : Math.floor(hour / 4);
				const start = OCTOBER + i + quarter / 4;
				return `${withOffset(start)};${withOffset(start + 0.25)};${part / 1000}`;
			}),
		);
		assert.deepEqual(check(["Fra;Til;KWH 15 Forbruk", ...lines].join("\n"), device).findings, []);
	});

	it("does not compare hours that are not over, nor those before or after the device's own", () => {
		const { elhub, device } = home(FIRST, 48);
		const rows = changed(device, 40, { importWh: 10, notes: "open" }).slice(10, 41);
		const comparison = check(minSide(elhub), rows);
		assert.deepEqual(
			found(comparison, FIRST).map(([kind, severity, , ...more]) => [
				kind,
				severity,
				more.length + 1,
			]),
			[
				["outside", "harmless", 10],
				["open", "harmless", 1],
				["outside", "harmless", 7],
			],
		);
		assert.equal(isFine(comparison), true);
	});

	it("counts no hour as compared that was not over", () => {
		const { elhub, device } = home(FIRST, 48);
		const rows = changed(device, 47, { importWh: 10, notes: "open" });
		const [summary] = check(minSide(elhub), rows).summaries;
		assert.deepEqual([summary?.compared, summary?.agreeing], [47, 47]);
		assert.ok((summary?.maxDifferenceWh ?? 99) < 10);
	});

	it("leaves a direction out of which the device knows no hour", () => {
		const { elhub, device } = home(FIRST, 24);
		const sold = elhub.map((row) => ({ ...row, wh: 0, name: "KWH 60 Produksjon" }));
		const mute = hoursCsv(device).replaceAll(",0,measured,", ",,gap,");
		const comparison = compare(
			meterExportOf(minSide([...elhub, ...sold]), ""),
			deviceHoursOf(mute),
		);
		assert.deepEqual(comparison.findings, []);
		assert.match(
			reportText(comparison),
			/\nexport: not compared, the device's hours don't tell it\n/,
		);
		assert.throws(
			() =>
				check(
					minSide(elhub),
					device.map((row) => ({ ...row, importWh: undefined })),
				),
			/no hour is in both: .*, the device has none$/,
		);
	});

	it("cannot be made without an hour in common", () => {
		const { elhub, device } = home(FIRST, 24);
		const other = device.map((row) => ({ ...row, hour: row.hour + 1000 }));
		assert.throws(
			() => check(minSide(elhub), other),
			/both: the export has import from 2026-01-31 00:00 to 2026-02-01 00:00, the device's hours are from 2026-03-13 16:00 to 2026-03-14 16:00$/,
		);
	});
});

describe("energy that moved between hours", () => {
	it("is explained by the sum where the device estimated, had a gap or a moved clock", () => {
		const { elhub, device } = home(FIRST, 48);
		const [a, b, c] = [10, 11, 12].map((i) => device[i]?.importWh as number) as [
			number,
			number,
			number,
		];
		for (const [rows, word] of [
			[
				changed(changed(device, 10, { importWh: a + 500, quality: "estimated" }), 11, {
					importWh: b - 500,
					quality: "mixed",
				}),
				/the sum of these 2 is the same: the device estimated 2 of them/,
			],
			[
				changed(changed(device, 10, { importWh: undefined }), 11, { importWh: a + b }),
				/2 is the same: the device has no value for 1 of them/,
			],
			[
				changed(changed(device, 11, { importWh: undefined }), 10, { importWh: a + b }),
				/2 is the same: the device has no value for 1 of them/,
			],
			[
				[
					[10, a + 500],
					[11, b],
					[12, c - 500],
				].reduce<readonly DeviceRow[]>(
					(rows, [at = 0, importWh]) => changed(rows, at, { importWh, quality: "estimated" }),
					device,
				),
				/3 is the same: the device estimated 3 of them/,
			],
			[
				changed(
					changed(changed(device, 10, { importWh: a - 100 }), 11, {
						importWh: b + 400,
						notes: "clock-moved",
					}),
					12,
					{
						importWh: c - 300,
					},
				),
				/the sum of these 3 is the same: the device's clock moved in 1 of them/,
			],
		] as const) {
			const comparison = check(minSide(elhub), rows);
			assert.equal(comparison.findings.length, 1);
			assert.deepEqual(found(comparison, FIRST)[0]?.slice(0, 3), ["moved", "harmless", 10]);
			assert.match(explanation(comparison), word);
			assert.equal(isFine(comparison), true);
		}
	});

	it("is explained at the export's first and last hours too", () => {
		const { elhub, device } = home(FIRST, 48);
		for (const at of [0, 46]) {
			const [a, b] = [device[at], device[at + 1]].map((row) => row?.importWh as number) as [
				number,
				number,
			];
			const rows = changed(
				changed(device, at, { importWh: a + 100, quality: "estimated" }),
				at + 1,
				{ importWh: b - 100, quality: "estimated" },
			);
			const comparison = check(minSide(elhub), rows);
			assert.deepEqual(found(comparison, FIRST), [["moved", "harmless", at, at + 1]]);
		}
	});

	it("is explained by the sum but for the seconds at its ends, of a meter that counts in Wh", () => {
		const wh = homeWh(48);
		const late = wh.map((hour, i) => Math.round(hour + (((wh[i + 1] ?? hour) - hour) * 13) / 3600));
		const device = deviceRowsOf(FIRST, late).map((row, i) =>
			i === 20 || i === 21
				? { ...row, importWh: (late[i] as number) + (i === 20 ? 300 : -300), quality: "estimated" }
				: row,
		);
		const comparison = check(minSide(exportRowsOf(FIRST, wh)), device);
		const kinds = new Set(comparison.findings.map(({ kind }) => kind));
		assert.deepEqual([...kinds].sort(), ["edge", "moved"]);
	});

	it("is explained by the sum where Elhub estimated", () => {
		const { elhub, device } = home(FIRST, 48);
		const [a, b] = [elhub[20], elhub[21]].map((row) => row?.wh as number) as [number, number];
		const rows = changed(changed(elhub, 20, { wh: a + 700, quality: "Estimert" }), 21, {
			wh: b - 700,
			quality: "Estimert",
		});
		const comparison = check(minSide(rows), device);
		assert.deepEqual(found(comparison, FIRST), [["moved", "harmless", 20, 21]]);
		assert.match(explanation(comparison), /Elhub estimated 2 of them/);
	});

	it("is not where another home's hours are all estimates", () => {
		for (let seed = 2; seed < 12; seed++) {
			const { elhub, device } = home(FIRST, 200);
			const other = inSteps(homeWh(200, seed)).map((importWh, i) => ({
				...(device[i] as DeviceRow),
				importWh,
				quality: "estimated",
			}));
			const kinds = check(minSide(elhub), other).findings.map(({ kind }) => kind);
			assert.deepEqual([...new Set(kinds)], ["estimate"]);
		}
	});

	it("is not where nobody says why, though the sums agree", () => {
		const { elhub, device } = home(FIRST, 48);
		const [a, b] = [device[10]?.importWh as number, device[11]?.importWh as number];
		const rows = changed(changed(device, 10, { importWh: a + 700 }), 11, { importWh: b - 700 });
		const comparison = check(minSide(elhub), rows);
		assert.deepEqual(found(comparison, FIRST), [
			["unexplained", "unexplained", 10],
			["unexplained", "unexplained", 11],
		]);
		assert.match(
			explanation(comparison),
			/^unexplained \(with the hour after it the sums agree\)$/,
		);
		assert.match(
			explanation(comparison, 1),
			/^unexplained \(with the hour before it the sums agree\)$/,
		);
		const less = changed(changed(device, 10, { importWh: a - 700 }), 11, { importWh: b - 700 });
		assert.equal(explanation(check(minSide(elhub), less)), "unexplained");
	});

	it("is not explained by more than the seconds at the hours' edges hold", () => {
		const { elhub, device } = home(FIRST, 48);
		// 4000 W hold 17 Wh in 15 s: hour 20 has them at both edges, hour 21 at one.
		const off = (first: number, second: number, hours = 28) =>
			check(
				minSide(elhub.slice(20, 20 + hours)),
				device.map((row, i) => ({
					...row,
					importWh: (elhub[i]?.wh as number) + (i === 20 ? first : i === 21 ? second : 0),
					peakW: i === 20 ? 4000 : 0,
				})),
				20,
			).findings.map(({ kind, hours }) => [kind, ...hours.map((hour) => hour - FIRST)]);
		assert.deepEqual(off(50, -35), [["edge", 20, 21]]);
		assert.deepEqual(off(-50, 35), [["edge", 20, 21]]);
		assert.deepEqual(off(55, -35), [
			["unexplained", 20],
			["edge", 21],
		]);
		assert.deepEqual(off(50, -40), [
			["unexplained", 20],
			["unexplained", 21],
		]);
		assert.deepEqual(off(50, -35, 6), [["edge", 20, 21]]);
		assert.deepEqual(off(50, -35, 5), [
			["unexplained", 20],
			["unexplained", 21],
		]);
	});

	it("is explained by the seconds at the hours' edges while the sum stays level", () => {
		const wh = homeWh(100);
		// Registers read 13 s after the hour, at the power of the hour that begins.
		const late = wh.map((hour, i) => Math.round(hour + (((wh[i + 1] ?? hour) - hour) * 13) / 3600));
		const comparison = check(minSide(exportRowsOf(FIRST, wh)), deviceRowsOf(FIRST, late));
		assert.deepEqual(
			comparison.findings.map(({ kind, severity }) => [kind, severity]),
			[["edge", "harmless"]],
		);
		assert.ok((comparison.findings[0]?.hours.length ?? 0) > 60);
		assert.equal(isFine(comparison), true);
		const less = changed(deviceRowsOf(FIRST, late), 50, { importWh: 20 });
		assert.deepEqual(
			check(minSide(exportRowsOf(FIRST, wh)), less).findings.map(({ kind }) => kind),
			["edge", "unexplained"],
		);
	});

	it("is not where each hour is a little more or less, as by another meter", () => {
		const wh = homeWh(100);
		for (const factor of [1.005, 0.995]) {
			const other = wh.map((hour) => Math.round(hour * factor));
			const comparison = check(minSide(exportRowsOf(FIRST, wh)), deviceRowsOf(FIRST, other));
			assert.ok(comparison.findings.length > 0);
			for (const { kind } of comparison.findings) assert.equal(kind, "unexplained");
		}
	});
});

describe("an hour that is known on one side or guessed", () => {
	const { elhub, device } = home(FIRST, 48);
	const more = (device[24]?.importWh ?? 0) + 900;

	for (const [what, elhubRows, deviceRows, kind, text] of [
		[
			"a gap of the device",
			elhub,
			changed(device, 24, { importWh: undefined }),
			"gap",
			/^the device has a gap, and no hour near it/,
		],
		[
			"an hour the device leaves out",
			elhub,
			device.filter((_, i) => i !== 24),
			"missing",
			/^the device's hours leave it out$/,
		],
		[
			"an hour Elhub leaves out",
			elhub.filter((_, i) => i !== 24),
			device,
			"missing",
			/^Elhub has no value$/,
		],
		[
			"an hour Elhub has empty",
			changed(elhub, 24, { wh: undefined }),
			device,
			"missing",
			/^Elhub has no value$/,
		],
		[
			"Elhub's estimate",
			changed(elhub, 24, { wh: 100, quality: "Estimert" }),
			device,
			"estimate",
			/^Elhub estimated it \(Estimert\), the device measured it/,
		],
		[
			"the device's estimate",
			elhub,
			changed(device, 24, { importWh: more, quality: "estimated" }),
			"estimate",
			/^the device estimated it \(estimated\), Elhub measured it/,
		],
		[
			"both sides' estimates",
			changed(elhub, 24, { quality: "Beregnet" }),
			changed(device, 24, { importWh: more, quality: "mixed" }),
			"estimate",
			/^Elhub estimated it \(Beregnet\), and so did the device \(mixed\)/,
		],
		[
			"what the owner wrote",
			elhub,
			changed(device, 24, { importWh: more, notes: "corrected struck-out" }),
			"corrected",
			/its owner wrote$/,
		],
	] as const) {
		it(`is explained, and is no harmless difference: ${what}`, () => {
			const comparison = check(minSide(elhubRows as ExportRow[]), deviceRows as DeviceRow[]);
			assert.deepEqual(found(comparison, FIRST), [[kind, "real", 24]]);
			assert.match(explanation(comparison), text);
			assert.equal(isFine(comparison), false);
		});
	}

	it("is no more explained by a gap in which more was heard than Elhub has", () => {
		const heard = (importWh: number) =>
			check(minSide(elhub), changed(device, 24, { importWh, quality: "gap" }));
		const part = heard(50);
		assert.deepEqual(found(part, FIRST), [["gap", "real", 24]]);
		assert.match(explanation(part), /heard only a part/);
		assert.equal(part.summaries[0]?.compared, 47);
		assert.notEqual(found(heard(more), FIRST)[0]?.[0], "gap");
		assert.deepEqual(heard(device[24]?.importWh as number).findings, []);
	});

	it("is unexplained where both measured, and a struck-out peak explains nothing", () => {
		for (const notes of ["", "struck-out"]) {
			const comparison = check(minSide(elhub), changed(device, 24, { importWh: more, notes }));
			assert.deepEqual(found(comparison, FIRST), [["unexplained", "unexplained", 24]]);
			assert.equal(explanation(comparison), "unexplained");
		}
	});

	it("is explained by a change of the meter where the export tells another number", () => {
		const lines = elhub.map(
			({ hour, wh = 0 }, i) =>
				`${withOffset(hour)};${i < 24 ? 5706567000001 : 7340001000002};${wh / 1000}`,
		);
		const text = ["Fra;Målernummer;Forbruk kWh", ...lines].join("\n");
		const comparison = check(text, changed(device, 24, { importWh: (more - 900) / 2, peakW: 0 }));
		assert.deepEqual(found(comparison, FIRST), [["meterChange", "real", 24]]);
		assert.match(
			explanation(comparison),
			/^the meter was changed at 2026-02-01 00:00 \(2026-01-31T23:00Z\)/,
		);
		const near = [22, 23, 24, 25, 26].reduce<readonly DeviceRow[]>(
			(rows, at) => changed(rows, at, { importWh: 5000 + at, peakW: 0 }),
			device,
		);
		const [change] = check(text, near).findings.filter(({ kind }) => kind === "meterChange");
		assert.deepEqual(
			change?.hours.map((hour) => hour - FIRST),
			[23, 24, 25],
		);
		assert.deepEqual(check(text, device).findings, []);
	});
});

describe("a stretch with one cause", () => {
	it("is import and export swapped", () => {
		const { elhub, device } = home(FIRST, 48);
		const sold = elhub.map((row, i) => ({ ...row, wh: 30 * i, name: "KWH 60 Produksjon" }));
		const rows = device.map((row, i) => ({
			...row,
			importWh: 30 * i,
			exportWh: row.importWh as number,
		}));
		const comparison = check(minSide([...elhub, ...sold]), rows);
		assert.deepEqual(
			comparison.findings.map(({ kind, severity, direction }) => [kind, severity, direction]),
			[
				["swapped", "real", "import"],
				["swapped", "real", "export"],
			],
		);
		assert.match(explanation(comparison), /Elhub's import is the device's export/);
	});

	it("is import and export swapped where nothing was given to the grid, if both are told", () => {
		const { elhub, device } = home(FIRST, 48);
		const swapped = elhub.map((row) => ({ ...row, name: "KWH 60 Produksjon" }));
		const nothing = elhub.map((row) => ({ ...row, wh: 0 }));
		const { findings } = check(minSide([...nothing, ...swapped]), device);
		assert.deepEqual(
			findings.map(({ kind, hours }) => [kind, hours.length]),
			[
				["swapped", 48],
				["swapped", 48],
			],
		);
	});

	it("is no swap where what is near the other direction is nothing", () => {
		const { elhub, device } = home(FIRST, 48);
		const rows = elhub.map((row, i) => (i < 30 ? row : { ...row, wh: 0 }));
		const { findings } = check(minSide(rows), device);
		assert.ok(findings.length > 0);
		for (const { kind } of findings) assert.equal(kind, "unexplained");
	});

	for (const [factor, text] of [
		[1000, /1000 times .*unit is wrong/],
		[10, /10 times .*scale is wrong/],
		[40, /40 times .*meter constant/],
		[4, /4 times .*meter constant/],
		[2, /2 times .*meter constant/],
	] as const) {
		it(`is a factor of ${factor}, on either side`, () => {
			const { elhub, device, wh } = home(FIRST, 48);
			const less = check(
				minSide(elhub.map((row) => ({ ...row, wh: (row.wh as number) * factor }))),
				device,
			);
			assert.deepEqual(found(less, FIRST)[0]?.slice(0, 2), ["factor", "real"]);
			assert.equal(less.findings[0]?.hours.length, 48);
			assert.match(explanation(less), text);
			assert.match(explanation(less), /^Elhub's numbers are/);
			const more = check(
				minSide(elhub),
				deviceRowsOf(
					FIRST,
					wh.map((value) => value * factor),
				),
			);
			assert.equal(more.findings[0]?.hours.length, 48);
			assert.match(explanation(more), /^the device's numbers are/);
		});
	}

	it("is power for energy where quarter-hours are four times too much", () => {
		const { wh, device } = home(FIRST, 24);
		const lines = wh.flatMap((hour, i) =>
			[0, 0.25, 0.5, 0.75].map((part) => `${withOffset(FIRST + i + part)};${hour / 1000}`),
		);
		const comparison = check(["Fra;Forbruk kWh", ...lines].join("\n"), device);
		assert.match(explanation(comparison), /Elhub's numbers are 4 times .*power \(kW\)/);
	});

	it("is a factor in no less than six hours", () => {
		const { elhub, device } = home(FIRST, 48);
		const kinds = (hours: number) =>
			check(
				minSide(
					elhub.map((row, i) =>
						i >= 20 && i < 20 + hours ? { ...row, wh: (row.wh as number) * 10 } : row,
					),
				),
				device,
			).findings.map(({ kind, hours }) => [kind, hours.length]);
		assert.deepEqual(kinds(6), [["factor", 6]]);
		assert.deepEqual(kinds(5), [["unexplained", 5]]);
	});

	it("is no factor near 0, where each would fit", () => {
		for (const [told, own] of [
			[2, 25],
			[30, 3],
		] as const) {
			const elhub = minSide(exportRowsOf(FIRST, Array(20).fill(told)));
			const device = deviceRowsOf(FIRST, Array(20).fill(own));
			const { findings } = check(elhub, device, 20);
			assert.deepEqual(
				findings.map(({ kind }) => kind),
				["unexplained"],
			);
		}
	});

	it("is none where a factor fits only some hours", () => {
		const { elhub, device } = home(FIRST, 48);
		const rows = elhub.map((row, i) => ({
			...row,
			wh: (row.wh as number) * (i % 3 === 0 ? 10 : 1),
		}));
		for (const { kind } of check(minSide(rows), device).findings) assert.equal(kind, "unexplained");
	});

	it("is the device's clock where the export has offsets in its times", () => {
		const { elhub, wh } = home(FIRST, 96);
		for (const [by, text] of [
			[1, /energy 1 hour later than Elhub: the device's times are wrong/],
			[-1, /energy 1 hour earlier than Elhub: the device's times are wrong/],
			[2, /energy 2 hours later .*the device's clock was 2 h ahead$/],
			[-2, /energy 2 hours earlier .*the device's clock was 2 h behind$/],
		] as const) {
			const comparison = check(minSide(elhub), deviceRowsOf(FIRST + by, inSteps(wh)));
			const shifted = comparison.findings.filter(({ kind }) => kind === "shifted");
			assert.equal(shifted.length, 1);
			assert.match(shifted[0]?.explanation ?? "", text);
			const hours = shifted[0]?.hours ?? [];
			assert.ok(hours.length >= 90);
			assert.deepEqual([...hours].sort(), hours);
			const [first, last] = by > 0 ? [by, 95] : [0, 95 + by];
			assert.deepEqual([hours[0], hours.at(-1)], [FIRST + first, FIRST + last]);
			assert.deepEqual([...new Set(comparison.findings.map(({ kind }) => kind))].sort(), [
				"outside",
				"shifted",
			]);
			assert.equal(isFine(comparison), false);
		}
	});

	it("is the device's where it begins on a common day, though times have no offset", () => {
		const { elhub, wh } = home(FIRST, 120);
		const steps = inSteps(wh);
		const rows = deviceRowsOf(FIRST, steps).map((row, i) => ({
			...row,
			importWh: i < 48 ? steps[i] : i < 90 ? steps[i - 1] : steps[i],
			notes: i === 48 || i === 90 ? "clock-moved" : "",
		}));
		const comparison = check(webPlugin(elhub), rows);
		const [shifted] = comparison.findings.filter(({ kind }) => kind === "shifted");
		assert.match(
			shifted?.explanation ?? "",
			/the device's times are wrong.* \(it says that its clock moved near 2026-02-02 00:00\)$/,
		);
	});

	it("is the device's where it ends on a common day, though times have no offset", () => {
		const { elhub, wh } = home(FIRST, 120);
		const steps = inSteps(wh);
		const rows = deviceRowsOf(FIRST, steps).map((row, i) =>
			i < 48 ? { ...row, importWh: steps[i + 1] as number } : row,
		);
		const [shifted] = check(webPlugin(elhub), rows).findings;
		assert.match(
			shifted?.explanation ?? "",
			/the device's times are wrong, the device's clock was 1 h behind$/,
		);
	});

	it("is the device's clock, not its summer time, where it lasts over the change", () => {
		const { elhub, wh } = home(MARCH, 95);
		const [shifted] = check(minSide(elhub), deviceRowsOf(MARCH - 1, inSteps(wh))).findings;
		assert.match(shifted?.explanation ?? "", /wrong, the device's clock was 1 h behind$/);
	});

	it("is the export's where it is in UTC in summer", () => {
		const first = hourAt("2026-06-30T22:00:00Z");
		const { elhub, device } = home(first, 96);
		for (const [wall, text] of [
			[0, /the export's times are wrong, the export's times are UTC$/],
			[
				4,
				/can't be told, either the export's times are 2 h late, or the device's clock was 2 h behind;/,
			],
		] as const) {
			const rows = wall === 0 ? elhub : elhub.slice(1);
			const comparison = check(
				webPlugin(rows, (hour) => hour + wall),
				device,
			);
			const [shifted] = comparison.findings.filter(({ kind }) => kind === "shifted");
			assert.match(shifted?.explanation ?? "", text);
		}
	});

	it("is the device's after a change of the clock that the export proves to follow", () => {
		const { elhub, wh } = home(MARCH, 119);
		const steps = inSteps(wh);
		const change = hourAt("2026-03-29T01:00:00Z") - MARCH;
		// The meter keeps to normal time, and the device takes off an hour too much in summer.
		const rows = steps.map((value, i) => ({
			hour: MARCH + (i < change ? i : i - 1),
			importWh: value,
		}));
		const once = rows.filter(({ hour }, i) => rows[i + 1]?.hour !== hour);
		const withoutEnds = webPlugin(elhub).replace("Fra;Til;", "Tidspunkt;More;");
		for (const text of [webPlugin(elhub), withoutEnds]) {
			const comparison = check(text, once);
			const [shifted] = comparison.findings.filter(({ kind }) => kind === "shifted");
			assert.match(shifted?.explanation ?? "", /^from 2026-03-29 0\d:00 to 2026-03-31 23:00/);
			assert.match(shifted?.explanation ?? "", /device's times are wrong.*keeps to normal time/);
		}
	});

	it("is the export's where it keeps to normal time over October's change", () => {
		const { elhub, device } = home(OCTOBER, 97);
		const comparison = check(
			webPlugin(elhub, (hour) => hour + 1),
			device,
		);
		assert.deepEqual(
			comparison.findings.map(({ kind, severity }) => [kind, severity]),
			[
				["outside", "harmless"],
				["shifted", "harmless"],
			],
		);
		assert.match(
			explanation(comparison, 1),
			/the export's times are wrong.*keeps to normal time \(UTC\+1\) in summer/,
		);
	});

	it("is the export's where its days are whole only when it is moved", () => {
		const { elhub, device } = home(FIRST, 96);
		const comparison = check(
			webPlugin(elhub, (hour) => localHourOf(hour) + 1),
			device,
		);
		const [shifted] = comparison.findings.filter(({ kind }) => kind === "shifted");
		assert.match(
			shifted?.explanation ?? "",
			/the export's times are wrong, the export names its hours by their end/,
		);
	});

	it("is nobody's for sure where an export that proves no clock is as far off all the way", () => {
		const { elhub, wh } = home(MARCH, 95);
		const normal = webPlugin(elhub, (hour) => hour + 1);
		const october = home(OCTOBER, 97);
		const double = hourAt("2026-10-25T01:00:00Z");
		const once = webPlugin(october.elhub.filter(({ hour }) => hour !== double));
		const summer = home(hourAt("2026-03-29T02:00:00Z"), 60);
		for (const [text, first, own] of [
			[normal, MARCH, wh],
			[once, OCTOBER, october.wh],
			[webPlugin(summer.elhub), summer.elhub[0]?.hour as number, summer.wh],
		] as const) {
			const comparison = check(text, deviceRowsOf(first + 1, inSteps(own)));
			const shifted = comparison.findings.filter(({ kind }) => kind === "shifted");
			assert.ok(shifted.length > 0);
			for (const { severity, explanation } of shifted) {
				assert.equal(severity, "real");
				assert.match(explanation, /whose times are wrong can't be told/);
			}
		}
	});

	it("is the device's clock where it comes and goes in summer", () => {
		const first = OCTOBER - 72;
		const { elhub, wh } = home(first, 145);
		const steps = inSteps(wh);
		const rows = deviceRowsOf(first, steps).map((row, i) =>
			i >= 20 && i < 50 ? { ...row, importWh: steps[i + 1] as number } : row,
		);
		const { findings } = check(minSide(elhub), rows);
		const shifted = findings.find(({ kind }) => kind === "shifted");
		assert.match(shifted?.explanation ?? "", /wrong, the device's clock was 1 h behind$/);
	});

	it("is the export's where it keeps to UTC over March's change", () => {
		const { elhub, device } = home(MARCH, 95);
		const comparison = check(
			webPlugin(elhub, (hour) => hour),
			device,
		);
		const [shifted] = comparison.findings.filter(({ kind }) => kind === "shifted");
		assert.equal(shifted?.severity, "harmless");
		assert.match(shifted?.explanation ?? "", /the export's times are UTC$/);
	});

	it("is the export's where its only times are the hours' ends, on Oslo's clock or with offsets", () => {
		const { elhub, device, wh } = home(MARCH, 119);
		for (const [name, text] of [
			["Tidspunkt", (hour: number) => onWall(localHourOf(hour))],
			["Tidspunkt", withOffset],
			["Fra", withOffset],
		] as const) {
			const write = (count: number) =>
				[`${name};Forbruk kWh`]
					.concat(
						elhub.slice(0, count).map(({ hour }, i) => `${text(hour + 1)};${Number(wh[i]) / 1000}`),
					)
					.join("\n");
			const shifted = (count: number) =>
				check(write(count), device).findings.filter(({ kind }) => kind === "shifted");
			const [whole, part] = [shifted(119), shifted(110)].map((findings) => {
				assert.equal(findings.length, 1);
				return findings[0];
			});
			if (name === "Fra") {
				assert.match(whole?.explanation ?? "", /: the device's times are wrong/);
				continue;
			}
			assert.equal(whole?.severity, "harmless");
			assert.match(whole?.explanation ?? "", /the export names its hours by their end$/);
			assert.equal(part?.severity, "real");
			assert.match(
				part?.explanation ?? "",
				/can't be told, either the export names its hours by their end, or the device's clock was 1 h behind; an export that tells both ends of its hours would tell$/,
			);
		}
	});

	it("is nobody's that can be told where nothing proves it", () => {
		const { elhub, device } = home(FIRST + 1, 96);
		const comparison = check(
			webPlugin(elhub, (hour) => hour),
			device,
		);
		const [shifted] = comparison.findings.filter(({ kind }) => kind === "shifted");
		assert.equal(shifted?.severity, "real");
		assert.match(
			shifted?.explanation ?? "",
			/whose times are wrong can't be told, either the export's times are UTC, or the device took/,
		);
	});
});

describe("the nights of a changed clock", () => {
	it("agree in every form that tells all their hours", () => {
		for (const [first, hours] of [
			[MARCH, 71],
			[OCTOBER, 73],
		] as const) {
			const { elhub, device } = home(first, hours);
			assert.deepEqual(check(minSide(elhub), device).findings, []);
			assert.deepEqual(check(webPlugin(elhub), device).findings, []);
			const wall = elhub.map(({ hour, wh = 0 }) => `${onWall(localHourOf(hour))};${wh / 1000}`);
			assert.deepEqual(check(["Tid;Forbruk kWh", ...wall].join("\n"), device).findings, []);
		}
	});

	it("say what October's double hour holds where it is told once", () => {
		const { elhub, device } = home(OCTOBER, 73);
		const double = elhub.findIndex(({ hour }) => osloOffset(hour) === 1) - 1;
		const [early, late] = [elhub[double]?.wh as number, elhub[double + 1]?.wh as number];
		for (const [wh, severity, hours, text] of [
			[early + late, "harmless", [double, double + 1], /with the energy of both$/],
			[early, "real", [double + 1], /the energy of the first: the other's is missing$/],
			[late, "real", [double, double + 1], /the energy of the second: the other's is missing$/],
		] as const) {
			const rows = changed(elhub, double, { wh }).filter((_, i) => i !== double + 1);
			const comparison = check(webPlugin(rows), device);
			assert.deepEqual(found(comparison, OCTOBER), [["october", severity, ...hours]]);
			assert.match(explanation(comparison), text);
		}
		const neither = changed(elhub, double, { wh: 9 }).filter((_, i) => i !== double + 1);
		assert.deepEqual(found(check(webPlugin(neither), device), OCTOBER), [
			["unexplained", "unexplained", double],
			["missing", "real", double + 1],
		]);
	});
});

describe("the device's hours", () => {
	const header = "start,end,importWh,importQuality,notes";
	it("are found by their columns' names, in any order and with more", () => {
		const { hours } = deviceHoursOf(
			"more,importWh,start,importQuality\nx,1234,2026-01-31T13:00:00+01:00,mixed\ny,,2026-01-31T13:00:00Z,gap\n",
		);
		assert.deepEqual(
			[...(hours.import ?? [])],
			[
				[
					hourAt("2026-01-31T12:00:00Z"),
					{ wh: 1234, quality: "mixed", peakW: undefined, notes: [] },
				],
				[
					hourAt("2026-01-31T13:00:00Z"),
					{ wh: undefined, quality: "gap", peakW: undefined, notes: [] },
				],
			],
		);
		assert.equal(hours.export, undefined);
	});

	for (const [what, text, message] of [
		["nothing", "", /first line is not that of the device's hours/],
		["no energy", "start,end\n", /first line is not that of the device's hours/],
		["no start", "end,importWh\n", /first line is not that of the device's hours/],
		["an export", "Fra;Til;Volum", /first line is not that of the device's hours/],
		["a time that is none", `${header}\nnow,,1,measured,`, /line 2: 'now' is no UTC hour/],
		[
			"a time without a zone",
			`${header}\n2026-01-31T12:00:00,,1,measured,`,
			/line 2: .* is no UTC hour/,
		],
		["a quarter-hour", `${header}\n2026-01-31T12:15:00Z,,1,measured,`, /line 2: .* is no UTC hour/],
		[
			"two hours",
			`${header}\n2026-01-31T12:00:00Z,2026-01-31T14:00:00Z,1,measured,`,
			/line 2: .* is not an hour after/,
		],
		[
			"parts of a Wh",
			`${header}\n2026-01-31T12:00:00Z,,1.5,measured,`,
			/line 2: importWh '1.5' is no whole number/,
		],
		[
			"another quality",
			`${header}\n2026-01-31T12:00:00Z,,1,good,`,
			/line 2: importQuality 'good' is none of measured/,
		],
		[
			"an hour twice",
			`${header}\n${"2026-01-31T12:00:00Z,,1,measured,\n".repeat(2)}`,
			/line 3: an hour that was told before/,
		],
		[
			"cells too many",
			`${header}\n2026-01-31T12:00:00Z,,1,measured,,9`,
			/line 2: 6 cells, where the header has 5/,
		],
	] as const) {
		it(`that can't be read say so: ${what}`, () => {
			assert.throws(() => deviceHoursOf(text), message);
		});
	}
});
