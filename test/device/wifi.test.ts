/** The device's Wi-Fi and NVS beside fakes of the SDK's modules. */
import assert from "node:assert/strict";
import type { HouseNet } from "../../src/house-net.ts";
import type { Found } from "../../src/net/scan.ts";
import type { Slots } from "../../src/settings/slots.ts";
import { SettingsStore } from "../../src/settings/store.ts";
import { deviceModule } from "../support/device-module.ts";
import { encode } from "../support/fake-connection.ts";

interface WiFi {
	tell(net: Pick<HouseNet, "found" | "scanned" | "joined" | "failed">): void;
	join(ssid: string, password: string): void;
	leave(): void;
	openAccessPoint(ssid: string, key: string): void;
	closeAccessPoint(): void;
	scan(): void;
}

/** The SDK's module and what of it is called, and a network that notes what it is told. */
function open() {
	const called: unknown[] = [];
	const told: unknown[] = [];
	const found: Found[] = [];
	let notify: (message: string, value?: number) => void = () => {};
	let tellScan: (item: object | null) => void = () => {};
	let mayConnect = true;
	function Driver(_: undefined, callback: typeof notify) {
		notify = callback;
	}
	const driver = Object.assign(Driver, {
		mode: 0,
		gotIP: "gotIP",
		disconnected: "disconnect",
		connect(network: object): void {
			if (!mayConnect) throw new Error("esp_wifi_connect failed");
			called.push(network);
		},
		disconnect: () => called.push("disconnect"),
		accessPoint: (options: object) => called.push(options),
		scan(_: object, callback: typeof tellScan): void {
			tellScan = callback;
		},
	});
	const net = { get: (what: string, of: string) => `${what} of the ${of}` };
	const { DeviceWiFi } = deviceModule<{ DeviceWiFi: new (clock: object) => WiFi }>("wifi", {
		wifi: driver,
		net,
		time: {},
	});
	const wifi = new DeviceWiFi({ now: () => 7 });
	wifi.tell({
		found: (network) => void found.push(network),
		scanned: () => void told.push("scanned"),
		joined: (address, now) => void told.push(["joined", address, now]),
		failed: (isPassword, now) => void told.push(["failed", isPassword, now]),
	});
	return {
		wifi,
		driver,
		called,
		told,
		found,
		happen: (message: string, value?: number) => notify(message, value),
		tellScan: (item: object | null) => tellScan(item),
		refuse: () => {
			mayConnect = false;
		},
	};
}

describe("Wi-Fi of the device", () => {
	it("is a station at first, and after an access point, which has its key", () => {
		const { wifi, driver, called } = open();
		assert.equal(driver.mode, 1);
		driver.mode = 3;
		wifi.openAccessPoint("Glimt-1A2B", "abcdefgh2345");
		assert.deepEqual(called, [
			{ ssid: "Glimt-1A2B", password: "abcdefgh2345", max: 4, station: true },
		]);
		wifi.closeAccessPoint();
		assert.equal(driver.mode, 1);
	});

	it("joins with the password, or without one, and leaves", () => {
		const { wifi, called } = open();
		const digits = "0123456789abcdefABCDEF".repeat(3).slice(0, 64);
		wifi.join("Hjemme", digits);
		wifi.join("Kafe", "");
		wifi.leave();
		assert.deepEqual(called, [
			{ ssid: "Hjemme", password: digits },
			{ ssid: "Kafe" },
			"disconnect",
		]);
	});

	it("tells that it has joined, and why it has not", () => {
		const { wifi, told, happen, refuse } = open();
		happen("gotIP");
		happen("disconnect", -1);
		happen("disconnect", 0);
		happen("connect");
		refuse();
		wifi.join("Hjemme", "hemmelig!");
		assert.deepEqual(told, [
			["joined", "IP of the station", 7],
			["failed", true, 7],
			["failed", false, 7],
			["failed", false, 7],
		]);
	});

	describe("looking for networks", () => {
		const { fromString } = ArrayBuffer as unknown as { fromString: unknown };
		// Here a string has one character for each octet, as the SDK's has octets of any kind.
		before(() =>
			Object.assign(ArrayBuffer, {
				fromString: (text: string) => Uint8Array.from(Buffer.from(text, "latin1")).buffer,
			}),
		);
		after(() => Object.assign(ArrayBuffer, { fromString }));

		it("tells names that are text, and none of other octets", () => {
			const { wifi, found, told, tellScan } = open();
			wifi.scan();
			for (const ssid of ["\xc3\x85lesund", "end\xf0", "\xff\xfe", "a\xc3(", ""]) {
				tellScan({ ssid, rssi: -50, authentication: "wpa2_psk" });
			}
			tellScan({ ssid: "Kafe", rssi: -60, authentication: "none" });
			tellScan(null);
			assert.deepEqual(found, [
				{ ssid: "Ålesund", rssi: -50, isOpen: false },
				{ ssid: "", rssi: -50, isOpen: false },
				{ ssid: "Kafe", rssi: -60, isOpen: true },
			]);
			assert.deepEqual(told, ["scanned"]);
		});
	});
});

describe("settings in NVS", () => {
	const kept = new Map<string, unknown>();
	let isFull = false;
	const { SLOTS } = deviceModule<{ SLOTS: Slots }>("preferences", {
		preference: {
			get: (domain: string, key: string) => kept.get(`${domain} ${key}`),
			set(domain: string, key: string, value: unknown): void {
				kept.delete(`${domain} ${key}`);
				if (isFull) throw new Error("nvs set fail");
				kept.set(`${domain} ${key}`, value);
			},
		},
	});

	it("are a blob in each of two keys, and stay where one is not taken", () => {
		const store = new SettingsStore(SLOTS, encode);
		for (const language of ["en", "nb", "en"] as const) {
			assert.equal(store.keep({ ...store.settings, language }), "kept");
		}
		assert.deepEqual(Array.from(kept.keys()).sort(), ["glimt settings0", "glimt settings1"]);
		assert.ok(Array.from(kept.values()).every((value) => value instanceof ArrayBuffer));
		isFull = true;
		assert.equal(store.keep({ ...store.settings, fuseAmperes: 25 }), "failed");
		assert.equal(new SettingsStore(SLOTS, encode).settings.language, "en");
	});

	it("are none where something else is kept there", () => {
		kept.set("glimt settings0", "text");
		assert.equal(SLOTS.read(0), undefined);
	});
});
