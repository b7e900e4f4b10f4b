/** Settings that are kept: written by an older firmware, by a newer one, and while the power goes. */
import assert from "node:assert/strict";
import { octetsOfHex } from "../../host-sim/hex.ts";
import { decodeRecord, encodeRecord } from "../../src/settings/record.ts";
import { changed, DEFAULTS, type Settings } from "../../src/settings/settings.ts";
import { SettingsStore } from "../../src/settings/store.ts";
import { crc32 } from "../../src/storage/crc.ts";
import { encode } from "../support/fake-connection.ts";
import { FakeSlots } from "../support/slots.ts";
import version1 from "./version-1.hex";

const open = (slots: FakeSlots) => new SettingsStore(slots, encode);

const VERSION_1: Settings = {
	name: "glimt-2",
	language: "en",
	ssid: "Ålesund 📶",
	password: "hemmelig!",
	fuseAmperes: 80,
	capacityStepsW: [2000, 5000],
	capacityPricesOre: [13000, 22000, 35000],
	ownerCode: "87654321",
	parity: "even",
	timeServer: "192.0.2.1",
};

function octetsOf(text: string): Uint8Array {
	return octetsOfHex(text.replace(/^#.*$/gm, "").replace(/\s+/g, ""));
}

/** A record with another head, whose check is right. */
function altered(octets: Uint8Array, at: number, octet: number): Uint8Array {
	const other = octets.slice();
	other[at] = octet;
	const end = other.length - 4;
	new DataView(other.buffer).setInt32(end, crc32(other, 0, end), true);
	return other;
}

function change(store: SettingsStore, given: object): void {
	const { settings, faults } = changed(store.settings, given);
	assert.deepEqual(faults, []);
	assert.equal(store.keep(settings), "kept");
}

describe("settings kept", () => {
	it("are the defaults at first, and afterwards what was kept last", () => {
		const slots = new FakeSlots();
		const store = open(slots);
		assert.deepEqual(store.settings, DEFAULTS);
		for (let amperes = 16; amperes <= 40; amperes++) {
			change(store, { fuseAmperes: amperes });
			assert.equal(open(slots).settings.fuseAmperes, amperes);
		}
	});

	it("are read as version 1 wrote them", () => {
		const slots = new FakeSlots();
		slots.octets[1] = octetsOf(version1);
		assert.deepEqual(open(slots).settings, VERSION_1);
	});

	it("are written as version 1 wrote them", () => {
		const slots = new FakeSlots();
		change(open(slots), VERSION_1);
		const written = Array.from(slots.octets[0] as Uint8Array, (octet) =>
			octet.toString(16).padStart(2, "0"),
		);
		assert.equal(written.join(""), version1.replace(/^#.*$/gm, "").replace(/\s+/g, ""));
	});

	it("follow the defaults where nothing else was chosen", () => {
		const slots = new FakeSlots();
		change(open(slots), { language: "en", fuseAmperes: 63 });
		const record = decodeRecord(slots.octets[0] as Uint8Array);
		assert.deepEqual(record?.values, { language: "en" });
	});

	it("keep an owner's code that could not be kept with what is kept next", () => {
		const slots = new FakeSlots();
		const store = open(slots);
		slots.stepsLeft = 0;
		store.ensureOwnerCode(() => 7);
		slots.stepsLeft = Number.POSITIVE_INFINITY;
		change(store, { name: "hytta" });
		assert.equal(open(slots).settings.ownerCode, "77777777");
	});

	it("make an owner's code of eight digits once", () => {
		const slots = new FakeSlots();
		let digit = 0;
		open(slots).ensureOwnerCode(() => digit++);
		assert.equal(open(slots).settings.ownerCode, "01234567");
		const again = open(slots);
		again.ensureOwnerCode(() => 9);
		assert.equal(again.settings.ownerCode, "01234567");
	});

	it("take an owner's code that was chosen, unless there is one", () => {
		const slots = new FakeSlots();
		open(slots).ensureOwnerCode(() => 9, "chosen-code");
		assert.equal(open(slots).settings.ownerCode, "chosen-code");
		const again = open(slots);
		again.ensureOwnerCode(() => 9, "another-code");
		assert.equal(again.settings.ownerCode, "chosen-code");
	});

	it("are small where they are largest: NVS of 24 kB is never full of two such records", () => {
		const slots = new FakeSlots();
		change(open(slots), {
			name: "x".repeat(32),
			language: "en",
			ssid: '"'.repeat(32),
			password: '"'.repeat(63),
			fuseAmperes: 125,
			capacityStepsW: Array.from({ length: 12 }, (_, i) => 999_988 + i),
			capacityPricesOre: new Array(13).fill(10_000_000),
			ownerCode: "x".repeat(32),
			parity: "even",
			timeServer: "x".repeat(64),
		});
		assert.equal(slots.octets[0]?.length, 692);
	});

	it("hold until the power goes where there is nowhere to keep them", () => {
		const store = new SettingsStore(undefined, encode);
		change(store, { language: "en" });
		assert.equal(store.settings.language, "en");
	});
});

describe("settings: power cuts", () => {
	it("leave the old or the new at every step of every write, and writing goes on", () => {
		for (let before = 0; before < 3; before++) {
			for (let cut = 0; cut <= 3; cut++) {
				const slots = new FakeSlots();
				const store = open(slots);
				for (let i = 0; i < before; i++) change(store, { fuseAmperes: 20 + i });
				const old = store.settings.fuseAmperes;
				slots.stepsLeft = cut;
				const kept = store.keep({ ...store.settings, fuseAmperes: 99 });
				assert.equal(kept, cut === 3 ? "kept" : "failed");
				assert.equal(store.settings.fuseAmperes, cut === 3 ? 99 : old);
				slots.stepsLeft = Number.POSITIVE_INFINITY;
				const after = open(slots);
				assert.equal(after.settings.fuseAmperes, cut === 3 ? 99 : old, `${before}, ${cut}`);
				change(after, { fuseAmperes: 100 });
				assert.equal(open(slots).settings.fuseAmperes, 100);
			}
		}
	});

	it("are not kept where a slot reads otherwise than it was written", () => {
		const slots = new FakeSlots();
		change(open(slots), { fuseAmperes: 20 });
		const worn = {
			read: (slot: number) => slots.read(slot)?.fill(0, 20, 21),
			write: (slot: number, octets: Uint8Array) => slots.write(slot, octets),
		};
		const store = new SettingsStore(worn, encode);
		assert.equal(store.keep({ ...store.settings, fuseAmperes: 99 }), "failed");
		assert.equal(store.settings.fuseAmperes, DEFAULTS.fuseAmperes);
	});

	it("again while that is mended leave the old or the new", () => {
		for (let first = 0; first < 3; first++) {
			for (let second = 0; second < 3; second++) {
				const slots = new FakeSlots();
				change(open(slots), { fuseAmperes: 20 });
				for (const cut of [first, second]) {
					slots.stepsLeft = cut;
					const store = open(slots);
					assert.equal(store.keep({ ...store.settings, fuseAmperes: 99 }), "failed");
				}
				assert.equal(open(slots).settings.fuseAmperes, 20);
			}
		}
	});

	it("do not make a wrong bit or a short record pass for settings", () => {
		const octets = octetsOf(version1);
		for (let bit = 0; bit < octets.length * 8; bit++) {
			const wrong = octets.slice();
			wrong[bit >> 3] = (wrong[bit >> 3] as number) ^ (1 << (bit & 7));
			assert.equal(decodeRecord(wrong), undefined, `bit ${bit}`);
		}
		for (let length = 0; length < octets.length; length++) {
			assert.equal(decodeRecord(octets.slice(0, length)), undefined);
		}
	});
});

describe("settings of other firmware", () => {
	const newer = encode(
		JSON.stringify({ ...VERSION_1, rgb: { colour: "red" }, fuseAmperes: 200, language: "sv" }),
	);

	it("that adds names: an older one keeps those through a write", () => {
		const slots = new FakeSlots();
		slots.octets[0] = altered(encodeRecord(newer, 7), 4, 2);
		const store = open(slots);
		assert.equal(store.isNewer, false);
		assert.equal(store.settings.ssid, "Ålesund 📶");
		change(store, { name: "stue" });
		const { generation, values = {} } = decodeRecord(slots.octets[1] as Uint8Array) ?? {};
		assert.equal(generation, 8);
		assert.deepEqual(values["rgb"], { colour: "red" });
		assert.equal(values["name"], "stue");
	});

	it("that allows more: the default holds, and what it wrote stays written", () => {
		const slots = new FakeSlots();
		slots.octets[0] = encodeRecord(newer, 7);
		const store = open(slots);
		assert.equal(store.settings.fuseAmperes, DEFAULTS.fuseAmperes);
		assert.equal(store.settings.language, DEFAULTS.language);
		change(store, { name: "stue" });
		const { values = {} } = decodeRecord(slots.octets[1] as Uint8Array) ?? {};
		assert.equal(values["fuseAmperes"], 200);
		assert.equal(values["language"], "sv");
	});

	it("that only it can read is left alone, and those of before hold", () => {
		const slots = new FakeSlots();
		change(open(slots), { name: "stue" });
		slots.octets[1] = altered(altered(encodeRecord(newer, 7), 4, 2), 5, 2);
		const before = slots.octets.map((octets) => octets?.slice());
		const store = open(slots);
		assert.equal(store.isNewer, true);
		assert.equal(store.settings.name, "stue");
		assert.equal(store.keep({ ...store.settings, name: "gang" }), "newer");
		store.ensureOwnerCode(() => 1);
		assert.equal(store.settings.ownerCode, "11111111");
		assert.deepEqual(slots.octets, before);
	});

	it("with JSON that is no object is none", () => {
		for (const json of ["", "[]", "null", "7", "{"]) {
			assert.equal(decodeRecord(encodeRecord(encode(json), 1)), undefined);
		}
	});
});
