/**
 * On XS: 100 000 frames of each maker's lists through octets → Reading → Store, and what that
 * allocates after a warm-up. Prints `maker slots chunks collections`; after the first maker that
 * allocates, who did it first, where the host knows.
 */

import { Receiver } from "../../src/han/receiver.ts";
import { Counts } from "../../src/model/counts.ts";
import { Store } from "../../src/model/store.ts";
import aidon1 from "../../test/captures/aidon-6534/list-1.hex";
import aidon2 from "../../test/captures/aidon-6534/list-2.hex";
import aidon3 from "../../test/captures/aidon-6534/list-3.hex";
import aidonSe from "../../test/captures/aidon-se/list-3.hex";
import kaifa1 from "../../test/captures/kaifa-ma304h3e/list-1.hex";
import kaifa2 from "../../test/captures/kaifa-ma304h3e/list-2.hex";
import kaifa3 from "../../test/captures/kaifa-ma304h3e/list-3.hex";
import kaifaSeCt from "../../test/captures/kaifa-se-ct/list-3.hex";
import kaifaSeObis from "../../test/captures/kaifa-se-obis/list-3.hex";
import kamstrup2 from "../../test/captures/kamstrup-6841131/list-2.hex";
import kamstrup3 from "../../test/captures/kamstrup-6841131/list-3.hex";
import kamstrupOnePhase3 from "../../test/captures/kamstrup-6861111/list-3.hex";
import kamstrupPush from "../../test/captures/kamstrup-dk-push/list-3.hex";
import landisGyr1 from "../../test/captures/landisgyr-e350-it/list-1.hex";
import landisGyr2 from "../../test/captures/landisgyr-e350-it/list-2.hex";
import { octetsOfHex } from "../hex.ts";

const FRAMES = 100_000;
const WARM_UP = 100;
/** What the UART hands over at once. */
const CHUNK = 96;

const SLOTS = 0;
const CHUNKS = 3;
const COLLECTIONS = 10;
const FIGURES = 15;

class Proof {
	readonly #counts = new Counts();
	readonly #store = new Store();
	readonly #receiver = new Receiver(this.#store, this.#counts);
	readonly #before = new Int32Array(FIGURES);
	readonly #after = new Int32Array(FIGURES);

	/** True when nothing was allocated by so many frames, and each was read. */
	run(maker: string, frames: readonly Uint8Array[]): boolean {
		this.#hear(frames, WARM_UP);
		xs.collect();
		const readings = this.#counts.readings;
		xs.mark();
		xs.memory(this.#before);
		this.#hear(frames, FRAMES);
		xs.memory(this.#after);
		const isNothing = !xs.firstAllocation();
		const read = this.#counts.readings - readings;
		const grown = [SLOTS, CHUNKS, COLLECTIONS].map((figure) => this.#growth(figure));
		xs.print(`${maker} ${grown.join(" ")} in ${read} readings`);
		return isNothing && grown.every((growth) => growth === 0) && read === FRAMES;
	}

	#growth(figure: number): number {
		return (this.#after[figure] as number) - (this.#before[figure] as number);
	}

	#hear(frames: readonly Uint8Array[], times: number): void {
		for (let i = 0; i < times; i++) {
			const frame = frames[i % frames.length] as Uint8Array;
			for (let at = 0; at < frame.length; at += CHUNK) {
				const end = at + CHUNK;
				this.#receiver.receive(frame, at, end < frame.length ? end : frame.length, i);
			}
		}
	}
}

export default function main(): void {
	const makers: readonly (readonly [maker: string, captures: readonly string[]])[] = [
		["Aidon", [aidon1, aidon2, aidon3, aidonSe]],
		["Kaifa", [kaifa1, kaifa2, kaifa3, kaifaSeCt, kaifaSeObis]],
		["Kamstrup", [kamstrup2, kamstrup3, kamstrupOnePhase3, kamstrupPush]],
		["LandisGyr", [landisGyr1, landisGyr2]],
	];
	let failures = 0;
	for (const [maker, captures] of makers) {
		if (!new Proof().run(maker, captures.map(octetsOfHex))) failures++;
	}
	xs.exit(failures);
}
