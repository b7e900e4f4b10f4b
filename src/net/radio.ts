/** Wi-Fi, as the link sees it. Types only: `src/device` and the simulator fill them in. */
export interface Radio {
	/** Begins to join a network; the link is told with `joined` or `failed`, in time or never. */
	join(ssid: string, password: string): void;
	/** Leaves the network, or gives up joining. */
	leave(): void;
	/** Becomes an access point with WPA2 at `SET_UP_ADDRESS`, with DNS and the set-up page. */
	openAccessPoint(ssid: string, key: string): void;
	closeAccessPoint(): void;
}

/** Of the device in its own access point; ESP-IDF's default. */
export const SET_UP_ADDRESS = "192.168.4.1";
