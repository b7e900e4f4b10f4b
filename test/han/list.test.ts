import assert from "node:assert/strict";
import { NO_SCALERS, type Scalers } from "../../src/han/meters/meter.ts";
import { Receiver } from "../../src/han/receiver.ts";
import { Counts } from "../../src/model/counts.ts";
import { Store } from "../../src/model/store.ts";
import { frame, octets } from "../support/frames.ts";
import { decodeBody, decodeHex, text, u32, valuesOf } from "../support/readings.ts";

const LIST_1 = "02 01 06 0000027E";
/** Cut anywhere, a body is no reading. */
function refuseCuts(body: string, scalers: Scalers): void {
	const digits = body.replaceAll(/\s/g, "");
	assert.equal(decodeBody(digits, scalers).isReading, true);
	for (let end = 0; end < digits.length; end += 2) {
		const { isReading, reading } = decodeBody(digits.slice(0, end), scalers);
		assert.equal(isReading, false, `cut at ${end / 2}`);
		assert.deepEqual(valuesOf(reading), {});
	}
}

const CLOCK = "07E1 09 0F 05 04 34 34 FF 8000 00";

describe("data-notification", () => {
	it("has its date-time in any of three forms, or none", () => {
		for (const form of ["09 0C", "0C", "19"]) {
			const { reading } = decodeHex(`0F 40000000 ${form} ${CLOCK} ${LIST_1}`);
			assert.equal(reading.frameClock.toText(), "2017-09-15T04:52:52", form);
			assert.deepEqual(valuesOf(reading), { activePowerImport: 638 }, form);
		}
		assert.equal(decodeHex(`0F 40000000 00 ${LIST_1}`).reading.frameClock.isSet, false);
	});

	it("is refused with any other date-time", () => {
		for (const form of ["09 0B", "0D", "06"]) {
			const { isReading, counts } = decodeHex(`0F 40000000 ${form} ${CLOCK} ${LIST_1}`);
			assert.equal(isReading, false);
			assert.equal(counts.badList, 1);
		}
	});

	it("of an unknown layout yields no values and is counted", () => {
		const layouts = [
			"02 02 06 00000001 06 00000002",
			"06 00000001",
			text("09", "KFM_001"),
			"01 00",
		];
		for (const body of layouts) {
			const { isReading, reading, counts } = decodeBody(body);
			assert.equal(isReading, false, body);
			assert.deepEqual(valuesOf(reading), {}, body);
			assert.equal(reading.list, 0);
			assert.equal(counts.unknownLayout + counts.badList, 1, body);
			assert.equal(counts.readings, 0);
		}
	});

	it("is refused when anything follows its list", () => {
		const { isReading, reading, counts } = decodeBody(`${LIST_1} 00`);
		assert.equal(isReading, false);
		assert.deepEqual(valuesOf(reading), {});
		assert.equal(counts.badList, 1);
	});

	it("is refused at every truncation", () => {
		const whole = `0F400000000 90C07E1090F05043434FF800000${"0201060000027E"}`.replace(" ", "");
		for (let end = 0; end < whole.length / 2; end++) {
			assert.equal(decodeHex(whole.slice(0, 2 * end)).isReading, false, `cut at ${end}`);
		}
		assert.equal(decodeHex(whole).isReading, true);
	});

	it("is refused without the LLC before it, by name", () => {
		for (const llc of ["", "E6 E7", "E6 E7 01", "E6 E6 00", "E7 E7 00", "E6 E7 00 00"]) {
			const counts = new Counts();
			const store = new Store();
			const pdu = frame(octets(`${llc} 0F 40000000 00 ${LIST_1}`));
			new Receiver(store, counts).receive(pdu, 0, pdu.length, 0);
			assert.deepEqual([counts.frames, counts.readings, store.sequence], [1, 0, 0], llc);
			assert.equal(counts.badLlc + counts.unknownApdu, 1, llc);
		}
	});

	it("of two layouts half is unknown", () => {
		const kamstrup = (tag: "09" | "0A", name: string) =>
			`02 03 ${text(tag, name)} 09 06 0101010700FF ${u32(5)}`;
		assert.equal(decodeBody(kamstrup("0A", "Kamstrup_V0001")).isReading, true);
		for (const body of [
			kamstrup("09", "Kamstrup_V0001"),
			kamstrup("0A", "Kamstrop_V0001"),
			kamstrup("0A", "Kimstrup_V0001"),
			"05 01 06 00000005",
			"02 02 06 00000005",
			text("09", "KFM_001"),
		]) {
			assert.equal(decodeBody(body).counts.unknownLayout, 1, body);
		}
	});

	it("tells other APDUs by name", () => {
		assert.equal(decodeHex("DB 08 4B414D0102030405").counts.encrypted, 1);
		assert.equal(decodeHex("E0 40 0001 0000 00").counts.blockTransfer, 1);
		assert.equal(decodeHex("C4 01 00").counts.unknownApdu, 1);
		assert.equal(decodeHex("").counts.unknownApdu, 1);
	});
});

describe("Kaifa", () => {
	const names = `${text("09", "KFM_001")} ${text("09", "6970631000000012")}`;
	const numbers = (count: number, first = 1) =>
		Array.from({ length: Math.max(0, count) }, (_, i) => u32(first + i)).join(" ");
	const clock = `09 0C ${CLOCK}`;

	it("tells by the number of elements what each is", () => {
		const one = decodeBody(`02 09 ${names} ${text("09", "MA105H2E")} ${numbers(6)}`).reading;
		assert.deepEqual(valuesOf(one), {
			activePowerImport: 1,
			activePowerExport: 2,
			reactivePowerImport: 3,
			reactivePowerExport: 4,
			currentL1: 5,
			voltageL1: 600,
		});
		const body = `02 12 ${names} ${text("09", "MA304H4")} ${numbers(10)} ${clock} ${numbers(4, 11)}`;
		const three = decodeBody(body).reading;
		assert.equal(three.list, 3);
		assert.equal(three.get("currentL3"), 7);
		assert.equal(three.get("voltageL1"), 800);
		assert.equal(three.get("reactiveEnergyExport"), 14);
		assert.equal(three.clock.toText(), "2017-09-15T04:52:52");
	});

	it("refuses any other number of elements", () => {
		for (const count of [2, 8, 10, 12, 15, 17, 19]) {
			const body = `02 ${count.toString(16).padStart(2, "0")} ${names} ${text("09", "X")} ${numbers(count - 3)}`;
			assert.equal(decodeBody(body).isReading, false, `${count}`);
		}
	});

	it("says what a three-wire meter does not measure", () => {
		const values = (i2: number) =>
			`${numbers(4)} ${u32(1000)} ${u32(i2)} ${u32(1000)} ${u32(2300)} ${u32(0)} ${u32(2310)}`;
		const h3e = decodeBody(`02 0D ${names} ${text("09", "MA304H3E")} ${values(0)}`).reading;
		assert.deepEqual([h3e.l2VoltageNotMeasured, h3e.l2CurrentNotMeasured], [true, false]);
		const t3 = decodeBody(`02 0D ${names} ${text("09", "MA304T3")} ${values(0)}`).reading;
		assert.deepEqual([t3.l2VoltageNotMeasured, t3.l2CurrentNotMeasured], [true, true]);
	});

	it("measures all three phases on four wires, where 0 V is a phase that is gone", () => {
		const values = `${numbers(4)} ${u32(1000)} ${u32(0)} ${u32(1000)} ${u32(2300)} ${u32(0)} ${u32(2310)}`;
		for (const type of ["MA304H4", "MA304H4D", "MA304T4"]) {
			const { reading } = decodeBody(`02 0D ${names} ${text("09", type)} ${values}`);
			assert.equal(reading.get("voltageL2"), 0, type);
			assert.equal(reading.l2VoltageNotMeasured, false, type);
			assert.equal(reading.l2CurrentNotMeasured, false, type);
		}
	});

	it("keeps civil time in Norway; in Sweden its deviation or normal time", () => {
		const list = (id: string, deviation: string) =>
			`02 0E ${text("09", "KFM_001")} ${text("09", id)} ${text("09", "MA105H2E")} ${numbers(6)}
			 09 0C 07E1 09 0F 05 04 34 34 FF ${deviation} 00 ${numbers(4)}`;
		assert.equal(decodeBody(list("6970631000000012", "8000")).reading.clockRule, "civilTime");
		assert.equal(decodeBody(list("7340150000000012", "FFC4")).reading.clockRule, "deviation");
		assert.equal(decodeBody(list("7340150000000012", "8000")).reading.clockRule, "normalTime");
		// Half a day is the most that a clock may deviate.
		for (const [deviation, rule] of [
			["02D0", "deviation"],
			["02D1", "normalTime"],
			["FD30", "deviation"],
			["FD2F", "normalTime"],
		] as const) {
			assert.equal(decodeBody(list("7340150000000012", deviation)).reading.clockRule, rule);
		}
	});

	it("has numbers of any type, with the user's scalers or without", () => {
		const values = "12 0001 06 FFFFFFFF 17 3FC00000 15 0000000100000000 10 FFFE 06 00000900";
		const body = `02 09 ${names} ${text("09", "MA105H2E")} ${values}`;
		for (const scalers of [NO_SCALERS, {}]) {
			assert.deepEqual(valuesOf(decodeBody(body, scalers).reading), {
				activePowerImport: 1,
				activePowerExport: 4_294_967_295,
				reactivePowerImport: 2,
				reactivePowerExport: 4_294_967_296,
				currentL1: -2,
				voltageL1: 230_400,
			});
		}
	});

	it("is refused at every truncation of its list 3", () => {
		const body = `02 0E ${names} ${text("09", "MA105H2E")} ${numbers(6)} ${clock} ${numbers(4)}`;
		for (const scalers of [NO_SCALERS, {}]) refuseCuts(body, scalers);
	});

	it("has pairs of OBIS and value in Sweden, whose count is even and right", () => {
		const pairs = [
			`09 06 0100000281FF ${text("09", "KFM_001")}`,
			`09 06 0000600100FF ${text("09", "7340150000000012")}`,
			`09 06 0000600107FF ${text("09", "MA304H4")}`,
			`09 06 0100010700FF ${u32(7)}`,
			`09 06 01001F0700FF ${u32(1234)}`,
			`09 06 0100340700FF ${u32(2309)}`,
			"09 06 0000010000FF 09 0C 07E5 03 17 02 12 32 00 FF FFC4 00",
			`09 06 0100010800FF 15 00000000 FFFFFFFF`,
		].join(" ");
		const { reading } = decodeBody(`02 10 ${pairs}`);
		assert.deepEqual(valuesOf(reading), {
			activePowerImport: 7,
			currentL1: 1234,
			voltageL2: 230_900,
			activeEnergyImport: 4_294_967_295,
		});
		assert.equal(reading.meterId.toText(), "7340150000000012");
		assert.equal(reading.clock.toText(), "2021-03-23T18:50:00");
		assert.equal(reading.clockRule, "deviation");
		assert.equal(reading.list, 3);
		for (const count of ["0E", "0F", "11", "12"]) {
			assert.equal(decodeBody(`02 ${count} ${pairs}`).counts.badList, 1, count);
		}
	});

	it("takes the user's scalers before its own", () => {
		const body = `02 09 ${names} ${text("09", "MA105H2E")} ${numbers(6)}`;
		const { reading } = decodeBody(body, { power: 1, current: -2, voltage: 0 });
		assert.equal(reading.get("activePowerImport"), 10);
		assert.equal(reading.get("currentL1"), 50);
		assert.equal(reading.get("voltageL1"), 6000);
	});
});

describe("Aidon", () => {
	const element = (c: string, value: string, scaler: string) =>
		`02 03 09 06 0100${c}FF ${value} 02 02 0F ${scaler}`;

	it("has negative currents and keeps the sign", () => {
		const { reading } = decodeBody(
			`01 02 ${element("010700", u32(0), "00 16 1B")} ${element("1F0700", "10 FFCD", "FF 16 21")}`,
		);
		assert.equal(reading.get("currentL1"), -5100);
	});

	it("tells its list version, id, type and clock", () => {
		const { reading } = decodeBody(`01 05 ${element("010700", u32(5), "00 16 1B")}
			02 02 09 06 0101000281FF ${text("0A", "AIDON_V0001")}
			02 02 09 06 0000600100FF ${text("0A", "7359990000000056")}
			02 02 09 06 0000600107FF ${text("0A", "6525")}
			02 02 09 06 0000010000FF 09 0C 07E3 06 09 00 12 00 00 FF 003C 00`);
		assert.equal(reading.listVersion.toText(), "AIDON_V0001");
		assert.equal(reading.meterId.toText(), "7359990000000056");
		assert.equal(reading.meterType.toText(), "6525");
		assert.equal(reading.clock.toText(), "2019-06-09T18:00:00");
		// Sent with the wrong sign, and not believed.
		assert.equal(reading.clock.deviation, 60);
		assert.equal(reading.clockRule, "normalTime");
	});

	it("tells export with no sign, and what is left of import less it", () => {
		const { reading } = decodeBody(
			`01 02 ${element("010700", u32(0), "00 16 1B")} ${element("020700", u32(4_294_967_295), "00 16 1B")}`,
		);
		assert.equal(reading.get("activePowerExport"), 4_294_967_295);
		assert.equal(reading.netPower, -4_294_967_295);
		assert.equal(reading.list, 2);
	});

	it("counts by its scaler exactly, up to where a double is", () => {
		const energy = (value: string, exponent: string) =>
			decodeBody(`01 01 ${element("010800", value, `${exponent} 16 1E`)}`);
		const wh = (value: string, exponent: string) =>
			energy(value, exponent).reading.get("activeEnergyImport");
		assert.equal(wh(u32(4_294_967_295), "01"), 42_949_672_950);
		assert.equal(wh(u32(4_294_967_295), "00"), 4_294_967_295);
		assert.equal(wh("15 001FFFFFFFFFFFFF", "00"), Number.MAX_SAFE_INTEGER);
		assert.equal(wh("14 FFE0000000000001", "00"), -Number.MAX_SAFE_INTEGER);
		assert.equal(wh(u32(1), "0C"), 1_000_000_000_000);
		for (const [value, exponent] of [
			["15 0020000000000000", "00"],
			["15 001FFFFFFFFFFFFF", "01"],
			["18 7E37E43C8800759C", "00"],
			[u32(1), "0D"],
			[u32(1), "7F"],
			[u32(1), "80"],
			[u32(0), "80"],
		] as const) {
			assert.equal(energy(value, exponent).counts.badList, 1, `${value} ${exponent}`);
		}
	});

	it("is refused at every truncation, and with a scaler that is none", () => {
		const body = `01 02 ${element("010700", u32(5), "00 16 1B")} ${element("1F0700", "10 FFCD", "FF 16 21")}`;
		refuseCuts(body, NO_SCALERS);
		for (const scaler of ["FF 17 21", "FF 16 23"]) {
			assert.equal(decodeBody(body.replace("FF 16 21", scaler)).counts.badList, 1, scaler);
		}
		assert.equal(decodeBody(body.replace("02 02 0F FF", "02 03 0F FF")).counts.badList, 1);
		assert.equal(decodeBody(body.replace("02 02 0F FF", "02 02 10 FF")).counts.badList, 1);
	});

	it("says so when a three-wire meter leaves out L2's current", () => {
		const currents = (...codes: string[]) =>
			`01 0${codes.length} ${codes.map((c) => element(`${c}0700`, "10 0030", "FF 16 21")).join(" ")}
			`.replace(
				/01 0(\d)/,
				(_, n) => `01 0${Number(n) + 1} ${element("010700", u32(1), "00 16 1B")}`,
			);
		const it = decodeBody(currents("1F", "47")).reading;
		assert.equal(it.l2CurrentNotMeasured, true);
		assert.equal(decodeBody(currents("1F", "33", "47")).reading.l2CurrentNotMeasured, false);
		assert.equal(decodeBody(currents("1F")).reading.l2CurrentNotMeasured, false);
	});

	it("measures no current in L2 on three wires, though it may say 0", () => {
		const flag = (type: string, i2: string) => {
			const { reading } = decodeBody(
				`01 04 02 02 09 06 0000600107FF ${text("0A", type)}
				${["1F", "33", "47"].map((c) => element(`${c}0700`, `10 ${c === "33" ? i2 : "0030"}`, "FF 16 21")).join(" ")}`.replace(
					"01 04",
					`01 05 ${element("010700", u32(1), "00 16 1B")}`,
				),
			);
			assert.equal(reading.get("currentL3"), 4800);
			return reading.l2CurrentNotMeasured;
		};
		assert.deepEqual(
			["6525", "6540", "6534", "6550", "6515"].map((type) => flag(type, "0000")),
			[true, true, false, false, false],
		);
		assert.equal(flag("6525", "0001"), false);
	});

	it("refuses what is no number where one is due, wherever it stands", () => {
		const power = element("010700", u32(5), "00 16 1B");
		for (const value of ["00", "0A 02 4142", "11 05"]) {
			const odd = `02 03 09 06 0100020700FF ${value} 00`;
			assert.equal(decodeBody(`01 02 ${power} ${odd}`).counts.badList, 1, value);
			assert.equal(decodeBody(`01 02 ${odd} ${power}`).counts.badList, 1, value);
		}
		for (const items of ["01", "04"]) {
			const odd = `02 ${items} 09 06 0000600107FF ${text("0A", "6525")} 00 00`;
			assert.equal(decodeBody(`01 02 ${odd} ${power}`).counts.badList, 1, items);
		}
	});

	it("refuses a unit that is not the quantity's", () => {
		const { isReading, counts } = decodeBody(`01 01 ${element("010700", u32(5), "00 16 1D")}`);
		assert.equal(isReading, false);
		assert.equal(counts.badList, 1);
	});

	it("passes over quantities it does not know", () => {
		const { reading } = decodeBody(
			`01 02 ${element("630700", u32(9), "00 16 FF")} ${element("010700", u32(5), "00 16 1B")}`,
		);
		assert.deepEqual(valuesOf(reading), { activePowerImport: 5 });
	});
});

describe("Kamstrup", () => {
	const pair = (c: string, value: string) => `09 06 0101${c}FF ${value}`;
	const list = (type: string | undefined, ...pairs: string[]) => {
		const all = type === undefined ? pairs : [pair("600101", text("0A", type)), ...pairs];
		const count = (1 + 2 * all.length).toString(16).padStart(2, "0");
		return `02 ${count} ${text("0A", "Kamstrup_V0001")} ${all.join(" ")}`;
	};
	const NORWEGIAN = "6841131BN243101040";

	it("tells its id and its type, and in Denmark its number", () => {
		const body = list(
			NORWEGIAN,
			pair("000005", text("0A", "5706560000000034")),
			pair("000001", u32(123)),
			pair("010700", u32(5)),
			"09 06 0001010000FF 09 0C 07E6 07 0C 07 11 00 05 FF 8000 80",
			pair("630700", "0A 02 4142"),
		);
		const { reading } = decodeBody(body);
		assert.equal(reading.listVersion.toText(), "Kamstrup_V0001");
		assert.equal(reading.meterId.toText(), "5706560000000034");
		assert.equal(reading.meterType.toText(), NORWEGIAN);
		assert.equal(reading.meterNumber, 123);
		assert.equal(reading.clock.toText(), "2022-07-12T17:00:05");
		// Its status says summer time, and it keeps normal time all the same.
		assert.equal(reading.clock.status, 0x80);
		assert.equal(reading.clockRule, "normalTime");
		assert.deepEqual(valuesOf(reading), { activePowerImport: 5 });
	});

	it("takes a voltage for 0.01 V above 1000, and not before", () => {
		for (const [raw, mV] of [
			[1000, 1_000_000],
			[1001, 10_010],
			[0, 0],
		] as const) {
			const body = list(NORWEGIAN, pair("200700", u32(raw)), pair("010700", u32(5)));
			assert.equal(decodeBody(body).reading.get("voltageL1"), mV);
		}
	});

	it("counts every value up to a u32's last exactly", () => {
		const most = u32(4_294_967_295);
		const { reading } = decodeBody(
			list(NORWEGIAN, pair("010700", most), pair("1F0700", most), pair("010800", most)),
		);
		assert.deepEqual(valuesOf(reading), {
			activePowerImport: 4_294_967_295,
			currentL1: 42_949_672_950,
			activeEnergyImport: 42_949_672_950,
		});
	});

	it("counts 10 Wh, 10 mA and whole volts", () => {
		const { reading } = decodeBody(
			list(
				NORWEGIAN,
				pair("1F0700", u32(180)),
				pair("200700", "12 00EC"),
				pair("010800", u32(1_232_787)),
			),
		);
		assert.deepEqual(valuesOf(reading), {
			currentL1: 1800,
			voltageL1: 236_000,
			activeEnergyImport: 12_327_870,
		});
	});

	it("has numbers of any type, with the user's scalers or without", () => {
		const body = list(
			NORWEGIAN,
			pair("010700", u32(4_294_967_295)),
			pair("020700", "12 FFFF"),
			pair("030700", "15 0000000100000000"),
			pair("040700", "10 FFFE"),
			pair("000001", u32(17)),
			pair("200700", "06 000000E6"),
		);
		for (const scalers of [NO_SCALERS, {}]) {
			const { reading } = decodeBody(body, scalers);
			assert.equal(reading.meterNumber, 17);
			assert.deepEqual(valuesOf(reading), {
				activePowerImport: 4_294_967_295,
				activePowerExport: 65_535,
				reactivePowerImport: 4_294_967_296,
				reactivePowerExport: -2,
				voltageL1: 230_000,
			});
			refuseCuts(body, scalers);
		}
	});

	it("counts single Wh in Sweden, 0.01 V in newer firmware and mA behind transformers", () => {
		const energy = pair("010800", u32(1234));
		const current = pair("1F0700", u32(1234));
		assert.equal(
			decodeBody(list("6841131BN245101092", energy)).reading.get("activeEnergyImport"),
			1234,
		);
		const volts = decodeBody(list(NORWEGIAN, pair("200700", "12 56B7"), energy)).reading;
		assert.equal(volts.get("voltageL1"), 221_990);
		assert.equal(
			decodeBody(list("6851131BN243101040", current, energy)).reading.get("currentL1"),
			1234,
		);
	});

	it("scales nothing but currents behind transformers, and nothing but energies in Sweden", () => {
		const values = [
			pair("010700", u32(1234)),
			pair("200700", "12 00E6"),
			pair("0D0700", "12 0062"),
		];
		for (const type of ["6851131BN243101040", "6841131BN245101092", "6851131BN245101092"]) {
			for (const scalers of [NO_SCALERS, {}]) {
				assert.deepEqual(valuesOf(decodeBody(list(type, ...values), scalers).reading), {
					activePowerImport: 1234,
					voltageL1: 230_000,
					powerFactor: 980,
				});
			}
		}
	});

	it("without a type tells all phases' volts times amperes from their power", () => {
		const phases = (raw: number, volts: string) => [
			pair("010700", u32(12_000)),
			...["1F", "33", "47"].map((c) => pair(`${c}0700`, u32(raw))),
			...["20", "34", "48"].map((c) => pair(`${c}0700`, volts)),
		];
		const l3 = (raw: number) =>
			decodeBody(list(undefined, ...phases(raw, "12 00E6"))).reading.get("currentL3");
		// 3 x 230 V x 17.39 A; in mA it would be ten times as much.
		assert.deepEqual([l3(1739), l3(17_390)], [17_390, 17_390]);
		assert.deepEqual([l3(8690), l3(8700)], [86_900, 8700]);
	});

	it("takes the user's scalers before all that", () => {
		const body = list("6851131BN245101092", pair("1F0700", u32(5)), pair("010800", u32(7)));
		const { reading } = decodeBody(body, { current: -2, energy: 1 });
		assert.equal(reading.get("currentL1"), 50);
		assert.equal(reading.get("activeEnergyImport"), 70);
	});

	const PUSH = (ampere: number) => [
		pair("010700", u32(4000)),
		pair("020700", u32(0)),
		pair("1F0700", u32(ampere)),
		pair("200700", "12 00E6"),
	];

	it("without a type takes currents for mA only where power says so", () => {
		// 17.39 A at 230 V is 4 kVA.
		assert.equal(decodeBody(list(undefined, ...PUSH(1739))).reading.get("currentL1"), 17_390);
		assert.equal(decodeBody(list(undefined, ...PUSH(17_390))).reading.get("currentL1"), 17_390);
	});

	it("without a type leaves currents alone below five times the power, and at small power", () => {
		const current = (watts: number, raw: number) => {
			const [, ...rest] = PUSH(raw);
			const body = list(undefined, pair("010700", u32(watts)), ...rest);
			return decodeBody(body).reading.get("currentL1");
		};
		assert.deepEqual([current(4600, 9999), current(4600, 10_000)], [99_990, 10_000]);
		assert.deepEqual([current(999, 10_000), current(1000, 10_000)], [100_000, 10_000]);
	});

	it("without a type has power factors and phases' values in their units", () => {
		const { reading } = decodeBody(
			list(
				undefined,
				pair("0D0700", "12 0062"),
				pair("210700", "12 0064"),
				pair("150800", u32(7)),
				pair("170700", u32(8)),
				pair("010700", u32(9)),
			),
		);
		assert.deepEqual(valuesOf(reading), {
			powerFactor: 980,
			powerFactorL1: 1000,
			activeEnergyImportL1: 70,
			reactivePowerImportL1: 8,
			activePowerImport: 9,
		});
	});

	it("is not misled by phases whose powers cancel in the sum", () => {
		// 2 kW in on L1 and 2 kW out on L2: no net power, but 2 x 2 kVA.
		const { reading } = decodeBody(
			list(
				undefined,
				pair("010700", u32(0)),
				pair("020700", u32(0)),
				pair("1F0700", u32(870)),
				pair("330700", u32(870)),
				pair("200700", "12 00E6"),
				pair("340700", "12 00E6"),
				pair("150700", u32(2000)),
				pair("2A0700", u32(2000)),
			),
		);
		assert.equal(reading.get("currentL1"), 8700);
	});

	it("passes over the null pairs of a one-phase meter, which count", () => {
		const body = `02 09 ${text("0A", "Kamstrup_V0001")} ${pair("010700", u32(5))} 00 00 00 00 ${pair("020700", u32(6))}`;
		assert.deepEqual(valuesOf(decodeBody(body).reading), {
			activePowerImport: 5,
			activePowerExport: 6,
		});
	});

	it("is refused when a pair is cut by the count", () => {
		const body = `02 04 ${text("0A", "Kamstrup_V0001")} ${pair("010700", u32(5))} 00`;
		assert.equal(decodeBody(body).isReading, true);
		assert.equal(decodeBody(body.replace("02 04", "02 02").slice(0, -3)).isReading, false);
	});
});

describe("Landis+Gyr E350", () => {
	const embriq = (i2: number, u2: number) => `01 09
		02 02 09 06 0101000281FF ${text("0A", "EMBRIQ_V1_1")}
		02 02 09 06 0000600100FF 0A 0A 31303030303034320000
		02 02 09 06 0000600107FF 0A 04 00000000
		02 03 09 06 0100010700FF 06 000024F4 02 02 0F 00 16 1B
		02 03 09 06 01001F0700FF 10 0C6C 02 02 0F FE 16 21
		02 03 09 06 0100330700FF 10 ${i2.toString(16).padStart(4, "0")} 02 02 0F FE 16 21
		02 03 09 06 0100340700FF 12 ${u2.toString(16).padStart(4, "0")} 02 02 0F FF 16 23
		02 03 09 06 0100480700FF 12 0920 02 02 0F FF 16 23
		02 03 09 06 0100200700FF 12 0929 02 02 0F FF 16 23`;

	it("does not measure L2 where its voltage is 0, and its current is then 0 too", () => {
		const flags = (i2: number, u2: number) => {
			const { reading } = decodeBody(embriq(i2, u2));
			return [reading.l2VoltageNotMeasured, reading.l2CurrentNotMeasured];
		};
		assert.deepEqual(flags(0, 0), [true, true]);
		assert.deepEqual(flags(5, 0), [true, false]);
		assert.deepEqual(flags(0, 2300), [false, false]);
	});

	it("is told from Aidon by its list version, and its texts lose their NULs", () => {
		const { reading } = decodeBody(embriq(100, 2300));
		assert.equal(reading.vendor, "LandisGyr(Embriq)");
		assert.equal(reading.meterId.toText(), "10000042");
		assert.equal(reading.meterType.toText(), "");
		assert.equal(reading.clockRule, undefined);
		assert.equal(reading.get("currentL1"), 31_800);
		assert.equal(reading.l2VoltageNotMeasured, false);
	});
});
