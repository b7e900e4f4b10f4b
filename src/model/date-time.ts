/**
 * A COSEM date-time as the meter sent it (IEC 62056-6-2, 4.1.6.1; 12 octets):
 *
 * ```
 * year(2) month day weekday hour minute second hundredths deviation(2) status
 * ```
 *
 * It is the meter's own wall clock. Which clock that is depends on the maker (`ClockRule`), and the
 * deviation field is wrong or empty on every Norwegian meter, so nothing here is UTC.
 */
export const DATE_TIME_SIZE = 12;

const UNSPECIFIED_DEVIATION = -0x8000;

/** Values of `ClockRule`: what wall clock a meter keeps (../docs/meters.md). */
export type ClockRule =
	/** UTC+1 all year: Aidon, Kamstrup. */
	| "normalTime"
	/** Norwegian civil time with summer time: Kaifa in Norway. */
	| "civilTime"
	/** Local = UTC - deviation: Kaifa in Sweden, when the field is filled in. */
	| "deviation";

export class DateTime {
	/** year << 16 | month << 8 | day; 0 is "not sent". */
	#date = 0;
	/** hour << 16 | minute << 8 | second. */
	#time = 0;
	#deviation = UNSPECIFIED_DEVIATION;
	#status = 0xff;

	get isSet(): boolean {
		return this.#date !== 0;
	}

	clear(): void {
		this.#date = 0;
		this.#deviation = UNSPECIFIED_DEVIATION;
		this.#status = 0xff;
	}

	/** Takes 12 octets of `view` from `at`. A date or time with unspecified fields is "not sent". */
	set(view: DataView, at: number): void {
		const date = view.getInt32(at);
		const time = view.getInt32(at + 5) >>> 8;
		const rest = view.getInt32(at + 8);
		this.#date = isPossible(date, time) ? date : 0;
		this.#time = time;
		this.#deviation = (rest << 8) >> 16;
		this.#status = rest & 0xff;
	}

	get year(): number {
		return this.#date >>> 16;
	}
	get month(): number {
		return (this.#date >> 8) & 0xff;
	}
	get day(): number {
		return this.#date & 0xff;
	}
	get hour(): number {
		return this.#time >> 16;
	}
	get minute(): number {
		return (this.#time >> 8) & 0xff;
	}
	get second(): number {
		return this.#time & 0xff;
	}

	/** Minutes as sent, or undefined when unspecified (0x8000). */
	get deviation(): number | undefined {
		return this.#deviation === UNSPECIFIED_DEVIATION ? undefined : this.#deviation;
	}

	/** The clock status octet as sent; 0xFF means that the meter gives none. */
	get status(): number {
		return this.#status;
	}

	/** `2026-01-31T13:00:10` as the meter's clock reads, no zone; undefined when not sent. */
	toText(): string | undefined {
		if (!this.isSet) return undefined;
		return `${this.year}-${two(this.month)}-${two(this.day)}T${two(this.hour)}:${two(this.minute)}:${two(this.second)}`;
	}
}

function isPossible(date: number, time: number): boolean {
	if (time >> 16 > 23 || ((time >> 8) & 0xff) > 59 || (time & 0xff) > 59) return false;
	const month = (date >> 8) & 0xff;
	const day = date & 0xff;
	const year = date >>> 16;
	return year > 0 && year < 10000 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

function two(value: number): string {
	return value < 10 ? `0${value}` : `${value}`;
}
