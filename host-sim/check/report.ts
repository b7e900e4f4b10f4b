/** A comparison for people, and as an object for programs. */
import { HOUR_MS } from "../../src/model/civil.ts";
import { utcText } from "../../src/model/utc.ts";
import type { Comparison, Summary } from "./compare.ts";
import { counted, type Finding, hourText, localText, type Severity } from "./finding.ts";
import { DIRECTIONS } from "./series.ts";

const SEVERITIES: readonly Severity[] = ["harmless", "real", "unexplained"];
/** Hours shown of a finding; JSON has all. */
const SHOWN = 24;

/** Everything known is the same, or differs for a reason that does no harm. */
export function isFine({ findings }: Comparison): boolean {
	return findings.every(({ severity }) => severity === "harmless");
}

export function reportText(comparison: Comparison): string {
	const { elhub, summaries, findings } = comparison;
	const lines = [
		`${localText(elhub.first)} to ${localText(elhub.end)}: ${counted(elhub.end - elhub.first, "hour")}`,
		`the export was read as: ${elhub.understood.join(", ")}`,
		...summaries.flatMap(summaryLines),
		...leftOut(comparison),
		"",
		verdict(findings),
		...findings.flatMap((finding) => ["", ...findingLines(comparison, finding)]),
	];
	return `${lines.join("\n")}\n`;
}

function summaryLines(summary: Summary): string[] {
	const { direction, compared, agreeing, tolerance, elhubWh, deviceWh, maxDifferenceWh } = summary;
	const step =
		tolerance.stepWh === undefined ? "" : ` (the meter counts in steps of ${tolerance.stepWh} Wh)`;
	return [
		`${direction}: ${counted(compared, "hour")} compared, ${agreeing} agree within ${tolerance.wh} Wh${step}`,
		`  Elhub ${kWh(elhubWh)}, device ${kWh(deviceWh)}, difference ${signed(deviceWh - elhubWh)}, at most ${rounded(maxDifferenceWh)} Wh in an hour`,
	];
}

/** A direction that only one side tells is said to be left out. */
function leftOut({ elhub, device }: Comparison): string[] {
	return DIRECTIONS.flatMap((direction) => {
		const [told, own] = [elhub.hours[direction], device.hours[direction]];
		if (told && !own) return [`${direction}: not compared, the device's hours don't tell it`];
		const isTold = [...(own?.values() ?? [])].some(({ wh }) => wh !== undefined && wh > 0);
		return !told && isTold ? [`${direction}: not compared, the export does not tell it`] : [];
	});
}

function verdict(findings: readonly Finding[]): string {
	if (findings.length === 0) return "no differences";
	const counts = SEVERITIES.map((severity) => {
		const hours = findings
			.filter((finding) => finding.severity === severity)
			.reduce((sum, { hours: { length } }) => sum + length, 0);
		return `${severity} ${counted(hours, "hour")}`;
	});
	return `differences: ${counts.join(", ")}`;
}

function findingLines(comparison: Comparison, finding: Finding): string[] {
	const { direction, severity, hours, explanation } = finding;
	const rows = hours.slice(0, SHOWN).map((hour) => {
		const { elhubWh, deviceWh } = valuesOf(comparison, finding, hour);
		const both = elhubWh !== undefined && deviceWh !== undefined;
		const difference = both ? ` (${signed(deviceWh - elhubWh)})` : "";
		return `  ${hourText(hour)} Elhub ${wh(elhubWh)}, device ${wh(deviceWh)}${difference}`;
	});
	const more = hours.length > SHOWN ? [`  and ${counted(hours.length - SHOWN, "hour")} more`] : [];
	return [`${direction}, ${severity}: ${explanation}`, ...rows, ...more];
}

export function reportJson(comparison: Comparison): object {
	const { elhub, summaries, findings } = comparison;
	return {
		isFine: isFine(comparison),
		start: utc(elhub.first),
		end: utc(elhub.end),
		understood: elhub.understood,
		summaries: summaries.map(({ tolerance, ...summary }) => ({
			...summary,
			elhubWh: rounded(summary.elhubWh),
			deviceWh: rounded(summary.deviceWh),
			maxDifferenceWh: rounded(summary.maxDifferenceWh),
			toleranceWh: tolerance.wh,
		})),
		findings: findings.map((finding) => ({
			...finding,
			hours: finding.hours.map((hour) => ({
				start: utc(hour),
				...valuesOf(comparison, finding, hour),
			})),
		})),
	};
}

function valuesOf({ elhub, device }: Comparison, { direction }: Finding, hour: number) {
	return {
		elhubWh: elhub.hours[direction]?.get(hour)?.wh,
		deviceWh: device.hours[direction]?.get(hour)?.wh,
	};
}

function utc(hour: number): string {
	return utcText(hour * HOUR_MS);
}

function wh(value: number | undefined): string {
	return value === undefined ? "none" : `${rounded(value)} Wh`;
}

function kWh(value: number): string {
	return `${(value / 1000).toFixed(3)} kWh`;
}

function signed(value: number): string {
	return `${value > 0 ? "+" : ""}${rounded(value)} Wh`;
}

/** Exports may tell thousandths of a Wh; sums of them are no whole numbers of anything. */
function rounded(value: number): number {
	return Math.round(value * 1000) / 1000;
}
