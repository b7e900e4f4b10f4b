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

/** DNS-SD over mDNS; what we use of it. */
declare module "embedded:network/dnssd" {
	interface Handle {
		close(): void;
	}
	export default class DNSSD {
		/** Opens a socket. Throws where there is no network. */
		constructor(options: { readonly socket: { readonly io: unknown } });
		close(): void;
		/** Asks whether the name is another's; one of both is called within a second. */
		claim(options: {
			readonly host: string;
			readonly onReady: () => void;
			readonly onError: () => void;
		}): Handle;
		advertise(options: {
			readonly serviceType: string;
			readonly host: string;
			readonly name: string;
			readonly port: number;
			readonly txt: Map<string, string>;
		}): Handle;
	}
}
