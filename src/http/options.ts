/** What the HTTP server may spend, with the reason for each number. */

export interface HttpOptions {
	/**
	 * Connections served at once, 1 to 64. 6: Home Assistant, evcc, homebridge, Prometheus, the
	 * page and one more; lwIP has 8, of which MQTT and a newcomer to be refused take one each.
	 */
	readonly maxConnections?: number;
	/** Of them, those that send a feed, 0 to 64. 2: the others are left for pollers. */
	readonly maxFeeds?: number;
	/** Octets of a request's head, 64 to 65535. 1024: the largest seen is Chromium's with 680. */
	readonly maxHead?: number;
	/** Octets of its target, 1 up to `maxHead`. 256: our longest path has less than 40. */
	readonly maxTarget?: number;
	/**
	 * Octets of a body. 1024: as much again as a head; a body that is looked at takes the head's place, so
	 * of such a one no more than `maxHead`.
	 */
	readonly maxBody?: number;
	/**
	 * From a request's first octet to its last. 5000: TCP's second retransmission
	 * comes after 3 s (RFC 6298).
	 */
	readonly headDeadlineMs?: number;
	/** A connection without a request. 5000: pollers ask every one or two seconds. */
	readonly idleMs?: number;
	/**
	 * Without the client taking an octet. 10000: TCP's third retransmission comes after 7 s
	 * (RFC 6298).
	 */
	readonly sendDeadlineMs?: number;
	/**
	 * After a refusal that leaves octets of the client unread, how long they are taken and
	 * forgotten before the close. 1000: lwIP answers unread octets with a reset, and a reset makes
	 * many clients forget the refusal (RFC 9112, 9.6). 0 closes at once.
	 */
	readonly lingerMs?: number;
	/** More names to answer for, without port, besides addresses and local names. */
	readonly hosts?: readonly string[];
}

export type HttpLimits = Required<HttpOptions>;

const DEFAULTS: HttpLimits = Object.freeze({
	maxConnections: 6,
	maxFeeds: 2,
	maxHead: 1024,
	maxTarget: 256,
	maxBody: 1024,
	headDeadlineMs: 5000,
	idleMs: 5000,
	sendDeadlineMs: 10000,
	lingerMs: 1000,
	hosts: Object.freeze([]),
});

const HOUR = 3_600_000;

/** The options with the defaults filled in. Throws a RangeError for one that makes no sense. */
export function limits(options: HttpOptions): HttpLimits {
	const chosen = { ...DEFAULTS, ...options };
	check("maxConnections", chosen.maxConnections, 1, 64);
	check("maxFeeds", chosen.maxFeeds, 0, 64);
	check("maxHead", chosen.maxHead, 64, 0xffff);
	check("maxTarget", chosen.maxTarget, 1, chosen.maxHead);
	check("maxBody", chosen.maxBody, 0, 0xffff);
	check("headDeadlineMs", chosen.headDeadlineMs, 1, HOUR);
	check("idleMs", chosen.idleMs, 1, HOUR);
	check("sendDeadlineMs", chosen.sendDeadlineMs, 1, HOUR);
	check("lingerMs", chosen.lingerMs, 0, HOUR);
	const hosts = chosen.hosts.map((host) => host.toLowerCase());
	for (const host of hosts) {
		if (host === "" || host.includes(":")) {
			throw new RangeError(`hosts has "${host}"; a host is a name without port`);
		}
	}
	return Object.freeze({ ...chosen, hosts: Object.freeze(hosts) });
}

function check(name: string, value: number, least: number, most: number): void {
	if (!Number.isInteger(value) || value < least || value > most) {
		throw new RangeError(`${name} is ${value}; it must be a whole number from ${least} to ${most}`);
	}
}
