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

	add(found: Found): void {
		const next = this.#next;
		if (found.ssid === "") return;
		const same = next.findIndex(({ ssid }) => ssid === found.ssid);
		if (same >= 0) {
			if ((next[same] as Found).rssi >= found.rssi) return;
			next.splice(same, 1);
		}
		const place = next.findIndex(({ rssi }) => rssi < found.rssi);
		next.splice(place < 0 ? next.length : place, 0, found);
		if (next.length > MOST) next.pop();
	}

	/** The scan is over. One that found nothing changes nothing: the radio was busy. */
	end(): void {
		if (this.#next.length > 0) this.networks = this.#next;
	}
}
