import assert from "node:assert/strict";
import { octetsOfHex } from "../../host-sim/hex.ts";
import { dnsReply } from "../../src/net/dns.ts";

const ADDRESS = Uint8Array.of(192, 168, 4, 1);

/** A question for `name`, as a phone asks it. */
function query(name: string, type = 1, klass = 1): Uint8Array {
	const labels = name
		.split(".")
		.flatMap((label) => [
			label.length,
			...Array.from(label, (character) => character.charCodeAt(0)),
		]);
	return Uint8Array.of(0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...labels, 0, 0, type, 0, klass);
}

function hex(octets: Uint8Array | undefined): string {
	return Array.from(octets ?? [], (octet) => octet.toString(16).padStart(2, "0")).join("");
}

describe("DNS of the access point", () => {
	it("answers each question for an address with its own", () => {
		const expected = `
			1234 8580 0001 0001 0000 0000  # head: an answer, recursion was desired
			01 61 02 6e 6f 00 0001 0001    # a.no, A, IN
			c00c 0001 0001 00000001 0004 c0a80401`;
		assert.equal(hex(dnsReply(query("a.no"), ADDRESS)), hex(octetsOfHex(expected)));
		assert.equal(hex(dnsReply(query("a.no", 255), ADDRESS)).slice(-8), "c0a80401");
	});

	it("says of other types that there is none, so that no phone waits", () => {
		for (const type of [28, 65, 12, 16]) {
			const reply = dnsReply(query("captive.apple.com", type), ADDRESS) as Uint8Array;
			assert.equal(reply.length, query("captive.apple.com").length);
			assert.equal(hex(reply.subarray(2, 8)), "858000010000");
		}
	});

	it("leaves out what follows the question, such as EDNS", () => {
		const plain = query("a.no");
		const edns = Uint8Array.of(...plain, 0, 0, 41, 16, 0, 0, 0, 0, 0, 0, 0);
		edns[11] = 1;
		assert.equal(hex(dnsReply(edns, ADDRESS)), hex(dnsReply(plain, ADDRESS)));
	});

	it("says nothing to what is no question", () => {
		const response = query("a.no");
		response[2] = 0x81;
		const update = query("a.no");
		update[2] = 0x28;
		const two = query("a.no");
		two[5] = 2;
		const pointer = query("a.no");
		pointer[12] = 0xc0;
		for (const wrong of [response, update, two, pointer, new Uint8Array(0)]) {
			assert.equal(dnsReply(wrong, ADDRESS), undefined);
		}
		const whole = query("a.no");
		for (let length = 0; length < whole.length; length++) {
			assert.equal(dnsReply(whole.subarray(0, length), ADDRESS), undefined, `${length}`);
		}
		assert.equal(dnsReply(new Uint8Array(513), ADDRESS), undefined);
	});

	it("takes a name of 255 octets, and none longer", () => {
		const label = "x".repeat(63);
		assert.ok(dnsReply(query([label, label, label, "x".repeat(61)].join(".")), ADDRESS));
		const long = query([label, label, label, label].join("."));
		assert.equal(dnsReply(long, ADDRESS), undefined);
	});

	it("bears any octets, and never sends more than was asked and 16 octets", () => {
		let state = 7;
		const random = (below: number) => {
			state = (state * 48271) % 0x7fffffff;
			return state % below;
		};
		for (let i = 0; i < 20_000; i++) {
			const octets = i % 2 === 0 ? query("captive.apple.com") : new Uint8Array(random(80));
			for (let j = random(20); j >= 0; j--) octets[random(octets.length + 1)] = random(256);
			const reply = dnsReply(octets, ADDRESS);
			if (reply !== undefined) assert.ok(reply.length <= octets.length + 16);
		}
	});
});
