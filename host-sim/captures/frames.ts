/** Where the good frames of a capture lie. */
import { HdlcReader } from "../../src/han/hdlc.ts";
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
