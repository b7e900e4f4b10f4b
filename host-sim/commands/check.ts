/** `glimt check`: an Elhub export against a device's hours, each difference with its explanation. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { compare } from "../check/compare.ts";
import { masked } from "../check/csv.ts";
import { deviceHoursOf } from "../check/device-hours.ts";
import { fetchHours } from "../check/fetch-hours.ts";
import { meterExportOf } from "../check/meter-export.ts";
import { isFine, reportJson, reportText } from "../check/report.ts";
import { print } from "../print.ts";
import { withNamed } from "../reasons.ts";

const FINE = 0;
const DIFFERENT = 1;
const CANNOT_COMPARE = 2;

interface CheckOptions {
	readonly elhub: string;
	readonly hours: string | undefined;
	readonly url: string | undefined;
	readonly tolerance: number | undefined;
	readonly json: boolean;
}

/** 0 when all agrees or differs without harm, 1 when something differs, 2 when nothing is compared. */
export async function runCheck(words: string[]): Promise<number> {
	try {
		const { elhub: file, hours, url, tolerance, json } = optionsOf(words);
		const elhub = withNamed(file, () => meterExportOf(textOf(readFileSync(file)), basename(file)));
		const csv = url && (await fetchHours(url, elhub.first, elhub.end));
		const device = withNamed(url ?? (hours as string), () =>
			deviceHoursOf(csv ?? textOf(readFileSync(hours as string))),
		);
		const comparison = compare(elhub, device, tolerance);
		print(1, json ? `${JSON.stringify(reportJson(comparison))}\n` : reportText(comparison));
		return isFine(comparison) ? FINE : DIFFERENT;
	} catch (error) {
		// Elhub's files are named by the metering point.
		print(2, `glimt check: ${masked((error as Error).message).replaceAll("\n", " ")}\n`);
		return CANNOT_COMPARE;
	}
}

function optionsOf(words: string[]): CheckOptions {
	const { values, positionals } = parseArgs({
		args: words,
		allowPositionals: true,
		options: {
			url: { type: "string" },
			tolerance: { type: "string" },
			json: { type: "boolean", default: false },
		},
	});
	const [elhub, hours] = positionals;
	const { url, json } = values;
	if (elhub === undefined || positionals.length !== (url === undefined ? 2 : 1)) {
		throw new Error("say ELHUB.csv and either HOURS.csv or --url http://glimt.local");
	}
	const tolerance = values.tolerance === undefined ? undefined : Number(values.tolerance || NaN);
	if (tolerance !== undefined && !(tolerance >= 0 && Number.isFinite(tolerance))) {
		throw new Error(`--tolerance ${values.tolerance}: say a number of Wh`);
	}
	return { elhub, hours, url, tolerance, json };
}

/** Excel and PowerShell write UTF-16 and Windows' letters, portals UTF-8 with a mark or without. */
function textOf(file: Buffer): string {
	if (file.subarray(0, 4).toString("latin1") === "PK\x03\x04") {
		throw new Error("this is a workbook of Excel: open it there, and save its sheet as CSV");
	}
	if (file[0] === 0xff && file[1] === 0xfe) return file.toString("utf16le").replace(/^\ufeff/, "");
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(file);
	} catch {
		return new TextDecoder("windows-1252").decode(file);
	}
}
