/**
 * The device's name and services in the house's net, by the SDK's DNS-SD. That one answers neither who asks
 * for a service's texts by its name, nor who is about to take our name: both are mended here.
 */
import DNSSD from "embedded:network/dnssd";
import Timer from "timer";
import { type Announced, announcementOf } from "../net/announcement.ts";
import { isHarmless } from "../net/dns-message.ts";
import { asksForTexts } from "../net/dns-question.ts";
import { SafeUdp } from "./udp.ts";

/** Of the SDK's `reply`: the records SRV and TXT. */
const SRV_AND_TXT = 0x06;
/** After so many names that were another's each takes this much longer (RFC 6762, 8.1). */
const QUICK_TRIES = 15;
const SLOW_MS = 5000;

/** A service as the SDK has it: of `_http._tcp` `name` is `http`, `protocol` `tcp`. */
interface Told {
	readonly host: string;
	readonly name: string;
	readonly protocol: string;
	/** What it compares names with, and does not set. */
	hostLower?: string;
	/** Ours: of its name in full. */
	labels?: readonly string[];
}

/** What we use of the SDK's responder, which is the `target` of its socket. */
interface Responder {
	readonly services: readonly Told[];
	reply(response: null, records: number, service: Told): ArrayBuffer;
	write(message: ArrayBuffer): boolean;
}

class MulticastUdp extends SafeUdp {
	declare target: Responder;

	/** Nothing in place of what would keep the SDK for ever, take all memory, or spoil it. */
	override read(): ReturnType<SafeUdp["read"]> {
		const packet = super.read();
		const octets = new Uint8Array(packet);
		if (!isHarmless(octets)) return new ArrayBuffer(0) as typeof packet;
		for (const service of this.target.services) this.#answer(octets, service);
		return packet;
	}

	#answer(query: Uint8Array, service: Told): void {
		const { host, name, protocol } = service;
		service.hostLower = host;
		service.labels ??= [host, `_${name}`, `_${protocol}`, "local"];
		if (asksForTexts(query, service.labels))
			this.target.write(this.target.reply(null, SRV_AND_TXT, service));
	}
}

export class Mdns {
	readonly #dnssd: DNSSD;
	readonly #announced: Announced;
	readonly #port: number;
	#claim: { close(): void } | undefined = undefined;
	#retry: ReturnType<typeof Timer.set> | undefined = undefined;
	readonly #services: { close(): void }[] = [];

	/** Throws where there is no network yet, and in the SDK's simulator. */
	constructor(announced: Announced, port: number) {
		this.#announced = announced;
		this.#port = port;
		this.#dnssd = new DNSSD({ socket: { io: MulticastUdp } });
		this.#try(1);
	}

	/** Says goodbye. */
	close(): void {
		if (this.#retry !== undefined) Timer.clear(this.#retry);
		for (const service of this.#services.splice(0)) service.close();
		this.#dnssd.close();
	}

	#try(attempt: number): void {
		const { host, services } = announcementOf(this.#announced, attempt);
		this.#claim?.close();
		this.#claim = this.#dnssd.claim({
			host,
			onReady: () => {
				for (const { type, txt } of services) {
					const told = { serviceType: type, host, name: host, port: this.#port, txt };
					this.#services.push(this.#dnssd.advertise(told));
				}
			},
			onError: () => this.#tryNext(attempt + 1),
		});
	}

	#tryNext(attempt: number): void {
		if (attempt <= QUICK_TRIES) this.#try(attempt);
		else this.#retry = Timer.set(() => this.#try(attempt), SLOW_MS);
	}
}
