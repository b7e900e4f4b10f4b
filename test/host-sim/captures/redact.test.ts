/** Redacted captures: the same readings, frames and faults, and no id of a meter. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { goodFrames } from "../../../host-sim/captures/frames.ts";
import { inventedId, inventedNumber } from "../../../host-sim/captures/invented-ids.ts";
import { redact } from "../../../host-sim/captures/redact.ts";
import { type Decoded, decode } from "../../../host-sim/decode.ts";
import { random as seeded } from "../../../host-sim/house/random.ts";
import { octetsOf } from "../../../host-sim/input.ts";
import { Counts, FAULTS } from "../../../src/model/counts.ts";
import { AIDON_LIST_1, frame, joined, octets } from "../../support/frames.ts";
import { readings } from "../../support/properties.ts";
import { sharedFiles, sharedOctets, withSharedCaptures } from "../../support/shared.ts";

const FOLDER = "test/captures";
const own = (name: string) => octetsOf(readFileSync(join(FOLDER, `${name}.hex`)));
const NAMES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
	.filter((file) => file.endsWith(".hex"))
	.map((file) => file.slice(0, -".hex".length).replaceAll("\\", "/"))
	.sort();

const text = (from: Uint8Array) => Buffer.from(from).toString("latin1");
const random = (seed: number) => {
	const next = seeded(seed);
	return (limit: number) => Math.floor(next() * limit);
};
const redacted = (from: Uint8Array, seed = 1) => redact(from, random(seed));

/** Readings without ids, and every id by itself. */
function withoutIds(from: Uint8Array): [readings: Decoded[], ids: Set<string>] {
	const ids = new Set<string>();
	const rest = readings(from).map(({ meterId, meterNumber, ...fields }) => {
		if (typeof meterId === "string" && meterId !== "") ids.add(meterId);
		if (typeof meterNumber === "string") ids.add(meterNumber);
		return fields as Decoded;
	});
	return [rest, ids];
}

function faultsOf(from: Uint8Array): Record<string, number> {
	const counts = new Counts();
	decode(from, counts, {}, () => {});
	return Object.fromEntries(FAULTS.map((fault) => [fault, counts[fault]]));
}

/** That only ids have changed, and all of them. */
function assertRedacted(name: string, before: Uint8Array, after: Uint8Array): void {
	assert.equal(after.length, before.length, name);
	const [old, oldIds] = withoutIds(before);
	const [now, ids] = withoutIds(after);
	assert.deepEqual(now, old, name);
	assert.equal(ids.size, oldIds.size, name);
	assert.deepEqual(goodFrames(after), goodFrames(before), name);
	for (const id of oldIds) {
		assert.equal(ids.has(id), false, name);
		assert.equal(text(after).includes(id), false, name);
	}
}

describe("a redacted capture", () => {
	it(`differs in its ids only, and has no fault: all ${NAMES.length} of our own`, () => {
		for (const name of NAMES) {
			const before = own(name);
			const { octets: after, unseen, suspects } = redacted(before);
			assertRedacted(name, before, after);
			assert.deepEqual(faultsOf(after), faultsOf(before), name);
			assert.deepEqual([unseen, suspects], [[], 0], name);
		}
	});

	it("has the same invented id wherever a meter's stood, and another for another meter", () => {
		const parts = ["aidon-6534/list-2", "aidon-6534/list-3", "kaifa-ma304h4/list-2"].map(own);
		const result = redacted(joined(...parts));
		const [first, second, third] = readings(result.octets).map((reading) => reading["meterId"]);
		assert.equal(first, second);
		assert.notEqual(first, third);
		assert.deepEqual([result.ids, result.places], [2, 3]);
	});

	it("replaces Kamstrup's meter number too", () => {
		const before = own("kamstrup-dk-push/list-3");
		const [old] = readings(before);
		const [now] = readings(redacted(before).octets);
		assert.match(String(old?.["meterNumber"]), /^\d+$/);
		assert.notEqual(now?.["meterNumber"], old?.["meterNumber"]);
		assert.equal(String(now?.["meterNumber"]).length, String(old?.["meterNumber"]).length);
	});

	it("leaves damaged frames damaged, and no id in them whole or in part", () => {
		const id = "6970634821059376";
		const body = own("kaifa-ma304h4/list-2").slice(9, -3);
		body.set(Buffer.from(id), text(body).indexOf("697063"));
		const good = frame(body);
		const at = text(good).indexOf(id);
		for (let lost = 0; lost < id.length; lost++) {
			const cut = joined(good.subarray(0, at + lost), good.subarray(at + lost + 1));
			const bent = good.slice();
			bent[at + lost] = 0x2a;
			const before = joined(cut, bent, good.subarray(at + lost), good, good.subarray(0, at + 9));
			const after = redacted(before, lost).octets;
			assertRedacted(`without ${lost}`, before, after);
			// All but the maker's prefix.
			for (let i = 6; i + 4 <= id.length; i++) {
				assert.equal(text(after).includes(id.slice(i, i + 4)), false, `${lost}: ${i}`);
			}
		}
	});

	it("leaves no meter number in damaged frames, though its tag or an octet of it is", () => {
		const good = own("kamstrup-dk-push/list-3");
		const number = Buffer.alloc(4);
		number.writeUInt32BE(Number(readings(good)[0]?.["meterNumber"]));
		const at = text(good).indexOf(number.toString("latin1"));
		for (let lost = -1; lost < number.length; lost++) {
			const cut = joined(good.subarray(0, at + lost), good.subarray(at + lost + 1));
			const bent = good.slice();
			bent[at + lost] = 0x2a;
			const from = good.subarray(at + lost + 1);
			const after = redacted(joined(cut, bent, from, good, good.subarray(0, at + lost))).octets;
			for (const part of [number.subarray(1), number.subarray(0, -1)]) {
				assert.equal(text(after).includes(part.toString("latin1")), false, `without ${lost}`);
			}
		}
	});

	it("has no digits left that may be an id where no frame says so", () => {
		const cut = own("aidon-6534/list-2").subarray(40);
		const before = joined(cut, AIDON_LIST_1);
		const id = "7359990000000";
		assert.ok(text(before).includes(id));
		const result = redacted(before);
		assert.equal(result.suspects, 1);
		assert.equal(text(result.octets).includes(id), false);
		assertRedacted("cut", before, result.octets);
	});

	it("has no six digits left either, and the same ones stand for them each time", () => {
		const from = own("kaifa-ma304h4/list-2");
		const id = String(readings(from)[0]?.["meterId"]);
		const cut = from.subarray(text(from).indexOf(id) + id.length - 6);
		const { octets: after, suspects } = redacted(joined(cut, cut, AIDON_LIST_1));
		assert.equal(suspects, 1);
		assert.equal(text(after).includes(id.slice(-6)), false);
		const [other, again] = [after.subarray(0, 6), after.subarray(cut.length, cut.length + 6)];
		assert.deepEqual(again, other);
	});

	it("replaces an id of five characters", () => {
		const body = own("kaifa-ma304h4/list-2").slice(9, -3);
		const at = text(body).indexOf("697063");
		const short = joined(body.subarray(0, at - 1), octets("05"), Buffer.from("AB12C"));
		const before = frame(joined(short, body.subarray(at + 16)));
		assert.equal(readings(before)[0]?.["meterId"], "AB12C");
		assertRedacted("short", before, redacted(before).octets);
	});

	it("invents again when what it invents is the id of another meter in it", () => {
		const body = own("kaifa-ma304h4/list-2").slice(9, -3);
		const [one, two] = ["6970631234567890", "6970639876543210"].map((id) => {
			const other = body.slice();
			other.set(Buffer.from(id), text(body).indexOf("697063"));
			return frame(other);
		}) as [Uint8Array, Uint8Array];
		const digits = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];
		const next = random(1);
		const after = redact(joined(one, two), (limit) => digits.shift() ?? next(limit)).octets;
		assertRedacted("both", joined(one, two), after);
	});

	it("keeps a message without frames readable", () => {
		for (const from of [9, 12]) {
			const before = own("aidon-6534/list-3").subarray(from, -3);
			assertRedacted(`from ${from}`, before, redacted(before).octets);
		}
	});

	it("tells of frames in which it can't see ids", () => {
		const ciphered = frame(octets("E6E700 DB 08 4B414D0000000001 21 30 00000001 0102030405060708"));
		assert.deepEqual(redacted(joined(ciphered, AIDON_LIST_1)).unseen, ["encrypted 1"]);
		const unknown = frame(octets("E6E700 0F 40000000 00 02 02 06 00000001 0A 02 4142"));
		assert.deepEqual(redacted(unknown).unseen, ["unknownLayout 1"]);
		const list = own("aidon-6534/list-2").slice(9, -3);
		for (const [fault, unread] of [
			["blockTransfer", frame(octets("E6E700 E0 40 0001 0000 00"))],
			["unknownApdu", frame(octets("E6E700 C4 01 00"))],
			["badLlc", frame(octets("E6E600 0F 40000000 00 0101"))],
			["badList", frame(list.subarray(0, 100))],
		] as const) {
			assert.deepEqual(redacted(joined(AIDON_LIST_1, unread)).unseen, [`${fault} 1`]);
		}
		const part = frame(list.subarray(0, 100), { isSegmented: true });
		const bent = part.slice();
		bent[20] = 0;
		const goesOn = joined(AIDON_LIST_1, part, bent, part);
		assert.deepEqual(redacted(goesOn).unseen, ["lostSegment 1", "a message without its end"]);
		assert.deepEqual(redacted(octets("7E 13 2B 48 A2")).unseen, ["no frame in it is good"]);
		assert.deepEqual(redacted(new Uint8Array(0)).unseen, []);
	});

	it("is not made when readings would change", () => {
		const before = own("kamstrup-dk-push/list-3");
		const number = Number(readings(before)[0]?.["meterNumber"]);
		const view = new DataView(before.buffer, before.byteOffset);
		// The register of A+ has the meter's number by chance.
		const at = text(before).indexOf("\x01\x01\x01\x08\x00\xff\x06") + 7;
		view.setUint32(at, number);
		const body = before.slice(before.indexOf(0xe6), -3);
		assert.throws(() => redacted(frame(body)), { message: "not redacted: readings would change" });
	});
});

describe("an invented id", () => {
	it("has the form of the one it stands for, and its maker's prefix", () => {
		const next = random(7);
		for (const [id, form] of [
			["7359990000000012", /^735999\d{10}$/],
			["6970631000000012", /^697063\d{10}$/],
			["5706560000000034", /^570656\d{10}$/],
			["7340157000000001", /^7340\d{12}$/],
			["10000042", /^\d{8}$/],
			["UP_3f", /^[A-Z]{2}_\d[a-z]$/],
		] as const) {
			for (let i = 0; i < 100; i++) {
				const other = inventedId(id, next);
				assert.match(other, form);
				assert.notEqual(other, id);
			}
		}
	});

	it("may be a number, with as many digits", () => {
		const next = random(7);
		for (let i = 0; i < 100; i++) {
			for (const number of [21_000_000, 4_294_967_295, 1]) {
				const other = inventedNumber(number, next);
				assert.equal(String(other).length, String(number).length);
				assert.ok(other !== number && other < 2 ** 32);
			}
		}
	});
});

withSharedCaptures("every real capture, redacted", () => {
	const folders = ["no", "se", "dk", "bad", "ch", "at", "other", "encrypted", "streams"];
	for (const folder of folders) {
		it(`differs in its ids only: ${folder}`, function () {
			this.timeout(120_000);
			for (const file of sharedFiles(folder)) {
				const before = sharedOctets(file);
				assertRedacted(file, before, redacted(before).octets);
			}
		});
	}

	it("can be looked into in Norway", () => {
		for (const file of sharedFiles("no")) {
			assert.deepEqual(redacted(sharedOctets(file)).unseen, [], file);
		}
	});
});
