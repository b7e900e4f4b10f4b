/** Octets that are compared at once. */
const WORD = 4;
const DOUBLE = 8;

/**
 * A short text from the wire (meter id, type, list version), kept as octets. A string is made only
 * when somebody asks, because on XS even looking at a string's length allocates.
 */
export class Label {
	/** Longest known is Kamstrup's type with 18. */
	static readonly MAX = 32;

	readonly #octets = new Uint8Array(Label.MAX);
	readonly #view = new DataView(this.#octets.buffer);
	/** -1 is "not sent"; 0 is an empty text, which Landis+Gyr sends as its type. */
	#length = -1;

	get isSet(): boolean {
		return this.#length >= 0;
	}

	clear(): void {
		this.#length = -1;
	}

	/**
	 * Takes `length` octets of `view` from `at`, without the NULs that pad them. Too long a text is
	 * "not sent": half an id is worse than none.
	 */
	set(view: DataView, at: number, length: number): void {
		let left = length;
		while (left > 0 && view.getUint8(at + left - 1) === 0) --left;
		if (left > Label.MAX) left = -1;
		this.#length = left;
		// The same meter sends the same text again and again, and comparing is cheaper than copying.
		if (this.#holds(view, at, left)) return;
		for (let i = 0; i < left; ++i) this.#octets[i] = view.getUint8(at + i);
	}

	/** Whether these octets are held; may say no although they are. */
	#holds(view: DataView, at: number, size: number): boolean {
		const held = this.#view;
		if (size < DOUBLE) {
			const last = size - WORD;
			if (last < 0 || held.getInt32(0) !== view.getInt32(at)) return false;
			return held.getInt32(last) === view.getInt32(at + last);
		}
		// Doubles that are equal have the same octets, but for the two zeros.
		const last = size - DOUBLE;
		let double = held.getFloat64(last);
		if (double !== view.getFloat64(at + last) || double === 0) return false;
		for (let i = 0; i < last; i += DOUBLE) {
			double = held.getFloat64(i);
			if (double !== view.getFloat64(at + i) || double === 0) return false;
		}
		return true;
	}

	/** Whether the text begins with these octets. */
	startsWith(octets: readonly number[]): boolean {
		if (this.#length < octets.length) return false;
		for (let i = 0; i < octets.length; i++) if (this.#octets[i] !== octets[i]) return false;
		return true;
	}

	equals(other: Label): boolean {
		if (this.#length !== other.#length) return false;
		for (let i = 0; i < this.#length; i++) if (this.#octets[i] !== other.#octets[i]) return false;
		return true;
	}

	/** The octet at an index, or -1 past the end. */
	at(index: number): number {
		return index < this.#length ? (this.#octets[index] as number) : -1;
	}

	/** Latin-1, or undefined when the push did not carry it. */
	toText(): string | undefined {
		if (this.#length < 0) return undefined;
		let text = "";
		for (let i = 0; i < this.#length; i++) text += String.fromCharCode(this.#octets[i] as number);
		return text;
	}
}
