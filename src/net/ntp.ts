/**
 * Asks a time server for the time of day (SNTP version 4, RFC 5905) and believes no reply that cannot be
 * one. A datagram, either way:
 *
 * ```
 *  0   leap(2 bits) version(3) mode(3)     4   root delay (16.16 s)       8  root dispersion
 *  1   stratum  2 poll  3 precision       12   reference    16  reference timestamp
 * 24   originate   32 receive   40 transmit     each seconds(4) and fraction(4), high octet first
 * ```
 *
 * Our transmit timestamp is random and tells nothing of us; the reply must show it as its originate
 * timestamp, so nobody who has not seen our query can answer it (RFC 8633, 5).
 */
import type { Random } from "../model/random.ts";

const SIZE = 48;
const VERSION_4_CLIENT = 0x23;
const ALARM = 3;
const SERVER = 4;
const MOST_STRATUM = 15;
const ORIGINATE = 24;
const RECEIVE = 32;
const TRANSMIT = 40;
/** Seconds from 1900 to 1970. */
const EPOCH = 2_208_988_800;
/** Half of an era: seconds below are of that which begins in 2036, those above of that of 1900. */
const HALF_ERA = 0x8000_0000;
const ERA = 0x1_0000_0000;
/** 2026-01-01, before which no Glimt was made, and 50 years later. */
const EARLIEST_MS = 1_767_225_600_000;
const LATEST_MS = EARLIEST_MS + 50 * 365.25 * 86_400_000;
/** The reply is off by half of it at most. */
const MOST_DELAY_MS = 1000;
/** Of a server that is itself so far from a clock, in 16.16 s: one second. */
const MOST_ROOT = 0x10000;

const REPLY_MS = 5000;
const POLL_MS = 3_600_000;
const FIRST_RETRY_MS = 16_000;
const MOST_RETRY_MS = 1_024_000;
/** After the network is there: not all devices of a street ask in the same second. */
const FIRST_MS = 3000;

/** Why a reply is not believed; the names of its counters. */
const NTP_FAULTS = Object.freeze([
	"short",
	"notAsked",
	"notServer",
	"refused",
	"alarm",
	"stratum",
	"distant",
	"slow",
	"implausible",
	"silent",
] as const);

export type NtpFault = (typeof NTP_FAULTS)[number];

/** Lends the network. */
export interface NtpPort {
	/** Sends a query to port 123 of a host, by name or address, or does nothing. The octets are lent. */
	send(host: string, query: Uint8Array): void;
	/** The time of day is known: milliseconds since 1970 at `now`. */
	setTime(utcMs: number, now: number): void;
	readonly random: Random;
}

export class NtpClient {
	/** How often a reply was not believed, by reason. */
	readonly counts: Record<NtpFault, number>;
	readonly #port: NtpPort;
	readonly #query = new Uint8Array(SIZE);
	#isOnline = false;
	#isAsking = false;
	#sentAt = 0;
	/** When it asks next, or stops to wait for the reply. */
	#dueAt = 0;
	/** Without a reply that was believed, in a row. */
	#failures = 0;

	constructor(port: NtpPort) {
		this.#port = port;
		this.counts = Object.fromEntries(NTP_FAULTS.map((name) => [name, 0])) as typeof this.counts;
	}

	/** Once a second. */
	tick(isOnline: boolean, host: string, now: number): void {
		if (isOnline !== this.#isOnline) {
			this.#isOnline = isOnline;
			this.#isAsking = false;
			this.#failures = 0;
			this.#dueAt = now + this.#port.random(FIRST_MS);
		}
		if (!isOnline || now < this.#dueAt) return;
		if (this.#isAsking) this.#fail("silent", now);
		else this.#ask(host, now);
	}

	/** Takes a datagram that came at `now`, from where the query went or from anybody else. */
	received(reply: Uint8Array, now: number, isFromServer: boolean): void {
		const isAsked = this.#isAsking && isFromServer;
		const fault = isAsked ? faultOf(reply, this.#query, now - this.#sentAt) : "notAsked";
		if (fault === undefined) {
			this.#isAsking = false;
			this.#failures = 0;
			this.#dueAt = now + POLL_MS;
			this.#port.setTime(utcOf(reply, now - this.#sentAt), now);
		} else if (fault === "notAsked" || fault === "short") this.counts[fault]++;
		else this.#fail(fault, now);
	}

	#ask(host: string, now: number): void {
		const query = this.#query;
		query.fill(0);
		query[0] = VERSION_4_CLIENT;
		for (let at = TRANSMIT; at < SIZE; at++) query[at] = this.#port.random(256);
		this.#isAsking = true;
		this.#sentAt = now;
		this.#dueAt = now + REPLY_MS;
		this.#port.send(host, query);
	}

	#fail(fault: NtpFault, now: number): void {
		this.counts[fault]++;
		this.#isAsking = false;
		const most = Math.min(MOST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures++);
		// Who refuses (a kiss of death) wants to be left alone.
		this.#dueAt = now + (fault === "refused" ? POLL_MS : most / 2 + this.#port.random(most / 2));
	}
}

/** What is wrong with a reply to `query` that took `delayMs`; undefined where it is to be believed. */
function faultOf(reply: Uint8Array, query: Uint8Array, delayMs: number): NtpFault | undefined {
	if (reply.length < SIZE) return "short";
	for (let i = 0; i < 8; i++) {
		if (reply[ORIGINATE + i] !== query[TRANSMIT + i]) return "notAsked";
	}
	const first = reply[0] as number;
	const version = (first >> 3) & 7;
	if ((first & 7) !== SERVER || version < 3 || version > 4) return "notServer";
	const stratum = reply[1] as number;
	if (stratum === 0) return "refused";
	if (first >> 6 === ALARM) return "alarm";
	if (stratum > MOST_STRATUM) return "stratum";
	if (number(reply, 4) > MOST_ROOT || number(reply, 8) > MOST_ROOT) return "distant";
	const held = millisecondsAt(reply, TRANSMIT) - millisecondsAt(reply, RECEIVE);
	if (delayMs > MOST_DELAY_MS) return "slow";
	// What the server took cannot be more than all took; a millisecond is what its clock may differ.
	if (held < 0 || held > delayMs + 1) return "implausible";
	const utc = utcOf(reply, delayMs);
	return utc < EARLIEST_MS || utc > LATEST_MS ? "implausible" : undefined;
}

/** Milliseconds since 1970 when the reply came. */
function utcOf(reply: Uint8Array, delayMs: number): number {
	const sent = millisecondsAt(reply, TRANSMIT);
	const held = sent - millisecondsAt(reply, RECEIVE);
	return Math.round(sent + Math.max(0, delayMs - held) / 2);
}

/** Of a timestamp, milliseconds since 1970, from 1968 to 2104. */
function millisecondsAt(octets: Uint8Array, at: number): number {
	const seconds = number(octets, at);
	const since1900 = seconds < HALF_ERA ? seconds + ERA : seconds;
	return (since1900 - EPOCH) * 1000 + (number(octets, at + 4) * 1000) / ERA;
}

function number(octets: Uint8Array, at: number): number {
	const high = ((octets[at] as number) << 8) | (octets[at + 1] as number);
	const low = ((octets[at + 2] as number) << 8) | (octets[at + 3] as number);
	return high * 0x10000 + low;
}
