/** Ids of no meter, in the form of those they stand for. */

/** At most one less than `limit`, at least 0. */
export type Random = (limit: number) => number;

/** GS1 prefixes of Aidon, Kamstrup and Kaifa, and of Sweden, by which decoders know a meter. */
const MAKER = /^(?:735999|570656|697063|7340)(?=\d+$)/;
const GS1_DIGITS = 16;

/** As long, digits for digits, letters for letters; the maker's prefix stays. */
export function inventedId(id: string, random: Random): string {
	const kept = id.length === GS1_DIGITS ? (MAKER.exec(id)?.[0].length ?? 0) : 0;
	for (;;) {
		const other = Array.from(id, (character, i) =>
			i < kept ? character : inventedCharacter(character, random),
		).join("");
		if (other !== id || !/[0-9A-Za-z]/.test(id.slice(kept))) return other;
	}
}

function inventedCharacter(character: string, random: Random): string {
	const letter = (first: string) => String.fromCharCode(first.charCodeAt(0) + random(26));
	if (/\d/.test(character)) return String(random(10));
	if (/[A-Z]/.test(character)) return letter("A");
	return /[a-z]/.test(character) ? letter("a") : character;
}

/** A number with as many digits. */
export function inventedNumber(number: number, random: Random): number {
	const lowest = 10 ** (String(number).length - 1);
	const limit = Math.min(lowest * 10, 2 ** 32);
	for (;;) {
		const other = lowest + random(limit - lowest);
		if (other !== number) return other;
	}
}
