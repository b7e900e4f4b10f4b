/** Where the simulated device keeps its settings: in memory, or in a file from run to run. */
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Slots } from "../src/settings/slots.ts";
import { withNamed } from "./reasons.ts";

export class MemorySlots implements Slots {
	protected readonly octets: (Uint8Array | undefined)[] = [undefined, undefined];

	read(slot: number): Uint8Array | undefined {
		return this.octets[slot]?.slice();
	}

	write(slot: number, octets: Uint8Array): void {
		this.octets[slot] = octets.slice();
	}
}

/** A line of hex for each slot. It holds secrets, as the device does, so it is its owner's alone to read. */
export class FileSlots extends MemorySlots {
	readonly #path: string;

	/** Throws an Error for a file that is something else, which is left as it is. */
	constructor(path: string) {
		super();
		this.#path = path;
		if (!existsSync(path)) {
			withNamed(path, () => statSync(dirname(path)));
			return;
		}
		const lines = withNamed(path, () => readFileSync(path, "utf8"))
			.split("\n")
			.slice(0, 2);
		if (lines.length < 2 || lines.some((line) => !/^([0-9a-f]{2})*$/.test(line))) {
			throw new Error(`${path} holds no settings; move it away or name another file`);
		}
		for (const [slot, line] of lines.entries()) {
			if (line !== "") this.octets[slot] = Buffer.from(line, "hex");
		}
	}

	override write(slot: number, octets: Uint8Array): void {
		super.write(slot, octets);
		const lines = this.octets.map((each) => Buffer.from(each ?? []).toString("hex"));
		writeFileSync(`${this.#path}.new`, `${lines.join("\n")}\n`, { mode: 0o600 });
		renameSync(`${this.#path}.new`, this.#path);
	}
}
