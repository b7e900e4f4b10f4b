import assert from "node:assert/strict";
import { Flash, PowerCut, SECTOR } from "../../../host-sim/bench/flash.ts";

const DATA = Uint8Array.from({ length: 64 }, (_, i) => (i * 37) & 0xff);

function contents(flash: Flash, at = 0, size = DATA.length): number[] {
	const into = new Uint8Array(size);
	flash.read(at, into);
	return Array.from(into);
}

describe("flash", () => {
	it("is erased to FF, and programming only clears bits", () => {
		const flash = new Flash(2 * SECTOR, 1);
		assert.ok(contents(flash, 0, 2 * SECTOR).every((octet) => octet === 0xff));
		flash.program(SECTOR, Uint8Array.of(0xf0, 0xff, 0, 1));
		flash.program(SECTOR, Uint8Array.of(0x0f, 0xaa, 0xff, 3));
		assert.deepEqual(contents(flash, SECTOR, 4), [0, 0xaa, 0, 1]);
		flash.erase(1);
		assert.deepEqual(contents(flash, SECTOR, 4), [0xff, 0xff, 0xff, 0xff]);
		assert.deepEqual(flash.erasures, [0, 1]);
		assert.equal(flash.operations, 3);
	});

	it("takes only whole words and sectors that it has", () => {
		const flash = new Flash(SECTOR, 1);
		assert.throws(() => flash.program(2, DATA), RangeError);
		assert.throws(() => flash.program(0, DATA.subarray(0, 3)), RangeError);
		assert.throws(() => flash.program(SECTOR - 4, DATA), RangeError);
		assert.throws(() => flash.erase(1), RangeError);
		assert.throws(() => flash.read(SECTOR - 1, new Uint8Array(2)), RangeError);
		assert.throws(() => new Flash(1000, 1), /whole sectors/);
	});

	it("is programmed in part when the power goes meanwhile: whole words, and bits of the next", () => {
		for (let done = 0; done <= 1; done += 1 / 16) {
			const flash = new Flash(SECTOR, 7);
			flash.cutAt(1, done);
			assert.throws(() => flash.program(0, DATA), PowerCut);
			const whole = Math.floor((64 * done) / 4) * 4;
			const left = contents(flash);
			assert.deepEqual(left.slice(0, whole), Array.from(DATA.subarray(0, whole)));
			assert.ok(left.slice(whole + 4).every((octet) => octet === 0xff));
			left.forEach((octet, i) => {
				assert.equal(octet & (DATA[i] as number), DATA[i], "no bit is cleared that should not be");
			});
		}
	});

	it("is neither old nor erased when the power goes while a sector is erased", () => {
		const flash = new Flash(2 * SECTOR, 7);
		const zeros = new Uint8Array(SECTOR);
		flash.program(0, zeros);
		flash.program(SECTOR, zeros);
		flash.cutAt(1, 0.5);
		assert.throws(() => flash.erase(0), PowerCut);
		const left = contents(flash, 0, SECTOR);
		const erased = left.filter((octet) => octet === 0xff).length;
		assert.ok(erased > 0.4 * SECTOR && erased < 0.6 * SECTOR);
		assert.ok(
			contents(flash, SECTOR, SECTOR).every((octet) => octet === 0),
			"and no other sector",
		);
	});

	it("takes nothing more until the power is back, and then all as before", () => {
		const flash = new Flash(SECTOR, 7);
		flash.cutAt(3, 1);
		flash.program(0, DATA);
		flash.program(64, DATA);
		assert.throws(() => flash.program(128, DATA), PowerCut);
		assert.throws(() => flash.erase(0), PowerCut);
		assert.deepEqual(contents(flash), Array.from(DATA));
		flash.powerOn();
		flash.erase(0);
		assert.ok(contents(flash).every((octet) => octet === 0xff));
	});

	it("breaks in the same way for the same seed", () => {
		const broken = (seed: number) => {
			const flash = new Flash(SECTOR, seed);
			flash.program(0, DATA);
			flash.cutAt(1, 0.3);
			assert.throws(() => flash.erase(0), PowerCut);
			return contents(flash);
		};
		assert.deepEqual(broken(3), broken(3));
		assert.notDeepEqual(broken(3), broken(4));
	});
});
