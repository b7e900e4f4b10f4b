/** In plain words: why a file or an address that people name cannot be had. */

const REASONS: Readonly<Record<string, string>> = {
	ENOENT: "there is no such file or folder",
	ENOTDIR: "there is no such file or folder",
	EISDIR: "this is a folder; name a file",
	EACCES: "you may not open it",
	EEXIST: "is there already; name another file",
	ENOTFOUND: "nobody has this name; say the address on the dongle's display",
	EAI_AGAIN: "nobody has this name; say the address on the dongle's display",
	ECONNREFUSED: "nobody answers there; see that it runs, and the port",
	EHOSTUNREACH: "it cannot be reached; see that both are in the same network",
	ENETUNREACH: "it cannot be reached; see that both are in the same network",
};

/** The system's own words where there are no plainer ones. */
export function reasonOf({ code = "", message }: NodeJS.ErrnoException): string {
	return REASONS[code] ?? (message || code || "no connection");
}

/** Does something with a file. Throws an Error that names it first and then says what is wrong. */
export function withNamed<T>(name: string, act: () => T): T {
	try {
		return act();
	} catch (error) {
		throw new Error(`${name}: ${reasonOf(error as NodeJS.ErrnoException)}`);
	}
}
