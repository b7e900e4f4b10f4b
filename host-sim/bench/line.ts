/**
 * The line between a meter and a UART, good until told otherwise: what leaves the source comes out
 * late, changed or not at all. The same seed gives the same faults.
 */
import { OCTET_MS } from "../../src/han/hdlc.ts";
import { random } from "../house/random.ts";
import type { Push, Source } from "../simulation.ts";
import {
	junk,
	throughBadTransceiver,
	throughTextMode,
	withBitErrors,
	withDoubledOctets,
	withLostOctets,
} from "./line-faults.ts";
import { heardAs8E1 } from "./parity.ts";

const NO_OCTETS = new Uint8Array(0);
/** Noise comes in bursts so far apart. */
const NOISE_MS = 100;
/** Shorter frames are not waited for by `cutsNextFrame`. */
const LONG = 50;

/** What is wrong with it: all zero or false is a good line. */
export interface LineState {
	/** Per million. */
	bitErrors: number;
	lostOctets: number;
	doubledOctets: number;
	hasBadTransceiver: boolean;
	/** The meter sends 8N1 for 8E1, or 8E1 for 8N1. */
	hasWrongParity: boolean;
	isTextMode: boolean;
	/** Random octets after each frame. */
	trailingJunk: number;
	/** Frames that come at once. */
	backToBack: number;
	/** The cable is out until the middle of the next long frame. */
	cutsNextFrame: boolean;
}

export class Line implements Source {
	readonly state: LineState = {
		bitErrors: 0,
		lostOctets: 0,
		doubledOctets: 0,
		hasBadTransceiver: false,
		hasWrongParity: false,
		isTextMode: false,
		trailingJunk: 0,
		backToBack: 1,
		cutsNextFrame: false,
	};
	/** The cable is out until then, in milliseconds since 1970. */
	silentUntilMs = 0;
	readonly #source: Source;
	readonly #isMisheard: () => boolean;
	readonly #onPush: (push: Push) => void;
	readonly #random: () => number;
	#held: Uint8Array[] = [];
	#freeMs = 0;
	/** Random octets a second between frames, and when the next of them come. */
	#noise = 0;
	#noiseMs = 0;

	/** `isMisheard` says whether 8N1 comes to a UART at 8E1; `onPush` is told what leaves the meter. */
	constructor(
		source: Source,
		seed: number,
		isMisheard: () => boolean,
		onPush: (push: Push) => void,
	) {
		this.#source = source;
		this.#isMisheard = isMisheard;
		this.#onPush = onPush;
		this.#random = random(seed);
	}

	get dueMs(): number {
		const due = this.#source.dueMs;
		return this.#noise > 0 ? Math.min(due, Math.max(this.#freeMs, this.#noiseMs)) : due;
	}

	next(): Push {
		const push = this.dueMs < this.#source.dueMs ? this.#hiss() : this.#carry(this.#source.next());
		this.#freeMs = push.atMs + push.octets.length * (push.octetMs ?? OCTET_MS);
		return push.octets.length > 0 ? this.#afterSilence(push) : push;
	}

	/** From `utcMs` on so many random octets a second come between frames. */
	setNoise(octetsPerSecond: number, utcMs: number): void {
		this.#noise = octetsPerSecond;
		this.#noiseMs = utcMs;
	}

	/** As much noise as comes until the next frame. */
	#hiss(): Push {
		const atMs = this.dueMs;
		const room = Math.floor((this.#source.dueMs - atMs) / OCTET_MS);
		const size = Math.min(room, Math.round((this.#noise * NOISE_MS) / 1000));
		this.#noiseMs = atMs + NOISE_MS;
		return { atMs, octets: junk(size, this.#random) };
	}

	#carry(push: Push): Push {
		if (push.octets.length === 0) return push;
		this.#onPush(push);
		const octets = this.#gather(this.#spoil(push.octets));
		if (!this.state.cutsNextFrame) return { ...push, octets };
		if (octets.length <= LONG) return { ...push, octets: NO_OCTETS };
		this.state.cutsNextFrame = false;
		return tailOf({ ...push, octets }, octets.length >> 1);
	}

	#spoil(sent: Uint8Array): Uint8Array {
		const { state } = this;
		const next = this.#random;
		let octets = sent;
		if (state.hasBadTransceiver) octets = throughBadTransceiver(octets, next);
		if (state.bitErrors > 0) octets = withBitErrors(octets, state.bitErrors, next);
		if (state.lostOctets > 0) octets = withLostOctets(octets, state.lostOctets, next);
		if (this.#isMisheard()) octets = heardAs8E1(octets);
		if (state.doubledOctets > 0) octets = withDoubledOctets(octets, state.doubledOctets, next);
		if (state.isTextMode) octets = throughTextMode(octets);
		if (state.trailingJunk > 0) octets = joined([octets, junk(state.trailingJunk, next)]);
		return octets;
	}

	#gather(octets: Uint8Array): Uint8Array {
		if (this.state.backToBack <= 1 && this.#held.length === 0) return octets;
		this.#held.push(octets);
		if (this.#held.length < this.state.backToBack) return NO_OCTETS;
		const all = joined(this.#held);
		this.#held = [];
		return all;
	}

	/** What is left of a push once the cable is in again. */
	#afterSilence(push: Push): Push {
		const late = this.silentUntilMs - push.atMs;
		return late <= 0 ? push : tailOf(push, Math.ceil(late / (push.octetMs ?? OCTET_MS)));
	}
}

function tailOf(push: Push, gone: number): Push {
	const atMs = push.atMs + gone * (push.octetMs ?? OCTET_MS);
	return { ...push, atMs, octets: push.octets.subarray(gone) };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
	return Uint8Array.from(Buffer.concat(parts));
}
