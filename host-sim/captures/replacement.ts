/** Octets in which texts give way to others of the same length. */

/** Of a text, fewer octets may be anything; of a text as short as this, all but one are a part. */
const MIN_PART = 4;

export class Replacement {
	/** Ours, with what was replaced so far. */
	readonly octets: Uint8Array;
	/** What they were, one character each. */
	readonly #text: string;
	readonly #isReplaced: Uint8Array;

	constructor(octets: Uint8Array) {
		this.octets = octets.slice();
		this.#text = Buffer.from(octets).toString("latin1");
		this.#isReplaced = new Uint8Array(octets.length);
	}

	/** Puts `text` in place of what stands at `at`. */
	put(at: number, text: string): void {
		this.octets.set(Buffer.from(text, "latin1"), at);
		this.#isReplaced.fill(1, at, at + text.length);
	}

	/** Replaces `text` wherever it stands, and answers how often. */
	putAll(text: string, other: string): number {
		let count = 0;
		for (let at = this.#text.indexOf(text); at >= 0; at = this.#text.indexOf(text, at + 1)) {
			this.put(at, other);
			count++;
		}
		return count;
	}

	/** Replaces what is left of texts, with octets lost or wrong, from `start` up to `end`. */
	putParts(texts: ReadonlyMap<string, string>, start: number, end: number): void {
		for (let at = start; at < end; at++) {
			for (const [text, other] of texts) {
				const [from, length] = this.#longestPart(text, at, end);
				if (length === 0) continue;
				this.put(at, other.slice(from, from + length));
				at += length - 1;
				break;
			}
		}
	}

	/** What matches `pattern` where nothing was replaced. */
	*rest(pattern: RegExp): Generator<[at: number, text: string]> {
		const left = Array.from(this.#text, (octet, i) => (this.#isReplaced[i] ? " " : octet)).join("");
		for (const match of left.matchAll(pattern)) yield [match.index, match[0]];
	}

	#longestPart(text: string, at: number, end: number): [from: number, length: number] {
		const least = Math.min(MIN_PART, text.length - 1);
		let best: [number, number] = [0, 0];
		for (let from = 0; from + least <= text.length; from++) {
			let length = 0;
			while (
				from + length < text.length &&
				at + length < end &&
				this.#isReplaced[at + length] === 0 &&
				this.#text[at + length] === text[from + length]
			)
				length++;
			if (length >= least && length > best[1]) best = [from, length];
		}
		return best;
	}
}
