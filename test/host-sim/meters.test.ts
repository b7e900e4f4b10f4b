/** Virtual meters send what real ones do: their captures come out again octet for octet. */
import assert from "node:assert/strict";
import { decoded } from "../../host-sim/decode.ts";
import { encode, encodeApdu } from "../../host-sim/meters/encoder.ts";
import { present } from "../../host-sim/meters/present.ts";
import { type ListNumber, onePhase, type Profile } from "../../host-sim/meters/profile.ts";
import { PROFILES, profileNamed } from "../../host-sim/meters/profiles.ts";
import { houseOf } from "../../host-sim/virtual-meter.ts";
import { Cursor } from "../../src/han/cursor.ts";
import { decodeApdu } from "../../src/han/list.ts";
import { Receiver } from "../../src/han/receiver.ts";
import { Counts, FAULTS } from "../../src/model/counts.ts";
import { INDEX } from "../../src/model/quantity.ts";
import { Reading } from "../../src/model/reading.ts";
import { Store } from "../../src/model/store.ts";
import { sharedFiles, sharedOctets, withSharedCaptures } from "../support/shared.ts";

const DATA_NOTIFICATION = 0x0f;
const FLAG = 0x7e;
const LISTS = [1, 2, 3] as const;

/** Kamstrup's document shows a meter of one phase and one quadrant, which sends nothing else. */
const ONE_QUADRANT: Profile["unmeasured"] = {
	...onePhase("absent"),
	activePowerExport: "absent",
	reactivePowerImport: "absent",
	reactivePowerExport: "absent",
	activeEnergyExport: "absent",
	reactiveEnergyImport: "absent",
	reactiveEnergyExport: "absent",
};

const PUSH_1_PHASE: Profile["unmeasured"] = {
	...onePhase("absent"),
	activePowerImportL2: "absent",
	activePowerImportL3: "absent",
	activePowerExportL2: "absent",
	activePowerExportL3: "absent",
	activeEnergyImportL2: "absent",
	activeEnergyImportL3: "absent",
	activeEnergyExportL2: "absent",
	activeEnergyExportL3: "absent",
	powerFactorL2: "absent",
	powerFactorL3: "absent",
};

const PUSH = profileNamed("kamstrup-dk-push");

/** The first row whose pattern a capture's name has: what meter it is, and what is odd about it. */
const METERS: readonly (readonly [RegExp, string, Partial<Profile>?])[] = [
	[/se\/aidon/, "aidon-se"],
	[/se\/kaifa.*obis/, "kaifa-se-obis"],
	[/se\/kaifa-ma304t4/, "kaifa-se-ct"],
	[/se\/kaifa-ma105h2e/, "kaifa-se", { unmeasured: onePhase("absent") }],
	[/se\/kaifa/, "kaifa-se"],
	[/se\/kamstrup/, "kamstrup-se"],
	[/dk\/.*bornholm/, "kamstrup-dk"],
	[/dk\/.*gh517/, "kamstrup-dk-push", { unmeasured: PUSH_1_PHASE }],
	[/dk\/.*gh216/, "kamstrup-dk-push", { exponents: { ...PUSH.exponents, mA: -3 } }],
	[/dk\/kamstrup/, "kamstrup-dk-push"],
	[/aidon-6515/, "aidon-6515"],
	[/aidon-6525/, "aidon-6525"],
	[/aidon-6534/, "aidon-6534"],
	[/kaifa-ma105h2e/, "kaifa-ma105h2e"],
	[/kaifa-ma304h3e/, "kaifa-ma304h3e"],
	[/kaifa-ma304h4/, "kaifa-ma304h4"],
	[/kamstrup-684-it-(list.-tag09|2017)/, "kamstrup-6841121", { headerClock: "tagged" }],
	[/kamstrup-684-it/, "kamstrup-6841121"],
	[/kamstrup-686/, "kamstrup-6861111"],
	[/kamstrup-doc-1ph-1q/, "kamstrup-6861111", { unmeasured: ONE_QUADRANT }],
	[/kamstrup-(684|doc-3ph)/, "kamstrup-6841131"],
	[/landisgyr-e350/, "landisgyr-e350-it"],
];

/** Captures that no virtual meter sends, and why. */
const LEFT_OUT: readonly (readonly [RegExp, string])[] = [
	[/-p1-/, "P1 ASCII, not HDLC"],
	[/ch\/landisgyr/, "Landis+Gyr's push of definitions, which we do not decode"],
];

function meterOf(name: string): Profile {
	const row = METERS.find(([pattern]) => pattern.test(name));
	assert.ok(row, `no row of METERS is about ${name}`);
	return { ...profileNamed(row[1]), ...row[2] };
}

/** What `take` is told for each good frame: the reading, and the frame up to its closing flag. */
function eachFrame(
	stream: Uint8Array,
	take: (reading: Readonly<Reading>, frame: Uint8Array) => void,
): Counts {
	const counts = new Counts();
	const receiver: Receiver = new Receiver(new Store(), counts, {
		onReading: (reading) => take(reading, receiver.reader.octets.slice(0, receiver.reader.size)),
	});
	receiver.receive(stream, 0, stream.length, 0);
	receiver.receive(stream, 0, 0, Number.POSITIVE_INFINITY);
	return counts;
}

function readApdu(apdu: Uint8Array): Reading {
	const cursor = new Cursor();
	const reading = new Reading();
	cursor.over(apdu, new DataView(apdu.buffer, apdu.byteOffset, apdu.length), 0, apdu.length);
	assert.ok(decodeApdu(cursor, reading, new Counts(), {}));
	return reading;
}

const hex = (octets: Uint8Array) => Buffer.from(octets).toString("hex");

function listOf(reading: Readonly<Reading>): ListNumber {
	assert.ok(reading.list !== 0);
	return reading.list;
}

describe("a virtual meter", () => {
	withSharedCaptures("sends the very octets of", () => {
		const all = ["no", "se", "dk", "ch"].flatMap(sharedFiles);
		for (const [pattern, reason] of LEFT_OUT) {
			const names = all.filter((name) => pattern.test(name));
			it(`nothing else, being ${reason}: ${names.join(", ")}`, () => {
				assert.ok(names.length > 0);
				assert.ok(!names.some((name) => name.startsWith("no/")));
			});
		}
		for (const name of all.filter((name) => !LEFT_OUT.some(([pattern]) => pattern.test(name)))) {
			it(name, () => {
				const octets = sharedOctets(name);
				const meter = meterOf(name);
				if (octets[0] === DATA_NOTIFICATION) {
					const reading = readApdu(octets);
					assert.equal(hex(encodeApdu(meter, reading, listOf(reading))), hex(octets));
					return;
				}
				let count = 0;
				eachFrame(octets, (reading) => {
					count++;
					assert.equal(hex(encode(meter, reading, listOf(reading))), hex(octets));
				});
				assert.equal(count, 1);
			});
		}

		for (const name of sharedFiles("streams").filter((file) => file.startsWith("streams/no-"))) {
			it(`every good frame of ${name}`, function () {
				this.timeout(60_000);
				const meter = meterOf(name);
				const counts = eachFrame(sharedOctets(name), (reading, frame) => {
					const encoded = encode(meter, reading, listOf(reading));
					assert.equal(hex(encoded.subarray(0, -1)), hex(frame));
					assert.equal(encoded.at(-1), FLAG);
				});
				assert.equal(counts.readings, counts.frames);
				assert.ok(counts.readings > 5);
			});
		}
	});

	describe("is understood by the decoder:", () => {
		for (const profile of PROFILES) {
			for (const list of LISTS) {
				if (profile.lists[list] === undefined) continue;
				it(`${profile.name}, list ${list}`, () => {
					for (const startMs of [Date.UTC(2026, 0, 4, 23), Date.UTC(2026, 6, 5, 11)]) {
						const told = readingOf(profile, list, startMs);
						let count = 0;
						const counts = eachFrame(encode(profile, told, list), (heard) => {
							count++;
							assert.deepEqual(compared(heard, list), compared(told, list));
							if (list > 1) assert.equal(heard.clockRule, clockRuleOf(profile));
						});
						assert.equal(count, 1);
						for (const fault of FAULTS) assert.equal(counts[fault], 0, fault);
					}
				});
			}
		}
	});

	it("refuses a reading without something that it sends", () => {
		const profile = profileNamed("aidon-6534");
		const reading = readingOf(profile, 2, 0);
		reading.values[INDEX.currentL2] = undefined;
		assert.throws(() => encode(profile, reading, 2), /aidon-6534 sends currentL2/);
	});

	it("refuses a value between its steps, or too large for its type", () => {
		const profile = profileNamed("aidon-6534");
		const reading = readingOf(profile, 2, 0);
		reading.values[INDEX.currentL1] = 1234;
		assert.throws(() => encode(profile, reading, 2), /cannot send 1234 mA as currentL1/);
		reading.values[INDEX.currentL1] = 4_000_000;
		assert.throws(() => encode(profile, reading, 2), /40000 does not fit/);
	});

	it("refuses a list that it never sends", () => {
		const profile = profileNamed("kamstrup-6841131");
		assert.throws(() => encode(profile, new Reading(), 1), /does not send list 1/);
	});

	it("is called by name, and an unknown name lists them all", () => {
		assert.equal(new Set(PROFILES.map(({ name }) => name)).size, PROFILES.length);
		assert.throws(() => profileNamed("kaifa"), /kaifa-ma304h4/);
	});
});

function readingOf(profile: Profile, list: ListNumber, startMs: number): Reading {
	const reading = new Reading();
	houseOf(profile, 1, startMs).read(reading);
	present(profile, reading, list, startMs);
	return reading;
}

/** The reading as it is compared. Landis+Gyr's list 1 is Aidon's to the octet, maker and all. */
function compared(reading: Readonly<Reading>, list: ListNumber) {
	const { vendor, ...rest } = decoded(reading);
	return list === 1 ? rest : { vendor, ...rest };
}

/** What the decoder takes a profile's clock to be. */
function clockRuleOf(profile: Profile) {
	return profile.name === "kaifa-se-obis" ? "deviation" : profile.schedule.clock;
}
