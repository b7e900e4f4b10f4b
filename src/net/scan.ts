/** The networks that a scan has found, for people to choose from. */

export interface Found {
	readonly ssid: string;
	/** dBm. */
	readonly rssi: number;
	readonly isOpen: boolean;
}

/** No more are shown, nor held. */
const MOST = 16;

export class ScanList {
	/** Strongest first, each name once, hidden ones left out. */
	networks: readonly Found[] = [];
	#next: Found[] = [];

	/** A scan begins. */
	begin(): void {
		this.#next = [];
	}

	/**
	 * Of networks with the same name the strongest counts, but all must be open for one that is: a
	 * neighbour may have named his like the owner's, and who asks for no password gets in there.
	 */
	add(found: Found): void {
		const next = this.#next;
		if (found.ssid === "") return;
		const same = next.findIndex(({ ssid }) => ssid === found.ssid);
		const network = same < 0 ? found : both(found, next.splice(same, 1)[0] as Found);
		const place = next.findIndex(({ rssi }) => rssi < network.rssi);
		next.splice(place < 0 ? next.length : place, 0, network);
		if (next.length > MOST) next.pop();
	}

	/** The scan is over. One that found nothing changes nothing: the radio was busy. */
	end(): void {
		if (this.#next.length > 0) this.networks = this.#next;
	}
}

function both({ ssid, rssi, isOpen }: Found, other: Found): Found {
	return { ssid, rssi: Math.max(rssi, other.rssi), isOpen: isOpen && other.isOpen };
}
