/** What every way of reading a capture answers with. */

/** A chunk as it arrived: it begins where the one before ends. */
export interface Arrival {
	/** Index in the octets after its last one. */
	readonly end: number;
	/** Milliseconds since the recording began, when its last octet was handed over. */
	readonly atMs: number;
}

export interface Capture {
	readonly octets: Uint8Array;
	/** Empty when no times were told; else the last one ends where the octets do. */
	readonly arrivals: readonly Arrival[];
	/** Baud, data bits, parity and stop bits, as in `2400 8E1`, where the file says. */
	readonly line?: string;
	/** Neither raw octets nor plain hex nor our own format, so somebody should look at `understood`. */
	readonly isForeign: boolean;
	/** What the file was taken for, in words. */
	readonly understood: string;
}

/** `1 line`, `2 lines`. */
export function counted(count: number, what: string): string {
	return `${count} ${what}${count === 1 ? "" : "s"}`;
}

const MAX_SHOWN = 60;

/** An error that points at a line, counted from 1, and shows its beginning. */
export function lineError(number: number, text: string, why: string): Error {
	const shown = text.trim();
	const short = shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)}…` : shown;
	return new Error(`line ${number}: ${why}: ${short}`);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
	const octets = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
	let at = 0;
	for (const part of parts) {
		octets.set(part, at);
		at += part.length;
	}
	return octets;
}
