/** The device's name and services in the house's net, by the SDK's DNS-SD. */
import DNSSD from "embedded:network/dnssd";
import { type Announced, announcementOf } from "../net/announcement.ts";
import { isHarmless } from "../net/dns-message.ts";
import { SafeUdp } from "./udp.ts";

/** Gives the SDK's DNS-SD nothing in place of what would keep it for ever, or take all memory. */
class MulticastUdp extends SafeUdp {
	override read(): ReturnType<SafeUdp["read"]> {
		const packet = super.read();
		const isGood = packet !== undefined && isHarmless(new Uint8Array(packet));
		return isGood ? packet : (new ArrayBuffer(0) as typeof packet);
	}
}

export class Mdns {
	readonly #dnssd: DNSSD;
	readonly #announced: Announced;
	readonly #port: number;
	#claim: { close(): void } | undefined = undefined;
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
			onError: () => this.#try(attempt + 1),
		});
	}
}
