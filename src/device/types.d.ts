/** What @moddable/typings 5.6.0 lacks of SDK 8.2.3 (moddable.md, 7). */

/** Set by the SDK's simulator. */
declare var screen: import("commodetto/PixelsOut").default | undefined;

interface ArrayBufferConstructor {
	/** UTF-8 of a text; XS's own. */
	fromString(text: string): ArrayBuffer;
}

/** A partition, or what stands in for it in the simulator (lin/flash.js); what we use of it. */
declare module "embedded:storage/flash" {
	export interface Flash {
		/** In sectors. Throws when it fails, as do the others. */
		eraseBlock(index: number): void;
		/** Fills `into`. Answers its length. */
		read(into: Uint8Array, at: number): number;
		write(octets: Uint8Array, at: number): void;
		/** `size` in octets. */
		status(): { readonly size: number };
	}
	const storage: {
		/** The data partition named so. Throws an Error where there is none. */
		open(options: { readonly path: string; readonly mode: "r" | "r+" }): Flash;
	};
	export default storage;
}
