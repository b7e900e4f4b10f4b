/**
 * A capture without meter ids, to be shared. Good frames tell the ids; those octets are then replaced
 * wherever they stand, whole or in part, also in damaged frames, and the check sequences of good
 * frames are made good again. A damaged frame keeps its check sequence, and stays damaged.
 */
import { checkSequence } from "../../src/han/fcs.ts";
import { SEGMENTED } from "../../src/han/hdlc.ts";
import { Counts, type Fault } from "../../src/model/counts.ts";
import { type Decoded, decode } from "../decode.ts";
import { type FramePlace, goodFrames } from "./frames.ts";
import { inventedId, inventedNumber, type Random } from "./invented-ids.ts";
import { Replacement } from "./replacement.ts";

export interface Redacted {
	readonly octets: Uint8Array;
	/** Different ids, and how often they were replaced. */
	readonly ids: number;
	readonly places: number;
	/** Runs of digits that no frame calls an id, replaced as well. */
	readonly suspects: number;
	/** What could not be looked into, in words. */
	readonly unseen: readonly string[];
}

interface Content {
	readonly octets: Uint8Array;
	readonly frames: readonly FramePlace[];
	readonly readings: readonly Decoded[];
	readonly counts: Counts;
}

/** What stands for what. Numbers are texts of four octets, with their tag in front. */
type Invented = Map<string, string>;

/** Good frames in which ids may be that nobody has seen. */
const UNREAD: readonly Fault[] = [
	"encrypted",
	"blockTransfer",
	"unknownApdu",
	"unknownLayout",
	"badLlc",
	"badList",
	"lostSegment",
];
const MIN_ID = 5;
/** Digits in a row that may be an id though no frame says so. */
const SUSPECT = /\d{6,}/g;
/** The tag before Kamstrup's meter number. */
const UINT32 = "\x06";
/** A damaged frame may become good by chance, once in 65 536. */
const TRIES = 5;

/** Throws an Error when the result is not what it must be. Nobody should be able to guess `random`. */
export function redact(octets: Uint8Array, random: Random): Redacted {
	const old = contentOf(octets);
	for (let tries = 1; ; tries++) {
		const ids = inventedFor(old.readings, random);
		const replacement = new Replacement(octets);
		let places = 0;
		for (const [id, other] of ids) places += replacement.putAll(id, other);
		putPartsOutsideFrames(replacement, old, ids);
		const suspects = putSuspects(replacement, old, random);
		repair(replacement.octets, old.frames);
		const after = contentOf(replacement.octets);
		const fault = faultOf(old, after, ids, suspects);
		if (fault === undefined) {
			const unseen = unseenOf(old);
			return { octets: after.octets, ids: ids.size, places, suspects: suspects.size, unseen };
		}
		if (tries === TRIES) throw new Error(`not redacted: ${fault}`);
	}
}

function contentOf(octets: Uint8Array): Content {
	const counts = new Counts();
	const readings: Decoded[] = [];
	decode(octets, counts, {}, (reading) => readings.push(reading));
	return { octets, frames: goodFrames(octets), readings, counts };
}

function inventedFor(readings: readonly Decoded[], random: Random): Invented {
	const ids: Invented = new Map();
	for (const { meterId, meterNumber } of readings) {
		if (typeof meterId === "string" && meterId.length >= MIN_ID && !ids.has(meterId)) {
			ids.set(meterId, inventedId(meterId, random));
		}
		const number = meterNumber === undefined ? undefined : Number(meterNumber);
		if (number !== undefined && !ids.has(numberText(number))) {
			ids.set(numberText(number), numberText(inventedNumber(number, random)));
		}
	}
	return ids;
}

function numberText(number: number): string {
	const octets = Buffer.alloc(5, UINT32, "latin1");
	octets.writeUInt32BE(number, 1);
	return octets.toString("latin1");
}

function withoutTag(text: string): string {
	return text.startsWith(UINT32) ? text.slice(UINT32.length) : text;
}

/** Damaged frames hold ids with octets lost or wrong: what is left of them goes too. */
function putPartsOutsideFrames(replacement: Replacement, old: Content, ids: Invented): void {
	// A message without frames is good as a whole.
	if (old.frames.length === 0 && old.readings.length > 0) return;
	const texts = new Map(Array.from(ids, (pair) => pair.map(withoutTag) as [string, string]));
	let from = 0;
	for (const { start, end } of old.frames) {
		replacement.putParts(texts, from, start);
		from = end;
	}
	replacement.putParts(texts, from, old.octets.length);
}

function putSuspects(replacement: Replacement, old: Content, random: Random): Invented {
	const known = old.readings.flatMap(({ listVersion, meterType }) => [
		String(listVersion),
		String(meterType),
	]);
	const suspects: Invented = new Map();
	for (const [at, digits] of replacement.rest(SUSPECT)) {
		if (known.some((text) => text.includes(digits))) continue;
		const other = suspects.get(digits) ?? inventedId(digits, random);
		suspects.set(digits, other);
		replacement.put(at, other);
	}
	return suspects;
}

/** Header and its check sequence hold no id; the frame's check sequence is over all before it. */
function repair(octets: Uint8Array, frames: readonly FramePlace[]): void {
	for (const { start, end } of frames) {
		const check = checkSequence(octets, start + 1, end - 2);
		octets[end - 2] = check & 0xff;
		octets[end - 1] = check >> 8;
	}
}

/** Why the result may not be shared; undefined when it may. */
function faultOf(
	old: Content,
	after: Content,
	ids: Invented,
	suspects: Invented,
): string | undefined {
	const text = Buffer.from(after.octets).toString("latin1");
	if ([...ids.keys(), ...suspects.keys()].some((id) => text.includes(id))) {
		return "an id is still there";
	}
	if (JSON.stringify(after.frames) !== JSON.stringify(old.frames)) {
		return "other frames would be good than before";
	}
	const wanted = old.readings.map((reading) => withInvented(reading, ids));
	return JSON.stringify(after.readings) === JSON.stringify(wanted)
		? undefined
		: "readings would change";
}

function withInvented(reading: Decoded, ids: Invented): Decoded {
	const { meterId, meterNumber } = reading;
	const id = ids.get(String(meterId));
	const number = ids.get(numberText(Number(meterNumber ?? 0)));
	const result = { ...reading };
	if (id !== undefined) result["meterId"] = id;
	if (meterNumber !== undefined && number !== undefined) {
		result["meterNumber"] = String(Buffer.from(number, "latin1").readUInt32BE(1));
	}
	return result;
}

function unseenOf(content: Content): string[] {
	const { octets, frames, readings, counts } = content;
	if (octets.length === 0) return [];
	if (frames.length === 0 && readings.length === 0) return ["no frame in it is good"];
	const unread = UNREAD.filter((fault) => counts[fault] > 0);
	const unseen = unread.map((fault) => `${fault} ${counts[fault]}`);
	return isCutShort(content) ? [...unseen, "a message without its end"] : unseen;
}

function isCutShort({ octets, frames }: Content): boolean {
	const last = frames.at(-1);
	return last !== undefined && ((octets[last.start + 1] as number) & SEGMENTED) !== 0;
}
