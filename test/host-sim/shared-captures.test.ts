/** The sweep over the captures of real meters. */
import assert from "node:assert/strict";
import type { Decoded } from "../../host-sim/decode.ts";
import { explain } from "../../host-sim/explain.ts";
import { HdlcReader } from "../../src/han/hdlc.ts";
import { Counts } from "../../src/model/counts.ts";
import { eachSurvives, readings } from "../support/properties.ts";
import {
	sharedFiles,
	sharedJson,
	sharedOctets,
	sharedText,
	withSharedCaptures,
} from "../support/shared.ts";

/** ASCII telegrams of the Swedish and Danish P1 port, which is another protocol. */
const P1 = [
	"dk/nes-p1-gh712.hex",
	"se/kamstrup-p1-gh578.hex",
	"se/landisgyr-e360-p1-d.hex",
	"se/landisgyr-e360-p1-gh382.hex",
];
const FOLDERS = ["no", "se", "dk", "bad"];

type Expected = Record<string, Decoded[] | null>;

interface ExpectedStream {
	validFrames: number;
	/** offset, length, kind, W, time, Wh */
	frames: [number, number, string, number | null, string | null, (number | null)?][];
}

/** `expected.json` without the notes it makes for people. */
function expectedOf(file: string, all: Expected): Decoded[] {
	return (all[file] ?? []).map(({ format, assumesConfig, ...fields }) => fields as Decoded);
}

withSharedCaptures("every real capture", () => {
	const expected = sharedJson<Expected>("expected.json");
	const files = FOLDERS.flatMap(sharedFiles).filter((file) => !P1.includes(file));

	it("is looked at", () => {
		const named = Object.keys(expected).filter((file) =>
			FOLDERS.includes(file.split("/")[0] as string),
		);
		assert.deepEqual(files, named.filter((file) => !P1.includes(file)).sort(byFolder));
	});

	for (const file of files) {
		it(`is read as expected: ${file}`, () => {
			assert.deepEqual(readings(sharedOctets(file)), expectedOf(file, expected));
		});
	}

	for (const folder of ["no", "se", "dk", "bad", "at", "ch", "other", "encrypted"]) {
		it(`is explained without a fault: ${folder}`, () => {
			for (const file of sharedFiles(folder)) {
				const octets = sharedOctets(file);
				for (let end = octets.length; end > 0; end -= 7) explain(octets.subarray(0, end));
			}
		});
	}
});

function byFolder(one: string, other: string): number {
	const folder = (file: string) => FOLDERS.indexOf(file.split("/")[0] as string);
	return folder(one) - folder(other) || (one < other ? -1 : 1);
}

withSharedCaptures("every frame of a real stream", () => {
	for (const file of sharedFiles("streams")) {
		const expected = sharedJson<ExpectedStream>(file.replace(".hex", ".expected.json"));
		const octets = sharedOctets(file);

		it(`is found, no more and no fewer: ${expected.validFrames} in ${file}`, () => {
			const wanted = expected.frames.map(([offset, length]) => `${offset}+${length}`);
			assert.deepEqual(framesOf(octets), wanted);
			assert.equal(wanted.length, expected.validFrames);
		});

		const plain = expected.frames.filter(([, , kind]) => kind !== "enc");
		it(`has its power, time and energy: ${file}`, () => {
			const wanted = plain.map(([, , , watts, time, energy]) => [watts, time, energy ?? null]);
			const found = readings(octets).map((reading) => [
				reading["activePowerImportW"] ?? null,
				reading["timestamp"] ?? null,
				reading["activeEnergyImportWh"] ?? null,
			]);
			assert.deepEqual(found, wanted);
		});
	}
});

/** `offset+length` of every frame, flags and all. */
function framesOf(octets: Uint8Array): string[] {
	const reader = new HdlcReader(new Counts());
	const frames: string[] = [];
	let at = 0;
	let now = 0;
	for (;;) {
		at = reader.read(octets, at, octets.length, now);
		if (reader.ready) frames.push(`${reader.offset}+${reader.size + 1}`);
		else if (now > 0) return frames;
		else now = Number.POSITIVE_INFINITY;
	}
}

withSharedCaptures("every real frame", () => {
	const files = ["no", "se", "dk"]
		.flatMap(sharedFiles)
		.filter((file) => /^# framing: HDLC/m.test(sharedText(file)));
	eachSurvives(files.map((file) => [file, sharedOctets(file)]));
});
