import assert from "node:assert/strict";
import { changed, DEFAULTS, NAMES, type Settings, told } from "../../src/settings/settings.ts";

const faultsOf = (given: unknown) => changed(DEFAULTS, given).faults.join(" ");

/** Values of a setting that are right, and that are wrong. */
const CASES: { readonly [Name in keyof Settings]: readonly [unknown[], unknown[]] } = {
	name: [
		["glimt", "glimt-2", "a", "x".repeat(32)],
		["", "-a", "a-", "Å", "A", "a.b", "x".repeat(33)],
	],
	language: [
		["nb", "en"],
		["no", "NB", 1, null, ""],
	],
	ssid: [
		["", "Hjemme", "Ålesund 5 GHz", "ø".repeat(16), "📶"],
		["x".repeat(33), "ø".repeat(17), "a\u0000b", "a\nb", "\u007f", 7, null],
	],
	password: [
		["", "8 chars.", "x".repeat(63), "0123456789abcdefABCDEF".repeat(3).slice(0, 64)],
		["7 chars", "x".repeat(64), "påssword", "tab\there", 12345678, null],
	],
	fuseAmperes: [
		[16, 63, 125],
		[15, 126, 63.5, "63", null, Number.NaN],
	],
	capacityStepsW: [
		[[], [1], [2000, 5000], [1_000_000]],
		[[0], [5000, 2000], [2000, 2000], [1.5], ["2000"], [1_000_001], "2000", new Array(13).fill(1)],
	],
	capacityPricesOre: [[[]], [[-1], [1.5], ["1"], {}, new Array(14).fill(1)]],
	ownerCode: [
		["123456", "a-b_c.d~e", "x".repeat(32)],
		["", "12345", "with space", "æøåæøå", 123456],
	],
	parity: [
		["even", "none", ""],
		["odd", "8E1", null],
	],
	timeServer: [
		["no.pool.ntp.org", "192.0.2.1"],
		["", "-a", "a b", "http://a", "x".repeat(65), 1],
	],
};

describe("settings", () => {
	it("are right by default, but for the owner's code, which is made", () => {
		const { ownerCode: _, ...others } = DEFAULTS;
		assert.deepEqual(changed(DEFAULTS, others).faults, []);
	});

	for (const name of NAMES) {
		it(`${name}: takes what is right and says what is wrong, in a sentence that keeps the value`, () => {
			const [right, wrong] = CASES[name];
			for (const value of right) {
				const given = name === "ssid" ? { ssid: value, password: "" } : { [name]: value };
				const { settings, faults } = changed(DEFAULTS, given);
				assert.deepEqual(faults, [], `${name} ${JSON.stringify(value)}`);
				assert.deepEqual(settings[name], value);
			}
			for (const value of wrong) {
				const { faults } = changed(DEFAULTS, { [name]: value, password: "" });
				const { faults: alone } = changed(DEFAULTS, { [name]: value });
				const said = name === "password" ? alone : faults;
				assert.equal(said.length, 1, `${name} ${JSON.stringify(value)}`);
				assert.match(said[0] as string, new RegExp(`^${name} must be .*\\.$`));
			}
		});
	}

	it("say of the fuse what it must be", () => {
		assert.equal(faultsOf({ fuseAmperes: 1000 }), "fuseAmperes must be 16 to 125.");
	});

	it("have one sentence for each wrong field, and change nothing then", () => {
		const { faults } = changed(DEFAULTS, { language: "sv", fuseAmperes: 0, colour: "red" });
		assert.equal(faults.length, 3);
		assert.equal(faults[2], 'There is no setting "colour".');
	});

	it("are a JSON object", () => {
		for (const given of [null, [], "name", 7, true]) assert.match(faultsOf(given), /JSON object/);
	});

	it("have one price more than steps, or none", () => {
		assert.deepEqual(faultsOf({ capacityStepsW: [5000], capacityPricesOre: [100, 200] }), "");
		assert.match(faultsOf({ capacityStepsW: [5000], capacityPricesOre: [100] }), /one more than/);
		const priced = changed(DEFAULTS, {
			capacityStepsW: [5000],
			capacityPricesOre: [1, 2],
		}).settings;
		assert.match(changed(priced, { capacityStepsW: [] }).faults.join(), /one more than/);
	});

	it("want a password with another network, so that the old one is not told to it", () => {
		const home = changed(DEFAULTS, { ssid: "Hjemme", password: "hemmelig!" }).settings;
		assert.match(changed(home, { ssid: "Hytta" }).faults.join(), /^password must come/);
		assert.deepEqual(changed(home, { ssid: "Hjemme" }).settings, home);
		assert.deepEqual(changed(home, { ssid: "" }).faults, []);
	});

	it("can be told and given back without their secrets, which stay", () => {
		const secret = { ssid: "Hjemme", password: "hemmelig!", ownerCode: "87654321" };
		const here = changed(DEFAULTS, { ...secret, name: "glimt-2", language: "en" }).settings;
		const exported = JSON.stringify(told(here));
		assert.doesNotMatch(exported, /hemmelig|87654321|password|ownerCode/);
		const { settings, faults } = changed(
			{ ...here, language: "nb", name: "glimt" },
			JSON.parse(exported),
		);
		assert.deepEqual(faults, []);
		assert.deepEqual(settings, here);
	});

	it("can be given to another Glimt, which in another network asks for that one's password", () => {
		const network = { ssid: "Hjemme", password: "hemmelig!" };
		const here = changed(DEFAULTS, { ...network, fuseAmperes: 25 }).settings;
		const exported = JSON.parse(JSON.stringify(told(here)));
		const near = changed(DEFAULTS, { ...network, ownerCode: "12345678" }).settings;
		const { settings, faults } = changed(near, exported);
		assert.deepEqual(faults, []);
		assert.deepEqual(settings, { ...near, fuseAmperes: 25 });
		const far = changed(DEFAULTS, { ssid: "Hytta", password: "" }).settings;
		assert.match(changed(far, exported).faults.join(), /^password must come with another ssid/);
		assert.deepEqual(changed(far, { ...exported, password: "hemmelig!" }).faults, []);
	});

	it("take no name from a prototype", () => {
		for (const name of ["__proto__", "constructor", "toString"]) {
			const given = JSON.parse(`{"${name}": {"isRight": 1}}`);
			assert.equal(faultsOf(given), `There is no setting "${name}".`);
		}
	});
});
