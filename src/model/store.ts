/**
 * The last list 1, 2 and 3, each whole and dated. They are kept apart, so that an hour-old register
 * is never shown as if it came with the live watts.
 *
 * Four readings are made once. The decoder fills the spare one, and keeping it swaps it with the
 * one it replaces: nothing is copied and nothing allocated per push.
 */
import { Reading } from "./reading.ts";

/** A reading older than this is not shown as now: three of the list 2 of every 10 s were missed. */
export const STALE_MS = 30_000;

/** List 2 comes every 10 s, or list 3 in its place: one lost is borne, two are not. */
const LIST_2_LASTS_MS = 25_000;

export class Store {
	/** Latest of each list; `list` is 0 until one has come. Valid until the next `keep`. */
	readonly latest: [list1: Reading, list2: Reading, list3: Reading] = [
		new Reading(),
		new Reading(),
		new Reading(),
	];
	/** Grows by one with each reading kept. */
	sequence = 0;
	#spare = new Reading();
	#live = this.latest[0];

	/** The reading to decode into. Ours; the caller's until `keep`. */
	get spare(): Reading {
		return this.#spare;
	}

	/** The newest reading of any list; its `list` is 0 before the first. */
	get live(): Readonly<Reading> {
		return this.#live;
	}

	/** The newest of list 2 and 3: what names the meter and carries phases. Its `list` is 0 before the first. */
	get detailed(): Readonly<Reading> {
		const list2 = this.latest[1];
		const list3 = this.latest[2];
		if (list2.list === 0) return list3;
		return list3.list !== 0 && list3.receivedAt > list2.receivedAt ? list3 : list2;
	}

	/**
	 * The reading that tells the net power now. It is the newest, except that a list 1 carries import
	 * only: while a house exports it says 0, and the truth is in the list 2 of every 10 s.
	 */
	get power(): Readonly<Reading> {
		const live = this.#live;
		if (live.list !== 1 || live.netPower !== 0) return live;
		const detailed = this.detailed;
		const isRecent = live.receivedAt - detailed.receivedAt <= LIST_2_LASTS_MS;
		return detailed.list !== 0 && isRecent && (detailed.netPower ?? 0) < 0 ? detailed : live;
	}

	/** Makes the spare the latest of its list. Its `list` is 1, 2 or 3. */
	keep(): void {
		const reading = this.#spare;
		const slot = reading.list - 1;
		this.#spare = this.latest[slot] as Reading;
		this.latest[slot] = reading;
		this.#live = reading;
		this.sequence++;
	}
}
