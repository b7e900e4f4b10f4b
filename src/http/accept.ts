/** Which form of a reply the client asks for (RFC 9110, 12.5.1). */
import { COMMA, isWord, SEMICOLON, skipBlanks, trimBlanks, word } from "./octets.ts";

const CSV_TYPE = word("text/csv");
const JSON_TYPE = word("application/json");
const ANYTHING = word("*/*");

/**
 * Whether an Accept field names CSV before JSON. Weights are not looked at: who wants one of the two
 * names one.
 */
export function prefersCsv(octets: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at < end; at++) {
		const type = skipBlanks(octets, at, end);
		while (at < end && octets[at] !== COMMA) at++;
		let typeEnd = type;
		while (typeEnd < at && octets[typeEnd] !== SEMICOLON) typeEnd++;
		typeEnd = trimBlanks(octets, type, typeEnd);
		if (isWord(octets, type, typeEnd, CSV_TYPE)) return true;
		if (isWord(octets, type, typeEnd, JSON_TYPE) || isWord(octets, type, typeEnd, ANYTHING))
			return false;
	}
	return false;
}
