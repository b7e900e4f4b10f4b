/**
 * Rows that are made while they are sent, as JSON or CSV (RFC 4180):
 *
 * ```
 * {"from":"…","to":"…","hours":[{"start":"…","importWh":1234},…]}
 *
 * start,importWh
 * …,1234
 * ```
 *
 * Each piece of it is followed by a pause, so that octets of the meter never wait for a long reply.
 */
import type { Reply, Stream } from "../reply.ts";

export type Cell = string | number | undefined | readonly string[];

/** By column; what is not known is left out, or an empty cell. */
export type Row = Readonly<Record<string, Cell>>;

export interface Table {
	/** Of JSON's array. */
	readonly name: string;
	/** JSON's members before it, one at least. */
	readonly about: Readonly<Record<string, string | number>>;
	/** Of CSV, in this order. */
	readonly columns: readonly string[];
	/** The next row, or that it is not made yet; undefined after the last. */
	next(): Row | typeof LATER | undefined;
}

/** There is more to do before the next row. */
export const LATER = "later";

/** A piece is sent when it is so long: two of them fit TCP's segment. */
const PIECE = 700;
/** RFC 4180 has CR LF; every reader takes LF, and so do shells. */
const LINE_END = "\n";
/** The same path has two forms. */
const HEADERS = Object.freeze([
	"Cache-Control: no-store",
	"X-Content-Type-Options: nosniff",
	"Vary: Accept",
]);

/** A reply in one of the two forms. */
export function formReply(body: Reply["body"], isCsv: boolean): Reply {
	const type = isCsv ? "text/csv; charset=utf-8" : "application/json";
	return { status: 200, type, body, headers: HEADERS };
}

export function tableReply(table: Table, isCsv: boolean): Reply {
	return formReply(new Body(table, isCsv), isCsv);
}

/** All of a short table as CSV. */
export function csvText(columns: readonly string[], rows: readonly Row[]): string {
	return columns.join(",") + LINE_END + rows.map((row) => csvRow(columns, row)).join("");
}

class Body implements Stream {
	readonly #table: Table;
	readonly #isCsv: boolean;
	#text: string;
	#isFirst = true;
	#isAtEnd = false;
	#isPaused = false;

	constructor(table: Table, isCsv: boolean) {
		const { about, columns, name } = table;
		this.#table = table;
		this.#isCsv = isCsv;
		this.#text = isCsv
			? columns.join(",") + LINE_END
			: `${JSON.stringify(about).slice(0, -1)},"${name}":[`;
	}

	next(): string | undefined {
		if (this.#isPaused) {
			this.#isPaused = false;
			return "";
		}
		if (this.#isAtEnd) return undefined;
		while (this.#text.length < PIECE) {
			const row = this.#table.next();
			if (row === LATER) break;
			this.#take(row);
			if (row === undefined) break;
		}
		const text = this.#text;
		this.#text = "";
		this.#isPaused = text !== "" && !this.#isAtEnd;
		return this.#isAtEnd && text === "" ? undefined : text;
	}

	#take(row: Row | undefined): void {
		if (row === undefined) {
			this.#isAtEnd = true;
			if (!this.#isCsv) this.#text += "]}";
		} else if (this.#isCsv) this.#text += csvRow(this.#table.columns, row);
		else this.#text += (this.#isFirst ? "" : ",") + JSON.stringify(row);
		this.#isFirst = false;
	}
}

function csvRow(columns: readonly string[], row: Row): string {
	return columns.map((column) => cell(row[column])).join(",") + LINE_END;
}

/** None of ours has a comma, a quotation mark or a line's end in it. */
function cell(value: Cell): string {
	if (value === undefined) return "";
	return typeof value === "object" ? value.join(" ") : String(value);
}
