/** What an export's columns mean, by their names. */
import { lineError, plainWords, type Row, shown } from "./csv.ts";
import type { Direction } from "./series.ts";

/** Wh in one. */
export const UNITS: Readonly<Record<string, number>> = Object.freeze({
	wh: 1,
	kwh: 1e3,
	mwh: 1e6,
});

export interface VolumeColumn {
	readonly at: number;
	readonly name: string;
	readonly direction: Direction | undefined;
	/** Wh in one of it, where its name tells. */
	readonly unit: number | undefined;
}

/** Places of cells; undefined for a column that is not there. */
export interface Columns {
	readonly start: number;
	/** It is named as the beginning, not only as a time. */
	readonly isStart: boolean;
	/** It is named as UTC. */
	readonly isUtc: boolean;
	readonly volumes: readonly VolumeColumn[];
	/** The date, where `start` may be only the time of day. */
	readonly date: number | undefined;
	readonly end: number | undefined;
	/** What a row's volume is: `KWH 60 Forbruk`. */
	readonly name: number | undefined;
	readonly unit: number | undefined;
	readonly quality: number | undefined;
	/** Personal: the metering point's id and the meter's number. */
	readonly point: number | undefined;
	readonly meter: number | undefined;
	/** Cells in a row. */
	readonly count: number;
}

const OF_TIME = "( dato| tid| tidspunkt| klokkeslett| kl)*( utc| local| lokal)?";
/** The first that fits is the column's; the order matters. */
const MEANINGS: readonly (readonly [string, RegExp])[] = [
	["end", new RegExp(`^(til|slutt|to|end|end time|endtime|sluttidspunkt|periode til)${OF_TIME}$`)],
	[
		"start",
		new RegExp(
			`^(fra|start|from|start time|starttime|starttid|starttidspunkt|startdato|periode fra|tidspunkt|dato tid|dato klokkeslett|dato og tid|datotid|date time|datetime|timestamp)${OF_TIME}$`,
		),
	],
	["time", /^(time|tid|klokkeslett|klokken|kl|hour)$/],
	["date", /^(dato|date|dag|dogn|bruksdogn)$/],
	[
		"other",
		/registr|oppdatert|updated|kode|pris|kost|belop|price|cost|temperatur|\bnok\b|\bkr\b|\bore\b/,
	],
	["quality", /kvalitet|quality|^status$|malestatus/],
	["unit", /^(enhet|unit|maleenhet)$/],
	["point", /^(malepunkt|metering ?point|gsrn)( ?(id|nr|nummer|number))?$/],
	["meter", /^(maler|meter) ?(nr|nummer|number|id)?$/],
	["name", /^(malenavn|maleserie|serie|type|maletype|malepunkttype|retning|direction|produkt)$/],
	["other", /var(h|\b)|reaktiv|reactive|effekt|\bkw\b|maks|\bmax\b/],
	[
		"volume",
		/forbruk|volum|produksjon|innmating|uttak|verdi|wh\b|mengde|import|e[kx]s?port|consumption|production|quantity|usage|energi|value/,
	],
];

const INTO_HOUSE = /forbruk|uttak|import|consumption|usage/;
const OUT_OF_HOUSE = /produksjon|innmating|e[kx]s?port|production/;

/** `KWH 60 Forbruk` is import, `Produksjon` export; undefined where the words don't say. */
export function directionOf(text: string): Direction | undefined {
	const words = plainWords(text);
	const isOut = OUT_OF_HOUSE.test(words);
	if (isOut === INTO_HOUSE.test(words)) return undefined;
	return isOut ? "export" : "import";
}

/** The header: the first row that names a time and a volume. */
export function columnsOf(rows: readonly Row[]): { header: Row; columns: Columns } | undefined {
	for (const header of rows) {
		const columns = columnsIn(header);
		if (columns) return { header, columns };
	}
	return undefined;
}

function columnsIn(header: Row): Columns | undefined {
	const places = new Map<string, number[]>();
	header.cells.forEach((cell, at) => {
		const [meaning = "other"] = MEANINGS.find(([, form]) => form.test(plainWords(cell))) ?? [];
		places.set(meaning, [...(places.get(meaning) ?? []), at]);
	});
	const only = (meaning: string) => places.get(meaning)?.[0];
	const start = only("start") ?? only("time") ?? only("date");
	const volumes = (places.get("volume") ?? []).map((at) => volumeAt(header, at));
	if (start === undefined || volumes.length === 0) return undefined;
	refuseTwins(header, volumes);
	const startName = plainWords(header.cells[start] as string);
	return {
		start,
		isStart: /^(fra|start|from|periode fra)/.test(startName),
		isUtc: / utc$/.test(startName),
		volumes,
		date: only("date"),
		end: only("end"),
		name: only("name"),
		unit: only("unit"),
		quality: only("quality"),
		point: only("point"),
		meter: only("meter"),
		count: header.cells.length,
	};
}

function volumeAt({ cells }: Row, at: number): VolumeColumn {
	const name = cells[at] as string;
	const unit = /\b(wh|kwh|mwh)\b/.exec(plainWords(name))?.[1];
	return {
		at,
		name,
		direction: directionOf(name),
		unit: unit === undefined ? undefined : UNITS[unit],
	};
}

function refuseTwins({ line }: Row, volumes: readonly VolumeColumn[]): void {
	const isOut = ({ direction }: VolumeColumn) => direction === "export";
	for (const [i, volume] of volumes.entries()) {
		const twin = volumes.slice(0, i).find((other) => isOut(other) === isOut(volume));
		if (!twin) continue;
		const names = `${shown(twin.name)} and ${shown(volume.name)}`;
		throw lineError(line, `${names} may both be the hour's energy: keep one of them`);
	}
}
