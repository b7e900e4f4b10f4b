/** `GET /api/v1/capacity`: what the month's highest hours cost, and what this hour may still take. */
import { Capacity, type Peak, stepOf, type Tariff } from "../../ledger/capacity.ts";
import { HourRecord, QUALITIES } from "../../ledger/hour.ts";
import type { HourReader } from "../../ledger/hours.ts";
import type { ThisHour } from "../../ledger/this-hour.ts";
import { dateOf } from "../../model/civil.ts";
import { localDayOf, startOfMonth, startOfNextMonth } from "../../time/oslo.ts";
import type { Reply, Stream } from "../reply.ts";
import { dayText, monthText } from "./calendar.ts";
import { type History, hourText } from "./history.ts";
import { csvText, formReply, type Row } from "./table.ts";

type Fields = Record<string, unknown>;

const COLUMNS = Object.freeze(["day", "start", "importWh", "importQuality", "notes"]);
/** Hours that are read before others get their turn. */
const SHARE = 24;

/**
 * Of the month that `hour` is in; `now` is the hour in progress. Of that month it is known; another
 * month's hours are read a share at a time. Undefined until it is known.
 */
export function capacityReply(
	history: History,
	now: number,
	hour: number,
	isCsv: boolean,
): Reply | undefined {
	const date = dateOf(localDayOf(hour));
	const from = startOfMonth(date);
	const to = startOfNextMonth(date);
	const { capacity, thisHour } = history;
	if (capacity === undefined) return undefined;
	const isNow = now >= from && now < to;
	const body = isNow
		? textOf(from, capacity, thisHour && hourFields(now, thisHour, capacity.tariff), isCsv)
		: new PastCapacity(history, capacity.tariff, from, to, isCsv);
	return formReply(body, isCsv);
}

class PastCapacity implements Stream {
	readonly #capacity: Capacity;
	readonly #reader: HourReader;
	readonly #record = new HourRecord();
	readonly #month: number;
	readonly #isCsv: boolean;
	#isDone = false;

	constructor({ hours }: History, tariff: Tariff, from: number, to: number, isCsv: boolean) {
		this.#capacity = new Capacity(tariff);
		this.#capacity.begin();
		this.#reader = hours.reader(from, to);
		this.#month = from;
		this.#isCsv = isCsv;
	}

	next(): string | undefined {
		if (this.#isDone) return undefined;
		for (let share = 0; share < SHARE; share++) {
			if (this.#reader.next(this.#record)) this.#capacity.take(this.#record);
			else {
				this.#isDone = true;
				this.#capacity.end();
				return textOf(this.#month, this.#capacity, undefined, this.#isCsv);
			}
		}
		return "";
	}
}

/** `month` is its first hour. CSV has the peaks alone. */
function textOf(
	month: number,
	capacity: Readonly<Capacity>,
	thisHour: Fields | undefined,
	isCsv: boolean,
): string {
	const { peaks, count, leftOut, mean, tariff } = capacity;
	const rows = peaks.slice(0, count).map(peakRow);
	if (isCsv) return csvText(COLUMNS, rows);
	return JSON.stringify({
		month: monthText(month),
		...(count > 0 && { meanW: Math.round(mean), step: stepFields(tariff, mean) }),
		peaks: rows,
		leftOut,
		thisHour,
	});
}

/** From `fromW` up to `toW`, which the last step does not have. */
function stepFields(tariff: Tariff, watts: number): Fields {
	const step = stepOf(tariff, watts);
	return { fromW: fromOf(tariff, step), toW: tariff.steps[step], priceOre: tariff.prices?.[step] };
}

function fromOf({ steps }: Tariff, step: number): number | undefined {
	return step === 0 ? 0 : steps[step - 1];
}

function peakRow(peak: Readonly<Peak>): Row {
	return {
		day: dayText(peak.hour),
		start: hourText(peak.hour),
		importWh: peak.wh,
		importQuality: QUALITIES[peak.quality],
		// A new one each time: XS cannot stringify what lies in flash.
		notes: peak.isCorrected ? ["corrected"] : undefined,
	};
}

function hourFields(now: number, hour: Readonly<ThisHour>, tariff: Tariff): Fields {
	return {
		start: hourText(now),
		secondsLeft: hour.secondsLeft,
		importWh: hour.wh,
		forecastWh: hour.forecastWh,
		stepFromW: fromOf(tariff, hour.step),
		nextStepW: hour.nextStep,
		limitWh: hour.limitWh,
		allowedW: hour.allowed,
		reachesNextStep: hour.nextStep === undefined ? undefined : hour.reaches,
		nextStepCostOre: hour.cost,
	};
}
