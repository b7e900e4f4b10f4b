/** What @moddable/typings 5.6.0 lacks of SDK 8.2.3 (moddable.md, 7). */

/** Set by `setup/commodetto` where the board configures a display. */
declare var screen: import("commodetto/PixelsOut").default;

interface ArrayBufferConstructor {
	/** UTF-8 of a text; XS's own. */
	fromString(text: string): ArrayBuffer;
}
