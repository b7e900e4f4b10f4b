import assert from "node:assert/strict";
import { accessPointOf, announcementOf, idOf } from "../../src/net/announcement.ts";

const DEVICE = { name: "glimt", id: "a4d18cdbc020", version: "0.1.0" };

describe("the announcement", () => {
	it("has two services, with what a client must know", () => {
		assert.deepEqual(announcementOf(DEVICE, 1), {
			host: "glimt",
			services: [
				{ type: "_http._tcp", txt: [["path", "/"]] },
				{
					type: "_glimt._tcp",
					txt: [
						["path", "/"],
						["api", "v1"],
						["id", "a4d18cdbc020"],
						["fw", "0.1.0"],
					],
				},
			],
		});
	});

	it("takes another name when one is taken, within what a label may have", () => {
		assert.equal(announcementOf(DEVICE, 2).host, "glimt-2");
		assert.equal(announcementOf(DEVICE, 10).host, "glimt-10");
		const long = announcementOf({ ...DEVICE, name: "x".repeat(63) }, 12).host;
		assert.equal(long, `${"x".repeat(60)}-12`);
	});

	it("has a key of nine characters at most, and each text in 255 octets", () => {
		for (const { txt } of announcementOf(DEVICE, 1).services) {
			for (const [key, value] of txt) {
				assert.match(key, /^[a-z]{1,9}$/);
				assert.ok(`${key}=${value}`.length <= 255);
			}
		}
	});

	it("names the device and its access point by its Wi-Fi address", () => {
		assert.equal(idOf("A4:D1:8C:DB:C0:20"), "a4d18cdbc020");
		assert.equal(accessPointOf("a4d18cdbc020"), "Glimt-C020");
	});
});
