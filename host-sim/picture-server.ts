/** The simulator's own port: a picture of the display. No device has this. */
import { createServer, type RequestListener } from "node:http";
import { bind } from "./bind.ts";
import type { FrameBuffer } from "./screen.ts";

const MAX_SCALE = 16;
const DEFAULT_SCALE = 4;

export interface PictureServer {
	readonly port: number;
	close(): void;
}

/** Serves `/display.png`, with `?scale=1` to 16, from the first free port at or after `port`. */
export async function servePicture(screen: FrameBuffer, port: number): Promise<PictureServer> {
	const server = createServer(answering(screen));
	const bound = await bind(server, { port, nextFree: port > 0 });
	return {
		port: bound,
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}

function answering(screen: FrameBuffer): RequestListener {
	return (request, response) => {
		const url = new URL(request.url ?? "/", "http://simulator");
		const scale = Number(url.searchParams.get("scale") ?? DEFAULT_SCALE);
		const refuse = (status: number, why: string) =>
			response.writeHead(status, { "content-type": "text/plain" }).end(`${why}\n`);
		if (url.pathname !== "/display.png") refuse(404, "only /display.png is here");
		else if (!Number.isInteger(scale) || scale < 1 || scale > MAX_SCALE) {
			refuse(400, `scale is 1 to ${MAX_SCALE}`);
		} else {
			const headers = { "content-type": "image/png", "cache-control": "no-store" };
			response.writeHead(200, headers).end(screen.toPng(scale));
		}
	};
}
