/** Where the good frames of a capture lie. */
import { LLC } from "../../src/han/cursor.ts";
import { HdlcReader } from "../../src/han/hdlc.ts";
import { DATA_NOTIFICATION } from "../../src/han/list.ts";
import { Counts } from "../../src/model/counts.ts";

export interface FramePlace {
	/** Index of the opening flag. */
	readonly start: number;
	/** Index after the check sequence; a closing flag may follow. */
	readonly end: number;
}

/** Every frame in an HDLC stream whose check sequence is good. */
export function goodFrames(octets: Uint8Array): FramePlace[] {
	const reader = new HdlcReader(new Counts());
	const frames: FramePlace[] = [];
	let at = 0;
	let now = 0;
	for (;;) {
		at = reader.read(octets, at, octets.length, now);
		if (reader.ready) {
			frames.push({ start: reader.offset, end: reader.offset + reader.size });
		} else if (now === 0) now = Number.POSITIVE_INFINITY;
		else return frames;
	}
}

/**
 * Whether this is an APDU alone, with or without its LLC. A stream cut inside a frame may begin like
 * one, but there are frames in it.
 */
export function isBare(octets: Uint8Array): boolean {
	const isApdu = octets[0] === DATA_NOTIFICATION || octets[0] === LLC[0];
	return isApdu && goodFrames(octets).length === 0;
}
