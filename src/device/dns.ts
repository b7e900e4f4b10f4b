/** DNS of the access point, as long as there is one. */
import { dnsReply } from "../net/dns.ts";
import { SET_UP_ADDRESS } from "../net/radio.ts";
import { openUdp, type SafeUdp } from "./udp.ts";

const PORT = 53;

/** Throws where there is no network yet. */
export function openDns(): SafeUdp {
	const own = Uint8Array.from(SET_UP_ADDRESS.split("."), Number);
	const udp = openUdp(PORT, (query, address, port) => {
		const reply = dnsReply(query, own);
		if (reply !== undefined) udp.write(reply, address, port);
	});
	return udp;
}
