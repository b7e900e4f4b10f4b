/** Listening on a port, or on one of those that follow. */
import type { AddressInfo, Server } from "node:net";

/** Ports tried after the first. */
const MORE_PORTS = 20;
const LAST_PORT = 0xffff;

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

/** The port that `server` listens on then. Rejects when there is none, and says which are taken. */
export async function bind(server: Server, options: BindOptions): Promise<number> {
	const last = Math.min(options.port + (options.nextFree ? MORE_PORTS : 0), LAST_PORT);
	for (let port = options.port; ; port++) {
		try {
			return await bindTo(server, options.host ?? HOST, port);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
			if (port < last) continue;
			const taken =
				options.port === last ? `port ${last} is` : `ports ${options.port} to ${last} are`;
			throw new Error(`${taken} taken; say another with --port`);
		}
	}
}

function bindTo(server: Server, host: string, port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		const fail = (error: Error) => {
			server.off("listening", succeed);
			reject(error);
		};
		const succeed = () => {
			server.off("error", fail);
			resolve((server.address() as AddressInfo).port);
		};
		server.once("error", fail).once("listening", succeed).listen(port, host);
	});
}
