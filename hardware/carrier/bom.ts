/** The list of parts to buy, one line for each, as CSV. */
import { PARTS, type Part, REFS, type Ref } from "./parts.ts";

const HEAD = ["refs", "count", "value", "what", "maker", "maker's number", "EUR each (estimate)"];

export function billOfMaterials(): string {
	const bought = REFS.filter((ref) => PARTS[ref].number !== "");
	const lines = new Map<string, Ref[]>();
	for (const ref of bought) {
		const { number } = PARTS[ref];
		lines.set(number, [...(lines.get(number) ?? []), ref]);
	}
	return [HEAD, ...[...lines.values()].map(lineOf)]
		.map((line) => `${line.map(quoted).join(",")}\n`)
		.join("");
}

function lineOf(refs: readonly Ref[]): string[] {
	const { printed, what, maker, number, price }: Part = PARTS[refs[0] as Ref];
	return [refs.join(" "), String(refs.length), printed, what, maker, number, price.toFixed(2)];
}

function quoted(text: string): string {
	return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** EUR, estimated: the parts of one carrier, without board and display. */
export function costOfParts(): number {
	return REFS.reduce((sum, ref) => sum + PARTS[ref].price, 0);
}
