/** The display's QR codes, read by a reader that is not ours, from the pixels. */
import assert from "node:assert/strict";
import jsQR from "jsqr";
import { play } from "../../host-sim/play.ts";
import { JOINED, type Scene } from "../../host-sim/situation.ts";
import { QrCode } from "../../src/display/qr-code.ts";
import type { Network } from "../../src/model/network.ts";

const SCALE = 4;

/** The way to the default export of a CommonJS module differs by who bundles. */
const read = (jsQR as unknown as { default?: typeof jsQR }).default ?? jsQR;

function codeOf(text: string): QrCode {
	const code = new QrCode();
	while (code.step(text)) assert.ok(code.version < 10);
	return code;
}

/** What a reader makes of a picture whose pixel is dark or not. */
function readOf(width: number, height: number, isDark: (x: number, y: number) => boolean) {
	const data = new Uint8ClampedArray(width * height * 4).fill(255);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			if (isDark(x, y)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
		}
	}
	return read(data, width, height)?.data;
}

function readCode(code: QrCode): string | undefined {
	const side = (code.size + 8) * SCALE;
	return readOf(side, side, (x, y) => {
		const column = Math.floor(x / SCALE) - 4;
		const row = Math.floor(y / SCALE) - 4;
		const isInside = column >= 0 && row >= 0 && column < code.size && row < code.size;
		return isInside && code.isDark(column, row);
	});
}

function readScreen(network: Network, isColour: boolean): string | undefined {
	const scene: Scene = { name: "test", view: "network", watts: 850, network };
	const screen = play(scene, "nb", isColour);
	const side = screen.height * SCALE;
	// A light wall around the glass, as a reader takes the border for.
	return readOf(side + 80, side + 80, (x, y) => {
		const column = Math.floor((x - 40) / SCALE);
		const row = Math.floor((y - 40) / SCALE);
		const isOn = column >= 0 && row >= 0 && column < screen.height && row < screen.height;
		return isOn && column < (isColour ? 126 : 62) && !screen.isLit(column, row);
	});
}

describe("a QR code", () => {
	it("is read as what it was made of, at every length of its three versions", () => {
		for (let length = 1; length <= 53; length++) {
			const text = "http://192.168.100.200/0123456789abcdefghijklmnopqrstuvw".slice(0, length);
			const code = codeOf(text);
			assert.equal(code.size, length <= 17 ? 21 : length <= 32 ? 25 : 29, text);
			assert.equal(readCode(code), text);
		}
	});

	it("holds names in UTF-8", () => {
		assert.equal(
			readCode(codeOf("WIFI:T:WPA;S:Bjørnås;P:æøå€𝄞;;")),
			"WIFI:T:WPA;S:Bjørnås;P:æøå€𝄞;;",
		);
	});

	it("is not made of what is too long, and made again of what is not", () => {
		const code = codeOf("x".repeat(54));
		assert.equal(code.size, 0);
		while (code.step("short"));
		assert.equal(readCode(code), "short");
	});

	it("is made in two steps, and only when the text is another", () => {
		const code = new QrCode();
		assert.deepEqual(
			[1, 2, 3, 4].map(() => code.step("a")),
			[true, true, false, false],
		);
		const { version } = code;
		code.step("a");
		assert.equal(code.version, version);
		assert.equal(code.step("b"), true);
	});

	for (const isColour of [false, true]) {
		it(`leads to the page from the pixels of ${isColour ? "240×135" : "128×64"}`, () => {
			for (const address of ["10.0.0.2", "192.168.100.200"]) {
				assert.equal(readScreen({ ...JOINED, address }, isColour), `http://${address}/`);
			}
		});

		it(`joins the device's own network from the pixels of ${isColour ? "240×135" : "128×64"}`, () => {
			const network: Network = {
				phase: "accessPoint",
				address: "192.168.4.1",
				ssid: "Glimt;A1",
				key: 'a:b\\c"d,',
			};
			assert.equal(readScreen(network, isColour), 'WIFI:T:WPA;S:Glimt\\;A1;P:a\\:b\\\\c\\"d\\,;;');
		});
	}
});
