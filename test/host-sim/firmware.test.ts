import assert from "node:assert/strict";
import { type Decoded, decode } from "../../host-sim/decode.ts";
import { FIRMWARE_NAMES, type FirmwareName } from "../../host-sim/meters/firmware.ts";
import { PROFILES, profileNamed } from "../../host-sim/meters/profiles.ts";
import { houseOf, VirtualMeter } from "../../host-sim/virtual-meter.ts";
import { Counts, FAULTS } from "../../src/model/counts.ts";

const HOUR = Date.UTC(2026, 6, 5, 12);
const START = HOUR - 20_000;

/** All that a meter with that firmware sends from 20 s before to 70 s after a whole hour. */
function readings(meterName: string, name: FirmwareName | undefined): [Decoded[], Counts] {
	const profile = profileNamed(meterName);
	const meter = new VirtualMeter(profile, houseOf(profile, 1, START), START);
	const counts = new Counts();
	const found: Decoded[] = [];
	meter.setFirmware(START, name);
	for (let push = meter.next(); push.atMs < HOUR + 70_000; push = meter.next()) {
		decode(push.octets, counts, {}, (reading) =>
			found.push({ ...reading, sent: push.atMs - HOUR }),
		);
	}
	return [found, counts];
}

const ofList = (list: number, all: readonly Decoded[]) =>
	all.find((reading) => reading["list"] === list);

describe("firmware that differs", () => {
	for (const name of FIRMWARE_NAMES) {
		it(`is understood from every meter: ${name}`, () => {
			for (const profile of PROFILES) {
				const [found, counts] = readings(profile.name, name);
				assert.ok(found.length > 5, profile.name);
				for (const fault of FAULTS) assert.equal(counts[fault], 0, `${profile.name}: ${fault}`);
			}
		});
	}

	it("scales as Aidon's frames say", () => {
		const [right] = readings("aidon-6534", undefined);
		for (const name of ["voltage in 0.01 V", "voltage in whole V", "current in 0.001 A"] as const) {
			const list2 = ofList(2, readings("aidon-6534", name)[0]);
			for (const key of ["voltageL1V", "currentL3A"]) {
				const wanted = Number(ofList(2, right)?.[key]);
				assert.ok(
					Math.abs(Math.abs(Number(list2?.[key])) - Math.abs(wanted)) <= 0.5,
					`${name} ${key}`,
				);
			}
		}
		const single = Number(
			ofList(3, readings("aidon-6534", "energy in 1 Wh")[0])?.["activeEnergyImportWh"],
		);
		assert.equal(Math.floor(single / 10) * 10, ofList(3, right)?.["activeEnergyImportWh"]);
	});

	it("differs in what the clock says of itself", () => {
		const clock = (name: FirmwareName | undefined) => {
			const list3 = ofList(3, readings("aidon-6534", name)[0]);
			return [list3?.["clockTimestamp"], list3?.["clockDeviationMin"], list3?.["clockStatus"]];
		};
		const text = "2026-07-05T13:00:00";
		assert.deepEqual(clock(undefined), [text, 0, 0]);
		assert.deepEqual(clock("deviation +60"), [text, 60, 0]);
		assert.deepEqual(clock("no deviation, no status"), [text, undefined, 0xff]);
		assert.deepEqual(clock("status says summer time"), [text, 0, 0x80]);
	});

	it("sends list 3 on the hour, in place of list 2", () => {
		const [found] = readings("kaifa-ma304h4", "list 3 on the hour");
		const list3 = found.filter((reading) => reading["list"] === 3);
		assert.deepEqual(
			list3.map((reading) => [reading["sent"], reading["clockTimestamp"]]),
			[[0, "2026-07-05T14:00:00"]],
		);
		assert.ok(!found.some((reading) => reading["list"] === 2 && reading["sent"] === 0));
	});

	it("is the maker's again when it is changed back", () => {
		const profile = profileNamed("aidon-6534");
		const meter = new VirtualMeter(profile, houseOf(profile, 1, START), START);
		meter.setFirmware(START, "voltage in whole V");
		meter.setFirmware(START, "deviation +60");
		assert.deepEqual([meter.profile.exponents.mV, meter.profile.deviation], [0, 60]);
		meter.setFirmware(START, undefined);
		assert.deepEqual(meter.profile, profile);
	});
});
