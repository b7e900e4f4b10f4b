/**
 * What the SDK's flash module is on the ESP32, for its simulator on Linux, which has none: sectors in
 * the file that `mcconfig … flashFile=PATH` names. Without one there is no partition.
 */
import { File } from "file";
import config from "mc/config";

const BLOCK = 4096;
/** As `glimt` in ../partitions.csv. */
const SIZE = 224 * BLOCK;
const ERASED = 0xff;

class FileFlash {
	#file;

	/** Opens the file, or makes it, all erased. */
	constructor(path) {
		this.#file = new File(path, true);
		if (this.#file.length > 0) return;
		for (let index = 0; index < SIZE / BLOCK; index++) this.eraseBlock(index);
	}

	status() {
		return { size: this.#file.length, blockLength: BLOCK };
	}

	read(into, at) {
		this.#file.position = at;
		into.set(new Uint8Array(this.#file.read(ArrayBuffer, into.length)));
		return into.length;
	}

	eraseBlock(index) {
		this.#file.position = index * BLOCK;
		this.#file.write(new Uint8Array(BLOCK).fill(ERASED).buffer);
	}

	/** Only clears bits, as flash does. */
	write(octets, at) {
		const left = new Uint8Array(octets.length);
		this.read(left, at);
		for (let i = 0; i < left.length; i++) left[i] &= octets[i];
		this.#file.position = at;
		this.#file.write(left.buffer);
	}
}

export default Object.freeze({
	open() {
		if (config.flashFile === undefined) throw new Error("no flashFile=PATH was configured");
		return new FileFlash(config.flashFile);
	},
});
