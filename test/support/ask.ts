/** One request to an app on any engine, and the body of its reply, which is not in chunks. */
import type { Served } from "../../host-sim/listener.ts";

export function ask(server: Served, path: string, now: number): string {
	const request = Buffer.from(
		`GET ${path} HTTP/1.0\r\nHost: glimt.local\r\nConnection: close\r\n\r\n`,
	);
	let said = "";
	let isWoken = false;
	const exchange = server.accept(
		{
			write: (octets, start, end) => {
				said += Buffer.from(octets.subarray(start, end)).toString("latin1");
				return end - start;
			},
			wake: () => {
				isWoken = true;
			},
			close: () => {},
		},
		now,
	);
	exchange?.received(request, 0, request.length, now);
	while (isWoken) {
		isWoken = false;
		exchange?.writable(now);
	}
	return said.slice(said.indexOf("\r\n\r\n") + 4);
}
