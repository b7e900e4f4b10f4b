/** How the device is reached, for the display and the endpoint to tell. Who runs the network makes them. */

/**
 * - `none`: no network has been set up, or there is none on this machine
 * - `joining`: one is set up, and the device has no address in it yet
 * - `joined`: it has an address
 * - `accessPoint`: it is one itself, for its set-up
 */
export type NetworkPhase = "none" | "joining" | "joined" | "accessPoint";

export interface Network {
	readonly phase: NetworkPhase;
	/** Of the device, IPv4 with dots; "" while it has none. */
	readonly address: string;
	/** Name of the Wi-Fi network that it joins or is; "" where there is none. */
	readonly ssid: string;
	/** Of the device's own access point, else "". A secret: for the display, never served or logged. */
	readonly key: string;
}

export const NO_NETWORK: Network = Object.freeze({ phase: "none", address: "", ssid: "", key: "" });
