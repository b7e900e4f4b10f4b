/**
 * Flash, as the journal sees it: a partition on the ESP32, a file on the desktop. Types only.
 *
 * What goes wrong in the hardware is thrown by the one who implements this, and the journal lets it
 * pass: it holds nothing then that is not so.
 */
export interface Flash {
	/** Octets, in whole sectors of 4096. */
	readonly size: number;
	/** Fills `into` with what is there from `at` on. Throws past the end. */
	read(at: number, into: Uint8Array): void;
	/** Makes all of sector `index` FF. Throws when the flash has no such sector, or fails. */
	erase(index: number): void;
	/**
	 * Programs `octets` at `at`, both in whole words of 4 octets. Only clears bits: a bit that is 0
	 * already stays 0. Throws past the end, or when the flash fails.
	 */
	program(at: number, octets: Uint8Array): void;
}
