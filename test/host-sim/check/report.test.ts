/** A comparison as people read it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { compare } from "../../../host-sim/check/compare.ts";
import { deviceHoursOf } from "../../../host-sim/check/device-hours.ts";
import { meterExportOf } from "../../../host-sim/check/meter-export.ts";
import { reportText } from "../../../host-sim/check/report.ts";
import {
	type DeviceRow,
	deviceRowsOf,
	exportRowsOf,
	homeWh,
	hourAt,
	hoursCsv,
	minSide,
} from "../../support/metering-values.ts";

const FIRST = hourAt("2026-01-30T23:00:00Z");
const WH = homeWh(48);
const ELHUB = minSide(exportRowsOf(FIRST, WH));
const DEVICE = deviceRowsOf(FIRST, WH);

function report(elhub: string, device: string): string {
	return reportText(compare(meterExportOf(elhub, ""), deviceHoursOf(device)));
}

function withEach(change: (row: DeviceRow, i: number) => Partial<DeviceRow>): string {
	return hoursCsv(DEVICE.map((row, i) => ({ ...row, ...change(row, i) })));
}

describe("a comparison in words", () => {
	it("is as the page about it shows", () => {
		const [elhub, hours] = ["elhub.csv", "hours.csv"].map((name) =>
			readFileSync(`test/check/${name}`, "utf8"),
		);
		const shown = /hours\.csv\n([^`]+)```/.exec(readFileSync("docs/check.md", "utf8"))?.[1];
		assert.equal(report(elhub as string, hours as string), shown);
	});

	it("shows 24 hours of a cause, and counts the others", () => {
		const hours = (count: number) =>
			report(
				ELHUB,
				withEach((_, i) => (i < count ? { importWh: 10 * i } : {})),
			).match(/\n {2}2026-.*|\n {2}and .*/g) ?? [];
		assert.equal(hours(24).length, 24);
		assert.deepEqual([hours(30).length, hours(30).at(-1)], [25, "\n  and 6 hours more"]);
	});

	it("tells no difference of an hour that a side does not know", () => {
		const text = report(
			ELHUB,
			withEach((_, i) => (i === 20 ? { importWh: undefined } : {})),
		);
		assert.match(text, new RegExp(`\\) Elhub ${WH[20]} Wh, device none\\n$`));
	});

	it("says which direction is left out, if there is energy in it", () => {
		const given = report(
			ELHUB,
			withEach((_, i) => ({ exportWh: i === 7 ? 1 : 0 })),
		);
		assert.match(given, /\nexport: not compared, the export does not tell it\n/);
		assert.doesNotMatch(report(ELHUB, hoursCsv(DEVICE)), /not compared/);
		const without = hoursCsv(DEVICE).replace("exportWh", "more");
		const both = ELHUB + ELHUB.replaceAll("Forbruk", "Produksjon").replace(/^.*/, "");
		assert.match(
			report(both, without),
			/\nexport: not compared, the device's hours don't tell it\n/,
		);
		assert.doesNotMatch(report(ELHUB, without), /not compared/);
	});
});
