/**
 * Whose requests the bench takes. It may be driven by who sits at this machine, and a browser there
 * shows other sites too: their pages can send requests here, and make a name of their own resolve to
 * us (DNS rebinding). So the host must be this machine by an address or name that is nobody else's,
 * the origin our own page, and a body JSON, which another site's page cannot send unasked.
 */
import type { IncomingMessage } from "node:http";

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;
const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** For people: it becomes the reply. */
export class Refusal extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

/** Throws a Refusal of a request that another site's page may have sent. */
export function checkSender({ headers }: IncomingMessage): void {
	const { host = "", origin } = headers;
	if (!LOOPBACK.test(host)) {
		throw new Refusal(
			421,
			`this is not ${host || "a host without a name"}: ask for 127.0.0.1 or localhost`,
		);
	}
	if (origin !== undefined && origin !== `http://${host}`) {
		throw new Refusal(403, `pages of ${origin} cannot drive this bench`);
	}
}

/** Throws a Refusal of a body that another site's page may send without asking. */
export function checkType({ headers }: IncomingMessage): void {
	if (!JSON_TYPE.test(headers["content-type"] ?? "")) {
		throw new Refusal(415, "say Content-Type: application/json");
	}
}
