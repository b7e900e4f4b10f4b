/** The time server, by UDP and the network's own DNS. What fails is silence to the client, which asks again. */
import Net from "net";
import type { App } from "../app.ts";
import { NtpClient } from "../net/ntp.ts";
import { attempt } from "./attempt.ts";
import type { Clock } from "./clock.ts";
import { random } from "./random.ts";
import { openUdp, type SafeUdp } from "./udp.ts";

const PORT = 123;

/** Its `tick` wants to be called once a second. */
export function makeNtp(app: App, clock: Clock): NtpClient {
	let udp: SafeUdp | undefined;
	/** Asked last. */
	let server = "";
	const sendTo = (address: string, octets: Uint8Array) => {
		udp ??= openUdp(0, (reply, from, port) =>
			client.received(reply, clock.now(), from === server && port === PORT),
		);
		server = address;
		udp.write(octets, address, PORT);
	};
	const client = new NtpClient({
		send(host, query) {
			const octets = query.slice();
			attempt(() =>
				Net.resolve(host, (_name, address) => {
					if (address !== undefined) attempt(() => sendTo(address, octets));
				}),
			);
		},
		setTime: (utcMs, now) => app.setTime(utcMs, now),
		random,
	});
	return client;
}
