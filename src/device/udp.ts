/**
 * A UDP socket whose user may fail on what anybody sends: else one datagram would restart the device. Each
 * is handed over by itself. One that fails would leave the others of its burst unread until the next comes,
 * and with them Wi-Fi's few buffers.
 */
import UDP from "embedded:io/socket/udp";

export type UdpOptions = ConstructorParameters<typeof UDP>[0];

export class SafeUdp extends UDP {
	/** The typings lack it. */
	declare close: () => void;

	constructor(options: UdpOptions) {
		const { onReadable } = options;
		super({
			...options,
			onReadable(packets: number) {
				for (let i = 0; i < packets; i++) {
					try {
						onReadable?.call(this, 1);
					} catch {
						// It was no datagram that its reader understands.
					}
				}
			},
		});
	}
}

/** Takes each datagram of a port; 0 for any. Throws where there is no network yet. */
export function openUdp(
	port: number,
	take: (octets: Uint8Array, address: string, port: number) => void,
): SafeUdp {
	return new SafeUdp({
		...(port > 0 && { port }),
		onReadable() {
			const packet = this.read();
			take(new Uint8Array(packet), packet.address, packet.port);
		},
	});
}
