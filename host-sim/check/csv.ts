/** Lines of CSV as cells, and words as they compare. */

export interface Row {
	/** From 1, as editors count. */
	readonly line: number;
	readonly cells: readonly string[];
}

/** The lines that are not empty. A cell may not hold a line's end. */
export function rowsOf(text: string, separator: string): Row[] {
	return text
		.split(/\r\n|\r|\n/)
		.map((line, i) => ({ line: i + 1, cells: cellsOf(line, separator) }))
		.filter(({ cells }) => cells.some((cell) => cell !== ""));
}

/** Quotes may hold separators, and two of them are one. A row that is quoted as a whole is opened. */
function cellsOf(line: string, separator: string): string[] {
	const cells = [""];
	let isQuoted = false;
	for (let i = 0; i < line.length; i++) {
		const letter = line[i] as string;
		if (letter === '"' && isQuoted && line[i + 1] === '"') i++;
		else if (letter === '"') {
			isQuoted = !isQuoted;
			continue;
		} else if (letter === separator && !isQuoted) {
			cells.push("");
			continue;
		}
		cells[cells.length - 1] += letter;
	}
	const trimmed = cells.map((cell) => cell.trim());
	const [only = ""] = trimmed;
	const isWhole = trimmed.length === 1 && line.includes('"') && only.includes(separator);
	return isWhole ? cellsOf(only, separator) : trimmed;
}

/** Lower case letters and digits with one blank between words: `Målepunkt-ID` is `malepunkt id`. */
export function plainWords(text: string): string {
	return text
		.toLowerCase()
		.replace(/å/g, "a")
		.replace(/ø/g, "o")
		.replace(/æ/g, "ae")
		.replace(/[^a-z0-9]+/g, " ")
		.trim();
}

/** A cell to be shown. */
export function shown(cell: string): string {
	return `'${masked(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell)}'`;
}

/** Without the ids of metering points and meters, which are never told whole. */
export function masked(text: string): string {
	return text.replace(/\d{4,}(?=\d{3})/g, "…");
}

/** An error that says where. */
export function lineError(line: number, message: string): Error {
	return new Error(`line ${line}: ${message}`);
}
