/** A dongle's raw feed: `GET /api/v1/raw`, the octets of the HAN port as they arrive, without end. */
import http, { type IncomingMessage } from "node:http";
import { reasonOf } from "../reasons.ts";
import type { OpenLine } from "./recorder.ts";

const PATH = "/api/v1/raw";
const TYPE = "application/octet-stream";
const ANSWER_MS = 10_000;
/** A device without power says nothing: ask the network now and then whether it is there. */
const PROBE_MS = 30_000;

/**
 * Opens the feed at `address`, or at its usual path on a host. Rejects with what to do, also where
 * nobody has answered within `answerMs`; once open, a feed may be silent for as long as it likes.
 */
export async function openFeed(address: string, answerMs = ANSWER_MS): Promise<OpenLine> {
	const url = feedUrl(address);
	return new Promise((resolve, reject) => {
		const request = http.get(url, { headers: { accept: TYPE } });
		request.setTimeout(answerMs, () =>
			request.destroy(new Error(`no answer within ${answerMs / 1000} s`)),
		);
		request.on("error", (error) => reject(new Error(`${url}: ${reasonOf(error)}`)));
		request.on("response", (response) => {
			request.setTimeout(0);
			response.socket.setKeepAlive(true, PROBE_MS);
			const refusal = refusalOf(response);
			const close = async () => {
				response.destroy();
			};
			if (refusal === undefined) resolve({ stream: response, close });
			else {
				response.destroy();
				reject(new Error(`${url}: ${refusal}`));
			}
		});
	});
}

function feedUrl(address: string): URL {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url?.protocol !== "http:") {
		throw new Error(`--url ${address}: say an address as http://glimt.local${PATH}`);
	}
	if (url.pathname === "/") url.pathname = PATH;
	return url;
}

function refusalOf({ statusCode, headers }: IncomingMessage): string | undefined {
	if (statusCode !== 200) return `the answer is ${statusCode}, so there is no raw feed`;
	const type = headers["content-type"] ?? "nothing";
	return type.startsWith(TYPE) ? undefined : `the answer is ${type}, not octets`;
}
