/** What @moddable/typings 5.6.0 lacks of SDK 8.2.3 (moddable.md, 7). */

/** Set by the SDK's simulator. */
declare var screen: import("commodetto/PixelsOut").default | undefined;

/**
 * The SDK calls it where the machine is about to restart, if it is there. Where it returns false the
 * machine goes on, which is sound after an exception only.
 */
declare var abort: ((why: string, exception: unknown) => boolean) | undefined;

interface ArrayBufferConstructor {
	/** UTF-8 of a text; XS's own. */
	fromString(text: string): ArrayBuffer;
}

/** What src/device/uart offers, and src/device/lin/uart.js in the simulator. */
declare module "uart" {
	/** A UART that only hears: ECMA-419's Serial, with what that keeps `parity`, `data` and `stop` for. */
	export default class Uart {
		/**
		 * Throws a RangeError for what cannot be, before anything is taken, and an Error for a pin or port
		 * that is in use. Without `port` it is 0; 8N1 where nothing is said of it.
		 */
		constructor(options: {
			/** Pin, which is held at the idle level where nothing drives it. */
			readonly receive?: number | undefined;
			readonly port?: number | undefined;
			/** In the simulator, in place of pin and port: a path. */
			readonly device?: string | undefined;
			readonly baud: number;
			readonly data?: 7 | 8;
			readonly parity?: "even" | "none";
			readonly stop?: 1 | 2;
			/** The line is low where it should be high. */
			readonly invert?: boolean;
			/** Octets have come that were not read; told again with the next ones. */
			readonly onReadable?: (this: Uart, count: number) => void;
		});
		/** How many octets were put into `buffer`; undefined when there are none. Allocates nothing. */
		read(buffer: Uint8Array): number | undefined;
		/** From the next octet on. */
		configure(options: { readonly parity: "even" | "none" }): void;
		/** Milliseconds that the first unread octet has waited since it could be read. */
		readonly waited: number;
		/** Octets with a wrong parity, and without a stop bit, since it was opened. */
		readonly parityErrors: number;
		readonly framingErrors: number;
		/** Times that the UART's FIFO, of 128 octets, was full and dropped. */
		readonly overflows: number;
		/** May be called twice, and in `onReadable`. */
		close(): void;
	}
}

/** What a board's block in the manifest includes of src/device/lamp. */
declare module "lamp" {
	/** Dark at first. */
	export default class Lamp {
		/** Throws an Error for a pin that cannot be had. */
		constructor(pin: number);
		write(isLit: boolean): void;
	}
}

/** What a board's block in the manifest includes of src/device/dimmer. */
declare module "dimmer" {
	/** The brightness of the display that is there. */
	export default class Dimmer {
		/** 1 to 100; until then the driver's own. */
		write(percent: number): void;
	}
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
			/** As it is sent. A Map, which the SDK tells of too, leaves the record empty. */
			readonly txt: Uint8Array;
		}): Handle;
	}
}
