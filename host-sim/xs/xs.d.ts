/** What host-sim/xs gives to the bundles that run on it. */

/** Indices into what `xs.memory` fills. Slots are of 16 octets, chunks counted in octets. */
interface XsFigures {
	readonly slots: 0;
	readonly slotsPeak: 1;
	readonly slotsTotal: 2;
	readonly chunks: 3;
	readonly chunksPeak: 4;
	readonly chunksTotal: 5;
	/** Slots of the JavaScript stack that were ever written. */
	readonly stackPeak: 6;
	readonly stackTotal: 7;
	/** Names made at run time. */
	readonly keys: 8;
	readonly keysTotal: 9;
	readonly collections: 10;
	/** Of what was run: low and high 32 bits. */
	readonly bytecodesLow: 11;
	readonly bytecodesHigh: 12;
	/** Preloaded things that were changed, and those that could be, at 4 octets each. */
	readonly aliases: 13;
	readonly aliasesTotal: 14;
}

/** None of these allocates in the machine, and none can be called while a bundle is preloaded. */
interface Xs {
	/** Waits for octets of standard input. How many came into `into` from `start`; -1 at the end. */
	read(into: Uint8Array, start?: number): number;
	/** All octets from `start` up to `end` to standard output. */
	write(octets: Uint8Array, start?: number, end?: number): void;
	/** A line to standard error. */
	print(text: string): void;
	collect(): void;
	/** Fills as many of `XsFigures` as there is room for. Between collections only growth is exact. */
	memory(into: Int32Array): void;
	/** From now on, what is allocated is counted, and by whom first is remembered. */
	mark(): void;
	/** Prints what was allocated since the mark; false when nothing was. */
	firstAllocation(): boolean;
	exit(code: number): never;

	/** The display of 128 by 64 pixels; a font is the number of its `--font` option. */
	fontHeight(font: number): number;
	fontAscent(font: number): number;
	begin(x: number, y: number, width: number, height: number): void;
	end(): void;
	fill(color: number, x: number, y: number, width: number, height: number): void;
	text(text: string, font: number, color: number, x: number, y: number): void;
	textWidth(text: string, font: number): number;
	/** A gray octet each, to standard output. */
	writePixels(): void;
}

declare const xs: Xs;

interface ArrayBufferConstructor {
	/** UTF-8 of a text; the engine's own. */
	fromString(text: string): ArrayBuffer;
}

interface StringConstructor {
	/** The text of UTF-8; the engine's own. */
	fromArrayBuffer(octets: ArrayBuffer): string;
}
