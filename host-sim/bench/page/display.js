/** The display's pixels on a canvas of as many. */
const LIT = [0xdd, 0xf1, 0xff];
const DARK = [0x06, 0x09, 0x0d];

/** `bits` is base64: a bit for each pixel, row after row, the first the highest of its octet. */
export function draw(bits) {
	const canvas = document.getElementById("display");
	const context = canvas.getContext("2d");
	const picture = context.createImageData(canvas.width, canvas.height);
	const octets = atob(bits);
	for (let at = 0; at < canvas.width * canvas.height; at++) {
		const isLit = octets.charCodeAt(at >> 3) & (0x80 >> (at & 7));
		picture.data.set(isLit ? LIT : DARK, at * 4);
		picture.data[at * 4 + 3] = 0xff;
	}
	context.putImageData(picture, 0, 0);
}
