/** What explains an hour by itself, or a run of them, when nothing larger did. */
import {
	counted,
	type Differences,
	type Finding,
	hasNote,
	hourText,
	type Kind,
	runsOf,
	type Severity,
} from "./finding.ts";
import { sumsAgreeWith } from "./moved.ts";
import type { MeterExport } from "./series.ts";

/** Hours that are not over yet, and those before and after the device's first and last. */
export function notCompared(view: Differences): Finding[] {
	const known = [...view.device].filter(([, { wh }]) => wh !== undefined).map(([hour]) => hour);
	const first = known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
	const last = known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
	const open = view.left.filter((hour) => hasNote(view.device.get(hour), "open"));
	const before = view.left.filter((hour) => hour < first);
	const after = view.left.filter((hour) => hour > last);
	return [
		...inRuns(
			view,
			open,
			"open",
			"harmless",
			() => "the hour was not over when the device told it",
		),
		...inRuns(
			view,
			before,
			"outside",
			"harmless",
			(hours) => `before the device's first hour: ${counted(hours.length, "hour")} not compared`,
		),
		...inRuns(
			view,
			after,
			"outside",
			"harmless",
			(hours) => `after the device's last hour: ${counted(hours.length, "hour")} not compared`,
		),
	];
}

/** October's double hour where the export tells it once, with the energy of both. */
export function octoberTogether(view: Differences, elhub: MeterExport): Finding[] {
	return octoberOnce(view, elhub, "harmless", (told, first, second) =>
		told(first + second) ? "of both" : undefined,
	);
}

/** The same with the energy of one of the two. */
export function octoberAlone(view: Differences, elhub: MeterExport): Finding[] {
	return octoberOnce(view, elhub, "real", (told, first, second) => {
		if (told(second)) return "of the second: the other's is missing";
		return told(first) ? "of the first: the other's is missing" : undefined;
	});
}

function octoberOnce(
	view: Differences,
	elhub: MeterExport,
	severity: Severity,
	whose: (told: (wh: number) => boolean, first: number, second: number) => string | undefined,
): Finding[] {
	return elhub.onceInOctober.flatMap((early) => {
		const late = early + 1;
		const once = view.elhub.get(early)?.wh;
		const [first, second] = [early, late].map((hour) => view.device.get(hour)?.wh);
		if (once === undefined || first === undefined || second === undefined) return [];
		if (view.elhub.has(late) || !view.isLeft(late)) return [];
		const energy = whose((wh) => Math.abs(once - wh) <= view.tolerance, first, second);
		if (energy === undefined) return [];
		const hours = [early, late].filter((hour) => view.isLeft(hour));
		const explanation = `the export has October's double hour once, with the energy ${energy}`;
		return [view.take(hours, "october", severity, explanation)];
	});
}

/** The hour in which the export tells another meter's number, and its neighbours. */
export function meterChange(view: Differences, elhub: MeterExport): Finding[] {
	return elhub.meterChanges.flatMap((change) => {
		const hours = [change - 1, change, change + 1].filter((hour) => view.isLeft(hour));
		if (hours.length === 0) return [];
		return [
			view.take(
				hours,
				"meterChange",
				"real",
				`the meter was changed at ${hourText(change)}: what the old one counted last can't be told`,
			),
		];
	});
}

interface Reason {
	readonly kind: Kind;
	readonly severity: Severity;
	readonly text: string;
}

export function singleHours(view: Differences): Finding[] {
	const byReason = new Map<string, { reason: Reason; hours: number[] }>();
	for (const hour of view.left) {
		const reason = reasonOf(view, hour);
		const alike = byReason.get(reason.text);
		if (alike) alike.hours.push(hour);
		else byReason.set(reason.text, { reason, hours: [hour] });
	}
	return [...byReason.values()].flatMap(({ reason: { kind, severity, text }, hours }) =>
		inRuns(view, hours, kind, severity, () => text),
	);
}

function reasonOf(view: Differences, hour: number): Reason {
	const [elhub, device] = [view.elhub.get(hour), view.device.get(hour)];
	const real = (kind: Kind, text: string): Reason => ({ kind, severity: "real", text });
	if (elhub?.wh === undefined) {
		const [part] = elhub?.notes ?? [];
		return real("missing", `Elhub has no value${part ? ` (${part})` : ""}`);
	}
	if (device === undefined) return real("missing", "the device's hours leave it out");
	if (device.wh === undefined)
		return real("gap", "the device has a gap, and no hour near it holds the energy");
	if (device.quality === "gap" && device.wh <= elhub.wh + view.tolerance) {
		return real("gap", "the device has a gap, and heard only a part of the energy");
	}
	if (hasNote(device, "corrected") && view.direction === "import") {
		return real("corrected", "the device has the value that its owner wrote");
	}
	const guess = guessOf(elhub.quality === "estimated" ? elhub.notes : [], device.quality);
	if (guess !== undefined) return real("estimate", guess);
	return {
		kind: "unexplained",
		severity: "unexplained",
		text: `unexplained${sumsAgreeWith(view, hour)}`,
	};
}

function guessOf(words: readonly string[], device: string): string | undefined {
	const isDevice = device !== "measured";
	const told = words.length > 0 ? `Elhub estimated it (${words.join(", ")})` : undefined;
	if (told && isDevice)
		return `${told}, and so did the device (${device}); the hours near it don't make up for it`;
	if (told) return `${told}, the device measured it; the hours near it don't make up for it`;
	if (isDevice)
		return `the device estimated it (${device}), Elhub measured it; the hours near it don't make up for it`;
	return undefined;
}

function inRuns(
	view: Differences,
	hours: readonly number[],
	kind: Kind,
	severity: Severity,
	explain: (hours: readonly number[]) => string,
): Finding[] {
	return runsOf(hours).map((run) => view.take(run, kind, severity, explain(run)));
}
