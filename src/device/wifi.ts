/**
 * The SDK's Wi-Fi as the house's net wants it. The older module, because ECMA-419's knows no access
 * point; the two must not be used together. Decides nothing.
 */
import Net from "net";
import Driver, { type AccessPointOptions, type WiFiCallback } from "wifi";
import type { HouseNet, WiFi } from "../house-net.ts";
import { utf8Text } from "../model/utf8.ts";
import type { Clock } from "./clock.ts";
import { encode } from "./encode.ts";

const STATION = 1;
/** Second argument of a "disconnect": the password was refused. */
const REFUSED = -1;

export class DeviceWiFi implements WiFi {
	readonly #clock: Clock;
	#net: HouseNet | undefined = undefined;

	/** Turns Wi-Fi on, and nothing more. */
	constructor(clock: Clock) {
		this.#clock = clock;
		Driver.mode = STATION;
		const notify = (message: string, value?: number) => this.#happened(message, value);
		new Driver(undefined, notify as WiFiCallback);
	}

	/** Who is told what happens from now on. */
	tell(net: HouseNet): void {
		this.#net = net;
	}

	join(ssid: string, password: string): void {
		try {
			Driver.connect(password === "" ? { ssid } : { ssid, password });
		} catch {
			this.#net?.failed(false, this.#clock.now());
		}
	}

	leave(): void {
		Driver.disconnect();
	}

	/** Also a station, or it could not look for networks. Without one the device goes on as it is. */
	openAccessPoint(ssid: string, key: string): void {
		const options = { ssid, password: key, max: 4, station: true };
		try {
			Driver.accessPoint(options as AccessPointOptions);
		} catch (error) {
			trace(`glimt has no access point: ${(error as Error).message}\n`);
		}
	}

	closeAccessPoint(): void {
		Driver.mode = STATION;
	}

	scan(): void {
		try {
			Driver.scan({}, (item) => {
				// The SDK's simulator ends with undefined.
				if (!item) this.#net?.scanned();
				else this.#found(item.ssid, item.rssi, item.authentication === "none");
			});
		} catch {
			this.#net?.scanned();
		}
	}

	/** A name is any octets of anybody's, and the SDK makes a string of them, which XS reads past its end. */
	#found(name: string, rssi: number, isOpen: boolean): void {
		const octets = encode(name);
		const ssid = utf8Text(octets, 0, octets.length);
		if (ssid !== undefined) this.#net?.found({ ssid, rssi, isOpen });
	}

	#happened(message: string, value: number | undefined): void {
		const now = this.#clock.now();
		if (message === Driver.gotIP) this.#net?.joined(stationAddress(), now);
		else if (message === Driver.disconnected) this.#net?.failed(value === REFUSED, now);
	}
}

/** The typings know no second argument. */
const get = Net.get as (what: string, of: string) => string | undefined;

function stationAddress(): string {
	return get.call(Net, "IP", "station") ?? "";
}

/** As `A4:D1:8C:DB:C0:20`. */
export function stationMac(): string {
	return get.call(Net, "MAC", "station") ?? "00:00:00:00:00:00";
}
