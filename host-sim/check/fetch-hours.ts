/** The hours of a device on the network: `GET /api/v1/hours.csv?from=&to=`. */
import { HOUR_MS } from "../../src/model/civil.ts";
import { utcText } from "../../src/model/utc.ts";
import { reasonOf } from "../reasons.ts";

const PATH = "/api/v1/hours.csv";
/** A year of hours takes a device a while. */
const ANSWER_MS = 60_000;

/** The CSV of the hours from `first` up to `end`. Rejects with what to do. */
export async function fetchHours(address: string, first: number, end: number): Promise<string> {
	const url = hoursUrl(address);
	url.searchParams.set("from", utcText(first * HOUR_MS));
	url.searchParams.set("to", utcText(end * HOUR_MS));
	let response: Response;
	try {
		response = await fetch(url, {
			headers: { accept: "text/csv" },
			signal: AbortSignal.timeout(ANSWER_MS),
		});
	} catch (error) {
		throw new Error(`${url.origin}: ${causeOf(error as Error)}`);
	}
	const text = await bodyOf(response, url);
	if (response.ok) return text;
	throw new Error(`${url.origin}: the answer is ${response.status}${detailOf(text)}`);
}

/** What a device says of its refusal (RFC 9457). */
function detailOf(text: string): string {
	try {
		const { title = "", detail = title } = JSON.parse(text) as Record<string, unknown>;
		return detail === "" ? "" : `: ${detail}`;
	} catch {
		return ", so there are no hours";
	}
}

function hoursUrl(address: string): URL {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url?.protocol !== "http:") {
		throw new Error(`--url ${address}: say an address as http://glimt.local`);
	}
	if (url.pathname === "/") url.pathname = PATH;
	return url;
}

async function bodyOf(response: Response, { origin }: URL): Promise<string> {
	try {
		return await response.text();
	} catch (error) {
		throw new Error(`${origin}: the answer broke off: ${causeOf(error as Error)}`);
	}
}

/** Node's own words are only that it failed; the cause says why. */
function causeOf({ name, message, cause }: Error): string {
	if (name === "TimeoutError") return `no answer within ${ANSWER_MS / 1000} s`;
	return cause === undefined ? message : reasonOf(cause as NodeJS.ErrnoException);
}
