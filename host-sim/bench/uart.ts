/**
 * The ESP32's UART as `src/device/uart` has it: ESP-IDF's driver empties the FIFO into a ring, and
 * calls back when 32 octets are there or the line has been idle for 4 octets after the last. What comes
 * while the ring is full is lost.
 */
import { OCTET_MS } from "../../src/han/hdlc.ts";
import type { Push, Source } from "../simulation.ts";

const RING = 2048;
const THRESHOLD = 32;
const IDLE_OCTETS = 4;
/** Of an octet's time: times are sums of fractions, and some are a little short. */
const TINY = 1e-3;

export class Uart {
	/** What has arrived and was not read: the first `count` octets. Ours; valid until `read`. */
	readonly ring = new Uint8Array(RING);
	count = 0;
	/** It has called back, and nobody has read yet. */
	isCalling = false;
	/** When it did. */
	calledAt = 0;
	/** Octets that came over the line, lost ones too. */
	arrived = 0;
	/** Octets that found the ring full. */
	lost = 0;
	readonly #source: Source;
	readonly #startMs: number;
	/** On its way: `#sent` octets have come, the first left at `#leftAt`. */
	#push: Push | undefined = undefined;
	#sent = 0;
	#leftAt = 0;
	#octetMs = OCTET_MS;
	/** When the last octet had come. */
	#heardAt = 0;

	/** All times but the source's are in milliseconds from `startMs`. */
	constructor(source: Source, startMs: number) {
		this.#source = source;
		this.#startMs = startMs;
	}

	/** When something happens next, if nobody reads before: `listen` then. */
	get nextAt(): number {
		const push = this.#push;
		const octetMs = this.#octetMs;
		const next = push ? this.#leftAt + this.#sent * octetMs : this.#source.dueMs - this.#startMs;
		const idle = this.#heardAt + IDLE_OCTETS * octetMs;
		if (this.#waits && idle < next + octetMs) return idle;
		if (push === undefined) return next;
		const left = push.octets.length - this.#sent;
		return next + octetMs * (this.isCalling ? left : Math.min(left, THRESHOLD - this.count));
	}

	/** Takes what arrives up to `now`. */
	listen(now: number): void {
		for (;;) {
			if (this.#push !== undefined) this.#take(this.#push, now);
			const idle = (now - this.#heardAt) / this.#octetMs;
			if (this.#waits && idle + TINY >= IDLE_OCTETS) this.#call(now);
			if (this.#push !== undefined || this.#source.dueMs - this.#startMs > now) return;
			this.#begin(this.#source.next());
		}
	}

	/** The ring is empty again: it was read, or the power was gone. */
	read(): void {
		this.count = 0;
		this.isCalling = false;
	}

	/** Nothing comes from `now` up to `until`, in the middle of what is on its way too. */
	cut(now: number, until: number): void {
		this.listen(now);
		const push = this.#push;
		if (push === undefined) return;
		const gone = Math.ceil((until - this.#leftAt) / this.#octetMs);
		this.#sent = Math.min(push.octets.length, Math.max(this.#sent, gone));
		if (this.#sent === push.octets.length) this.#push = undefined;
	}

	#call(now: number): void {
		this.isCalling = true;
		this.calledAt = now;
	}

	get #waits(): boolean {
		return this.count > 0 && !this.isCalling;
	}

	#begin(push: Push): void {
		if (push.octets.length === 0) return;
		this.#push = push;
		this.#sent = 0;
		// What the line had no time for yet comes later.
		this.#leftAt = Math.max(push.atMs - this.#startMs, this.#heardAt);
		this.#octetMs = push.octetMs ?? OCTET_MS;
	}

	#take(push: Push, now: number): void {
		const come = Math.floor((now - this.#leftAt) / this.#octetMs + TINY);
		const end = Math.min(push.octets.length, come);
		const count = Math.max(0, end - this.#sent);
		if (count > 0) {
			const kept = Math.min(count, RING - this.count);
			this.#copy(push.octets, kept);
			this.arrived += count;
			this.lost += count - kept;
			this.#sent = end;
			this.#heardAt = this.#leftAt + end * this.#octetMs;
			if (this.#waits && this.count >= THRESHOLD) this.#call(this.#heardAt);
		}
		if (this.#sent === push.octets.length) this.#push = undefined;
	}

	#copy(octets: Uint8Array, count: number): void {
		const { ring } = this;
		for (let i = 0; i < count; i++) ring[this.count + i] = octets[this.#sent + i] as number;
		this.count += count;
	}
}
