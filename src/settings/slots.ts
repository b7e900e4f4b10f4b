/** Where settings are kept, as the store sees it: NVS on the ESP32, a file on the desktop. Types only. */
export interface Slots {
	/** What is in slot 0 or 1; undefined where nothing is. Throws when it cannot be read. */
	read(slot: number): Uint8Array | undefined;
	/**
	 * Replaces what is in the slot. Throws when that fails. If the power goes meanwhile, the slot may
	 * hold the old, the new, nothing or anything; the other slot is as it was.
	 */
	write(slot: number, octets: Uint8Array): void;
}
