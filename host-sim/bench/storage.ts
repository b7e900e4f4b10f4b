/**
 * Flash as the app has it. When its power goes, so does the app's: whatever the app does until that
 * is seen leaves no trace, on Node as in another process.
 */
import type { Flash as Port } from "../../src/storage/flash.ts";
import { type Flash, PowerCut } from "./flash.ts";

export class Storage implements Port {
	readonly #flash: Flash;

	constructor(flash: Flash) {
		this.#flash = flash;
	}

	get size(): number {
		return this.#flash.size;
	}

	read(at: number, into: Uint8Array): void {
		this.#flash.read(at, into);
	}

	erase(index: number): void {
		this.#untilCut(() => this.#flash.erase(index));
	}

	program(at: number, octets: Uint8Array): void {
		this.#untilCut(() => this.#flash.program(at, octets));
	}

	#untilCut(run: () => void): void {
		try {
			run();
		} catch (error) {
			if (!(error instanceof PowerCut)) throw error;
		}
	}
}
