import assert from "node:assert/strict";
import { type Found, ScanList } from "../../src/net/scan.ts";

function scanned(...found: [ssid: string, rssi: number][]): ScanList {
	const list = new ScanList();
	list.begin();
	for (const [ssid, rssi] of found) list.add({ ssid, rssi, isOpen: false });
	list.end();
	return list;
}

const names = ({ networks }: { networks: readonly Found[] }) => networks.map(({ ssid }) => ssid);

describe("networks found", () => {
	it("are told strongest first, each once and with its best, hidden ones not", () => {
		const list = scanned(["b", -70], ["a", -50], ["", -20], ["b", -40], ["c", -60], ["a", -80]);
		assert.deepEqual(names(list), ["b", "a", "c"]);
		assert.equal(list.networks[0]?.rssi, -40);
	});

	it("are open only where all of the name are: one may be a neighbour's, named like the owner's", () => {
		for (const order of [
			[true, false],
			[false, true],
		]) {
			const list = new ScanList();
			list.begin();
			order.forEach((isOpen, i) => {
				list.add({ ssid: "Hjemme", rssi: -40 - i, isOpen });
			});
			list.add({ ssid: "Kafe", rssi: -30, isOpen: true });
			list.end();
			assert.deepEqual(list.networks, [
				{ ssid: "Kafe", rssi: -30, isOpen: true },
				{ ssid: "Hjemme", rssi: -40, isOpen: false },
			]);
		}
	});

	it("are the strongest of many", () => {
		const many = Array.from({ length: 50 }, (_, i): [string, number] => [`n${i}`, -90 + i]);
		assert.deepEqual(names(scanned(...many)), names(scanned(...many.slice(34))));
	});

	it("stay while a scan runs, and when one finds none", () => {
		const list = scanned(["a", -50]);
		list.begin();
		assert.deepEqual(names(list), ["a"]);
		list.end();
		assert.deepEqual(names(list), ["a"]);
	});
});
