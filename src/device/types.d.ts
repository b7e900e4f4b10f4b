/** What @moddable/typings 5.6.0 lacks of SDK 8.2.3 (moddable.md, 7). */

/** Set by the SDK's simulator. */
declare var screen: import("commodetto/PixelsOut").default | undefined;

interface ArrayBufferConstructor {
	/** UTF-8 of a text; XS's own. */
	fromString(text: string): ArrayBuffer;
}
