import assert from "node:assert/strict";
import { sunHeight, temperature } from "../../host-sim/house/weather.ts";
import { House } from "../../host-sim/house.ts";
import type { Network } from "../../host-sim/meters/profile.ts";
import { Reading } from "../../src/model/reading.ts";

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;
const WINTER = Date.UTC(2026, 0, 14);
const SUMMER = Date.UTC(2026, 5, 17);

function houseAt(startMs: number, network: Network = "TN", solarPeak = 0, seed = 5): House {
	return new House({ seed, startMs, network, solarPeak });
}

function read(house: House): Reading {
	const reading = new Reading();
	house.read(reading);
	return reading;
}

/** Wh that a house imports and exports in three days. */
function threeDays(startMs: number, solarPeak = 0): { imported: number; exported: number } {
	const house = houseAt(startMs, "TN", solarPeak);
	const before = read(house);
	house.step(startMs + 3 * DAY);
	const after = read(house);
	const grown = (name: "activeEnergyImport" | "activeEnergyExport") =>
		Number(after.get(name)) - Number(before.get(name));
	return { imported: grown("activeEnergyImport"), exported: grown("activeEnergyExport") };
}

describe("a house", function () {
	// Days of seconds.
	this.timeout(20_000);

	it("is the same for the same seed, however its time is cut", () => {
		const one = houseAt(WINTER);
		const other = houseAt(WINTER);
		one.step(WINTER + HOUR);
		for (let at = WINTER; at < WINTER + HOUR; at += 777) other.step(at);
		other.step(WINTER + HOUR);
		assert.deepEqual(read(one).values, read(other).values);
		const another = houseAt(WINTER, "TN", 0, 6);
		another.step(WINTER + HOUR);
		assert.notDeepEqual(read(one).values, read(another).values);
	});

	it("knows the truth of each hour, day and month, whatever becomes of its registers", () => {
		const start = Date.UTC(2026, 2, 28, 22);
		const house = houseAt(start, "TN", 8000);
		const [taken, given] = house.registers as [number, number];
		house.step(start + 23 * HOUR + HOUR);
		const [imported, exported] = house.registers as [number, number];
		house.swapRegisters();
		const { truth } = house;
		assert.deepEqual(truth.hours.length, 24);
		const sum = (direction: "import" | "export") =>
			truth.hours.reduce((all, hour) => all + truth.energy(hour, direction), 0);
		assert.ok(Math.abs(sum("import") - (imported - taken)) <= 1);
		assert.ok(Math.abs(sum("export") - (exported - given)) <= 1);
		assert.ok(sum("export") > 1000);
		const [first = 0] = truth.hours;
		const day = truth.sum("2026-03-29", "import");
		assert.ok(Math.abs(day - (sum("import") - truth.energy(first, "import"))) < 1e-6);
		const [one, other, none] = truth.peaks("2026-03", first + 24);
		assert.ok(one && other && one.wh > other.wh && none === undefined);
		const left = truth.peaks("2026-03", first + 24, (hour) => hour !== one.hour);
		assert.ok((left[0]?.wh as number) < one.wh);
		assert.deepEqual(truth.peaks("2026-03", first), []);
	});

	it("counts in its registers exactly the integral of its power", () => {
		const start = SUMMER + 10 * HOUR;
		const house = houseAt(start, "TN", 8000);
		const pairs = [
			["activeEnergyImport", "activePowerImport"],
			["activeEnergyExport", "activePowerExport"],
			["reactiveEnergyImport", "reactivePowerImport"],
			["reactiveEnergyExport", "reactivePowerExport"],
			["activeEnergyExportL2", "activePowerExportL2"],
		] as const;
		const before = read(house);
		const sums = pairs.map(() => 0);
		for (let at = start; at < start + 6 * HOUR; at += SECOND) {
			house.step(at);
			const now = read(house);
			pairs.forEach(([, power], i) => {
				sums[i] = Number(sums[i]) + Number(now.get(power)) / 3600;
			});
		}
		house.step(start + 6 * HOUR);
		const after = read(house);
		pairs.forEach(([register], i) => {
			const grown = Number(after.get(register)) - Number(before.get(register));
			assert.ok(Math.abs(grown - Number(sums[i])) < 1, `${register}: ${grown}, ${sums[i]}`);
		});
		assert.ok(Number(sums[1]) > 0, "the sun should have given something");
	});

	it("never turns a register back", () => {
		const house = houseAt(SUMMER, "TN", 8000);
		let before = house.registers;
		for (let at = SUMMER; at < SUMMER + DAY; at += 10 * 60 * SECOND) {
			house.step(at);
			house.registers.forEach((value, i) => {
				assert.ok(Number(value) >= Number(before[i]));
			});
			before = house.registers;
		}
	});

	it("needs more in winter than in summer, and neither is absurd", () => {
		const winter = threeDays(WINTER).imported / 3000;
		const summer = threeDays(SUMMER).imported / 3000;
		assert.ok(winter > 1.5 * summer, `${winter} and ${summer} kWh a day`);
		assert.ok(winter < 150 && summer > 8, `${winter} and ${summer} kWh a day`);
	});

	it("gives from its solar cells by day in summer, and hardly in winter", () => {
		const summer = threeDays(SUMMER, 8000).exported;
		assert.ok(summer > 10_000, `${summer} Wh`);
		assert.ok(threeDays(WINTER, 8000).exported < summer / 20);
		const night = houseAt(SUMMER + 23 * HOUR, "TN", 8000);
		assert.equal(read(night).get("activePowerExport"), 0);
	});

	it("keeps its voltages near 230 V on every net", () => {
		for (const network of ["1-phase", "IT", "TN"] as const) {
			const house = houseAt(WINTER, network);
			for (let at = WINTER; at < WINTER + DAY; at += 60 * SECOND) {
				house.step(at);
				const values = read(house);
				const volts = [1, 2, 3].map((i) => values.get(`voltageL${i}` as "voltageL1"));
				for (const volt of volts) {
					assert.ok(volt === undefined || (volt > 207_000 && volt < 253_000), `${volt} mV`);
				}
				assert.equal(volts.includes(undefined), network === "1-phase");
			}
		}
	});

	it("has in TN the sum of its phases as its power", () => {
		const house = houseAt(WINTER);
		house.step(WINTER + 7 * HOUR);
		const reading = read(house);
		const phases = ["activePowerImportL1", "activePowerImportL2", "activePowerImportL3"] as const;
		const sum = phases.reduce((total, name) => total + Number(reading.get(name)), 0);
		assert.equal(reading.get("activePowerImport"), sum);
	});
});

describe("its weather", () => {
	it("has days of 6 and of 19 hours, as at 60 degrees north", () => {
		const hours = (day: number) => {
			let count = 0;
			for (let at = day; at < day + DAY; at += 60 * SECOND) if (sunHeight(at) > 0) count++;
			return count / 60;
		};
		const shortest = hours(Date.UTC(2026, 11, 21));
		const longest = hours(Date.UTC(2026, 5, 21));
		assert.ok(Math.abs(shortest - 5.5) < 0.5, `${shortest} h`);
		assert.ok(Math.abs(longest - 18.5) < 0.5, `${longest} h`);
	});

	it("is colder in January than in July", () => {
		assert.ok(
			temperature(1, Date.UTC(2026, 0, 20, 12)) < temperature(1, Date.UTC(2026, 6, 20, 12)),
		);
	});
});
