/** A UDP socket whose user may fail on what anybody sends: else one datagram would restart the device. */
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
				try {
					onReadable?.call(this, packets);
				} catch {
					// What is left of it waits for the next datagram.
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
		onReadable(packets) {
			for (let i = 0; i < packets; i++) {
				const packet = this.read();
				take(new Uint8Array(packet), packet.address, packet.port);
			}
		},
	});
}
