/**
 * What ../uart is on the ESP32, for the SDK's simulator on Linux: the serial device that
 * `mcconfig … hanDevice=PATH` names, which knows no errors and no parity. Without one nothing comes.
 */
import Serial from "embedded:io/serial";

export default class {
	waited = 0;
	parityErrors = 0;
	framingErrors = 0;
	overflows = 0;
	#serial;
	/** What a buffer had no room for. */
	#left = new Uint8Array(0);

	constructor({ device, baud, onReadable }) {
		if (device === undefined) return;
		this.#serial = new Serial({
			device,
			baud,
			format: "buffer",
			onReadable: (count) => onReadable.call(this, count),
			// The device is gone; the SDK closes what it then cannot read without a fault of memory.
			onError: () => {
				this.#serial = undefined;
			},
		});
	}

	close() {
		this.#serial?.close();
		this.#serial = undefined;
	}

	/** The SDK's `read` fills no buffer here. */
	read(into) {
		if (this.#left.length === 0) {
			const octets = this.#serial?.read();
			if (octets === undefined) return undefined;
			this.#left = new Uint8Array(octets);
		}
		const count = Math.min(into.length, this.#left.length);
		into.set(this.#left.subarray(0, count));
		this.#left = this.#left.subarray(count);
		return count;
	}

	configure() {}
}
