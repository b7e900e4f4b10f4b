import assert from "node:assert/strict";
import { settingsReply } from "../../src/http/settings.ts";
import { SettingsStore } from "../../src/settings/store.ts";
import { asking, bodyOf } from "../support/asking.ts";
import { encode } from "../support/fake-connection.ts";
import { settingsOf } from "../support/settings.ts";
import { FakeSlots } from "../support/slots.ts";

const PATH = "/api/v1/settings";

class Device {
	readonly slots = new FakeSlots();
	readonly settings = settingsOf({}, this.slots);

	get(): string {
		return bodyOf(settingsReply(this.settings, asking(PATH)));
	}

	put(body: string, bearer = "12345678"): [status: number, body: string] {
		const request = asking(PATH, { method: "PUT", body, bearer });
		const reply = settingsReply(this.settings, request);
		return [reply.status, bodyOf(reply)];
	}

	/** As read again after a restart. */
	get kept() {
		return new SettingsStore(this.slots, encode).settings;
	}
}

describe("PUT /api/v1/settings", () => {
	it("changes what it names and keeps it, and leaves the rest", () => {
		const device = new Device();
		assert.deepEqual(device.put('{"language":"en","name":"stue"}'), [200, '{"status":"done"}']);
		assert.equal(device.kept.language, "en");
		assert.equal(device.kept.name, "stue");
		assert.equal(device.kept.ssid, "Hjemme");
		assert.equal(device.kept.password, "hemmelig!");
	});

	it("says what holds after a restart only", () => {
		const done = '{"status":"done","afterRestart":["fuseAmperes"]}';
		assert.deepEqual(new Device().put('{"fuseAmperes":25,"language":"en"}'), [200, done]);
	});

	it("takes what GET tells, and secrets stay as they are", () => {
		const device = new Device();
		const told = device.get();
		assert.doesNotMatch(told, /hemmelig|12345678/);
		assert.equal(device.put(told)[0], 200);
		assert.equal(device.kept.password, "hemmelig!");
		assert.equal(device.kept.ownerCode, "12345678");
	});

	it("says each thing that is wrong, never the value, and changes nothing", () => {
		const device = new Device();
		const [status, body] = device.put('{"password":"kort","fuseAmperes":7,"language":"en"}');
		assert.equal(status, 400);
		assert.match(body, /password must be 8 to 63 .*\. fuseAmperes must be 16 to 125\./);
		assert.doesNotMatch(body, /kort/);
		assert.equal(device.kept.language, "nb");
	});

	it("wants the owner's code, and with another one that one", () => {
		const device = new Device();
		assert.equal(device.put('{"language":"en"}', "")[0], 401);
		assert.equal(device.put('{"language":"en"}', "87654321")[0], 401);
		assert.equal(device.put('{"ownerCode":"87654321"}')[0], 200);
		assert.equal(device.put('{"language":"en"}')[0], 401);
		assert.equal(device.put('{"language":"en"}', "87654321")[0], 200);
	});

	it("is refused for a minute after five wrong codes, also to the owner", () => {
		const device = new Device();
		for (let i = 0; i < 5; i++) assert.equal(device.put("{}", "wrong")[0], 401);
		assert.equal(device.put("{}")[0], 429);
	});

	it("is refused to everybody where there is no code", () => {
		const request = asking(PATH, { method: "PUT", body: "{}", bearer: "" });
		const settings = { admits: () => "none", told: () => ({}) } as never;
		assert.equal(settingsReply(settings, request).status, 403);
	});

	it("refuses what is no JSON, however deep", () => {
		const device = new Device();
		for (const body of ["", "{", "ssid=Hjemme", "[".repeat(1024), '{"a":'.repeat(200)]) {
			const [status, reply] = device.put(body);
			assert.equal(status, 400);
			assert.match(reply, /"The body is not JSON\."/);
		}
		assert.match(device.put("[]")[1], /are a JSON object/);
	});

	it("is 409 where a newer firmware wrote the settings, and 500 where they cannot be written", () => {
		const device = new Device();
		device.slots.stepsLeft = 1;
		assert.equal(device.put('{"language":"en"}')[0], 500);
		assert.match(device.get(), /"language":"nb"/);
		const newer = { admits: () => "owner", change: () => ({ status: "newer" }) } as never;
		const request = asking(PATH, { method: "PUT", body: "{}" });
		assert.equal(settingsReply(newer, request).status, 409);
	});

	it("is the only way: other methods are 405", () => {
		for (const method of ["DELETE", "POST"] as const) {
			const reply = settingsReply(settingsOf({}), asking(PATH, { method }));
			assert.equal(reply.status, 405);
			assert.deepEqual(reply.headers, ["Allow: GET, HEAD, PUT"]);
		}
	});
});
