/** Listening on a port, or on one of those that follow. */
import type { AddressInfo, Server } from "node:net";

/** Ports tried after the first. */
const MORE_PORTS = 20;

/** Loopback: nobody but this machine. */
const HOST = "127.0.0.1";

export interface BindOptions {
	/** 0 is any that is free. */
	readonly port: number;
	/** 127.0.0.1. */
	readonly host?: string;
	/** When the port is taken, try those that follow. */
	readonly nextFree?: boolean;
}

/** The port that `server` listens on then. Rejects when there is none, in the system's words. */
export async function bind(server: Server, options: BindOptions): Promise<number> {
	const last = options.port + (options.nextFree ? MORE_PORTS : 0);
	for (let port = options.port; ; port++) {
		try {
			return await bindTo(server, options.host ?? HOST, port);
		} catch (error) {
			if (port >= last || (error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
		}
	}
}

function bindTo(server: Server, host: string, port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, () => {
			server.off("error", reject);
			resolve((server.address() as AddressInfo).port);
		});
	});
}
