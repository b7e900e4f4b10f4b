/** How the device is found in the house's net (mDNS, RFC 6762; services, RFC 6763). */

export interface Service {
	/** As `_http._tcp`. */
	readonly type: string;
	/** `key=value` in ASCII, each after an octet with its length (RFC 6763, 6). */
	readonly txt: Uint8Array;
}

export interface Announcement {
	/** Without `.local`. */
	readonly host: string;
	readonly services: readonly Service[];
}

export interface Announced {
	/** The owner's. */
	readonly name: string;
	/** Of this device, that no other has. */
	readonly id: string;
	readonly version: string;
}

/** A label of DNS has 63 octets; a number must fit behind the name. */
const MOST = 63;

/** `attempt` is 1 at first, and one more each time that the name was found to be another's. */
export function announcementOf({ name, id, version }: Announced, attempt: number): Announcement {
	const ending = attempt > 1 ? `-${attempt}` : "";
	return {
		host: name.slice(0, MOST - ending.length) + ending,
		services: [
			{ type: "_http._tcp", txt: txtOf("path=/") },
			{ type: "_glimt._tcp", txt: txtOf("path=/", "api=v1", `id=${id}`, `fw=${version}`) },
		],
	};
}

function txtOf(...texts: readonly string[]): Uint8Array {
	const octets: number[] = [];
	for (const text of texts) {
		octets.push(text.length);
		for (let i = 0; i < text.length; i++) octets.push(text.charCodeAt(i));
	}
	return Uint8Array.from(octets);
}

/** The id of a device by its Wi-Fi address, as `A4:D1:8C:DB:C0:20`: lower case, without colons. */
export function idOf(mac: string): string {
	return mac.split(":").join("").toLowerCase();
}

/** The name of the device's access point. */
export function accessPointOf(id: string): string {
	return `Glimt-${id.slice(-4).toUpperCase()}`;
}
