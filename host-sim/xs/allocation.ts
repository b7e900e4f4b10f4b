/**
 * On XS: 100 000 frames of each maker's lists through octets → Reading → Store and ledger, then as
 * many pushes of a meter whose hours go by through the ledger, and what that allocates after a
 * warm-up. Prints `maker slots chunks collections`; after the first that allocates, who did it first,
 * where the host knows.
 */

import { Receiver } from "../../src/han/receiver.ts";
import { Ledger } from "../../src/ledger/ledger.ts";
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
import { FixedHours } from "../../test/support/fixed-hours.ts";
import { octetsOfHex } from "../hex.ts";
import { HourlyMeter } from "./hourly-meter.ts";

const FRAMES = 100_000;
/** More than an hour of the slowest: its first registers have come. */
const WARM_UP = 500;
/** What the UART hands over at once. */
const CHUNK = 96;

const SLOTS = 0;
const CHUNKS = 3;
const COLLECTIONS = 10;
const FIGURES = 15;

/** 2026-01-14T22:00Z. */
const START_MS = 1_768_428_000_000;
const PERIOD_MS = 2500;
/** Hours that are kept: what the pushes of a proof take, and some more. */
const HOURS = 400;

/** So many pushes, and what they allocate. */
abstract class Proof {
	protected readonly ledger = new Ledger(new FixedHours(HOURS));
	readonly #before = new Int32Array(FIGURES);
	readonly #after = new Int32Array(FIGURES);

	constructor() {
		this.ledger.clock.setNetwork(START_MS, 0);
	}

	/** Pushes so many more. */
	protected abstract push(times: number): void;

	/** How many have been read. */
	protected abstract get read(): number;

	/** True when nothing was allocated by so many pushes, and each was read. */
	run(name: string): boolean {
		this.push(WARM_UP);
		xs.collect();
		const before = this.read;
		xs.mark();
		xs.memory(this.#before);
		this.push(FRAMES);
		xs.memory(this.#after);
		const isNothing = !xs.firstAllocation();
		const read = this.read - before;
		const grown = [SLOTS, CHUNKS, COLLECTIONS].map((figure) => this.#growth(figure));
		xs.print(`${name} ${grown.join(" ")} in ${read} readings`);
		return isNothing && grown.every((growth) => growth === 0) && read === FRAMES;
	}

	#growth(figure: number): number {
		return (this.#after[figure] as number) - (this.#before[figure] as number);
	}
}

/** The frames of a maker, again and again. */
class FrameProof extends Proof {
	readonly #counts = new Counts();
	readonly #store = new Store();
	readonly #receiver = new Receiver(this.#store, this.#counts);
	readonly #frames: readonly Uint8Array[];
	#now = 0;

	constructor(frames: readonly Uint8Array[]) {
		super();
		this.#frames = frames;
	}

	protected get read(): number {
		return this.#counts.readings;
	}

	protected push(times: number): void {
		for (let i = 0; i < times; i++) {
			const frame = this.#frames[i % this.#frames.length] as Uint8Array;
			this.#now += PERIOD_MS;
			for (let at = 0; at < frame.length; at += CHUNK) {
				const end = at + CHUNK;
				this.#receiver.receive(frame, at, end < frame.length ? end : frame.length, this.#now);
			}
			this.ledger.hear(this.#store.live);
		}
	}
}

/** Hours that go by: with registers, without, and with wrong ones. */
class HourProof extends Proof {
	readonly #meter = new HourlyMeter(START_MS);
	#read = 0;

	protected get read(): number {
		return this.ledger.counts.believed > 0 ? this.#read : 0;
	}

	protected push(times: number): void {
		for (let i = 0; i < times; i++) {
			this.#meter.next();
			this.ledger.tick(this.#meter.reading.receivedAt);
			this.ledger.hear(this.#meter.reading);
			this.#read++;
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
		if (!new FrameProof(captures.map(octetsOfHex)).run(maker)) failures++;
	}
	if (!new HourProof().run("Hours")) failures++;
	xs.exit(failures);
}
