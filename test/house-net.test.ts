/** The set-up as a phone sees it: over HTTP to the app, while its Wi-Fi is ours. */
import assert from "node:assert/strict";
import { App } from "../src/app.ts";
import { HouseNet, type WiFi } from "../src/house-net.ts";
import { SettingsStore } from "../src/settings/store.ts";
import { Client, encode } from "./support/fake-connection.ts";
import { FakeSlots } from "./support/slots.ts";

const ORIGIN = "http://192.168.4.1";

class Device implements WiFi {
	readonly slots = new FakeSlots();
	readonly app = new App({ encode, slots: this.slots }, {}, 0);
	readonly told: string[] = [];
	now = 0;
	/** Of the access point that was opened last. */
	key = "";
	#random = 1;
	readonly net: HouseNet;

	constructor(key?: string) {
		const random = (below: number) => {
			this.#random = (this.#random * 48271) % 0x7fffffff;
			return this.#random % below;
		};
		const options = { wifi: this, random, accessPoint: "Glimt-1A2B", key, origin: ORIGIN };
		this.net = new HouseNet(this.app, options, 0);
	}

	join(ssid: string): void {
		this.told.push(`join ${ssid}`);
	}
	leave(): void {
		this.told.push("leave");
	}
	openAccessPoint(_ssid: string, key: string): void {
		this.key = key;
		this.told.push("open");
	}
	closeAccessPoint(): void {
		this.told.push("close");
	}
	scan(): void {
		this.told.push("scan");
	}

	start(): this {
		this.net.start(this.now);
		return this;
	}

	pass(seconds: number): void {
		for (let i = 0; i < seconds; i++) {
			this.now += 1000;
			this.net.tick(this.now);
		}
	}

	ask(line: string, host = "192.168.4.1", body = ""): string {
		const length = body === "" ? "" : `Content-Length: ${body.length}\r\n`;
		const request = `${line} HTTP/1.1\r\nHost: ${host}\r\n${length}\r\n${body}`;
		return new Client(this.app.server).send(request).sent;
	}

	get state(): { token: string; ssid: string; failure: string; networks: object[] } {
		const said = this.ask("GET /set-up");
		return JSON.parse(said.slice(said.indexOf("\r\n\r\n") + 4));
	}

	choose(ssid: string, password: string, more = ""): string {
		const form = `ssid=${ssid}&password=${password}&token=${this.state.token}${more}`;
		return this.ask("POST /set-up", "192.168.4.1", form);
	}
}

describe("set-up without a computer", () => {
	it("brings a phone that looks for the Internet to its page", () => {
		const device = new Device().start();
		const probes: [host: string, path: string][] = [
			["connectivitycheck.gstatic.com", "/generate_204"],
			["captive.apple.com", "/hotspot-detect.html"],
			["www.msftconnecttest.com", "/connecttest.txt"],
			["www.msftncsi.com", "/ncsi.txt"],
			["detectportal.firefox.com", "/canonical.html"],
			["www.example.com", "/anything?at=all"],
			["192.168.4.1", "/generate_204"],
			["192.168.4.1", "/hotspot-detect.html"],
		];
		for (const [host, path] of probes) {
			const reply = device.ask(`GET ${path}`, host);
			assert.match(reply, /^HTTP\/1\.1 302 Found\r\n/, host);
			assert.match(reply, /\r\nLocation: http:\/\/192\.168\.4\.1\/\r\n/);
		}
		const page = device.ask("GET /");
		assert.match(page, /^HTTP\/1\.1 200 OK.*Content-Security-Policy: default-src 'none';.*<form/s);
	});

	it("shows the networks that were found", () => {
		const device = new Device().start();
		assert.deepEqual(device.told, ["open", "scan"]);
		device.net.found({ ssid: "Hjemme", rssi: -50, isOpen: false });
		device.net.scanned();
		assert.deepEqual(device.state.networks, [{ ssid: "Hjemme", rssi: -50, isOpen: false }]);
		device.ask("GET /set-up?scan");
		device.ask("GET /set-up?scan");
		assert.deepEqual(device.told, ["open", "scan", "scan"]);
	});

	it("keeps what was chosen, goes off and joins", () => {
		const device = new Device().start();
		const reply = device.choose("%C3%85lesund+5", "hemmelig%21", "&language=en");
		assert.match(reply, /^HTTP\/1\.1 200 /);
		assert.doesNotMatch(reply, /hemmelig/);
		const { ssid, password, language } = new SettingsStore(device.slots, encode).settings;
		assert.deepEqual([ssid, password, language], ["Ålesund 5", "hemmelig!", "en"]);
		device.pass(3);
		assert.deepEqual(device.told.slice(2), ["close", "join Ålesund 5"]);
		device.net.joined("192.0.2.7", device.now);
		assert.equal(device.app.network.phase, "joined");
		assert.equal(device.app.network.address, "192.0.2.7");
	});

	it("is gone afterwards: no page, no form, no redirects", () => {
		const device = new Device().start();
		const { token } = device.state;
		device.choose("Hjemme", "hemmelig!");
		device.pass(3);
		assert.match(device.ask("GET /generate_204", "captive.apple.com"), /^HTTP\/1\.1 421 /);
		assert.match(device.ask("GET /generate_204"), /^HTTP\/1\.1 404 /);
		assert.match(device.ask("GET /set-up"), /^HTTP\/1\.1 404 /);
		const form = `ssid=Ond&password=hemmelig!&token=${token}`;
		assert.match(device.ask("POST /set-up", "192.168.4.1", form), /^HTTP\/1\.1 404 /);
		assert.doesNotMatch(device.ask("GET /"), /<form/);
	});

	it("comes back and says so when the password was refused, and takes the same again", () => {
		const device = new Device().start();
		for (let i = 0; i < 2; i++) {
			device.choose("Hjemme", "feilpassord");
			device.pass(3);
			device.net.failed(true, device.now);
			device.pass(1);
			assert.equal(device.app.network.phase, "accessPoint");
			assert.equal(device.state.failure, "password");
			assert.equal(device.state.ssid, "Hjemme");
		}
	});

	it("says what is wrong with a choice, and keeps nothing of it", () => {
		const device = new Device().start();
		assert.match(device.choose("Hjemme", "kort"), /^HTTP\/1\.1 400 .*password must be/s);
		assert.match(device.choose("", "hemmelig!"), /^HTTP\/1\.1 400 .*no ssid/s);
		assert.match(device.choose("x".repeat(33), "hemmelig!"), /^HTTP\/1\.1 400 .*ssid must be/s);
		assert.match(device.choose("%C3", "hemmelig!"), /^HTTP\/1\.1 400 /);
		assert.match(device.choose("Hjemme", "hemmelig!", "&language=sv"), /^HTTP\/1\.1 400 /);
		assert.equal(device.app.settings.current.ssid, "");
		device.pass(60);
		assert.equal(device.app.network.phase, "accessPoint");
	});

	it("takes no form of a page that has not read this one's token", () => {
		const device = new Device().start();
		for (const token of ["", "&token=", "&token=abc"]) {
			const form = `ssid=Ond&password=hemmelig!${token}`;
			assert.match(device.ask("POST /set-up", "192.168.4.1", form), /^HTTP\/1\.1 403 /);
		}
		assert.equal(device.app.settings.current.ssid, "");
	});

	it("has another token each time it opens, so that an old one is worth nothing", () => {
		const device = new Device().start();
		const { token } = device.state;
		device.choose("Hjemme", "feilpassord");
		device.pass(3);
		device.net.failed(true, device.now);
		device.pass(1);
		const form = `ssid=Ond&password=hemmelig!&token=${token}`;
		assert.match(device.ask("POST /set-up", "192.168.4.1", form), /^HTTP\/1\.1 403 /);
		assert.ok(device.state.token !== token);
		assert.equal(device.app.settings.current.ssid, "Hjemme");
	});

	it("tells a neighbour's name of a network as JSON, and none that cannot be chosen", () => {
		const device = new Device().start();
		const names = ['"},{', "<script>alert(1)</script>", "\\u0022", "x".repeat(32)];
		const wrong = ["\n", "a\u0007b", "x".repeat(33), "ø".repeat(17)];
		for (const ssid of [...wrong, ...names]) device.net.found({ ssid, rssi: -50, isOpen: false });
		device.net.scanned();
		const told = device.state.networks as { ssid: string }[];
		assert.deepEqual(
			told.map(({ ssid }) => ssid),
			names,
		);
	});

	it("tells no secret anywhere, and its display all that it needs", () => {
		const device = new Device().start();
		device.choose("Hjemme", "hemmelig!");
		const { key } = device.app.network;
		const { ownerCode } = device.app;
		assert.match(key, /^.{12}$/);
		assert.match(ownerCode, /^\d{8}$/);
		const paths = ["/", "/set-up", "/set-up?scan", "/api/v1/settings", "/api/v1/status"];
		const said = paths.map((path) => device.ask(`GET ${path}`)).join();
		for (const secret of [key, ownerCode, "hemmelig!"]) assert.ok(!said.includes(secret));
	});

	it("has the key and the owner's code that were chosen for a board without a display", () => {
		const device = new Device("chosen-key").start();
		assert.equal(device.key, "chosen-key");
		assert.equal(device.app.ownerCode, "chosen-key");
		device.app.settings.change({ ownerCode: "another-code" });
		device.start();
		assert.equal(device.app.ownerCode, "another-code");
		for (const path of ["/", "/set-up", "/api/v1/settings", "/api/v1/status"])
			assert.doesNotMatch(device.ask(`GET ${path}`), /chosen-key/);
	});

	it("serves the meter's readings as always", () => {
		const device = new Device().start();
		assert.match(device.ask("GET /api/v1/status"), /^HTTP\/1\.1 200 /);
		for (const method of ["PUT", "DELETE"]) {
			const refused = device.ask(`${method} /set-up`);
			assert.match(refused, /^HTTP\/1\.1 405 .*\r\nAllow: GET, HEAD, POST\r\n/s);
		}
		assert.match(device.ask("PUT /"), /^HTTP\/1\.1 405 /);
	});

	it("goes off after ten minutes, and leaves nothing behind", () => {
		const device = new Device().start();
		device.pass(600);
		assert.equal(device.told.at(-1), "close");
		assert.equal(device.app.network.phase, "none");
		assert.match(device.ask("GET /set-up"), /^HTTP\/1\.1 404 /);
		device.net.found({ ssid: "late", rssi: -1, isOpen: true });
		device.net.scanned();
		assert.deepEqual(device.net.networks, []);
	});
});

describe("the house's net", () => {
	it("follows the owner's settings", () => {
		const device = new Device();
		device.app.onSettings = () => device.net.follow(device.now);
		assert.equal(
			device.app.settings.change({ ssid: "Hjemme", password: "hemmelig!" }).status,
			"kept",
		);
		device.start();
		device.net.joined("192.0.2.7", 0);
		device.app.settings.change({ language: "en" });
		assert.equal(device.app.network.phase, "joined");
		device.app.settings.change({ ssid: "Hytta", password: "" });
		assert.equal(device.app.network.phase, "joining");
		device.pass(4);
		assert.equal(device.told.at(-1), "join Hytta");
	});
});
