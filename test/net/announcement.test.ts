import assert from "node:assert/strict";
import { accessPointOf, announcementOf, idOf } from "../../src/net/announcement.ts";

const DEVICE = { name: "glimt", id: "a4d18cdbc020", version: "0.1.0" };

/** The texts of a TXT record, each after its length. */
function textsOf(txt: Uint8Array): string[] {
	const texts: string[] = [];
	for (let at = 0; at < txt.length; at += 1 + (txt[at] as number)) {
		texts.push(String.fromCharCode(...txt.subarray(at + 1, at + 1 + (txt[at] as number))));
	}
	return texts;
}

describe("the announcement", () => {
	it("has two services, with what a client must know as it is sent", () => {
		const { host, services } = announcementOf(DEVICE, 1);
		assert.equal(host, "glimt");
		const told = services.map(({ type, txt }) => [type, ...textsOf(txt)]);
		assert.deepEqual(told, [
			["_http._tcp", "path=/"],
			["_glimt._tcp", "path=/", "api=v1", "id=a4d18cdbc020", "fw=0.1.0"],
		]);
	});

	it("takes another name when one is taken, within what a label may have", () => {
		assert.equal(announcementOf(DEVICE, 2).host, "glimt-2");
		assert.equal(announcementOf(DEVICE, 10).host, "glimt-10");
		const long = announcementOf({ ...DEVICE, name: "x".repeat(63) }, 12).host;
		assert.equal(long, `${"x".repeat(60)}-12`);
	});

	it("has a key of nine characters at most", () => {
		for (const { txt } of announcementOf(DEVICE, 1).services) {
			for (const text of textsOf(txt)) assert.match(text, /^[a-z]{1,9}=./);
		}
	});

	it("names the device and its access point by its Wi-Fi address", () => {
		assert.equal(idOf("A4:D1:8C:DB:C0:20"), "a4d18cdbc020");
		assert.equal(accessPointOf("a4d18cdbc020"), "Glimt-C020");
	});
});
