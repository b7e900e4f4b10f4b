/** The sweep over the captures of real meters. */
import assert from "node:assert/strict";
import { type Decoded, decode } from "../../host-sim/decode.ts";
import { explain } from "../../host-sim/explain.ts";
import { HdlcReader } from "../../src/han/hdlc.ts";
import { Counts } from "../../src/model/counts.ts";
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

function readings(octets: Uint8Array): Decoded[] {
	const found: Decoded[] = [];
	decode(octets, new Counts(), {}, (reading) => found.push(reading));
	return found;
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

	it(`with one bit wrong yields no wrong reading: ${files.length} captures`, function () {
		this.timeout(60_000);
		for (const file of files) {
			const octets = sharedOctets(file);
			const right = JSON.stringify(readings(octets));
			for (let i = 0; i < octets.length; i++) {
				for (let bit = 0; bit < 8; bit++) {
					octets[i] = (octets[i] as number) ^ (1 << bit);
					const found = readings(octets);
					// Only the closing flag may be wrong: the frame is good without it.
					if (found.length > 0) {
						assert.equal(i, octets.length - 1, `${file} octet ${i} bit ${bit}`);
						assert.equal(JSON.stringify(found), right);
					}
					octets[i] = (octets[i] as number) ^ (1 << bit);
				}
			}
		}
	});

	it(`cut anywhere yields no wrong reading: ${files.length} captures`, () => {
		for (const file of files) {
			const octets = sharedOctets(file);
			for (let end = 0; end < octets.length - 1; end++) {
				assert.deepEqual(readings(octets.subarray(0, end)), [], `${file} cut at ${end}`);
				assert.deepEqual(readings(octets.subarray(octets.length - end)), []);
			}
		}
	});

	it(`is found after any prefix of another: ${files.length} captures`, function () {
		this.timeout(60_000);
		for (let i = 0; i < files.length; i++) {
			const first = sharedOctets(files[i] as string);
			const second = sharedOctets(files[(i + 1) % files.length] as string);
			const right = readings(second);
			const both = new Uint8Array(first.length + second.length);
			for (let end = 0; end < first.length - 1; end++) {
				both.set(first.subarray(0, end));
				both.set(second, end);
				assert.deepEqual(
					readings(both.subarray(0, end + second.length)),
					right,
					`${files[i]} ${end}`,
				);
			}
		}
	});
});
