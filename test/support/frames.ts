/** Frames for tests: two whole ones, and a builder for any other. */
import { octetsOfHex } from "../../host-sim/hex.ts";
import { checkSequence } from "../../src/han/fcs.ts";

export const octets = octetsOfHex;

export function joined(...parts: Uint8Array[]): Uint8Array {
	const result = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
	let at = 0;
	for (const part of parts) {
		result.set(part, at);
		at += part.length;
	}
	return result;
}

/** Aidon list 1: 512 W. */
export const AIDON_LIST_1 = octets(
	"7E A02A 41 0883 13 0413 E6E700 0F 40000000 00 0101 0203 09060100010700FF 0600000200 02020F00161B C12C 7E",
);

/** Kaifa list 1: 638 W at 2017-09-15 04:52:52. Its octet 37 is 7E. */
export const KAIFA_LIST_1 = octets(
	"7E A027 01 0201 10 5A87 E6E700 0F 40000000 090C 07E1090F05043434FF800000 0201 060000027E BBF9 7E",
);

export interface FrameOptions {
	readonly isSegmented?: boolean;
	readonly destination?: readonly number[];
	readonly source?: readonly number[];
}

/** A frame from flag to flag around `information`, which may be empty. */
export function frame(information: Uint8Array, options: FrameOptions = {}): Uint8Array {
	const destination = options.destination ?? [0x41];
	const source = options.source ?? [0x08, 0x83];
	const header = 2 + destination.length + source.length + 1;
	const body = information.length === 0 ? 0 : information.length + 2;
	const length = header + body + 2;
	const result = new Uint8Array(length + 2);
	result[0] = 0x7e;
	result[1] = 0xa0 | (options.isSegmented ? 0x08 : 0) | (length >> 8);
	result[2] = length & 0xff;
	result.set(destination, 3);
	result.set(source, 3 + destination.length);
	result[header] = 0x13;
	if (body > 0) {
		putCheck(result, header + 1);
		result.set(information, header + 3);
	}
	putCheck(result, length - 1);
	result[length + 1] = 0x7e;
	return result;
}

function putCheck(into: Uint8Array, at: number): void {
	const check = checkSequence(into, 1, at);
	into[at] = check & 0xff;
	into[at + 1] = check >> 8;
}
