import assert from "node:assert/strict";
import { Label } from "../../src/model/label.ts";
import { octets } from "../support/frames.ts";

const view = (hex: string) => new DataView(octets(hex).buffer);

describe("Label", () => {
	it("is not sent until it is set", () => {
		assert.equal(new Label().isSet, false);
		assert.equal(new Label().toText(), undefined);
	});

	it("tells a text of every length up to its longest, after any other", () => {
		const label = new Label();
		const digits = view("30313233343536373839".repeat(4));
		for (let length = 0; length <= Label.MAX; length++) {
			label.set(digits, length % 3, Label.MAX);
			label.set(digits, 0, length);
			assert.equal(label.toText(), "0123456789".repeat(4).slice(0, length));
		}
	});

	it("misses no change, of whatever octets, even where doubles are zero or no number", () => {
		for (const octet of ["00", "31", "7F", "80", "FF"]) {
			for (let length = 2; length <= 20; length++) {
				const text = octets(`${octet.repeat(length - 1)}31`);
				for (let at = 0; at < length - 1; at++) {
					const label = new Label();
					label.set(new DataView(text.buffer), 0, length);
					const other = text.slice();
					other[at] = (other[at] as number) ^ 0x80;
					label.set(new DataView(other.buffer), 0, length);
					assert.equal(label.at(at), other[at], `${octet} ${length} ${at}`);
				}
			}
		}
	});

	it("is not sent when it is too long to be whole", () => {
		const label = new Label();
		label.set(view("31".repeat(Label.MAX + 1)), 0, Label.MAX + 1);
		assert.equal(label.isSet, false);
	});

	it("leaves out the NULs that pad it, down to nothing", () => {
		const label = new Label();
		label.set(view("3133 0000"), 0, 4);
		assert.equal(label.toText(), "13");
		label.set(view("00000000"), 0, 4);
		assert.equal(label.toText(), "");
		assert.equal(label.isSet, true);
	});

	it("compares and begins by its octets", () => {
		const one = new Label();
		const other = new Label();
		one.set(view("414243"), 0, 3);
		other.set(view("424243"), 0, 3);
		assert.equal(one.equals(other), false);
		other.set(view("4142"), 0, 2);
		assert.equal(one.equals(other), false);
		assert.equal(other.startsWith([0x41, 0x42, 0x43]), false);
		other.set(view("414244"), 0, 3);
		assert.equal(one.startsWith([0x41, 0x42]), true);
		assert.equal(one.startsWith([0x41, 0x43]), false);
		assert.equal(one.equals(other), false);
		other.set(view("414243"), 0, 3);
		assert.equal(one.equals(other), true);
		assert.equal(one.at(2), 0x43);
		assert.equal(one.at(3), -1);
	});
});
